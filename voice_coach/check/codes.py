"""The names of the rules: what `coach check` shows behind a problem, and `# allow` switches off."""

from __future__ import annotations

CODES = {
    "allow": "an `# allow` that names no rule, gives no reason, or is not needed",
    "words": "a cue too long to hold in mind",
    "sentences": "a cue of more than three sentences",
    "reminder-words": "a reminder too short to be heard, or too long",
    "wordings": "wordings of one cue that differ by more than two words",
    "left": '"left" that means remaining',
    "right": '"right" that is no side',
    "pointing": '"here", "there", "this"',
    "homophone": "a word that the ear takes for another",
    "distance": "a distance in fingers, inches or centimetres",
    "justify": 'a slip for "left"',
    "fragment": "`again` or `brief` that is no whole sentence",
    "once-more": "words for the first time that speak of a time before",
    "breaths": "more than three paced breaths in a row",
    "count-from-start": '"last", "next", "then" in a reminder that does not count from the end',
    "count-wrong": '"last", "two more" that is not true of the strokes that are left',
    "unspoken": "words that the voice has no sound for",
    "reminder-dropped": "a reminder without room at the standard length",
    "reminder-late": "a reminder moved by more than its place can bear",
    "hold-room": "a hold that can not hold what it must say",
    "exit": "weight without a spoken way out within a minute",
    "ready-time": "too little time to fetch, to take off, or to lie down",
    "tick-unexplained": "ticks that nobody explains",
    "tick-action": "an action that depends on a tick",
    "silence": "over 25 s without a sound",
    "speech-share": "too much of the time somebody speaks",
    "quiet-share": "too little of the time is quiet massage",
    "first-touch": "the first touch comes late",
    "length": "a promised length that is not met",
    "ending": "a script's own rest or getting up at the end, which the program says",
}
"""Code to what breaks it."""
