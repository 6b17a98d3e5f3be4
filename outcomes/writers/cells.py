"""A table's words as values: “1,234”, “48%”, “£1,180.00”, “−3” are numbers; “*” and “–” are not."""

import re
from dataclasses import dataclass
from decimal import Decimal

_SHAPE = re.compile(r"^(?P<sign>[−+-]?)(?P<pound>£?)(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<percent>%?)$")


@dataclass(frozen=True, slots=True)
class Value:
    """`number` is None when the words are not one; a percentage is its number of hundredths."""

    words: str
    number: Decimal | None = None
    unit: str = ""
    places: int = 0
    signed: bool = False


def value_of(words) -> Value:
    """What the words stand for."""
    text = str(words)
    shape = _SHAPE.match(text)
    if shape is None:
        return Value(text)
    digits = shape["digits"].replace(",", "")
    number = Decimal(digits)
    if shape["sign"] in ("−", "-"):
        number = -number
    unit = "pounds" if shape["pound"] else "percent" if shape["percent"] else "number"
    places = len(digits.partition(".")[2])
    return Value(text, number, unit, places, signed=bool(shape["sign"]))


def plain(value: Value) -> str:
    """For a file that machines read: 1234, 48, 1180.00, -3; else the words."""
    return value.words if value.number is None else str(value.number)
