"""Where the sound of a take begins and ends, as plainly as can be."""

LIMIT = 10 ** (-50 / 20)


def sounding(values: list[int]) -> tuple[int, int]:
    """The first sample over -50 dB of the loudest, and the one after the last."""
    loudest = max(map(abs, values))
    over = [index for index, value in enumerate(values) if abs(value) > loudest * LIMIT]
    return over[0], over[-1] + 1
