"""What people say, and the library's words for it: the tables of the search.

To teach the search another word, add it here; what is found is in the scripts' own `keywords`.
Left: what is typed, in small letters without apostrophes. Right: words of titles and keywords;
a word after a `+` must be among a session's keywords, or it is not found at all.
"""

from __future__ import annotations

MEANINGS = {
    # head and face
    "migraine": "headache",
    "hangover": "headache",
    "head pain": "headache",
    "head hurts": "headache",
    "pounding": "headache",
    "throbbing": "headache",
    "splitting": "headache",
    "brain fog": "head scalp relax",
    "hair": "scalp",
    "head rub": "head massage",
    "tmj": "jaw clenching",
    "tmd": "jaw clenching",
    "grind": "teeth grinding jaw",
    "grinding": "teeth grinding jaw",
    "toothache": "jaw",
    "lockjaw": "jaw",
    "clench": "jaw clenching",
    "sinus": "nose stuffy brow",
    "sinuses": "nose stuffy brow",
    "sinusitis": "nose stuffy brow",
    "blocked nose": "stuffy nose",
    "congestion": "stuffy nose",
    "eye": "eyes eye strain",
    "sore eyes": "tired eyes eye strain",
    "dry eyes": "tired eyes eye strain",
    "eyestrain": "tired eyes eye strain",
    "wrinkles": "face smile lines frowning",
    "frown": "frowning brow",
    "eyebrow": "brow",
    "tinnitus": "ears",
    "ear": "ears",
    # neck and shoulders
    "back of the head": "suboccipital skull",
    "back of my head": "suboccipital skull",
    "back of": "",
    "nape": "back of the neck",
    "turn my head": "stiff neck",
    "turning my head": "stiff neck",
    "move my head": "stiff neck",
    "crick": "crick in the neck",
    "phone": "phone neck",
    "text neck": "text neck",
    "occipital": "suboccipital",
    "traps": "trapezius tight shoulders",
    "up to my ears": "raised shoulders",
    "hunch": "hunched",
    "slouch": "hunched rounded shoulders",
    "slouching": "hunched rounded shoulders",
    "bad posture": "hunched rounded shoulders",
    "posture": "hunched rounded shoulders",
    "bag": "carrying bags",
    "bags": "carrying bags",
    "backpack": "carrying bags shoulders",
    "rucksack": "carrying bags shoulders",
    "frozen shoulder": "painful shoulder reach shoulders",
    "scapula": "shoulderblade",
    "shoulder blade": "shoulderblade upper",
    "shoulderblade": "shoulderblade upper",
    "between shoulders": "shoulderblade upper back",
    "between my shoulders": "shoulderblade upper back",
    # arms and chest
    "arm": "arms",
    "elbow": "forearm arms",
    "wrist": "forearm arms typing",
    "wrists": "forearm arms typing",
    "hand cramps": "forearm arms typing",
    "carpal tunnel": "forearm arms typing mouse arm",
    "rsi": "forearm arms typing mouse arm",
    "mouse": "mouse arm",
    "finger": "forearm arms typing",
    "fingers": "forearm arms typing",
    "chest": "chest tension pecs",
    "tummy": "belly stomach",
    "stomach": "belly stomach",
    "gut": "belly stomach",
    "digestion": "belly bloated",
    "constipated": "belly bloated",
    "constipation": "belly bloated",
    "bloating": "belly bloated",
    "period": "belly low",
    "menstrual": "belly low",
    # back
    "backache": "back ache back pain",
    "lower back": "low back lower",
    "low back": "low back lower",
    "lumbago": "low back lower",
    "sacrum": "low back buttock",
    "tailbone": "low back buttock",
    "spine": "back",
    "sciatica": "+low +chair",
    "sciatic": "+low +chair",
    "hip": "hips low",
    "bum": "buttock glutes",
    "butt": "buttock glutes",
    "bottom": "buttock glutes",
    "piriformis": "buttock glutes",
    "knot": "knots",
    "mid back": "upper back",
    "middle back": "upper back",
    "thoracic": "upper back",
    # sleep and calm
    "insomnia": "insomnia sleep",
    "sleepless": "insomnia sleep",
    "sleeping": "sleep falling asleep",
    "slept": "sleep",
    "asleep": "falling asleep sleep",
    "awake": "insomnia cant sleep",
    "cant sleep": "insomnia cant sleep",
    "before bed": "bedtime sleep",
    "nap": "rest sleep",
    "doze": "rest sleep",
    "racing": "racing mind calm sleep",
    "overthinking": "thinking too much worry calm",
    "anxious": "calm nervous worry breathing",
    "anxiety": "calm nervous worry breathing",
    "panic": "calm nervous breathing",
    "worried": "worry calm",
    "stressed": "stress",
    "burnout": "stress relax rest unwind",
    "overwhelmed": "stress calm breathing",
    "angry": "calm stress breathing",
    "sad": "calm relax light touch",
    "meditation": "calm breathing relax",
    "meditate": "calm breathing relax",
    "mindfulness": "calm breathing relax",
    "breathe": "breathing calm",
    "chill": "relax calm",
    "relaxation": "relax wind down",
    "relaxing": "relax wind down",
    "relax": "relax wind down",
    "unwind": "unwind wind down",
    "decompress": "unwind wind down",
    "exhausted": "rest relax wind down unwind",
    "fatigue": "rest relax wind down unwind",
    "worn out": "rest relax wind down unwind",
    "after work": "unwind evening relax",
    "day at work": "unwind evening relax wind down",
    # places
    "slept badly": "stiff morning neck",
    "slept wrong": "stiff morning neck",
    "slept funny": "stiff morning neck",
    "at the desk": "office desk break",
    "at my desk": "office desk break",
    "computer": "computer screen desk",
    "laptop": "computer screen desk",
    "monitor": "computer screen desk",
    "keyboard": "typing computer",
    "zoom": "meeting screen desk",
    "video calls": "meeting screen desk",
    "meetings": "meeting desk break short break",
    "work": "office desk",
    "workplace": "office desk",
    "working": "office desk",
    "job": "office desk",
    "coding": "computer screen desk typing",
    "programming": "computer screen desk typing",
    "developer": "computer screen desk typing",
    "studying": "reading screen desk",
    "plane": "plane travel",
    "flight": "plane travel",
    "flying": "plane travel",
    "airport": "travel",
    "bus": "travel train",
    "commute": "travel train",
    "drive": "after driving",
    "driving": "after driving",
    "car": "after driving",
    "sofa": "sitting lying down relax",
    "couch": "sitting lying down relax",
    "tv": "sitting relax",
    "bed": "bed in bed",
    "seated": "sitting chair",
    "sit all day": "sitting back",
    "sat all day": "sitting back",
    "sitting all day": "sitting back",
    "sit": "sitting",
    "garden": "gardening",
    "digging": "gardening",
    "lifting": "back ache gardening",
    "on my feet": "standing all day",
    "stand": "standing all day",
    "workout": "sore back glutes hips",
    "gym": "sore back glutes hips",
    "running": "hips glutes low back",
    "cycling": "low back hips stiff neck",
    # what and how
    "long session": "long session whole body",
    "whole body": "whole body full body",
    "full body": "whole body full body",
    "everything": "everything whole body",
    "all over": "everything whole body",
    "head to toe": "everything whole body",
    "quick": "quick short break a few minutes",
    "short": "short break a few minutes",
    "brief": "short break a few minutes",
    "few minutes": "a few minutes quick short break",
    "never done": "first time beginner",
    "first time": "first time beginner",
    "where do i start": "start first time",
    "where to start": "start first time",
    "how it works": "introduction help",
    "how does this work": "introduction help",
    "how does it work": "introduction help",
    "tutorial": "introduction help",
    "instructions": "introduction help",
    "newbie": "beginner first time",
    "new here": "beginner first time",
    "gentle": "light touch gentle",
    "gently": "light touch gentle",
    "soft": "light touch soft",
    "shawl": "scarf",
    "ball": "tennis ball",
    # who
    "pregnant": "+pregnant",
    "pregnancy": "+pregnant",
    "expecting": "+pregnant",
    "wheelchair": "+wheelchair",
    "one hand": "one hand +one",
    "one handed": "one hand +one",
    "one arm": "one arm one hand +one",
    "broken arm": "one arm one hand +one",
    "in a sling": "arm in a sling one hand +one",
    "hemiplegia": "hemiplegia one hand +one",
    "old": "older",
    "elderly": "older",
    "senior": "older",
    "grandmother": "older",
    "balance": "unsteady",
    "dizzy": "unsteady",
    "baby": "holding a baby",
}

ELSEWHERE = {
    "feet": "feet foot toe toes heel heels sole soles ankle ankles achilles plantar",
    "legs": "leg legs calf calves shin shins knee knees thigh thighs hamstring hamstrings",
}
"""Areas that only sessions of one's own may be for, and the words for them."""
NEAREST = "whole body relax"
"""What comes nearest where there is no session for an area; the answer says that there is none."""

BODY = frozenset(
    """arms back belly blade brow buttock cheeks chest chin collarbone ear ears eyes face forearm
    forehead glutes head headache hips jaw low lower lips mouth neck nose pecs scalp shoulder
    shoulders skull stomach temple temples teeth upper""".split()  # noqa: SIM905 - reads best
)
"""Words for a place count for more than what is the matter there."""

MATTERS = frozenset(
    """ache aching discomfort hurt pain painful pressure sore soreness stiff stiffness tense tension
    tight tightness tired""".split()  # noqa: SIM905 - reads best
)
"""Words for what may be the matter anywhere: the place tells more."""

ORDINARY = frozenset(
    """a about after again against all also always am an and any anything are around as ask at away
    bad badly be because been before being best better between big both but by came can cannot cant
    come could day days did didnt do does doesnt doing done dont down during each easy else enough
    ever every feel feeling feels find for from get gets getting give go going good got great had
    happen hard has have havent having heavy help helps her here him his hour hours how hurt hurting
    hurts i id if ill im in into is isnt it its ive just keep keeps kill killing kind know last later
    less let like little live long look lot made make makes many massage massages maybe me mean might
    minute minutes more morning most much must my myself need needs never next no not nothing now of
    off often on once one only or other our out over own per person please problem problems put
    really right same say self session sessions she should show side so some someone something soon
    sort spend started staring still stop stuff such take takes than thank that thats the their them
    then there theres these they thing things this those three through time to today tonight too
    trouble try trying two under until up us use used very wait want was way we week well went were
    what when where which while who whole why will with without wont would year years yes yesterday
    you your yours""".split()  # noqa: SIM905 - reads best
)
"""Words that are not misspellings of others; unless a table or a keyword has them, they mean nothing."""
