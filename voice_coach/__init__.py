"""Voice-guided self-massage sessions, spoken, timed and mixed on your own machine."""

__version__ = "0.1.0"
