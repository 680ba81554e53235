"""What a program can find wrong with a script: what does not fit in its time, and what reads badly.

`report` checks a file: `wording` has the rules that need the words alone, `session` those that need the
session laid out (with the figures of `measures`), and `allow` switches rules off line by line.
"""
