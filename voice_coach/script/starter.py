"""The script that `coach new` begins with: short, complete, and playable as it is."""

from __future__ import annotations

SCHEMA_NAME = "script.schema.json"

_STARTER = """\
# yaml-language-server: $schema=./{schema}
coach: 1                      # the version of the language
title: {title}
summary: What it is, in one sentence.
area: {area:<23} # or head, face, jaw, neck, arms, hands, chest, back, hips, legs ...
position: sitting on a chair, feet flat
posture: [sitting]            # and how it ends: the coach says the last words for it
needs: []                     # such as [tennis ball, mat]
pressure: {{aim: 2, max: 4}}    # of 10
risks: [tingling]             # spoken at the start; cautions: [...] are your own sentences
intro: "Hello. Let us take about {{duration}} for your shoulders."
closing: [Notice how your shoulders feel now., Feel how your shoulders rest now.]
steps:
  - step: Sit                 # next and back jump between steps
    do:
      - say: Sit well, feet flat on the floor, and let your eyes close.
        as: settle            # spoken a little slower
      - ready: 12s            # time to do it; any key goes on at once
  - sides: [left, right]      # everything below, once for each side, equally long
    do:
      - step: "{{Side}} shoulder: rest"
        do:
          - say: "Your {{side}} side. Drape your {{other}} hand over the top of your {{side}} shoulder."
          - wait: 6s          # never scaled, and no key ends it
          - hold: {{for: 40s, least: 34s, most: 46s}}    # elastic: --length may stretch it
            say: Let your hand rest, warm and heavy.
            at:
              65%: [Let your jaw hang., Let your belly soften.]    # the day chooses
      - step: "{{Side}} shoulder: squeeze"
        do:
          - hold: {{for: 60s, least: 44s, most: 70s}}    # a chime begins it
            say: Squeeze slowly, to a pleasant ache at most, and let go.
            again: Squeeze slowly, and let go, as lightly as you like.   # on the second side
            strokes: 12/min   # the pace of the motion; makes no sound
            at:
              18s: {{say: "Too strong? Lift your fingers.", as: exit}}    # never left out
              60%: Keep your breath slow and easy.
              -8s: One last time, and rest.
"""


def starter(title: str, area: str = "shoulders") -> str:
    """Return the text of a new script of a part of the body, `script.terms.Area`."""
    return _STARTER.format(title=title, schema=SCHEMA_NAME, area=area)
