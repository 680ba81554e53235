"""Voices that are not in the package: which there are, how one is fetched, and where it is kept."""
