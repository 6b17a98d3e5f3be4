"""Counts of people as they may leave the service: 1 to 7 as a star, else to the nearest 5."""

STAR = "*"
FEWEST_SHOWN = 8


def people(count: int, *, exact: bool) -> str:
    """`exact` for those of the programme who may see true counts."""
    if exact or count == 0:
        return f"{count:,}"
    if count < FEWEST_SHOWN:
        return STAR
    return f"{5 * round(count / 5):,}"
