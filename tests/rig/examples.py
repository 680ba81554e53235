"""How many examples a property is tried with."""

import os

from hypothesis import Phase, settings

settings.register_profile("tests", max_examples=1000, deadline=None)
settings.register_profile(
    "mutants", max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate),
    derandomize=True, database=None,
)  # fmt: skip
"""For `bench/mutants.py`: few examples, the same for each mutant; a failing one is not made small."""
settings.load_profile(os.environ.get("EXAMPLES", "tests"))


def examples(most: int) -> settings:
    """At most so many, or as many as the profile in use allows."""
    return settings(max_examples=min(most, settings.default.max_examples))
