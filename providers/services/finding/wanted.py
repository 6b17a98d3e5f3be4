"""What somebody looks for. Every part may be left out."""

import re
from dataclasses import dataclass
from decimal import Decimal

from providers.models import Access

WEEKDAYS, WEEKEND = "wd", "we"
"""Times of the week beside the three parts of the day: weekdays by day, and the weekend."""

MILES = (2, 5, 10, 25)
"""The distance bands. Wider than the error of a district's middle, so that they can be honest."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    `access` and `suits` put those that state them first; only with `stated` do they leave the
    others out, because a listing that is silent is not a listing that says no. `miles` needs
    `district`. `most_days` and `most_price` are the longest wait and the highest unit price.
    """

    words: str = ""
    needs: tuple[str, ...] = ()
    kind: str = ""
    district: str = ""
    miles: int | None = None
    day: str = ""
    part: str = ""
    access: tuple[str, ...] = ()
    suits: tuple[str, ...] = ()
    stated: bool = False
    room: str = ""
    most_days: int | None = None
    most_price: Decimal | None = None

    @property
    def anything(self) -> bool:
        """Whether something is looked for, so that there is a best fit at all."""
        return any(
            (self.words, self.needs, self.district, self.access, self.suits, self.day, self.part)
        )


def first_half(typed: str) -> str:
    """The district of a postcode: DY1 from "dy1 2hq", "DY12HQ" or "dy1"."""
    tidy = re.sub(r"\s+", "", typed).upper()
    whole = re.fullmatch(r"([A-Z]{1,2}[0-9][A-Z0-9]?)[0-9][A-Z]{2}", tidy)
    return whole.group(1) if whole else tidy[:4]


_SAID = {
    Access.LARGE_PRINT: ("large print",),
    Access.BRAILLE: ("braille", "audio"),
    Access.EASY_READ: ("easy read",),
    Access.SIGN_LANGUAGE: ("sign language", "bsl"),
    Access.HEARING_LOOP: ("hearing", "loop", "deaf"),
    Access.STEP_FREE: ("wheelchair", "step-free", "walking frame"),
    Access.INTERPRETER: ("interpreter",),
    Access.ASSISTANCE_DOGS: ("guide dog", "assistance dog"),
}


def access_in(words: str, needs_interpreter: bool = False) -> list[str]:
    """The access needs that a resident's own words speak of, as codes to look for."""
    low = words.lower()
    found = [code.value for code, said in _SAID.items() if any(each in low for each in said)]
    if needs_interpreter and Access.INTERPRETER.value not in found:
        found.append(Access.INTERPRETER.value)
    return found
