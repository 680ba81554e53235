"""Engines that speak single sentences, one file each; a `Family` describes all else about a voice."""
