"""The library for the phone: static pages, an app that works offline, and a podcast feed.

`build.build_site` renders what changed (`rendering`), and writes pages (`pages`), feed (`feed`) and
everything around them. Whoever serves the folder needs no program of ours.
"""
