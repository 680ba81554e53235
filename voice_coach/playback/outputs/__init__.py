"""Outputs, one file each; each imports its own package and no other does."""
