"""The script that `coach new` begins with: short, whole, and playable as it stands."""

from __future__ import annotations

from voice_coach.script.schema import FILE

SCHEMA_NAME = FILE.name

_STARTER = """\
# yaml-language-server: $schema=./{schema}
coach: 1                      # the version of the language
title: {title}
summary: What it is, in one sentence.
area: shoulders               # head, face, neck, shoulders, chest, back or body
position: sitting on a chair, feet flat
needs: []                     # such as [tennis ball, mat]
pressure: {{aim: 2, max: 4}}    # of 10
cautions: ["Not over broken or sore skin."]    # spoken, never left out
steps:
  - step: Sit                 # next and back jump between steps
    do:
      - say: Sit well, feet flat on the floor, and let your eyes close.
        as: settle            # spoken a little slower
      - wait: 5s              # time to do it; never scaled
      - breathe: {{in: 4s, out: 6s, times: 2}}
  - sides: [left, right]      # everything below, once for each side, equally long
    do:
      - step: "{{Side}} shoulder"
        do:
          - say: "{{Side}} side. Drape your {{other}} hand over the top of your {{side}} shoulder."
            again: "{{Side}} side. Drape your {{other}} hand over your {{side}} shoulder."
          - wait: 6s
          - say: Too strong? Lift your fingers, and rest your hand.
            as: exit          # how to ease off; never left out
          - wait: 2s
          - hold: 30s         # elastic: --length may stretch it; a chime begins it
            say: Squeeze slowly, and let go.
            strokes: 12/min   # a soft tick for each stroke
            at:
              50%: Let your jaw hang. Keep breathing.
              -6s: Last one. Then rest.
  - step: Rest
    do:
      - chime: change
      - say: Rest both hands on your thighs. Notice both shoulders.
        as: close
      - wait: 8s
"""


def starter(title: str) -> str:
    """Return the text of a new script."""
    return _STARTER.format(title=title, schema=SCHEMA_NAME)
