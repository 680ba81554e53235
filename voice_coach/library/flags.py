"""What needs help now, or a doctor soon: which signs, what to say, and where that comes from.

Each line of `when` is a set of signs (`signs`) that raise the flag if all of them are there: ``A|B`` is either
of two, ``!A`` must not be there, and small letters are words (`_` for a space). Flags are looked at in this
order, and the first counts.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Kind(str, Enum):
    """How much a flag forbids."""

    EMERGENCY = "emergency"
    """Help now, and no session."""
    URGENT = "urgent"
    """A doctor soon, and no session."""
    EXCLUDE = "exclude"
    """Not for massage: no session, no alarm."""
    ASK = "ask"
    """A clinician first; what may still be offered, is."""


class Flag(Struct, frozen=True):
    """One thing to know before a session."""

    key: str
    kind: Kind
    text: str
    when: str = ""
    """Signs, a line for each set."""
    words: str = ""
    """Phrases that raise it by themselves, separated by commas."""
    source: str = "NHS"
    offer: str = ""
    """What a session must be to be offered, in the words of `wishes.allows`."""


_NOW = "Call your emergency number now; massage is not the answer."

EMERGENCIES = (
    Flag(
        "self-harm",
        Kind.EMERGENCY,
        "You don't have to face this alone. If you might harm yourself, call your emergency number or"
        " a crisis line now, and let somebody be with you; massage can wait.",
        """
        SUICIDE
        SELFHARM
        """,
        source="NHS, help for suicidal thoughts",
    ),
    Flag(
        "overdose",
        Kind.EMERGENCY,
        f"Too much of a medicine, or a poison: this is an emergency even if you feel well. {_NOW}",
        """
        OVERDOSE
        POISON
        """,
        source="NHS, poisoning and paracetamol",
    ),
    Flag(
        "allergy",
        Kind.EMERGENCY,
        f"A swelling throat, tongue or lip, or hives with a wheeze, is an emergency. {_NOW}",
        """
        THROATSHUT
        ANAPHYLAXIS
        HIVES WHEEZE|BREATHLESS|STUNG
        STUNG SWELL THROAT|FACE
        STUNG WHEEZE|BREATHLESS
        """,
        source="NHS, anaphylaxis",
    ),
    Flag(
        "stroke",
        Kind.EMERGENCY,
        f"A face that droops, trouble speaking, or sudden weakness or numbness may be a stroke. {_NOW}",
        """
        FACE DROOP !EYELID
        NOSMILE
        SPEECH
        ONESIDE NUMB|WEAK !FOREHEADTOO
        FACE NUMB
        FACE WEAK !FOREHEADTOO
        SUDDEN WEAK
        SUDDEN VISION !FLOATER
        SUDDEN NUMB ARM|LEG|HAND|FOOT
        SUDDEN CONFUSED
        ARM DROOP
        ARM NUMB CAMEBACK
        DIZZY SUDDEN
        DIZZY UNSTEADY !VERTIGO
        DIZZY WEAK|VISION|NUMB
        WORDSTROKE !PASTSTROKE !AGO
        """,
        source="NHS, stroke",
    ),
    Flag(
        "head-injury",
        Kind.EMERGENCY,
        f"After a blow to the head, pain, sickness or sleepiness needs emergency help. {_NOW}",
        """
        HEADBLOW
        LEAK
        FALL HEADACHE
        FALL HEAD
        """,
        source="NHS, head injury",
    ),
    Flag(
        "heart",
        Kind.EMERGENCY,
        f"Pain or pressure in the chest, or trouble breathing, may be your heart or your lungs. {_NOW}",
        """
        CHEST SQUEEZE|PAIN|HOT !PEC !WALLET
        HEARTATTACK
        SWEAT JAW|ARM|CHEST|SICK|indigestion|heartburn|SHOULDER|BACK !GYM !NIGHTSWEAT
        SWEAT BELLY|NECK PAIN !GYM !NIGHTSWEAT
        GREY PAIN|SICK
        EXERTION JAW|CHEST|ARM|between_shoulder_blades|THROAT
        PALPITATION FAINT|DIZZY|CHEST|BREATHLESS
        LEFTARM JAW|CHEST|SQUEEZE !shoulder_squeeze
        left_arm PAIN SICK|SUDDEN
        left_arm_ache JAW
        heart PAIN|SQUEEZE
        """,
        source="NHS, heart attack",
    ),
    Flag(
        "lung",
        Kind.EMERGENCY,
        f"Trouble breathing, or blood when you cough, needs emergency help. {_NOW}",
        """
        BREATHLESS
        COUGHBLOOD
        ASTHMA
        PAIN BREATHIN
        CALF|LEG SWELL CHEST
        """,
        source="NHS, pulmonary embolism; shortness of breath",
    ),
    Flag(
        "meningitis",
        Kind.EMERGENCY,
        "A stiff neck or a headache with fever, a rash or pain from light, or confusion with"
        f" shivering, needs emergency help. {_NOW}",
        """
        STIFFNECK FEVER|RASH|LIGHT|CONFUSED
        STIFFNECK SICK
        NECK FEVER !GLAND !SWALLOW !LUMP
        HEADACHE FEVER|RASH !PREG
        HEADACHE CONFUSED
        HEADACHE STIFFNECK SUDDEN|LIGHT
        NOFADE
        RASH FEVER
        MOTTLED FEVER|CONFUSED|PAIN
        SEPSIS
        FEVER CONFUSED
        CONFUSED HOT|SWEAT|SICK|OLD|CHILD
        BABYCHILD WEAK|CONFUSED
        LIGHT SICK PAIN
        """,
        source="NHS, meningitis; sepsis",
    ),
    Flag(
        "cauda-equina",
        Kind.EMERGENCY,
        "Numbness between the legs, weak or numb legs, or trouble with bladder or bowel, is an"
        f" emergency: the nerves of the spine may be pressed. {_NOW}",
        """
        SADDLE NUMB
        BLADDER !BOWELDISEASE
        BOTHLEGS NUMB|WEAK|SCIATICA|PAIN BACK|NUMB|WEAK
        BOTHLEGS SCIATICA
        LEGS NUMB|WEAK !DIABETES
        BACK FOOT NUMB !DIABETES
        BACK FALL WEAK|NUMB
        """,
        source="NHS, back pain; sciatica",
    ),
    Flag(
        "aorta",
        Kind.EMERGENCY,
        "Tearing pain in the chest, back or belly, or a lump there that pulses, needs emergency help."
        f" {_NOW}",
        """
        TEAR CHEST|BACK|BELLY !MUSCLETEAR
        PULSE BELLY
        PULSE lump
        ANEURYSM PAIN|SUDDEN
        """,
        source="NHS, aortic dissection; abdominal aortic aneurysm",
    ),
    Flag(
        "headache",
        Kind.EMERGENCY,
        f"A sudden or extremely painful headache needs emergency help. {_NOW}",
        """
        HEADACHE SUDDEN|WORST|SEX
        HEAD WORST|EXPLODE|SEX
        HEADACHE WEAK|NUMB|SPEECH|FIT
        HEAD SUDDEN PAIN
        thunderclap
        """,
        source="NHS, headaches; subarachnoid haemorrhage",
    ),
    Flag(
        "spine-injury",
        Kind.EMERGENCY,
        "After a fall, a crash or a dive, pain in the head, neck or back needs emergency help: do not"
        f" move your neck more than you must. {_NOW}",
        """
        FALL NECK|BACK|HEAD|CHEST|HIP|BELLY !WEIGHTLOSS !=disc
        FALL WEAK|NUMB
        DIVE NECK PAIN
        FALL TODAY PAIN
        BREAK NECK|BACK|HEAD !=neck-joints
        """,
        source="NHS, back pain; head injury",
    ),
    Flag(
        "eye",
        Kind.EMERGENCY,
        "A red, painful eye with headache, sickness or rings round lights needs emergency help."
        f" {_NOW}",
        """
        EYERED HEADACHE|SICK|HALO|PAIN|VISION
        HALO EYE|HEADACHE|SICK|PAIN
        EYE SICK PAIN VISION
        """,
        source="NHS, glaucoma",
    ),
    Flag(
        "belly",
        Kind.EMERGENCY,
        "A sudden, severe or rigid belly, or pain with bleeding in pregnancy, needs emergency help."
        f" {_NOW}",
        """
        BELLY SEVERE
        LATE BLEED|PAIN
        shoulder_tip BLEED
        PREG BLEED
        PREG SEVERE PAIN
        LABOUR
        BELLY FEVER PAIN
        BLEEDOUT
        """,
        source="NHS, stomach ache; ectopic pregnancy; appendicitis",
    ),
    Flag(
        "testicle",
        Kind.EMERGENCY,
        f"Sudden pain or swelling of a testicle needs emergency help within hours. {_NOW}",
        """
        TESTICLE PAIN|SWELL|SUDDEN|lump
        BALL SWELL|SEVERE|agony|twisted
        """,
        source="NHS, testicle pain",
    ),
    Flag(
        "seizure",
        Kind.EMERGENCY,
        f"After a seizure, a faint or a collapse, get emergency help. {_NOW}",
        """
        FIT
        FAINT
        """,
        source="NHS, seizures; fainting",
    ),
    Flag(
        "limb",
        Kind.EMERGENCY,
        f"A limb that turns white, blue or cold and hurts has too little blood. {_NOW}",
        """
        LIMB COLDWHITE PAIN|COLD|NUMB
        LIMB COLD SUDDEN
        COLDWHITE FOOT|LEG
        """,
        source="NHS, peripheral arterial disease",
    ),
    Flag(
        "danger",
        Kind.EMERGENCY,
        f"This needs emergency help. {_NOW}",
        "DANGER",
        source="NHS, first aid",
    ),
)

URGENT = (
    Flag(
        "pregnancy-urgent",
        Kind.URGENT,
        "In pregnancy, a headache, swelling, itching, or pain under the ribs needs your maternity"
        " unit or a doctor today, not massage.",
        """
        PREG HEADACHE|VISION|SWELL|ITCH
        PREG RIB PAIN !bump
        PREG BELLY PAIN !massage
        PREG FEVER
        """,
        source="NHS, pre-eclampsia; obstetric cholestasis",
    ),
    Flag(
        "arteritis",
        Kind.URGENT,
        "Sore temples or scalp, jaw pain on chewing, or a change in vision needs a doctor today, not"
        " massage: it can cost your sight.",
        """
        TEMPLE VISION !STARS
        TEMPLE OLD NEW|PAIN
        TEMPLE PAIN JAW CHEW !GUM
        JAWCHEW SCALPSORE|TEMPLE|VISION|OLD
        JAW CHEW SCALPSORE|VISION|OLD tired|tender|PAIN|VISION|OLD
        TENDERSCALP !HAIRDO
        ARTERITIS
        SHOULDER HIP MORNING
        SHOULDER|HIP OLD CANTLIFT|MORNING
        VISION
        """,
        source="NHS, temporal arteritis; polymyalgia rheumatica",
    ),
    Flag(
        "retina",
        Kind.URGENT,
        "New floaters, flashes, or a curtain over one eye need an eye doctor today, not massage.",
        "FLOATER",
        source="NHS, detached retina",
    ),
    Flag(
        "spine-infection",
        Kind.URGENT,
        "Back pain with fever, weight loss, or that is worse at night needs a doctor's advice first,"
        " not massage.",
        """
        BACK FEVER
        BACK WEIGHTLOSS|NIGHTSWEAT|NIGHTPAIN
        BACK SUDDEN STEROID|OLD|BONES
        BACK OLD sneeze|cough|lifting STEROID|BONES|SUDDEN
        NIGHTPAIN PAIN !STIFFNECK !JAW
        """,
        source="NHS, back pain; the content brief",
    ),
    Flag(
        "infection",
        Kind.URGENT,
        "Heat, swelling or fever may be an infection: see a doctor today, and leave massage for"
        " later.",
        """
        URINE
        JOINT HOT|RED SWELL|FEVER
        JOINT HOT RED
        GLAND|SWALLOW|THROAT FEVER
        SWALLOW
        BREAST HOT|RED|FEVER
        WOUNDBAD
        TICK
        SWELL HOT RED !CALF !LEG
        JAW|FACE SWELL FEVER
        """,
        source="NHS, kidney infection; septic arthritis; mastitis; cellulitis",
    ),
    Flag(
        "clot",
        Kind.URGENT,
        "A swollen, hot or painful calf may be a blood clot: see a doctor today, and do not massage.",
        """
        CALF SWELL|HOT|RED
        LEG SWELL|RED|HOT !BOTHLEGS ONELEG|HOT|RED|CLOTRISK|SUDDEN
        LEG|LEGS SWELL
        ONECALF PAIN !GYM
        CALF PAIN CLOTRISK
        LOWER SWELL CLOTRISK
        LEG PAIN CLOTRISK HOT|RED|SWELL
        """,
        source="NHS, deep vein thrombosis",
    ),
    Flag(
        "nerve",
        Kind.URGENT,
        "New numbness, tingling or weakness is not for massage: see a doctor soon, and get emergency"
        " help if it came suddenly, grows, or is in the face or in both legs.",
        """
        FOOTDROP
        CLUMSY
        WEAK ARM|HAND|LEG|FOOT|NECK|SHOULDER
        NUMB !PASTHAND !DIABETES
        PROGRESS WEAK|NUMB
        FACE WEAK
        """,
        source="NHS, sciatica; cervical spondylosis",
    ),
    Flag(
        "lump",
        Kind.URGENT,
        "Let a doctor see a new lump, or unexplained weight loss or sweats, before any massage; never"
        " press on a lump.",
        """
        LUMP
        NECK|armpit|BREAST SWELL
        SWELL growing|PROGRESS
        NIGHTSWEAT
        WEIGHTLOSS
        """,
        source="NHS, lumps; cancer symptoms",
    ),
    Flag(
        "head-pressure",
        Kind.URGENT,
        "A headache that is worse in the morning or when you cough or bend, or a new one after"
        " cancer, needs a doctor first, not massage.",
        """
        HEADACHE COUGHBEND
        HEADACHE every_morning|each_morning
        CANCER HEADACHE
        """,
        source="NHS, headaches; brain tumours",
    ),
    Flag(
        "shoulder-eyelid",
        Kind.URGENT,
        "A drooping eyelid needs a doctor today, not massage; if it came suddenly, or with trouble"
        " speaking or weakness, call your emergency number.",
        """
        EYELID DROOP
        HAND PAIN SHOULDER SMOKER
        """,
        source="NHS, lung cancer",
    ),
    Flag(
        "muscle-breakdown",
        Kind.URGENT,
        "Sore muscles with dark urine need a doctor today, not massage.",
        """
        DARKWEE
        STATIN PAIN
        """,
        source="NHS, statins; rhabdomyolysis",
    ),
    Flag(
        "blood",
        Kind.URGENT,
        "Bleeding, or yellow skin or eyes, needs a doctor today, not massage.",
        """
        BLACKPOO
        JAUNDICE
        LATE
        """,
        source="NHS",
    ),
    Flag(
        "heartbeat",
        Kind.URGENT,
        "A heart that races or skips needs a doctor first; with chest pain, breathlessness or"
        " faintness, call your emergency number.",
        "PALPITATION",
        source="NHS, heart palpitations",
    ),
    Flag(
        "injury",
        Kind.URGENT,
        "A recent injury is not for massage: see a doctor first, and get emergency help if you cannot"
        " move it, or if it is your head, neck or back.",
        """
        FALL !WEIGHTLOSS !=disc
        NECKINJURY
        """,
        source="NHS, sprains and strains; whiplash",
    ),
    Flag(
        "abuse",
        Kind.URGENT,
        "If somebody hurts you, you can get help: call your emergency number, or a domestic abuse"
        " helpline.",
        "BRUTAL",
        source="NHS, domestic abuse",
    ),
)
