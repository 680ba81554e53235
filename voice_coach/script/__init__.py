"""Text to `Technique`: what an author said, with the line it was said on."""
