"""What sounds alarming or strange and is neither: figures of speech, and words of everyday life.

Nothing plays by words that are not understood. So every word here is one that never tells of a symptom.
"""

from __future__ import annotations

IDIOMS = """
    by accident, by mistake, doctors surgery, night fever, pacemaker park run, race pacemaker,
    pacemaker marathon, fitted kitchen, fitted blinds,
    cut blow dry, wash and cut, poison ivy costume, pins hair, hairpins, kettle boil, kettle boils, a stroll,
    killing me, dying for, dying to, to die for, dying of boredom, dead tired, dead beat, dead on my feet, drop
    dead, deadline, dead good, dead gorgeous, drop dead gorgeous, dead easy, dead simple, dead stressed,
    deadlift, dead quick, dead sea, dead line, brain dead, dead weight, dead week, dead batteries, dead boring,
    heart to heart, heart of city, by heart, heart rate, heart set, heartfelt, heart of matter, broken heart,
    heartbroken, heart broken, break my heart, heartbreak, sweetheart, lonely hearts, change of heart, heart
    warming, heart sank, cross my heart, take heart, with all my heart, hearts content, learned by heart, young
    at heart, loveheart, love heart, heart out, heart on sleeve, half hearted, stroke forehead, stroke face,
    stroke neck, stroke temple, stroke my hair, stroke scalp, stroke head, stroke back, stroke arm, stroke
    cheek, stroke brow, stroke shoulder, stroke belly, stroke chest, stroke jaw, stroke cat, stroke dog, stroke
    eyebrow, strokes, stroke along, stroke outward, stroke out, stroke gently, stroke slowly, slow stroke, long
    stroke, gentle stroke, light stroke, soft stroke, breast stroke, breaststroke, back stroke, backstroke,
    front stroke, stroke of luck, stroke of genius, stroke of midnight, stroke of twelve, butterfly stroke,
    swimming stroke, stroke technique, golf stroke, two stroke, stroke play, brush stroke, key stroke, rowing
    stroke, stroke rate, downward stroke, upward stroke, stroke towards, different strokes, fall asleep, fell
    asleep, fallen asleep, something to fall asleep, nod off, fall of rome, fall in love, fell in love, fall
    out, fell out, fall apart, fell apart, fell behind, falling behind, fall term, fall leaves, autumn fall,
    fall cleaning, fall weather, fall season, nightfall, rainfall, waterfall, pitfall, sales fell, prices fell,
    fell through, fell short, fell for, falling for, fell into bed, fell into, windfall, fall flat, fell flat,
    free fall market, downfall, fall guy, snowfall, fall back on, standards falling, hair falling, before crash,
    crash tonight, crash out, crashed on sofa, crash of meeting, car crash of meeting, computer crashed, laptop
    crashed, crash course, server crash, system crashed, market crash, crash and burn, sugar crash, crash pad,
    crash test, crash dummy, crash diet, car crash tv, car crash day, car crash week, app crashed, crashed my
    laptop, pc crashed, crash for the night, site crashed, want to crash, crash landed on sofa, ready to crash,
    broke record, record broke, broke up, broken sleep, flat broke, break from, coffee break, tea break, lunch
    break, short break, quick break, desk break, work break, break up, breakup, breaking point, broke even,
    broken english, breakfast, break a sweat, breaks between, heatwave, take a break, broke the bank, broken
    down car, car broke down, boiler broke, laptop broke, phone broke, broken laptop, broken chair, dishwasher
    broke, broken record, spring break, break time, screen break, study break, eye break, five minute break, #
    minute break, broken night, breaks, nervous break, christmas break, broke a nail, broken nail, breaking
    news, broke my diet, break the ice, breakdown cover, washing machine broke, heating broke, break dance, mind
    numbing, numbing zoom, mind numbingly, brain numbing, comfortably numb, numbing meeting, numbing call,
    attack plan, snack attack, plan of attack, heart attack of a bill, heart attack burger, nearly gave heart
    attack, gave me a heart attack, giving me heart attack, heart attack on plate, attack of the giggles, giggle
    attack, attack of nerves, panic attack, attacked the garden, attacked the hedge, attack the housework,
    attack on titan, cat attack, attack my inbox, shot after, shoulders shot, back is shot, shot nerves, nerves
    shot, photo shoot, photoshoot, shot day, long shot, screenshot, shots of espresso, coffee shot, big shot,
    knees shot, film shoot, shooting hoops, shooting pool, snapshot, headshots, head shot, mugshot, shoot an
    email, worth shot, clay shooting, give it a shot, shooting a film, drowning in email, burnt out, burned out,
    burnout, burning midnight oil, burning the candle, candle both end, burning question, burnt dinner, burnt
    the toast, burning calories, calorie burn, slow burn, burning eyes, eyes burning, sunday roast burnt, fat
    burning, burning love, burns night, ears burning, burn off steam, heartburn from, afterburn, money to burn,
    feel the burn, burned dinner, off my chest, chest press, chest day, chest workout, war chest, chest freezer,
    medicine chest, hope chest, ice chest, toy chest, pigeon chest song, close to my chest, cards close to
    chest, chest high, chest expander, collapse into bed, collapsed on sofa, collapsed in a heap, collapse on
    the couch, collapse in front of tv, want to collapse, ready to collapse, could collapse, tent collapsed,
    deal collapsed, collapsing after work, collapsible chair, collapsible, bleeding stiff, bleeding sore,
    bleeding cold, bleeding tired, bleeding hell, bleeding neck, bleeding knackered, bloody tired, bleeding
    edge, bleeding heart, bloody shoulder, bleeding obvious, bleeding laptop, bleeding late, bleeding boss,
    bleeding heck, bleeding job, bleeding long day, bleeding ache, bleeding nuisance, bleeding meeting, bloody
    mary, sick and tired of, worried sick, home sick, homesick, lovesick, sick day, off sick cover, sick beat,
    sick gig, car sick, love sick, sick leave paperwork, seasick film, thats sick, sick joke, sick as parrot,
    sick to death of, carsick, sick note paperwork, sick workout, sick game, sick of screens, sick of work, head
    over heels, head to toe, heads up, off my head, banging my head against wall, banging my head against brick
    wall, head against brick wall, head against wall, headbanging, head banging, head banger, head banging gig,
    hit the sack, hit the hay, hit the pillow, hit gym, hit the books, hit wall, hit a wall at work, hit
    deadline, hit the road, hit the town, hit targets, hit snooze, hit play, hit my desk, head hit pillow, hit
    home, heading home, hit spot, knock off work, knocked off early, knocked for six, knock on door, knock
    knock, knocked up a shed, knock out a report, knock out this essay, knocked my coffee, knockout tournament,
    punch line, punchline, punch drunk, beating myself up, beat the clock, beating rug, kicked back, kicked off,
    alive and kicking, kick the habit, sidekick, kickboxing, kick boxing, boxing, taken a beating, beaten by
    spreadsheets, steamrollered, heavy rucksack, heavy bag, heavy shopping, heavy box, heavy lifting, heavy day,
    heavy week, heavy weight lifting, weight lifting, weightlifting, lifting weights, weight training, weight
    off my shoulders, weight of world, weight on my shoulders, heavy metal, heavy eyes, heavy eyebrow, heavy
    eyelid, eyelids heavy, eyes heavy, eyes feel heavy, heavy traffic, heavy sleeper, heavy night, heavy
    workload, heavy meal, heavy door, heavy arms, heavy coat, heavy backpack, heavy suitcase, heavy work, heavy
    going, heavy laptop, heavy head, brow heavy, heavy brow, heavyweight, weighted blanket, eyebrows feel heavy,
    heavy breasts, heavy load, heavy pans, heavy tools, heavy handed, heavy toddler, heavy duty, heavy dog,
    heavy lids, lids heavy, heavy shoulders, shoulders heavy, shoulders feel heavy, heavy legs day, jaw heavy,
    heavy jaw, heavy forehead, heavy make up, pressure at work, work pressure, under pressure, pressure cooker,
    peer pressure, high pressure job, deadline pressure, sinus pressure, no pressure, light pressure, gentle
    pressure, firm pressure, deep pressure, exam pressure, time pressure, pressure from boss, pressure sinuses,
    soft pressure, more pressure, less pressure, pressure point, acupressure, pressure washing, pressure washer,
    pressure behind eyes, tyre pressure, air pressure, water pressure, low pressure, pressure from work, rubber
    band, head band, band practice, brass band, band rehearsal, resistance band, wedding band, hair band,
    elastic band, watch band, boy band, rock band, jazz band, hatband, wrist band, play in a band, tribute band,
    marching band, wind down, unwind, tied up, tongue tied date, hot desk, hotdesk, hot bath, hot shower, hot
    water bottle, hot drink, hot yoga, hot towel, hot day, hot chocolate, hot stone, hot date, red wine, red
    carpet, red bull, red eye flight, redeye flight, red hot deal, seeing red, hot weather, hot tub, red alert,
    caught red handed, red tape, hot pot, in hot water, red letter day, hot cup, piping hot, hot mess, hot
    coffee, hot tea, hot flush, hot flash, hot sauce, red nose day, hot potato, cold hands, cold feet about,
    cold office, cold room, cold weather, cold call, cold water swim, cold plunge, cold shoulder, cold brew,
    cold outside, cold shower, cold turkey, cold fish, cold drink, cold pizza, cold beer, common cold room, wild
    swimming, cold house, cold train, cold bedroom, cold case, cold draught, cold wind, cold compress, shoulder
    to cry on, head in clouds, pain in neck boss, pain in the arse, pain in the backside, pain in the bum, royal
    pain, pain in the ass, boss is a pain, boss is pain in neck, kids are a pain, pain in the neck colleague, no
    pain no gain, pain au chocolat, eye opener, eyes on prize, eye for an eye, turn a blind eye, blind spot
    mirror, window blind, blind date, venetian blind, blindfold, blind rage, colour blind, blind drunk story,
    blind as bat without glasses, blind panic, blind tasting, hanging blinds, put up blinds, blind as a bat,
    flying blind, see stars gig, stars in their eyes, star gazing, stargazing, stargazing neck, starry, under
    stars, looking at stars, watching stars, vision board, vision meeting, television, company vision, tunnel
    vision deadline, tunnel vision on work, night vision goggles, vision statement, visionary, vision day,
    hanging picture, hanging out, hanging washing, hanging curtain, hanging wallpaper, hanging up, hangover,
    hanging out washing, hung over, hungover, hanging up washing, hanging from bar, hanging around, hangry,
    hanging lights, hanging baskets, curtains, closing curtains, hanging doors, hanging my coat, hang loose,
    dropped off kids, dropped the kids, dropping off, dropping off to sleep, dropped call, drop shoulders,
    shoulders drop, let jaw drop, jaw dropping, raindrop, backdrop, drop a gear, drop everything, eye drops,
    name dropping, eavesdropping, drop scone, ready to drop, fit to drop, shop till i drop, until i drop, fit as
    fiddle, fit into, does this fit, stay fit, fit for, fitbit, fit tight, fit around, fitting room, fit to
    burst, fit of giggles, fit of laughter, in a fit of rage, cross fit, crossfit, kitchen fitting, fitting
    kitchen, fitting carpets, fit something in, a good fit, dress fitting, laughing fit, sneezing fit, coughing
    fit, bra fitting, fit a quick, fit one in, hissy fit, fighting fit, squeeze one in, quick squeeze, shoulder
    squeeze, squeeze shoulder, lemon squeeze, tight squeeze, squeeze into, squeezing through, main squeeze,
    squeezed onto train, squeeze my arms, orange squeezing, squeezing lemons, tight deadline, tight schedule,
    sit tight, hold tight, money tight, tight for time, budget tight, time is tight, tight budget, tight bun,
    tight ponytail, tight hat, tight bra, tight collar, tight jeans, tight ship, sleep tight, tight braids,
    tight shoes, tight belt, tight tie, weak coffee, weak tea, weak in knees, weakness for, soft spot, sweet
    spot, good spot, sore spot, tight spot, spotify, spot of tea, hot spot, trouble spot, tender spot, parking
    spot, spotlight, spots of paint, g spot, spot check, tickly spot, favourite spot, bolt from the blue, monday
    blues, blue monday, blue light, out of the blue email, white noise, white board, whiteboard, white wine,
    white collar, white water rafting, white lie, snow white, black friday, black coffee, black out blinds,
    blackout blinds, blackout curtains, purple patch, black tie, black mood, black eyed peas, blackboard, all
    black, little black dress, gray day, grey day, grey sky, grey area, grey hair, pale ale, white knuckle
    drive, white van, white knuckle, black ice drive, white christmas, off white, white paint, grey weather,
    grey cloud, out of blue call, in black and white, grey outside, grey mood, beyond the pale, slipped my mind,
    slipped out, slipper, slip of tongue, slip into, slip of the pen, freudian slip, slipped away, let it slip,
    payslip, slipped up at work, pink slip, sliding scale, standards slipped, slip off, slip on shoes, trip
    home, round trip, business trip, road trip, school trip, day trip, guilt trip, ego trip, long trip, work
    trip, trip over the weekend, tripping balls film, dive into, diving into work, deep dive, dive bar, scuba,
    scuba diving, nose dive, skydiving film, took dive, diving board, dumpster diving, duck dive, diving
    holiday, dive boat, deep dive meeting, throw pillow, throw in towel, threw in towel, thrown together, thrown
    in at deep end, thrown off, thrown under bus, throwing a party, thrown a party, throwing a ball, throwing a
    frisbee, throwing, threw a party, threw the ball, throwing darts, throw the dog ball, throwing shapes, throw
    a pot, landed a job, landed on my feet, landed client, candy crush, crushed the interview, crushed it at
    work, crushing deadline, crushed velvet, crushing workload, orange crush, grape crushing, crushed ice,
    crushed hopes, crushed garlic, crushing boredom, crushed on tube, crushed on the train, crushed against
    commuters, explode with anger, head exploding with ideas, explosion of emails, inbox exploded, inbox
    explosion, bursting with ideas, about to explode with work, kids exploded, mind blown, mind blowing, blow
    out, blow dry, blow my mind, blow off steam, low blow, blowout, blow drying hair, blown away, exploded my
    inbox, phone exploded, phone blew up, phone blowing up, twitter exploded, group chat exploded, head is
    bursting with ideas, sunburst, bursting at seams, burst pipe, burst of energy, bubble burst, pop quiz, pop
    to shops, pop music, pop concert, pop star, pop up, popcorn, pop one, lollipop, bang up to date, bang
    average, big bang, bang out an essay, banging out emails, banging headache, banging tunes, banged out,
    banger, slap bang, bang on time, bang out a report, hair bangs, fringe and bangs, go out with a bang, whole
    shebang, hammer and tongs, hammered out a deal, hammered by work, hammering nails, hammering away, under the
    hammer, jackhammer, axe throwing, given axe, got axed, chopping wood, cricket bat, baseball bat, bats in the
    attic, batting practice, old bat, bat mitzvah, batman, without batting an eyelid, right off the bat, beating
    traffic, heartbeat song, beat tired, finger on pulse, pulse of city, lentil, snap decision, snapped at kids,
    snapped at my husband, snap chat, snapchat, cold snap, snap of fingers, snapped photos, ginger snap, brandy
    snap, snap out of it, snapped at everyone, oh snap, snapping turtles, snap election, flash sale, flash
    drive, flash flood, camera flash, flashback, flash mob, flashcards, flash cards, flashy, quick flash,
    flashing phone, flash of inspiration, newsflash, lightning quick, lightning fast, thunder, thunderstorm,
    greased lightning, lightning speed, paralysed by choice, paralyzed by choice, analysis paralysis, limp home,
    limp lettuce, floppy hat, floppy disk, limp handshake, floppy fringe, limp hair, floppy hair, like a limp
    rag, useless boss, useless printer, jelly after, like jelly after gym, legs like jelly after, jelly legs
    after, jelly baby, give way sign, choking hazard, choked up at film, choked up, choked by work, suffocating
    in meetings, suffocating job, choke hold deadline, gasping for a cuppa, gasping for a tea, gasping for a
    coffee, gasping for a brew, gasping for a pint, last gasp, breathless romance, take my breath away,
    breathtaking, catch my breath between meetings, breath of fresh air, bad breath, deep breath before,
    breathing exercise, breathing space, room to breathe, breathe deep, take a breather, breather, time to
    breathe, no time to breathe, barely time to breathe, catch a breather, slow breaths, breathing technique,
    breathing meditation, space to breathe, hold my breath, dont hold your breath, cant breathe for emails,
    shaking with laughter, shake it off, milkshake, handshake, shaking hands all day, protein shake, shivering
    in cold office, send shivers, shivers down my spine, send shivers down spine, shiver me timbers, chill out,
    chills from music, chillax, netflix and chill, chill pill, good chills, chill vibes, chill evening, cabin
    fever, saturday night fever, fever pitch, hay fever, hayfever, spring fever, baby fever, gold fever, disco
    fever, football fever, world cup fever, high temperature wash, room temperature, temp job, temp agency, temp
    work, office temp, festive fever, jungle fever, election fever, dance fever, sweating over, no sweat,
    sweatshirt, sweat pants, sweatpants, sweaty gym, sweating the small stuff, sweating over exam, sweating
    buckets at gym, sweating over deadline, sweating at the gym, sweaty after gym, sweaty commute, sweaty train,
    sweaty yoga, sweat session, sweaty run, sweating bullets over, sweat it out, blood sweat tears, blood moon,
    blood brother, blood orange, bad blood, blood family, blood test, gave blood, blood boil, makes my blood
    boil, boiling kettle, blue blood, blood donor, giving blood, blood pressure monitor shop, fresh blood, new
    blood at work, blood relatives, first blood, true blood, confused by instructions, im confused which, not
    sure which, confused where to start, confused dot com, clueless, spin bike, spinning plates, head spinning
    with work, head spinning from work, head spinning from meetings, plate spinning, spinning wool, spinning
    wheel, head is spinning with ideas, dizzy with work, dizzy heights, dizzy with happiness, dizzy from
    spreadsheets, head spinning from spreadsheets, spinning around kitchen, spin off, spin cycle, giddy with
    excitement, dizzy blonde, giddy kipper, died laughing, phone died, laptop died, dying to try, died on me,
    battery died, almost died of boredom, die hard, laughing till i cry, laughing so hard, diehard, want to die
    of embarrassment, want to die of shame, could kill for, would kill for, killing time, kill the lights,
    killer heels, killer day, killer commute, killer abs, killer workout, dressed to kill, killer, i could
    murder a, murder a curry, bloody murder, murder mystery, murdering my back, my back is murder, gets away
    with murder, true crime, heels killing, going to kill my boss, gonna kill my boss, killing my neck, killing
    my back, slay, buzzkill, overkill, kill two birds, suicide squad, want to die laughing, died a death, dying
    to sit down, dying to lie down, die of boredom, drop down dead, corpse, corpse pose, dead bug exercise, dead
    bug, living dead, walking dead, zombie, dead to world, ghost, dead hang, grim, coffin, buried in, buried in
    work, buried under, graveyard shift, graveyard, deathly, death by powerpoint, death by meetings, bored to
    death, scared to death, tickled to death, death march, catch my death, at deaths door after party, death
    metal, hell, hellish, hell of a day, from hell, damn, dam, cursed, stabbed in the back by, stab in the dark,
    take a stab, back stabbing, backstabbing, backstabbing colleague, backstabber, shooting, gun, gunning for,
    smoking hot, smoke break, smoked salmon, smoke alarm, holy smoke, bomb, bombshell, photobomb, bath bomb, da
    bomb, time bomb, bomb site, house is a bomb site, nuked, nuclear, war, battle, battle ropes, fighting,
    fought with, argument, row with, fight traffic, fighting off sleep, fighting with printer, fighting sleep,
    ambulance driver, emergency meeting, emergency services job, emergency contact, paramedic, ambulance,
    emergency relaxation, emergency chill, crisis at work, crisis meeting, crisis, midlife crisis, emergency
    room nurse, emergency break, emergency exit, emergency, emergency desk break, er nurse, casualty nurse, a&e
    nurse, shift in a&e, a&e shift, er shift, nurse, nursing shift, doctor on call, junior doctor, operating
    theatre shift, hospital shift, in theatre all day, theatre nurse, ward shift, dentist, dental nurse, dentist
    bent over, surgeon neck, vet, midwife, midwife on nights, carer, doctors surgery reception, hospital porter,
    operation manager, operations meeting, operation desk declutter, operating system, smooth operation, op
    shop, co op, photo op, operator, crane operator, forklift operator, machine operator, phone operator,
    airport, seaport, glass of port, usb port, passport, carport, spaceport, port wine, sport, support,
    viewport, pump up, pumping iron, petrol pump, bike pump, pump up jam, pumpkin, breast pump, high heels
    pumps, pump class, body pump, mesh chair, mesh office chair, number plate, plate of food, hot plate, home
    plate, valve trombone, disc golf, compact disc, disc jockey, disk space, disc brake, floppy disc, hard disk,
    disco, frisbee disc, bowling pins, safety pins, pin number, rolling pin, knitting pins, ten pin, screw my
    boss, screwing shelves, screwed up, screwdriver, screw work, implant dentist, stapler, staple diet, stitches
    from laughing, stitched up, cross stitch, cable stitch, blanket stitch, in stitches laughing, stitching
    quilt, scar film, boil egg, boiling water, blister pack, burn cd, cut hair, haircut, hair cut, cut grass,
    cutting hedge, cutting fabric, cutting wood, cut down on, cut back, cut corners, paper cut, short cut, cut
    short, shortcut, uncut, clear cut, director cut, budget cuts, power cut, cut vegetables, job cuts, cut to
    the chase, cutting edge, woodcut, cutting out, cutting and sewing, bite to eat, grab a bite, bite sized,
    sound bite, biting nails, nail biting, quick bite, frostbite game, bug bite, bite my lip, bit my tongue,
    bitten off more, bit off more, love bite, wound up, all wound up, wound up tight, overwound, wind up, spring
    wound, coil, clock wound, rash decision, rash of meetings, rash purchase, bruised ego, bruising day,
    bruising meeting, bruising week, ego bruised, graze the buffet, scarred for life, tattoo artist, tattooist,
    tattoo all day, tattoo shop, pierced ears years, body piercing studio, boil down, baby shower, baby sitting,
    babysitting, baby steps, babysat, baby of family, cry baby, child of the 80s, childs play, childcare,
    childish, inner child, only child, childminder, child seat, school kids, no kidding, kid you not, teenage,
    teaching kids, teaching children, school teacher, primary teacher, man child, teaching teenagers, kids
    party, kids birthday, sons wedding, daughters wedding, son birthday, daughter birthday, godson, season,
    grandkids visit, grandchildren, grandchildren visit, babysitting grandkids, grandkids, niece wedding, kids
    swimming, kids football, driving kids, daughter moved out, daughter exams, sons exams, son left home, taking
    kids, expecting visitors, expecting guests, expecting parcel, expecting company, expecting a delivery,
    expecting friends, expecting the in laws, expecting call, unexpected, expecting a promotion, bump into, bump
    in road, speed bump, bumpy ride, bumpy flight, bumpy road, bumped up, bumpy, bump start, goose bumps,
    goosebumps, bumped to first class, bumpy bus, bumper, bumper car, fist bump, pregnant pause, pregnant cat,
    due tomorrow, essay due in, report due in, homework due in, due in monday, deadline due, due in friday, due
    date for essay, assignment due, rent due, tax due, project due, due diligence, paper due, thesis due,
    coursework due, due in work, due back, overdue, due in tonight, delivery, labour of love, labourer, labour
    party, labour day, hard labour, contraction words, muscle contractions, contractions in grammar, teething,
    delivering parcels, delivery driver, delivering, delivery round, speech writing, best man speech, giving a
    speech, gave a speech, speech day, wrote a speech, wedding speech, speech therapist, writing a speech,
    motivational speech, speech competition, speechless, lost for words, word search, crossword, words with
    friends, word, wordy, swear words, talking all day, talking too much, talking on the phone, talking,
    teaching all day, cant stop talking, cant talk im in library, lump of coal, lump of cheese, lumpy pillow,
    lumpy mattress, lumpy sofa, lump sum, lumpy bed, lumpy, lumpy mash, sugar lump, growth mindset, growth plan,
    growth spurt, hair growth, growth rate, growth hacking, growing pains, growing veg, growing tomatoes,
    growing up, growing tired, growing stress, growing family, mole hill, molehill, whack a mole, adrian mole,
    cancer research run, cancer charity run, cancer star sign, race for life, star sign cancer, cancer
    horoscope, tropic of cancer, terminal at airport, airport terminal, bus terminal, terminal 5, terminal #,
    computer terminal, train terminal, terminal building, terminal two, terminal window, secondary school,
    secondary, spread sheet, spreadsheet, spread eagle, spread thin, spread too thin, spreading myself thin,
    spreading mulch, spreading manure, spread the word, bedspread, spreading gravel, spreading compost,
    spreading jam, smear test, middle age spread, spread betting, creeping deadline, creeping, jeepers creepers,
    climbing wall, rock climbing, bouldering, wall climbing, hill climb, climbing frame, social climbing, tree
    climbing, ladder climbing career, career ladder, ladder in tights, property ladder, up a ladder all day, on
    a ladder all day, up ladder painting, ladder, stairs, stair carpet, up and down stairs, stairmaster,
    hoovering the stairs, stair climber, carpet the stairs, painting the stairs, ran upstairs, upstairs
    neighbours, noisy neighbours upstairs, downstairs, bad trip advisor, accident prone, happy accident,
    accidentally, accident report, insurance accident, injury time, injury free, insult to injury, injury list,
    personal injury lawyer, sports injury prevention, adding insult to injury, collision course, serious
    business, serious, seriously tight, sudden death penalties, sudden change, sudden deadline, sudden urge to
    nap, suddenly busy, all of a sudden busy, sudden cold weather, nowhere to lie down, middle of nowhere,
    nowhere, useless at relaxing
"""
"""Figures of speech: what is inside of one is a sign of nothing."""

EVERYDAY = frozenset(
    """
    kids children youve wifi doctor laughing forever hole basics hospital thumb thumbs neither
    2day 2nite above abseiling accordion accountant accounts aches achey achier achy across actor
    admin adult advanced advent advise aeroplane afternoon again agency ages airpods airport alarm
    album allotment alone along already alright although always amazing among ankle ankles annoyed
    annoying another answer answering antsy anymore anyone anything apart app apparently apple arch
    archery arches architect area areas argue armchair armpit army around art article artist asap
    assembly assignment assistant ate audio audit audits august aunt auntie aunty author autumn
    avoid avoided avoiding awful awhile awkward axel backpack badminton bag baggy bagpipes bags bake
    baker bakery baking balcony ball ballet balls banjo bank bar barber barbers barefoot barista
    barn barre barrow bartender base baseball basic basketball bass bassoon batch bath bathroom
    battling bc beach beads beanbag beauty become becuz bed bedroom bedtime beer begin beginner
    beginners begins behind below bench beneath bent beside besides best better between bicycle bike
    biking bill bins biology birthday bit bits blah blanket bleary block blog board boat body book
    books boot boots bored boring boss both bottle bottles bottom bouldering bouquet bowl bowling
    bowls box boxes boxing boyfriend bra braid bread brew brewing bricklayer bricklaying bridge
    brief briefcase bring bro brother brought brow browbone brownies brows browsing brush brushing
    bruv bruxing btw bucket buddy budget buggy bugs build builder building bum bun bunch burpees bus
    business busy butcher buy buying buzzing cab cabin cabinet cafe cake calf call calligraphy calls
    calmed calmer calming calves camera camp campervan camping can cane canoe canoeing canteen
    canvas cap car caravan card cards career carer carers caring carpenter carpentry carpet carpeted
    carpets carried carrier carries carry carrying cart carting cashier cat catch catering ceiling
    celebration cellist cello center centre ceramics certain chair chairs chalk change changing
    charge chase chat cheap check checkout cheek cheekbone cheekbones cheeks cheers cheese chef
    chess chicken chill chilled chilling chillout chimney chocolate choir choose chop chopping
    chords chore chores christmas church cinema circle circles city clarinet class classes classroom
    clavicle clay clean cleaner cleaners cleaning clear clench clenched clenches clenching clerk
    clicky client clients climber clinic clock close closed clothes club coach coal coat cockpit
    code coder coders coffee collar collarbones colleague colleagues college comfort comfy comic
    commute commuter commuting company competition complete composing computers concentrate
    concentrating concentration concert concrete conditioner conference console constant constantly
    construction contacts control cook cooking cool cop cope coping copy corner cos cosy could
    couple courier course coursework cousin cover covering coz crackered crackly craft crafting
    crafts crampy cranky crates crave craving creaky cream crease creases cricket crochet crocheting
    cross crossfit crosswords crouched crouching crowd crown crunches crunchy crutches cry crying
    cubicle cup cupboard cuppa curtain cushion cushions customer customers cute cuz cycled cycling
    cyclist dad daddy dads daily dance dancer dancing dark darling darts data date dating daydream
    deadlift deadlifts deadline deadlines deal dealing dear debate december decent deck decluttering
    deco decompressing decorate decorated decorating decorator deep deeper degree delicate delight
    delightful delt delts demo dentist depth design designer designing desks destress developer
    diary diet digger digging digital dinner dirt dishes dishwasher dissertation dissertations
    distracted diy dodgy dog dogs doing dollar door double doubt doughnut downtime doze dozed dozen
    dozing dozy draft dragon drained drama draw drawer drawing drawings dream dreaming dress dresser
    dressing drift drifting drill drilled drilling drink driver drivers drives drove drowsing drum
    drummer drumming drums duck dude dug dull dungeons dunno during dust dusting duty duvet earbuds
    earlier earlobe earlobes early earphones earplugs earrings ease eased easing easter easy eaten
    edge edit editing editor effort eight either elbow elbows elderly electrician eleven elliptical
    ellipticals email emailing emails empty end ended ending energy engineer engineering english
    enjoy entire environment equipment escape especially espresso essay essays evening evenings
    event eventually everybody everyone everything everywhere exam exams excel except exclude
    excluding exercise exercises exhausting exhibition explain explore extra eyeball eyeballs
    eyebrow eyebrows eyelid eyelids eyes fabulous facebook factory faff fairly family fan fancy
    fantastic farm farmer farming fast faster father fatigued favourite fed feed female fence
    fencing ferry few fiance fiancee fiddle fidgety field fifteen fifty fil file files film films
    final finally find finding finds fine fingers finished fireman firewood firm firmer first fish
    fishing fitter five fix fixed fixes fixing flat flatmate flatpack flatpacks floor floorboards
    florist flower flowers fluffy flute focus focused foggy folder folding folks follow following
    food football footballer forehead forest forklift forties fortnight forty forward found four
    frame frantic fraught frazzled free freelance french friday fridge friend friends fringe front
    frowned frowner frowny frustrated full fun furniture furrow furrowed furrowing further futon
    future fuzzy fyi gaffer game gamer gamers games gaming gammy garage gardener gardens gate gave
    gear geek gentle gentleman gentler german get gets getting gift gig girlfriend give gives giving
    glass glasses gloomy gloves glue glum glute glutes gnash gnashing goal golf golfer golfing gonna
    good goodbye goodnight gossip got gotta gown gramps gran grandad granddad grandma granny graphic
    grass grateful great greek greenhouse grinder grinding grinds grit grits gritted gritting groggy
    grotty grouchy ground group grouted grouting grumpy guard guide guided guitar guitarist gum gums
    gutted gutters guys gym gymnastics haha hair hairdresser hairdressers hairdressing half hall
    hallway hammock hammy hamstrings handbag handbags handed handle handlebars handling hands
    handsfree handyman hangry happier happy harp harpist hassle hat hate hated hauled hauling having
    hazy headphone headphones headset heaps hear heard heater hectic hedge hedges heel heels
    helicopter hello helmet help helped helping helps hey hi high highly hiit hike hiker hiking
    hills hints hip hips hiya hobby hockey hoed hoeing hold holdall holding holiday holidays home
    homesick homework honest honestly hoodie hooray hoover hoovered hoovering hope hopefully hoping
    horse horses hostel hosting hotel hour hours house household housekeeping housemate housework hr
    hrs hubby huddled hullo human hummus humping hun hunch hunched hunching hundred hungry hunting
    hurry husband hygienist hyper ice idea ideal ideas idle iffy ikea im image imagine imo important
    in indoors inlaws inner innit inside instagram instead instep instructions instrument intense
    internet interview interviews introvert invoice invoices ipad iron ironed ironing irritable
    island italian jacket jacuzzi jam january jazz jealous jeans jetlag jetlagged jewellery jigsaw
    jigsaws jittery jobs jog jogged jogger jogging joiner journal journalist journey journeys joy
    judo juggling juice july jumper june junk karate kayak kayaking kettle keyboards keys khaki
    kickboxing kinda kindle kip kitchen kite knackered knead kneaded kneading knee kneel kneeling
    knees knelt knife knit knitted knitter knitting knotted knotty knuckle knuckles lab labels
    laboratory lacrosse lad ladies lads lady laid landscaping lap laptop laptops large lashes lat
    lately lats laundry lawn laws lawyer lay lazy lead leaf leaflets lean leaning leant least leave
    leaves lecture lecturer lectures lecturing led left legal leisure lemon lens lenses lesson
    lessons letter letters level librarian library lie lies life lifted lifting lifts light lighter
    lightly lights likes limits line lines lino lip lips list listen listening lit litter load
    loaded loading loads lobes local lockdown locked locks loft logging logs lol london lonely long
    longer loose loosen loosened loosening lorry lots loud lounge love loved lovely loving low lower
    lug luggage lugged lugging lunch lunchtime lunges luv luxurious luxury lying machine mad made
    magazine mail main make makes makeup making male mall man manage manager managing manic map mark
    market marking marks masage mask masks massage massaged massages massaging masses masseuse mat
    mate maths mats matting mattress max maximum may me meal meat mechanic meditating meditative meh
    melody meltdown member memes mess messages messaging messy metal method microscope middle might
    mil mild military milker milking min mind mindful mindfully mine minecraft mini minibus mins
    minus minute minutes mirror miserable miss missed missing missus mixed mobile mode model
    modelling mom moment mommy monday money monitors month monthly months mood moody moon mop mopped
    mopping morning mornings most mother motorbike motorway mountain mountains move moved mover
    movers movie movies moving mow mowed mower mowing mth mths muddled muddy mug mum mummy mums
    murky muscle muscles muscular museum music musician must naff nagging nail nails nan nana nanna
    nanny nans nap nape napping natter nature navy nearby neat need needed needing needle needlework
    needs negative neighbour neighbours neither nervy nest net netball netflix news newspaper nice
    nicely nicer niggle niggles niggling niggly nightly nights nightshift nine nintendo nite nites
    nobody nod noise noisy nonstop nope nor normal north nostril nostrils note notes nothing novel
    november now number numbers nurse nursery nurses nursing oar oboe occiput october odd off office
    offices often oi oil ok okay old older omg on one online onto open opened opening opera
    orchestra ordinary organ organise original otherwise ought out outdoors outer outside oven over
    overloaded overslept overthink overthinker overthinking overtime overwhelmed overwhelming
    overwork overworked pack packed packing paddleboarding paddling padel pads page pages paint
    painted painter painting paintings pair pal palm palms pamper pampered pampering pans paper
    papers paperwork parade parcel parcels parents park parking part partner parts party past pasta
    paste pasting patio pause paving pc peace peaceful pec pecs pen pencil people perched perfect
    perform perhaps period personal pharmacist pharmacy philtrum phone phones photo photographer
    photography photos physics pianist piano pick picked picking pickleball picnic picture pictures
    pie piece pilates pile piles pillow pillows pilot pinch pinching pint pizza place places plan
    plank planks planned planning plans planted planting plants plasterboard plasterer plastic plate
    play played player playground playing playlist plays playstation pleasant please plenty plough
    pls plumber plumbing plus plz podcast podcasts poker pole police policeman policy polish
    polishing pony pool pooped poorly popular porter portrait position post posted postie postman
    potatoes potter pottery pound poured powerpoint practice practise practised practising pram
    prefer presentation presentations press pressing pretend previous price priest print printer
    printing private probably process processing professor program programmer project projects
    proper properly propped props prune pruned pruning pub public puffiness pull pulled pulling
    pullups pupil puppy push pushchair pushed pushing pushups put puzzle puzzles quad quads quality
    quarter question queue quick quicker quickie quiet quietly quilt quilting quit quiz r race
    racing radio raft rail rain rainy raised rake raked raking rambling ran random rang rare rarely
    rather ratty reach reaching read reader ready real realise rear reason reception receptionist
    recipe recline reclined recliner reclining recommend recommended recording records recycling
    redecorating refreshed refreshing regular rehearsal relaxant relaxed relaxer relaxes relaxy
    release releasing relief relieve remote removal rent repair report reports reps request research
    reset respite restaurant restaurants restless restocking retail retired retirement revising
    revision ride rider rides riding right ring rings river road roads rock rocking roleplay roll
    rolled roller rollerblading rolling roof roofing room roommate root roots rope ropey rotator
    rough roughly round rounders route routine routines row rowed rower rowing rub rubbed rubbing
    rubdown rubs rucksack rug rugby rugs ruined rum rump run runner running rush rushed rushing
    rusty sad saddle sailing sailor salad sale sales salon salsa sample sanded sander sanding
    sandwich sat satchel saturday sauna saving saw sawing saxophone scapulae scarf scarfs scarves
    schedule schlepping school science scientist scooter score scratch screens script scrolling
    scrub scrubbed scrubbing sculling sculpting sculptor sculpture sea seamstress season seat seated
    seats sec second seconds secretary secs section security see seem seems seen self sell selling
    send september serene serious serve served server service serving session sessions set sets
    setting settle settled settling seven several sew sewed sewing sewn shabby shall share sharing
    shattered shave shearer shed sheep sheet sheets shelf shelves shelving shift shifting shifts
    shin ship shirt shocking shoe shoes shop shopkeeper shopped shopping shops short shorter shortly
    shot should shoulderblades shout shouted shouting shovel shovelled shovelling shovels shoving
    show shower showers showing shows shut shuteye shuttle shy sibling side sides sigh sign silence
    silent silk silly simple simply since sing singer singing single sister sit sits sitter sitting
    situps six sixty skate skateboard skateboarding skating sketch sketchbook sketching ski skied
    skiing skill skills skip skipped skipping skull sky slab slabs sledging sleeper sleepless sleeps
    slept slide slight slightly sling slog slouched slouchy slow slower slowly slumber slump slumped
    slumping slumps small smart smile smiled smiling smooth smoother smoothing smoothly snack snacks
    snappy snooze snoozing snoozy snorkelling snow snowboard snowboarding snowed snuggle soap social
    sock socket sockets socks sofa sofar sofas soft softball softer softly software sold soldering
    soldier sole soles solo somebody someday somehow someone someplace something sometimes somewhere
    song soothe soothed soothes soothing sorer sorry sort sorta sorted sorting sorts soup south soz
    spa space spaced spade spanish spare speak special specs speed spell spent spices splendid
    spliff sport sports spreadsheet spreadsheets spring sprint sprinting squat squats squatting
    squint squinted squinting squinty squishy stable stacked stacking stadium staff staffroom stage
    stairs stall standing stands standup star stare stared stares start starting station stay stayed
    staying steady steam steering step steps stereo stew steward stewardess stick sticks stiffened
    stiffer stiffly still stock stocking stomp stood stool stoop stooped stooping stopping storage
    store stories storm story straight strand strange stranger stream streaming street strength
    stressed stressful stressy stretch stretched stretches stretching stretchy strict strimmer
    strimming string strings strokes stroll stroller strolling strong struggle struggled struggles
    struggling strung stuck student students studied studies studio study stuff stuffy style suburb
    subway suffer suffering suffers sugar suggest suggestion suit suitable suitcase suitcases suits
    sum summer sun sunday sunny sunshine supermarket supper support suppose sure surf surfboard
    surfer surfing surprise sushi swam swamped sweater sweep sweeping sweet swept swim swimmer
    swimming swims swipe swiping switch sword swordplay symphony system ta table tables tablet
    taekwondo tailor take takes taking tale talked talker tap tape tapping task tasks tax taxes taxi
    tbh tea teach teacher teachers teaching team teams tearful tech technical technician technique
    techniques techno telephone television tell telly temperamental ten tennis tense tensed tensing
    tension tent tenth tents term terrace test tests tetchy text texted texting texts thanks thanku
    thankyou theatre themed theory therapist therapy thesis thigh thighs thing things thinking
    thinks thirty tho though thought thoughts thousand thread three throughout thru thumbing thumbs
    thursday thx tick ticket tidy tidying tie tighter tightish til tile tiled tiler tiles tiling
    till timber tip tips tiredness title tmr tmrw toast toddlers toes together told tomorrow tone
    tongue tonite tonne tons took tool tools top topic torso total tote touch touched touching tough
    tour tourist toward towards towed towel towels tower towing town toy toys track trackpad tractor
    tractors trade trading traditional traffic trail trailer train trained trainer training trains
    tram transcribing translating translator transport trap traps travel travelled traveller
    travelling travels treadmill treasure treat treatment treats tree trees trek trekking trial
    triathlon tried tries trim trimmed trimming trims triple trolley trombone truck trucker trucks
    trumpet trunk trust try trying tube tuesday tuition tum tummy tuned tuneful turn turned turning
    turns tutor tv twelve twenty twice twin twitter two ty type typed typer types typical typing
    typist tyre u uber ugh uk ukulele umpteen unable uncle under underground underneath uni uniform
    university unload unloaded unloading unpack unpacked unpacking unpaid untangle until unwinding
    unwound up update upgrade upload upper upright ups upset uptight upwards ur urban useful user
    usual usually utter vacation vacuum vacuumed vacuuming van vans various varnish varnishing vase
    vegetables version vet vibe vibes vicar video videos view viola violin violinist visit visited
    visiting visitor visitors voice volleyball volunteer volunteering wages waist wait waited waiter
    waiting waitress waitressing wake wakes walk walked walker walking walks wall wallpaper
    wallpapering wander wandering wanna want wanted wanting wants wardrobe warehouse warm warming
    wash washed washing watch watched watches watching water watering wave waves wear wearied
    wearing weary weather web website wedding weddings wednesday weed weeded weeding weeds weekdays
    weekend weekends weekly weepy weightlifter weird welder welding well west whacked wheel
    wheelbarrow wheelchair wheels wherever while whoever whole wholesale wide wife wild will win
    wind window windows windsurfing windy wine wing winter wiped wired wireless wise wish wished
    wishes within wk wks woke woman women wonder wonderful wood wooden woodwork woodworking wool
    wordle work worker workers working workload workman workshop workshops workstation worktop world
    worn would wrap wrapped wrapping wrecked wrestle wrestling wretched wrinkly wrist wrists write
    writer writes writing written wrong wrote xbox ya yard yarn yawn yawning yawny yay yeah yell yep
    yer yo yoga yogamat young younger yours yourself youtube yr yrs zen zimmer zone zoned zonked
    zoom zumba
    """.split()  # noqa: SIM905 - reads best
)
"""Single words that are understood, and mean nothing to the search unless another table has them."""
