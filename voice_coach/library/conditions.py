"""Conditions that massage is not for, or only after asking: their names, and what people call them.

Sources: NHS pages of each condition, NICE guidance on low back pain, and the project's content brief
(what not to use with, what to ask about first, what never to press on).
"""

from __future__ import annotations

from voice_coach.library.flags import Flag, Kind

_OVER = "Never over it, and not near it until it has healed."

EXCLUDED = (
    Flag(
        "tooth",
        Kind.EXCLUDE,
        "An infected tooth, a swollen or injured face, or a locked jaw needs a dentist or a doctor,"
        " not massage.",
        """
        FACE SWELL !puffy
        JAW SWELL|BREAK|locked|locks
        tooth PAIN|SWELL|infected|out|abscess
        """,
        words="""
            dental abscess, tooth abscess, abscess tooth, toothache, tooth infected, infected
            tooth, infection of the teeth, infection of face, swelling of face, swollen face,
            face swollen, wisdom tooth, tooth out, tooth pulled, tooth removed, teeth out, root
            canal, dry socket, dental work, gum infection, gum abscess, broken nose, broken jaw,
            jaw broken, jaw locked, jaw is locked, locked jaw, lockjaw, jaw locks, jaw wont
            open, cant open mouth, jaw stuck, jaw dislocated, nose job, nosebleed, nose bleed,
            salivary stone, face swollen up, puffed up cheek, swollen cheek, cheek swollen,
            recent dental, implant tooth
        """,
        source="NHS, dental abscess",
    ),
    Flag(
        "eye-infection",
        Kind.EXCLUDE,
        "An infected, injured or newly treated eye is not for massage of the face; see an optician or"
        " a doctor.",
        "EYERED",
        words="""
            eye infection, conjunctivitis, pink eye, stye, sty, eye injury, scratched eye,
            scratched cornea, something in my eye, eye ulcer, corneal, cornea, shingles in eye,
            black eye, infected eye, gunky eyes, sticky eyes, gunk in eye, uveitis, iritis, eye
            operation, lasik, laser eye, cataract op, cataract surgery, eye surgery, recent eye
            surgery, cataract, eyes lasered, keratoconus, eyelid surgery, chalazion, blepharitis
        """,
        source="the content brief; Ophthalmology 126:171",
        offer="-face",
    ),
    Flag(
        "cosmetic",
        Kind.EXCLUDE,
        "After filler, botulinum or other work on the face, leave the face alone until whoever did it"
        " says it is fine.",
        words="""
            botox, botulinum, filler, fillers, lip filler, lip fillers, facelift, face lift,
            thread lift, chemical peel, microneedling, dermal, profhilo, laser on face, nose
            job, rhinoplasty, eyelid lift, blepharoplasty, micro needling, laser hair removal,
            waxed my, lash extensions, microblading, brow lamination
        """,
        source="the content brief",
        offer="-face",
    ),
    Flag(
        "clot-known",
        Kind.EXCLUDE,
        "A known or suspected clot is not for massage: ask the people who treat you. A newly swollen"
        " or hot leg, or breathlessness, needs help now.",
        "CLOT",
        words="factor v leiden with clot, damaged blood vessels, vasculitis",
        source="the content brief; NHS, deep vein thrombosis",
    ),
    Flag(
        "hernia",
        Kind.EXCLUDE,
        "A hernia, an inflamed bowel, a stoma or unexplained pain is not for belly massage; see a"
        " doctor, and at once if a hernia is hard or very painful.",
        "UNEXPLAINEDBELLY",
        words="""
            hernia, inguinal, umbilical hernia, rupture in groin, hiatus hernia, crohns,
            crohn's, colitis, ulcerative colitis, inflammatory bowel disease, ibd, stoma,
            colostomy, ileostomy, bowel obstruction, blocked bowel, stomach ulcer, peptic ulcer,
            endometriosis flare, ovarian cyst, unexplained belly, belly pain no reason, full
            stomach, just eaten, just ate huge meal, lump in groin, bulge in groin, bulge belly
            button, feeding tube, peg tube, fibroids, liver disease, enlarged spleen, cirrhosis,
            polycystic kidneys
        """,
        source="Guy's and St Thomas' leaflet on abdominal massage; NHS, hernia",
        offer="-belly",
    ),
    Flag(
        "illness",
        Kind.EXCLUDE,
        "With a fever or an infection leave massage for another day.",
        "FEVER",
        words="""
            got a cold, have a cold, had a cold, with a cold, caught a cold, bad cold, head cold,
            full of cold, streaming cold, cold and cough,
            hamster, face like hamster,
            flu, influenza, covid, coronavirus, infection, infected, infectious, infectious
            illness, chickenpox, chicken pox, measles, mumps, glandular fever, mono, chest
            infection, pneumonia, bronchitis, food poisoning, stomach bug, tummy bug, norovirus,
            gastroenteritis, vomiting bug, sickness bug, diarrhoea, diarrhea, the runs, the
            squits, scarlet fever, ear infection, throat infection, sore throat, strep throat,
            tonsillitis, tuberculosis, hepatitis, coming down with something, contagious, man
            flu, feel fluey, fluey, body aches and shivers, mastitis, kidney stone, kidney
            stones, gallstone, gallstones, gall stones, pancreatitis, appendix, appendicitis,
            diverticulitis, vomiting, throwing up, being sick, been sick
        """,
        source="the content brief; NHS",
    ),
    Flag(
        "drunk",
        Kind.EXCLUDE,
        "Not after drinking or with drugs that dull what you feel: leave it for another day, and"
        " sleep on your side.",
        words="""
            drunk, tipsy, wasted, high on, stoned, pissed as a newt, hammered from drinking, had
            a few drinks, had a few pints, had few beers, had too much to drink, bottle of wine,
            been drinking, on ketamine, on mdma, smoked weed, smoked joint, took edible, on
            coke, bit high, sloshed, plastered
        """,
        source="general massage precautions",
    ),
    Flag(
        "skin",
        Kind.EXCLUDE,
        f"Broken, burnt, infected or inflamed skin is not for massage. {_OVER}",
        """
        RASH
        HIVES
        BRUISE !=thinners
        """,
        words="""
            scabby, scabbed, flaky skin, crusty skin, weepy skin, oozing skin, sore skin, rashes,
            itchy bumps, bumps all over, itchy all over,
            shingles, sunburn, sunburnt, sunburned, burnt by sun, burnt in sun, burnt my back,
            burnt my shoulders, peeling, blister, blisters, open wound, wound, cut, graze,
            grazed, grazes, scab, scabs, stitches, staples, sutures, eczema, psoriasis,
            dermatitis, impetigo, ringworm, scabies, cellulitis, abscess, boil, boils,
            carbuncle, pustule, acne, cyst, cysts, sebaceous cyst, pimples, zits, spots all
            over, cold sore, cold sores, herpes, fungal, athletes foot, wart, warts, verruca,
            ulcer, ulcers, bed sore, bedsore, pressure sore, burn, burns, burnt, scald, insect
            bites, bites all over, mosquito bites, flea bites,
            black and blue, haematoma, hematoma, new tattoo, fresh tattoo, tattoo,
            piercing, new piercing, skin graft, radiation burn, radiotherapy skin, irradiated,
            irradiated skin, nits, head lice, lice, hives, raw skin, weeping skin, skin
            infection, skin broken, broken skin, inflamed skin, folliculitis, ingrown hair,
            infected spot, chilblains, frostbite, fragile skin peeling, skin that burns or
            stings, skin burns, skin stings, poison ivy, nettle stings, jellyfish, stung by,
            wasp sting, bee sting, dog bite, cat bite, cat scratch, rosacea flare, allergic
            rash, heat rash, prickly heat, whitlow, carpet burn, rope burn, razor burn
        """,
        source="the content brief; NHS, shingles; sunburn; cellulitis",
    ),
    Flag(
        "veins",
        Kind.EXCLUDE,
        f"Varicose veins, gout and inflamed joints are not for pressing. {_OVER}",
        words="""
            varicose, varicose vein, varicose veins, spider veins, bulging veins, lumpy veins,
            knobbly veins, veins sticking out, gout, bursitis, inflamed joint, baker's cyst,
            bakers cyst, ganglion, vein inflamed, superficial thrombophlebitis, osteomyelitis,
            hot joint, flare up of arthritis, arthritis flare, rheumatoid flare, torn ligament,
            torn muscle, ruptured, rupture, achilles snapped, pulled hamstring just now, torn
            tendon, sprain, sprained, twisted ankle, sprained ankle, stress fracture, shin
            splints, myositis
        """,
        source="the content brief; NHS",
    ),
    Flag(
        "broken",
        Kind.EXCLUDE,
        "A break, a dislocation or a fresh injury has to heal first: ask the people who treat it.",
        "BREAK",
        words="""
            fracture, broken rib, cracked rib, healing rib, healing break, broken collarbone,
            broken arm, broken wrist, broken ankle, broken leg, broken toe, in plaster, in cast,
            in a cast, plaster cast, dislocated shoulder, shoulder dislocated, dislocation, torn
            rotator cuff, bruised rib, bruised ribs, ac joint, separated shoulder, pulled muscle
            today, muscle tear, tore my, torn, shoulder injury, back injury, fresh injury,
            recent injury, collarbone injury, recent shoulder, pulled a muscle, strained muscle
            badly, rotator cuff tear
        """,
        source="the content brief; NHS, broken bones",
    ),
)

ASKED = (
    Flag(
        "thinners",
        Kind.ASK,
        "On blood thinners, or if you bleed or bruise easily, ask your doctor first; nothing with a"
        " ball or a roll, and only the lightest touch.",
        words="""
            blood thinner, blood thinners, thinners, anticoagulant, anticoagulants, warfarin,
            coumadin, marevan, jantoven, apixaban, eliquis, rivaroxaban, xarelto, dabigatran,
            pradaxa, edoxaban, lixiana, savaysa, heparin, enoxaparin, clexane, lovenox, inhixa,
            dalteparin, fragmin, tinzaparin, innohep, fondaparinux, arixtra, acenocoumarol,
            sinthrome, sintrom, phenindione, phenprocoumon, marcumar, marcoumar, falithrom,
            bivalirudin, argatroban, betrixaban, clopidogrel, plavix, grepid, ticagrelor,
            brilique, brilinta, prasugrel, efient, effient, dipyridamole, persantin, asasantin,
            aspirin every day, daily aspirin, aspirin daily, baby aspirin, low dose aspirin,
            aspirin, doac, noac, inr, haemophilia, hemophilia, haemophiliac, hemophiliac, von
            willebrand, low platelets, platelets, bleeding disorder, bleed easily, bruise
            easily, bruises easily, bruise like peach, itp, thrombocytopenia, factor v, factor
            five, blood clotting disorder, thin blood, blood thinning, thin my blood, thinning
            tablets, thinning injections, blood thinning injections, stomach injections clots,
            tinzaparin injections, rat poison tablets, anti clotting, clotting disorder, fish
            oil and aspirin
        """,
        source="NHS, anticoagulant medicines; NICE NG158",
        offer="light",
    ),
    Flag(
        "pregnancy",
        Kind.ASK,
        "In pregnancy ask your midwife or doctor first: no belly, no lying on a ball or on the"
        " stomach, and not flat on the back for long.",
        "PREG",
        source="NHS, pregnancy; the content brief",
        offer="+pregnant",
    ),
    Flag(
        "postpartum",
        Kind.ASK,
        "After a birth ask your midwife or doctor first: no belly and no ball until you have healed."
        " One swollen or hot leg, a fever, or heavy bleeding needs help now.",
        words="""
            postpartum, post partum, postnatal, post natal, after birth, after giving birth,
            gave birth, given birth, just had baby, just had my baby, had baby, had my baby, had
            a baby, had twins, new mum, new mother, new mom, c section, csection, caesarean,
            cesarean, caesarian, section scar, baby # week old, baby # weeks old, baby # month
            old, had my little one, episiotomy, diastasis, tummy gap, abs separated, after
            delivery, since birth, since giving birth, had a section, since my baby, after my
            baby, after the baby, breastfeeding, breast feeding, nursing my baby, prolapse, #
            weeks post birth, birth # weeks ago, # days after birth
        """,
        source="NHS, your post-pregnancy body",
        offer="light -belly",
    ),
    Flag(
        "metastases",
        Kind.ASK,
        "Cancer that may have reached the bones is not for pressure: ask your cancer team first; only"
        " a resting, feather-light touch away from it.",
        """
        METS
        CANCER BACK|HIP|RIB|BONE
        """,
        source="the content brief; Macmillan, massage therapy",
        offer="light -back -neck",
    ),
    Flag(
        "cancer",
        Kind.ASK,
        "With cancer, or during its treatment, ask your team first; where they agree, only a light"
        " touch, away from tumours, ports and treated skin.",
        "CANCER",
        source="Macmillan, massage therapy",
        offer="light",
    ),
    Flag(
        "bones",
        Kind.ASK,
        "With thin bones ask your doctor first: no ball, no roll, no pressure on spine or ribs.",
        "BONES",
        source="NHS, osteoporosis",
        offer="light -back",
    ),
    Flag(
        "disc",
        Kind.ASK,
        "With a disc or a nerve that is pressed, stay where it does not run into the leg or the arm,"
        " and ask your doctor first. Numbness, weakness, or bladder trouble needs help now.",
        "SCIATICA",
        words="""
            slipped disc, slipped disk, disc, disk, herniated, herniated disc, prolapsed disc,
            bulging disc, disc bulge, degenerative disc, l5, l4, s1, l4l5, c5, c6, c7, trapped
            nerve, pinched nerve, compressed nerve, nerve root, radiculopathy, cervical
            radiculopathy, nerve pain, neuralgia, trigeminal neuralgia, occipital neuralgia,
            sciatica, sciatic, thoracic outlet
        """,
        source="NHS, slipped disc; sciatica; NICE NG59",
        offer="seated +chair|-back",
    ),
    Flag(
        "spine",
        Kind.ASK,
        "With a changed or operated spine ask your doctor first; no ball and no roll under it.",
        words="""
            fused, bones fused, fused with screws, screws,
            scoliosis, kyphosis, fused spine, spinal fusion, fusion, spine fused, fused
            vertebrae, rods in my back, rods in back, rods in spine, metal in my back, metal in
            back, screws in back, spondylolisthesis, spondylolysis, spondylosis, spondylitis,
            ankylosing, ankylosing spondylitis, axial spa, bamboo spine, spinal stenosis,
            stenosis, spina bifida, laminectomy, discectomy, microdiscectomy, back surgery,
            spinal surgery, back operation, spine surgery, back op, syrinx, chiari, tethered
            cord, scheuermann, harrington rods, cracked vertebra, vertebra, vertebrae
        """,
        source="NHS, scoliosis; the content brief",
        offer="light -back",
    ),
    Flag(
        "neck-joints",
        Kind.ASK,
        "A neck that is loose, fused or rheumatoid is not for these neck sessions: ask your doctor"
        " first.",
        words="""
            hyper mobile, hyper mobility, over flexible, stretchy joints, neck feels loose,
            bendy, bendy joints, joints pop out, joints popping out, neck bones fused,
            ra, rheumatoid, rheumatoid arthritis, rheumatoid neck, hypermobile, hypermobility,
            ehlers danlos, ehlers-danlos, eds, marfan, marfans, loose joints, double jointed,
            bendy joints, down syndrome, downs syndrome, down's syndrome, atlantoaxial, unstable
            neck, neck instability, cervical instability, neck fusion, neck surgery, neck
            operation, juvenile arthritis, psoriatic arthritis, os odontoideum, loeys dietz,
            lupus, scleroderma, neck fused, fused neck, plate in neck, plate in my neck,
            cervical myelopathy, neck op, acdf
        """,
        source="NHS, rheumatoid arthritis; Ehlers-Danlos syndromes",
        offer="light -neck",
    ),
    Flag(
        "carotid",
        Kind.ASK,
        "After a stroke or its warning signs, or with narrowed or torn neck arteries, nothing on the"
        " neck: ask your doctor first.",
        "PASTSTROKE",
        words="""
            artery, arteries, furred, furred up artery, clogged artery,
            mini stroke, carotid, carotid artery disease, narrowed arteries, blocked neck
            artery, neck artery, neck arteries, furred up arteries, carotid dissection,
            vertebral artery, vertebral dissection, artery dissection, tia, ministroke, bruit,
            hardened arteries, artery in neck narrowed, endarterectomy, faint when neck pressed,
            fainting when the neck is pressed, carotid sinus, touch on my neck makes me faint,
            fibromuscular dysplasia, moyamoya, stroke survivor, hemiplegia after stroke,
            peripheral artery disease, arteriosclerosis, atherosclerosis, plaque in arteries
        """,
        source="J Med Case Rep 2021;15:83; the content brief",
        offer="-neck",
    ),
    Flag(
        "aneurysm",
        Kind.ASK,
        "With an aneurysm or a weak vessel, nothing on the neck, the belly or the back before your"
        " doctor agrees. Sudden or tearing pain is an emergency.",
        "ANEURYSM",
        words="avm, cavernoma, aneurysm clip, coiled aneurysm, brain bleed, subdural",
        source="NHS, aneurysms; the content brief",
        offer="light -neck -belly -back",
    ),
    Flag(
        "device",
        Kind.ASK,
        "Keep well away from anything under your skin, such as a pacemaker, a port or a pump, and ask"
        " the people who put it in.",
        words="""
            knee replaced, hip replaced, shoulder replaced, replaced, shock box, heart shock, box fitted,
            heart box, box in chest, heart device, heart gadget,
            pacemaker, pace maker, defibrillator, icd, loop recorder, heart monitor, port,
            portacath, port a cath, picc, picc line, hickman, central line, implant, implants,
            breast implant, breast implants, boob job, cochlear, shunt, vp shunt, stimulator,
            nerve stimulator, spinal cord stimulator, vagus nerve stimulator, deep brain
            stimulator, insulin pump, pump, pain pump, baclofen pump, glucose sensor, libre,
            dexcom, cgm, contraceptive implant, implanon, nexplanon, rod in my arm, hip
            replacement, knee replacement, shoulder replacement, new hip, new knee, artificial
            hip, artificial knee, metal plate, metal plates, plate in, plates in, pins in,
            screws in, metalwork, mesh, catheter, pic line, feeding port, hearing implant,
            grommet, tissue expander, device under your skin, drip line, cannula
        """,
        source="the content brief; British Heart Foundation, pacemakers",
        offer="light -chest",
    ),
    Flag(
        "lymph",
        Kind.ASK,
        "An arm or a leg with lymphoedema, removed lymph nodes or a fistula is not for pressing: ask"
        " your specialist, and leave that side out.",
        words="""
            lymphoedema, lymphedema, lymph oedema, lymph edema, lipoedema, lipedema, lymph nodes
            removed, nodes removed, nodes out, nodes taken out, removed lymph node, glands
            removed, glands out, glands taken out, axillary clearance, swollen arm since, puffy
            arm since, arm swollen since cancer, arm swells since, compression sleeve, fistula,
            dialysis, kidney failure, av fistula, graft for dialysis, oedema, edema
        """,
        source="NHS, lymphoedema",
        offer="light -arm",
    ),
    Flag(
        "surgery",
        Kind.ASK,
        "After an operation or a recent injury, ask the people who treat you first, and keep away"
        " from it until they agree.",
        words="""
            surgery, operation, op, operated, surgeon, had an op, after op, post op, postop,
            post surgery, stitches out, keyhole, laparoscopy, hysterectomy, bypass,
            appendectomy, appendix out, gallbladder out, tonsils out, thyroid out,
            thyroidectomy, tummy tuck, abdominoplasty, liposuction, lipo, breast reduction,
            breast surgery, mastectomy scar, rotator cuff surgery, shoulder surgery,
            arthroscopy, transplant, kidney transplant, scar, scars, # weeks post op, # days
            post op, just out of hospital, out of hospital, discharged from hospital,
            anaesthetic, anesthetic, epidural, spinal tap, lumbar puncture, biopsy, heart
            surgery, open heart, brain surgery, craniotomy, hair transplant, hip op, knee op,
            shoulder op, vasectomy, gastric, gastric sleeve, stent, stents, cardiac surgery,
            recent surgery, abdominal surgery, chest surgery, mole removed, injection in,
            steroid injection, cortisone injection, old injury, physio after, rehab, amputation,
            amputee, stump, hernia repair, hernia op, c5 surgery, sternotomy, carpal tunnel
            surgery, carpal tunnel release
        """,
        source="the content brief; NHS, having surgery",
        offer="light",
    ),
    Flag(
        "child",
        Kind.ASK,
        "These sessions are made for adults. For a child ask a doctor or a physiotherapist, and with"
        " a child a light, short touch is plenty.",
        "CHILD !CARRY",
        source="general massage precautions",
        offer="light -neck -back",
    ),
    Flag(
        "glaucoma",
        Kind.ASK,
        "With glaucoma or eye trouble, no pressure near the eyes, no lying face down, and nothing"
        " that presses on the head: ask your eye doctor first.",
        words="""
            glaucoma, high eye pressure, eye pressure, pressure in my eyes, ocular hypertension,
            optic nerve, macular, macular degeneration, retinopathy, detached retina years,
            retina operation, eye drops for pressure, latanoprost, corneal transplant, eye
            injections, intraocular
        """,
        source="Ophthalmology 126:171; the content brief",
        offer="-face -prone",
    ),
    Flag(
        "vertigo",
        Kind.ASK,
        "Do not start while you feel dizzy, and leave the neck out: see a doctor about vertigo."
        " Dizziness that comes suddenly and makes you unsteady needs emergency help.",
        """
        DIZZY
        VERTIGO
        """,
        source="NHS, vertigo; dizziness",
        offer="-neck seated",
    ),
    Flag(
        "feeling",
        Kind.ASK,
        "Where you cannot feel well, or your skin tears easily, pressure can harm without your"
        " noticing: ask first, and keep it feather-light there.",
        """
        DIABETES
        PASTHAND
        """,
        words="""
            neuropathy, peripheral neuropathy, diabetic feet, diabetic foot, fragile skin, thin
            skin, paper thin skin, skin tears, tears easily, skin like paper, long term
            steroids, on steroids, steroids, prednisolone, prednisone, spinal cord injury,
            paraplegic, tetraplegic, quadriplegic, multiple sclerosis, ms, parkinsons,
            parkinson's, guillain barre, cerebral palsy, raynauds, raynaud's, motor neurone,
            als, dementia, alzheimers, leprosy, charcot
        """,
        source="NHS, diabetic neuropathy; the content brief",
        offer="light",
    ),
    Flag(
        "heart-condition",
        Kind.ASK,
        "With a heart condition or high blood pressure ask your doctor first: nothing on the side of"
        " the neck, and no lying flat if that makes you breathless. Chest pain is an emergency.",
        words="""
            heart condition, heart problem, heart problems, heart failure, heart disease, heart
            trouble, dodgy heart, bad heart, weak heart, angina, arrhythmia, afib, af, atrial
            fibrillation, heart valve, valve, heart murmur, murmur, cardiomyopathy, heart
            rhythm, high blood pressure, hypertension, blood pressure, bp, low blood pressure,
            pots, stents, had a heart attack, after heart attack, since my heart attack, heart
            attack last, heart attack years ago, svt, tachycardia, heart block, beta blockers,
            bisoprolol, ramipril, amlodipine, congestive, myocarditis, pericarditis, copd,
            emphysema, oxygen at home, cystic fibrosis, pulmonary fibrosis, lung disease,
            breathing trouble, sleep apnoea, sleep apnea
        """,
        source="NHS, cardiovascular disease; the content brief",
        offer="light -neck seated",
    ),
    Flag(
        "migraine",
        Kind.ASK,
        "With a migraine only the lightest touch, and stop if it grows. A headache that is new or"
        " different, or comes suddenly, needs a doctor.",
        words="migraine, migraines, cluster headache, cluster headaches, aura",
        source="NHS, migraine",
    ),
    Flag(
        "condition",
        Kind.ASK,
        "Ask your doctor first; where they agree, keep it feather-light.",
        words="""
            ibs, irritable bowel,
            epilepsy, epileptic, fibromyalgia, fibro, chronic fatigue, me/cfs, cfs, pmr, complex
            regional, crps, arthritis, osteoarthritis, arthritic, kidney disease, cirrhosis,
            lupus, sickle cell, sarcoidosis, hiv, immunosuppressed, immune suppressed,
            methotrexate, biologics, anorexia, osteogenesis, paget, pagets, avascular necrosis,
            restless legs, spasticity, tourettes, lyme disease, long covid, dystonia,
            torticollis, wry neck, wryneck, cervical spondylosis, whiplash years ago, old
            whiplash, frail, very frail, bedbound, bed bound, catatonic, psychosis,
            schizophrenia, thyroid, goitre, goiter, thyroid nodule, nodule, polyp, fatty lump,
            lipoma, keloid, endometriosis, hiatus, reflux, sleeping pill, sleeping pills,
            sedated, sedative, valium, diazepam, morphine, codeine, tramadol, fentanyl, opioids,
            strong painkillers, took painkiller, numbing cream, lidocaine patch, bells palsy
        """,
        source="general massage precautions",
        offer="light",
    ),
)

MORE = {
    "PREG": """
        bump huge, bump is huge, bump sore, bump big, bump heavy, bump ribs, big bump,
        pregnant, pregnancy, preggers, preggo, expecting, with child, baby bump, my bump,
        trimester, first trimester, second trimester, third trimester, #9 week, #9 weeks, #9 wk, #9
        wks, # weeks pregnant, # week pregnant, # weeks along, # weeks gone, # months gone, # months
        pregnant, # mths pregnant, due in, due date, due any day, baby due, im due, due next, ivf,
        embryo transfer, up the duff, bun in oven, heavily pregnant, expecting a baby, expecting
        twins, carrying twins, mum to be, mother to be, trying for a baby and late, positive test,
        eating for two, knocked up, morning sickness, braxton hicks, pelvic girdle, spd, pgp,
        antenatal, prenatal, preeclampsia, pre eclampsia, in the family way, gestational
    """,
    "BONES": """
        osteoporosis, osteopenia, osteoporotic, brittle bone, brittle bones, thin bones, thin bone,
        weak bones, weak bone, crumbling bones, crumbling spine, soft bones, bones like chalk, bones
        like glass, fragile bones, bones break easily, break easily, low bone density, bone density,
        bones thinning, thinning bones, holes in my bones, alendronate, alendronic, alendronic acid,
        fosamax, denosumab, prolia, risedronate, actonel, ibandronate, bonviva, zoledronic,
        zoledronate, aclasta, dexa scan, dexa, collapsed vertebra, crushed vertebra, wedge fracture,
        vertebral fracture, compression fracture, hip fracture, osteomalacia, brittle, dowagers
        hump, lost height, shrinking, bone loss, bones are going, bones going
    """,
    "BONE": "bone, bones",
    "DIZZY": """
        dizzy, dizziness, light headed, lightheaded, light-headed, giddy, giddiness, room spin, room
        spinning, spinning, head spinning, head spins, woozy, swimmy, faint feeling, off balance,
        balance gone, everything spins, feel faint, room moving
    """,
    "VERTIGO": """
        vertigo, bppv, meniere, menieres, meniere's, labyrinthitis, inner ear, vestibular, crystals
        in ear, ear crystals, room spins when, spins when i lie
    """,
    "UNSTEADY": """
        unsteady, cant walk, cant stand up, falling over, staggering, unsteadiness, wobbly, cant balance,
        stumbling
    """,
    "DIABETES": """
        diabetes, diabetic, type 1, type 2, type one, type two, insulin, metformin, sugar diabetes
    """,
    "WORDSTROKE": "stroke, strokes symptoms, having a stroke",
    "PASTSTROKE": """
        had a stroke, had stroke, after stroke, after my stroke, since my stroke, since stroke,
        since the stroke, my stroke, past stroke, stroke last year, stroke last, stroke # year,
        stroke # years, stroke years ago, stroke in #, post stroke, old stroke, previous stroke,
        stroke survivor, recovering from stroke, recovering stroke, stroke rehab, stroke month,
        stroke # months, # strokes, stroke two years, stroke a while ago, stroke as a baby, stroke
        patient, recent stroke, stroke warning signs
    """,
    "PASTHAND": """
        diabetic numb, numb feet from diabetes, neuropathy numb, always numb, numb for years, numb
        since birth, diabetes numb
    """,
    "FOREHEADTOO": "forehead too, forehead as well, bells palsy, bell's palsy, forehead",
    "GYM": """
        gym, run, running, workout, training, exercise, spin class, football, marathon, hike,
        hiking, walked, cycling, ran, squat, squats, leg day, yoga, pilates, dancing, swim
    """,
    "MUSCLETEAR": "muscle",
    "BABYCHILD": "baby, infant, newborn, toddler, child, kid, little one, son, daughter",
    "ONELEG": "one leg, leg",
    "CARRY": """
        holding baby, carrying baby, holding a baby, carrying toddler, carry toddler, lifting
        toddler, lifting my toddler, carrying my toddler, carrying kids, carrying child, lifting
        kids, lifting child, lifting baby, rocking baby, baby to sleep, new baby, kids asleep, kids
        in bed, kids to bed, put kids, while baby, while kids, kids away, kids at school, before
        kids, after kids, looking after kids, chasing kids, running after kids, kids are, feeding
        baby, baby asleep, pushchair, baby on hip, running round after kids, toddler on hip, baby
        carrier, baby naps, baby down, baby kept me up, baby wont sleep, carrying my baby, carrying
        my son, carrying my daughter, carrying grandkids, school run, kids finally, kids have, with
        kids, kids driving me mad, screaming kids, kids screaming
    """,
    "AGO": """
        year ago, years ago, month ago, months ago, last year, ages ago, years back, when i was,
        back in #, long ago, last month, last spring, last summer, last autumn, last winter
    """,
    "BRUISE": "bruise, bruises, bruised, bruising",
    "BOWELDISEASE": "bowel disease, inflammatory bowel, irritable bowel, ibs",
    "STARS": """
        stargaze,
        stare, staring
    """,
    "WALLET": "chest of drawer, treasure chest",
}
"""More signs, for what conditions need."""
