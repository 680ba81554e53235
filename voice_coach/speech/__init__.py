"""Text to speech: voices in child processes, with a cache of takes."""
