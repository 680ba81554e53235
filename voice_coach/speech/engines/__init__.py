"""Engines that speak single sentences, one file each; all else about a voice is told by its `Family`."""
