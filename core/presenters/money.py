"""Money on screen: what is paid, approved, promised and left, drawn to scale and said in pounds."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from core.money import ZERO, pounds
from core.presenters.words import Words


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar. `kind`: paid (solid), approved (hatched), promised (dotted), left."""

    kind: str
    word: Words
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Purse:
    """Money for one person. With a `limit` it is a capped budget and what is left is drawn."""

    title: Words
    paid: Decimal = ZERO
    approved: Decimal = ZERO
    promised: Decimal = ZERO
    limit: Decimal | None = None

    @property
    def used(self) -> Decimal:
        """Everything spoken for."""
        return self.paid + self.approved + self.promised

    @property
    def left(self) -> Decimal:
        """What may still be spent; nothing where there is no limit."""
        return ZERO if self.limit is None else max(ZERO, self.limit - self.used)

    @property
    def says(self) -> str:
        """What stands at the right of the title: £37.50 left, or the sum so far."""
        if self.limit is None:
            return pounds(self.used)
        return _("%(amount)s left") % {"amount": pounds(self.left)}

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that are drawn, in order."""
        parts = [Part("paid", _("Paid"), self.paid), Part("approved", _("Approved"), self.approved)]
        if self.promised:
            parts.append(Part("promised", _("Promised"), self.promised))
        if self.limit is not None:
            words = _("Left of %(limit)s") % {"limit": pounds(self.limit).removesuffix(".00")}
            parts.append(Part("left", words, self.left))
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class FundBar:
    """A fund, or one agreement under it. `total` is what was agreed; all are drawn to one scale.

    `hidden` tells two agreements of one funder apart for those who hear the links.
    """

    title: Words
    total: Decimal
    paid: Decimal = ZERO
    committed: Decimal = ZERO
    purpose: Words = ""
    url: str = ""
    opened: bool = False
    hidden: Words = ""

    @property
    def left(self) -> Decimal:
        """Neither paid nor promised to anybody."""
        return self.total - self.paid - self.committed

    @property
    def parts(self) -> tuple[Part, ...]:
        """Paid, committed, left."""
        return (
            Part("paid", _("Paid"), self.paid),
            Part("approved", _("Committed"), self.committed),
            Part("left", _("Left"), self.left),
        )


@dataclass(frozen=True, slots=True)
class FallLine:
    """How a fund falls: `points` are (day, left), the last one today.

    `runs_out_on` is the day it would be empty at this pace (None when it would not), `ends_on`
    the day the agreements end.
    """

    points: tuple[tuple[dt.date, Decimal], ...]
    ends_on: dt.date
    runs_out_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The last line of a statement: agreed less paid less committed less left is `difference`."""

    words: Words
    difference: Decimal = ZERO

    @property
    def holds(self) -> bool:
        """Whether it reconciles to nothing."""
        return self.difference == ZERO

    @property
    def verdict(self) -> str:
        """As said on the right of the band."""
        if self.holds:
            return _("Reconciles to %(amount)s") % {"amount": pounds(ZERO)}
        return _("Out by %(amount)s") % {"amount": pounds(self.difference)}
