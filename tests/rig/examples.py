"""How many examples a property is tried with."""

from hypothesis import settings


def examples(most: int) -> settings:
    """At most so many, or as many as the profile in use allows."""
    return settings(max_examples=min(most, settings.default.max_examples), deadline=None)
