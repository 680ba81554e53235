"""`Technique` to `Timeline`: who speaks when, in frames. Pure: no audio, no clock, no files."""
