"""Invented things for the page of parts and states. Nothing here is real."""

from core.components.parts import looks, people, questions, sums, work
from core.components.parts.questions import BarrierForm

__all__ = ["BarrierForm", "shown"]


def shown() -> dict:
    """Everything invented, by its name in small letters."""
    found = {}
    for module in (looks, people, questions, sums, work):
        named = vars(module).items()
        found |= {name.lower(): thing for name, thing in named if name.isupper()}
    return found
