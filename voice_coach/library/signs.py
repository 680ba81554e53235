"""Signs of what massage is not for, in the words that people use.

Each sign is a name and phrases. What a phrase leaves out does not matter: small words (`reading.SMALL`) and
endings (`reading.stem`), so "hit head" is "I hit my head", too. ``#`` stands for a number, ``#9`` for one
of nine or more, ``#50`` for fifty or more. `flags` says which signs together mean what.

Sources of the words: symptom pages of the NHS, and messages that people wrote without knowing this table.
"""

from __future__ import annotations

PARTS = {
    "HEAD": "noggin, bonce, head, skull, headache, migraine, brain",
    "HEADACHE": """
        headache, head ache, migraine, head hurt, sore head, head pain, pain head, head pounding,
        pounding head, head throbbing, head killing, head splitting, splitting head, head sore
    """,
    "FACE": "face, facial, cheek, smile, lip, mouth",
    "EYE": "eye",
    "EYELID": "eyelid, eye lid, lid",
    "EAR": "ear",
    "JAW": "jaw, tmj, teeth",
    "TEMPLE": "temple, side of head, sides of head, scalp, headache, head ache, migraine, head",
    "SCALP": "scalp",
    "THROAT": "throat, tongue, airway, windpipe",
    "NECK": "neck, throat, nape",
    "CHEST": "chest, breastbone, breast bone, sternum, ribcage, rib cage",
    "RIB": "rib, side of chest",
    "BREAST": "breast, boob, nipple, tit",
    "BACK": "back, spine, lumbar, backache, lumbago, shoulderblade, shoulder blade",
    "BELLY": "belly, tummy, stomach, abdomen, abdominal, gut, guts, tum",
    "SHOULDER": "shoulder, shoulderblade",
    "ARM": "arm, elbow, forearm, wrist",
    "HAND": "hand, hands, finger, fingers, thumb, palm",
    "LEG": "leg, legs, thigh, knee, shin, hamstring",
    "LEGS": "legs, both leg, feet, both foot",
    "LOWER": "leg, legs, thigh, knee, shin, calf, calve, foot, feet, toe, ankle, heel",
    "CALF": "calf, calve",
    "ONECALF": "calf",
    "FOOT": "foot, feet, toe, heel, sole",
    "LIMB": "arm, leg, legs, foot, feet, hand, hands, finger, fingers, toe, calf",
    "JOINT": "knee, ankle, elbow, wrist, joint, hip, big toe",
    "HIP": "hip",
    "SADDLE": """
        fanny, minge, vulva, pussy, front bottom, lady garden, taint, gooch, dick, cock, willie,
        labia, clit, balls, bollocks, rectum, sphincter, coccyx area, bumhole, saddle, groin, down
        below, between leg, between legs, between thigh, genital, genitalia, private, private part,
        bum, bottom, buttock, backside, arse, crotch, perineum, vagina, penis, anus, back passage,
        nether region, when wipe, undercarriage, lady bit, willy, down there, bits, nether
    """,
    "TESTICLE": "testicle, bollock, scrotum, nut, ballsack, ball sack",
    "BALL": "ball",
    "PAIN": """
        pain, painful, ache, achy, hurt, sore, soreness, agony, killing, stabbing, throb, cramp,
        discomfort, tender, twinge, pang
    """,
    "MORNING": "morning, every morning, when wake up, on waking, wake up",
    "NEW": "new, first time, never had, since, recently, lately, started",
    "OLD": """
        im #50, aged #50, age #50, #50 yr old, #50 yrs old, #50 year old, #50 years old, #50yo, #50
        yo, pensioner
    """,
    "ALLBOTH": "both",
    "TODAY": "today, yesterday, hour ago, minute ago, last night, this morning, just now",
}
"""Where it is, or when: words that are harmless by themselves."""

SIGNS = {
    "SQUEEZE": """
        squeezing, squeeze, squeezed, tight, tightness, tightening, pressure, pressing, crushing,
        crushed, elephant, heavy, heaviness, weight, band, vice, vise, gripping, clamp, constricted,
        strap, belt, fist, brick, sitting on, sat on, standing on, burning, indigestion, heartburn,
        funny, twisting, squashed, squashing
    """,
    "BREATHLESS": """
        able to breathe, not able to breathe, unable to breathe, barely breathe, breathe properly,
        cant breathe, can not breathe, cant catch breath, catch breath, out of breath, out of puff,
        short of breath, shortness of breath, breathless, gasping, gasp, struggling to breathe,
        struggle to breathe, hard to breathe, trouble breathing, difficulty breathing, cant get air,
        cant get enough air, cant get breath, fighting for breath, suffocating, choking, not
        breathing, stopped breathing, breathing hard, breath fast, breathing trouble, breathing
        problem, blue lips, lips blue, lips gone blue, cant get my breath, struggling for breath,
        lost my breath, no breath, breathing shallow, puffing and panting, wont let me breathe, cant
        breath, labour breathing, breathing bad, gulping air
    """,
    "WHEEZE": "wheeze, wheezing, wheezy",
    "BREATHIN": """
        when breathe, when breathing, when breathe in, breathe in, breathing in, deep breath, every
        breath, take breath, on breathing, with each breath, hurts to breathe, hurt breathe
    """,
    "SWEAT": "sweating, clammy, cold sweat, grey, gray, ashen, pale, sweaty, dripping sweat",
    "GREY": "grey, gray, ashen, clammy, cold sweat, white as sheet",
    "LEFTARM": "left arm, down arm, into arm, both arm, arm heavy",
    "EXERTION": """
        up stair, up the stairs, climbing stair, walk uphill, uphill, on exertion, climb stair, when
        walk, when i exert, going upstairs, upstairs, up hill
    """,
    "HEARTATTACK": """
        heart attack, cardiac arrest, angina attack, heart stopped, coronary, heart hurts, heart
        pain, pain heart, heart squeeze
    """,
    "PALPITATION": """
        palpitation, heart racing, heart pounding, heart fluttering, heart flutter, heart skipping,
        skipping beat, missing beat, irregular heartbeat, heart jumping, heart all over the place,
        racing heart, heart going mad
    """,
    "COUGHBLOOD": """
        coughing up blood, coughed up blood, cough blood, coughing blood, spitting blood, vomiting
        blood, throwing up blood, sick blood, blood in vomit, blood in sick, bringing up blood,
        blood when i cough, phlegm blood, blood in phlegm, coughing red
    """,
    "PEC": """
        chest muscle, chest workout, chest day, muscle of chest, pec, pecs, pectoral, bench press,
        push up, press up
    """,
    "DROOP": """
        droopy, droop, drooping, hanging, hanging down, dropped, fallen, slipped, lopsided, wonky,
        crooked, sliding, slid, melting, melted
    """,
    "NOSMILE": """
        cant smile, smile wonky, smile crooked, smile lopsided, crooked smile, wonky smile, lopsided
        smile, uneven smile, smile uneven
    """,
    "SPEECH": """
        making any sense, making no sense, isnt making sense, makes no sense, no sense when talk,
        slurring, slurred, slur, slurry, cant speak, can not speak, cant talk, can not talk, cant
        get word out, word wont come, words wont come out, word coming out wrong, words come out
        wrong, word jumbled, jumbled word, talking gibberish, gibberish, talking nonsense, talking
        rubbish, not making sense, speech funny, speech gone, speech weird, cant find word, lost
        speech, lost words, trouble speaking, trouble talking, difficulty speaking, mumbling,
        garbled, sounds drunk, sound drunk, speaking funny, talking funny, tongue tied, cant say
        words, cant string sentence, trouble in speech, hard to speak, words muddled, muddled words,
        mixing up words, cant understand, speech
    """,
    "ONESIDE": """
        one side, left side, right side, down one side, half my face, half face, half body, half of
        face, side of face, side of body, one half
    """,
    "NUMB": """
        numb, numbness, tingling, tingly, tingle, pins and needle, pin needle, no feeling, lost
        feeling, no sensation, cant feel, can not feel, dont feel, not feel, dead arm, arm dead, leg
        dead, dead leg, hand dead, prickling, lost sensation, arm went dead, gone dead, went dead,
        fizzing, no feel, pins n needles, loss of feeling, like cotton wool, feel like cotton wool,
        paralysed, paralyzed
    """,
    "WEAK": """
        weak, weaker, weakness, cant move, can not move, wont move, cant lift, can not lift, cant
        raise, paralysed, paralyzed, paralysis, floppy, limp, gave way, giving way, gives way, give
        way, no strength, lost strength, buckling, buckle, cant hold up, like jelly, cant stand,
        drag, dragging, not working, stopped working, wont work, cant use, useless
    """,
    "SUDDEN": """
        sudden, suddenly, out of nowhere, all of a sudden, out of blue, came out of nowhere, in
        second, abrupt, abruptly, instantly, within seconds, like a switch, from nowhere, in an
        instant, came on fast, like lightning, in a flash, bang, snap
    """,
    "VISION": """
        one pupil, pupil bigger, pupil huge, pupils different, pupils uneven,
        seeing spots, see spots, seeing stars,
        cant see, can not see, gone blind, went blind, blind, lost sight, lost vision, lost my
        sight, vision gone, sight gone, double vision, seeing double, see double, seeing two,
        blurred vision, blurry vision, blurred, blurry, vision blurry, vision went, vision grey,
        vision black, sight went, eyesight went, went black, went grey, went dark, tunnel vision,
        vision loss, loss of vision, loss of sight, lost half vision, half my vision, seeing star,
        see star, vision change, change in vision, trouble seeing, hard to see,
        zigzag lines, zigzags in eye, vision,
        blind spot, sight went fuzzy, cant focus, eyesight fuzzy, fuzzy vision, sight loss, losing
        vision, losing sight, losing my sight
    """,
    "CAMEBACK": "came back, back to normal, went away, then fine, passed off",
    "STIFFNECK": """
        stiff neck, neck stiff, neck stiffness, cant put chin chest, chin chest, chin to chest, cant
        bend neck, neck rigid, rigid neck, cant bend head forward, neck wont bend, cant touch chest
    """,
    "FEVER": """
        fever, feverish, temperature, temp of, high temp, temp #, temp of #, burning up, shivering,
        shivery, shiver, chills, rigor, rigors, hot and cold, hot n cold, boiling hot, roasting, got
        temp, running temp, a temp, temperature of, fevers, hot sweats, sweating buckets, #9 degree
    """,
    "RASH": """
        rash, spot, spots, dont fade, wont fade, glass test, purple blotch, blotchy, purple spot,
        blotches, tiny red dots, pinprick
    """,
    "NOFADE": """
        dont fade, wont fade, doesnt fade, not fading, not fade, glass test, dont go when press,
        stay when press, dont disappear
    """,
    "LIGHT": """
        light hurt, lights hurt, light hurt eye, bright light, cant stand light, cant bear light,
        photophobia, light too bright, hate light, curtain shut, hurts in light, cant look light
    """,
    "CONFUSED": """
        confused, confusion, drowsy, drowsiness, delirious, not making sense, wont wake up, cant
        wake, wont wake, hard to wake, acting strange, acting weird, not herself, not himself,
        memory loss, cant remember, lost memory, really sleepy, very sleepy, dont know where,
        unresponsive, out of it, staring into space, hallucinating, seeing things, disorientated,
        disoriented, memory, sleepy, wont stay awake
    """,
    "MOTTLED": """
        mottled, skin blue, blue skin, skin grey, skin blotchy, marbled, ashen, skin gone blue,
        blotchy skin, blue lip
    """,
    "SEPSIS": """
        sepsis, septicaemia, septicemia, blood poisoning, meningitis, encephalitis, toxic shock
    """,
    "CHILD": """
        massage for kids, massage kids, my kids neck, my kids back, kids back, kids neck, for children,
        child, kid, son, daughter, toddler, baby, infant, newborn, little one, little boy, little
        girl, # yr old, # year old, # month old, grandson, granddaughter, teenager, teen, my boy,
        niece, nephew, schoolboy, schoolgirl, grandchild
    """,
    "BLADDER": """
        done poo, when done poo, peeing myself, weeing myself, wetting, pee myself, wee myself, peed
        without, wee leaks, pee leaks, poo leaks, know if need toilet, feel toilet, tell when need
        toilet, control my waterworks, waterworks, cant wee, cant pee, can not pee, can not wee, wet
        myself, wetting myself, wet the bed, leaking wee, leaking pee, incontinent, incontinence,
        cant hold pee, cant hold wee, lost control bladder, bladder, bowel, bowels, pooed myself,
        poo myself, pooing myself, soiled, soiled myself, soiling, shat myself, shit myself, crapped
        myself, pissed myself, peed myself, weed myself, been able to wee, been able to pee, able to
        wee, able to pee, havent weed, havent peed, not peed, not weed, hasnt peed, hasnt weed, dont
        know need wee, cant tell need pee, cant tell need wee, need pee, feel when need pee, feel
        when need wee, cant urinate, trouble peeing, trouble weeing, passing urine, passing water,
        pass water, cant pass urine, cant pass water, pee wont come, wee wont come, wee wont start,
        pee wont start, cant poo, messed myself, accident in pants, accidents in pants, no control
        toilet, lost control toilet, cant control wee, cant control pee, cant control poo, dribbling
        wee, dribbling pee, having accidents, not feel wee, not feel pee, leaking urine, leaking poo
    """,
    "BOTHLEGS": """
        both leg, both legs, legs both, two leg, each leg, down both leg, down both legs, either leg
    """,
    "SCIATICA": """
        sciatica, sciatic, pain down leg, down leg, down the back of my leg, shoots down leg,
        shooting down leg, down into leg, runs down leg, into my leg
    """,
    "PROGRESS": """
        getting weaker, getting worse, spreading, worse every, growing, grows, creeping up, moving
        up, up to arms, climbing
    """,
    "FOOTDROP": """
        foot slapping, foot slap, slapping when walk, foot drop, drop foot, foot drag, dragging
        foot, drag foot, tripping over foot, cant lift foot, foot flops, foot wont lift, cant lift
        toes, trip over toes
    """,
    "CLUMSY": """
        cant grip, can not grip, no grip, weak grip, lost grip, grip gone, grip weak, dropping
        things, drop things, keep dropping, dropping stuff, dropping cup, hands clumsy, hand clumsy,
        clumsy hand, hand gone clumsy, cant do button, cant do buttons, cant hold cup, cant hold
        mug, cant hold pen, cant write, handwriting gone, legs wobbly, legs feel wobbly, unsteady
        walk, walking like drunk, walk like drunk, cant walk straight, legs wont do
    """,
    "SWELL": """
        swollen, swelling, swell, swelled, puffy, puffed up, fatter, fat, bigger than other, bigger
        than, ballooned, blown up, swole, twice size, twice the size, inflamed, bloated up, huge, up
        like balloon, fatter than
    """,
    "HOT": "hot, warm to touch, burning, heat",
    "RED": "red, reddish, redness, purple, discoloured",
    "CLOT": """
        clot, blood clot, dvt, thrombosis, embolism, pulmonary embolism, thrombus, phlebitis,
        thrombophlebitis, clots
    """,
    "CLOTRISK": """
        flight, flew, fly, long haul, plane, on pill, pill, since op, operation, surgery, had baby,
        had my baby, weeks ago baby, bed rest, in plaster, in cast, long drive, coach trip, hormone,
        hrt, after op, new baby, postpartum
    """,
    "TEAR": "tearing, ripping, ripped, tore through, being torn, torn in two, rip, shearing",
    "PULSE": """
        pulsing, pulsating, pulsate, beating, heartbeat, throbbing lump, pulse, throb like heart,
        pulses
    """,
    "ANEURYSM": "aneurysm, aneurism, aortic, aorta, dissection, triple a",
    "COLDWHITE": """
        white and cold, white cold, gone white, cold and white, cold white, gone blue, turned blue,
        blue, turned white, white, no pulse, cold and blue, black toe, gone black, icy
    """,
    "COLD": "cold, freezing, icy",
    "WORST": """
        worst headache, worst head, worst pain, worst migraine, worst ever, never had one like,
        never felt like, of life, of my life, thunderclap, worst, worst pain ever, most painful,
        like never before, unbearable, excruciating
    """,
    "EXPLODE": """
        exploded, exploding, explode, explosion, burst, bursting, hit me, like hit, hit bat, bat,
        popped, pop, cracked open, thunderclap, hit me like, like axe, axe, hammer, hit with, hit
        by, split open, like a gunshot, kicked in head, clap of thunder
    """,
    "SEX": "during sex, sex, orgasm, climax, having sex, came, making love, shagging, after sex",
    "HEADBLOW": """
        noggin, bumped noggin, bonce, hit bonce, banged bonce, whack on head, knock on head, bash on
        head, smack on head, bang on head, hit head, hit my head, bang head, banged head, bump head,
        bumped head, bump on head, bumped my head, knocked head, knock head, whack head, whacked
        head, smacked head, smack head, head injury, concussed, concussion, knocked out, knock out,
        blow to head, hit on head, head blow, cracked head, crack head, fractured skull, landed on
        head, headbutt, head butt, hit in the head, ball to head, hit face, fell on head, cut head
        open, split head, head hit, hitting head, hitting my head, knocked unconscious, injured
        head, head wound, hit my skull, went over on my head, knock to head, knocked my head,
        clonked head, dropped on head, clunk head, bashed head, whacked my head, thwacked
    """,
    "LEAK": """
        clear fluid, watery stuff, dripping from ear, dripping from nose, fluid from ear, fluid from
        nose, leaking from ear, blood from ear, bleeding from ear, clear stuff, black eyes both
    """,
    "SICK": """
        being sick, been sick, throwing up, vomiting, vomit, puking, puke, nausea, nauseous, feel
        sick, sick, vomited, threw up, chucking up, keep being sick
    """,
    "EYERED": """
        red eye, eye red, eye gone red, rock hard eye, eye hard, red hard eye, eyeball hard, hard
        eye, eye rock hard
    """,
    "HALO": """
        halo, halos, rainbow, rainbows round light, rings round light, haloes, rings around light
    """,
    "COUGHBEND": """
        worse lying, worse lying down, worse when lying,
        when cough, when bend over, bend over, bending over, when i cough, coughing, cough, sneeze,
        sneezing, when i strain, lying flat, lie flat, bend down, straining
    """,
    "FALL": """
        fell, fall down, fall from, fallen, falling down, had fall, after fall, bad fall, a fall, my
        fall, fall on, fall yesterday, off ladder, off bike, came off bike, off my horse, off horse,
        off motorbike, come off bike, came off, thrown, threw me, threw me off, tripped, slipped on,
        slipped down, slipped, tumbled, tumble, took tumble, fall, crash, crashed, car crash,
        accident, rta, collision, rear ended, rear end, shunt, shunted, hit by car, run over, ran
        over, knocked off, knocked down, knocked over, dived, diving, dive, whiplash, landed on,
        landed badly, stacked it, went over handlebars, over handlebars, wiped out, pile up,
        trampled, kicked by horse, bucked, hit tree, wrecked car, totalled car, came down stairs,
        down stairs, rolled car, serious injury, injured, bad injury, injury, pushed over, got
        pushed, beaten up, beat up, attacked, got mugged, was mugged, punched, got kicked, kicked
        in, assaulted, tackled, bad tackle, scrum collapsed, hit by
    """,
    "NECKINJURY": """
        whiplash, neck injury, injured neck, broken neck, broke neck, hurt my neck, neck fracture,
        cracked neck hard, snapped neck
    """,
    "DIVE": "dived, dive, diving, shallow end, trampoline, scrum",
    "BREAK": """
        broken, broke, fracture, fractured, cracked bone, snapped bone, bone sticking, dislocated,
        dislocation, popped out, out of socket, healing break, hairline
    """,
    "SUICIDE": """
        want it all to end, all to end, want it to end, nobody would care, no one would care, if i was gone,
        if i were gone, if i wasnt here, if i died, if i disappeared, wouldnt miss me, im a burden,
        burden to everyone, such a burden, hate my life, hate myself, dont deserve to live,
        whats point living, point in living, whats the point of living, dont want to wake up, dont
        want wake, want to sleep forever, no will to live, lost will to live, world better without
        me, life is pointless, dont want to be alive, hate being alive, want out of life, cant live
        like this, no one would miss me, nobody would miss me, want to end my life, had enough of
        life, dont wanna be here, dont wanna live, dont wanna be alive, want to be dead, ready to
        die, thinking about dying, thoughts of dying, no future for me, end my pain forever,
        everyone would be happier without me, ready to go for good, suicide, suicidal, kill myself,
        killing myself, want to die, wish i was dead, wish dead, wanna die, want die, end it, end it
        all, ending it all, ending it, end my life, ending my life, end my own life, take my own
        life, take my life, dont want be here, dont want to be here, dont want here anymore, not
        want to be here, dont want to live, dont want live, not want live, better off without me,
        better off dead, better without me, better if i wasnt here, better if i was gone, better if
        wasnt, no point living, no point in living, no reason to live, no point going on, no point
        anymore, no point being here, cant go on, cant carry on, life isnt worth, not worth living,
        worth living, want it to be over, want to disappear, want to not wake up, not wake up, hope
        i dont wake up, dont wake up, never wake up, rather be dead, be dead, dead soon, top myself,
        jump off bridge, hang myself, hanging myself, slit wrist, jump in front, wont be around,
        goodbye note, plan to die, everyone off without me, off without me, done with life, tired of
        living, sick of living, tired of being alive, give up on life, giving up on life, sleep and
        never wake, sleep forever, dont see point, cant do this anymore, want to end things, driving
        into wall, off myself, unalive, kms, not be alive, dont want to exist, stop existing, say
        goodbye to everyone
    """,
    "SELFHARM": """
        cut arm, cut my arm, cut wrist, cut leg, cut my legs, cut myself again, cutting my legs,
        hurting myself again, urge to cut, self injury, self injuring, relapsed cutting, self harm,
        selfharm, harm myself, harming myself, hurting myself, keep hurting myself, hurt myself on
        purpose, want to hurt myself, cutting myself, cut myself on purpose, cutting again, cut my
        arms, cut my wrists, burning myself, cutting arms, punching myself, hit myself, hitting
        myself, started cutting, starving myself
    """,
    "OVERDOSE": """
        overdose, overdosed, od, too many pill, too many tablet, too many painkiller, too much
        paracetamol, too many paracetamol, too much medication, too much medicine, took all pill,
        took all my pills, all my tablets, whole packet, whole pack, whole bottle of pills, whole
        box of, #9 paracetamol, #9 pill, #9 tablet, #9 ibuprofen, #9 painkiller, #9 codeine, #9
        nurofen, #9 aspirin, #9 tylenol, #9 panadol, #9 sleeping pill, handful of pill, handful of
        tablet, handful of, double dose, packet of paracetamol, box of paracetamol, bottle of pill,
        pack of paracetamol, packet of pills, took loads of, swallowed loads, extra pills, downed
        pills, bunch of pills, lots of pills, too many, took too much
    """,
    "POISON": """
        bleach, antifreeze, weedkiller, weed killer, poison, poisoned, carbon monoxide, gas leak,
        swallowed battery, button battery, snake bite, bitten by snake, spiked, drank cleaner, drain
        cleaner, white spirit, petrol, ate mushrooms, nerve agent, rat poison, methanol
    """,
    "HIVES": "hives, hive, nettle rash, welts, itchy all over, lumps all over, itchy rash",
    "THROATSHUT": """
        throat closing, throat close, throat swelling, throat swollen, throat tight, throat closing
        up, tongue swelling, tongue swollen, swollen tongue, tongue fat, lips swelling, lip
        swelling, swollen lip, lips swollen, lip swollen, tongue getting fat, tongue huge, lips
        huge, lips fat, face blown up, face ballooning, throat feels tight, tongue thick
    """,
    "STUNG": "stung, sting, wasp, bee, bitten, peanut, nut, shellfish, allergic, eating",
    "ANAPHYLAXIS": "anaphylaxis, anaphylactic, epipen, epi pen, allergic reaction, severe allergy",
    "SEVERE": """
        severe, agony, sudden, suddenly, sharp, stabbing, terrible, unbearable, excruciating, worst,
        hard, rigid, solid, doubled over, doubled up, cant stand up straight, wont let anyone touch,
        cant straighten, screaming, lower right, hard as board, curled up, cant move, right side,
        out of nowhere, cant touch
    """,
    "LATE": """
        period late, late period, missed period, late with period, shoulder tip, tip of shoulder,
        ectopic, miscarriage, miscarrying, havent come on
    """,
    "BLEED": "bleeding, bleed, bled, blood, haemorrhage, spotting, gushing, blood loss",
    "BLEEDOUT": """
        wont stop bleeding, bleeding wont stop, cant stop bleeding, losing blood, bleeding a lot,
        bleeding heavily, pouring with blood, nosebleed wont stop, nose bleed wont stop, bleeding
        loads, lost lots of blood, soaked in blood, gushing blood, bleeding out
    """,
    "BLACKPOO": """
        black poo, poo black, blood in poo, blood in stool, blood when poo, tarry, bleeding from
        bum, blood from bum, blood from bottom, poo blood, pooing blood, bloody stool, blood in loo,
        black stool
    """,
    "FIT": """
        had fit, had fits, having a fit, epileptic fit, having fits, seizure, seizures, convulsion,
        convulsing, convulsed, shaking uncontrollably, jerking, foaming, eyes rolled back
    """,
    "FAINT": """
        fainted, fainting, faint, passed out, passing out, blacked out, blackout, blacking out,
        collapsed, collapse, lost consciousness, unconscious, lost conscious, keeled over, nearly
        passed out, keep fainting, came round on floor, hit the deck
    """,
    "ASTHMA": """
        asthma attack, inhaler not working, inhaler isnt working, inhaler doing nothing, blue
        inhaler not
    """,
    "LABOUR": """
        water broke, waters broke, waters have broken, waters gone, contraction, contractions, in
        labour, in labor, baby not moving, baby stopped moving, baby moving less, not felt baby,
        havent felt baby, baby hasnt moved, baby isnt moving, reduced movement
    """,
    "DANGER": """
        blood sugar #, blood sugar low, sugar low, low blood sugar, hypoglycaemia, hypoglycemia,
        been stabbed, got stabbed, stabbed me, been shot, got shot, shot me, electrocuted, electric
        shock, heatstroke, heat stroke, hypothermia, drowned, nearly drowned, strangled, strangling,
        choked me, smoke inhalation, burnt badly, badly burnt, bad burn, boiling water over,
        scalded, severe burn, struck by lightning, crushed by, bone sticking out, hypo, diabetic
        coma, ketoacidosis, dka, blood sugar crashed, very low blood sugar
    """,
    "BRUTAL": """
        hits me, hit me again, beats me, scared of husband, scared of partner, scared of my
        boyfriend, domestic violence, being abused, abuses me, abusive
    """,
    "SCALPSORE": """
        scalp sore, sore scalp, scalp tender, tender scalp, hurts to brush, hurt brush hair, brush
        hair, comb hair, scalp hurts, scalp painful, painful scalp, hair hurts, hurts to touch
        scalp, combing hair, brushing hair, scalp
    """,
    "TENDERSCALP": """
        sore scalp, scalp sore, scalp tender, tender scalp, scalp painful, painful scalp, scalp hurts,
        hurts to brush hair, hurt brush hair, hair hurts, hurts to comb hair
    """,
    "CHEW": "chewing, chew, when eat, eating, eat, bite, biting, steak",
    "JAWCHEW": """
        jaw hurts chew, jaw pain chewing, jaw pain eating, jaw pain on chewing, jaw aches chew, jaw
        tired chew, jaw gets tired, hurts to chew, chewing hurts, jaw hurts eat, jaw hurts when eat,
        jaw aches when eat, jaw pain when chew, jaw ache when chew, jaw claudication, pain on
        chewing, jaw tires, ache when chew, hurt chew, jaw gives up eating, jaw cramps eating, jaw
        sore eating
    """,
    "ARTERITIS": "arteritis, gca, polymyalgia, pmr, temporal artery",
    "GUM": "gum, gums, toffee",
    "HAIRDO": """
        bun, ponytail, pony tail, braid, plait, hat, helmet, hairband, cap, headband, headphone,
        headset, wig, extension, updo, curler, dandruff, dry, itchy, shampoo, conditioner
    """,
    "CANTLIFT": """
        cant lift arm, cant raise arm, cant lift arms, cant get up out of chair, cant lift arms up
    """,
    "URINE": """
        pain when wee, pain when i wee, pain weeing, hurts weeing, painful wee, painful pee, pain
        peeing, blood in my wee, burning when pee, burning when i pee, burns when pee, stings when
        pee, sting when pee, hurts to pee, hurts when pee, pain when pee, burning pee, burning wee,
        burns when wee, stings when wee, hurts to wee, uti, cystitis, cloudy wee, smelly wee, kidney
        infection, peeing all time, peeing blood, weeing blood, blood in wee, blood in pee, blood in
        urine, pink wee, red wee, kidney ache fever, water infection, bladder infection, urine
        infection, wee infection, kidneys hurt, kidney pain, loin pain, flank pain
    """,
    "DARKWEE": """
        wee looks like coke, wee dark, dark wee, dark pee, pee dark, dark urine, urine dark, brown
        wee, brown pee, brown urine, wee brown, pee brown, pee like tea, wee like tea, wee like
        coke, pee like coke, cola coloured, coke coloured, cola wee, urine brown, tea coloured, wee
        gone dark, wee gone brown, pee looks like
    """,
    "JAUNDICE": """
        yellow skin, skin yellow, gone yellow, eyes yellow, yellow eyes, jaundice, turned yellow,
        jaundiced
    """,
    "GLAND": "gland, lymph node, node, nodes, tonsil, tonsillitis, quinsy",
    "SWALLOW": """
        cant swallow, hardly swallow, hard to swallow, trouble swallowing, difficulty swallowing,
        hurts to swallow, swallow, drooling, dribbling
    """,
    "WEIGHTLOSS": """
        losing weight, weight loss, lost weight, weight falling off, weight dropping off, trouser
        falling off, clothes falling off, clothes hanging off, clothes too big, clothes loose,
        dropped stone, lost stone, lost # stone, lost # kilo, lost # kg, lost # lb, lost # pound,
        lost a stone, lost kilo, no appetite, off my food, gone off food, jeans falling off, belt
        notches, lost two stone, dropped # dress, getting thinner, thin for no reason, down # kilos,
        lost half a stone, skin and bone, dropped a stone, trousers too big
    """,
    "NIGHTPAIN": """
        wakes me every night, wakes me up every night, wakes me at night, wakes me up at night,
        keeps me up every night, keeps me awake every night, worse at night, worse lying down, worse
        lying, worse when lie down, pain at night, night pain, pain all night, worse in night, never
        eases, never goes away, doesnt ease, no position helps, nothing helps it, constant pain
        night, pain wakes me, wakes me from sleep, up all night with pain, even at rest
    """,
    "NIGHTSWEAT": """
        sweat at night, sweating at night, sweats at night, wake up sweating, waking up drenched,
        sweaty at night, night sweat, night sweats, drenched at night, soaking sheets, sheets
        soaked, waking soaked, drenching sweat, wake up drenched, wake up soaked, pyjamas soaked,
        soak the bed, drenched in sweat at night
    """,
    "LUMP": """
        lump, lumps, hard lump, growth, tumour, tumor, swelling getting bigger, mole changed, mole,
        pea sized, marble under, egg sized, size of golf ball, something hard, hard bump, bump getting
        bigger, bump growing, new bump
    """,
    "CANCER": """
        cancer, tumour, tumor, lymphoma, leukaemia, leukemia, melanoma, myeloma, sarcoma, carcinoma,
        malignant, chemo, chemotherapy, radiotherapy, oncologist, oncology, mastectomy, lumpectomy,
        immunotherapy, tamoxifen, letrozole, hodgkins, terminal, palliative
    """,
    "METS": """
        metastases, metastasis, metastatic, mets, secondaries, bone cancer, cancer bone, cancer in
        bones, cancer spread, spread to bone, spread to spine, cancer in spine, cancer in hip,
        cancer in my hip, in my bones, cancer spine, spinal tumour, spread to my bones, secondary
        bone, stage 4, stage four, myeloma, secondary breast cancer, cancer in the bones, gone to my
        bones, gone to bones, tumours in my bones
    """,
    "SMOKER": "smoker, smoke, smoking, fag",
    "FLOATER": """
        floater, floaters, flashing light, flashing lights, flash of light, flashes of light,
        flashes in eye, curtain coming, curtain over eye, curtain eye, curtain over, shadow over
        eye, shadow in eye, shadow across, veil over, cobwebs in, black spots in vision, black dots
        eye, detached retina, retina, retinal, spots in front of eyes, black specks, shower of
        spots, sparkles in eye, lightning in my eye, lightning flashes, curtain down, curtain across
    """,
    "ITCH": "itchy, itching, itch",
    "STEROID": "steroid, steroids, prednisolone, prednisone, pred, cortisone",
    "STATIN": "statin, statins, atorvastatin, simvastatin, rosuvastatin",
    "RESTLESSHEAD": "every morning, each morning, wakes me",
    "WOUNDBAD": """
        wound smells, wound oozing, pus, oozing, red line, red streak, tracking up, spreading
        redness, redness spreading, wound infected, infected wound, gangrene, flesh eating
    """,
    "TICK": "tick bite, bullseye rash, bulls eye rash, lyme, lymes",
    "UNEXPLAINEDBELLY": """
        belly swollen, bloated for weeks, unexplained belly pain, unexplained pain
    """,
}
"""What may be a sign of something; not understood by itself."""
