"""Pictures drawn by the program itself: covers of files, and a session over time.

`timeline.timeline_svg` and `timeline.timeline_strip` show a session, `raster.rasterize` makes a PNG of
the first, `cover.cover` draws the cover of a file.
"""
