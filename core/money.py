"""Pounds and pence: Decimal from end to end, never float."""

from decimal import ROUND_HALF_UP, Decimal

from django.db import models

PENNY = Decimal("0.01")
ZERO = Decimal("0.00")


class MoneyField(models.DecimalField):
    """Pounds as Decimal(12, 2)."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)


def to_pennies(amount: Decimal) -> Decimal:
    """`amount` rounded to the penny, halves away from zero."""
    return Decimal(amount).quantize(PENNY, rounding=ROUND_HALF_UP)


def pounds(amount: Decimal | None) -> str:
    """As people read it: £1,234.50, −£20.00."""
    if amount is None:
        return ""
    sign = "−" if amount < 0 else ""
    return f"{sign}£{abs(to_pennies(amount)):,.2f}"


def share(amount: Decimal, weights: list[Decimal]) -> list[Decimal]:
    """Split `amount` in proportion to `weights`, to the penny, leaving nothing over.

    Largest remainders get the odd pennies, earlier weights first, so the parts always add up.
    """
    total = sum(weights)
    if total <= 0:
        raise ValueError("at least one weight must be above zero")
    exact = [Decimal(amount) * weight / total for weight in weights]
    parts = [each.quantize(PENNY, rounding="ROUND_DOWN") for each in exact]
    odd = int((Decimal(amount) - sum(parts)) / PENNY)
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in by_remainder[:odd]:
        parts[index] += PENNY
    return parts
