"""How a pound is shared among funders: pure arithmetic, to the penny."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.money import ZERO, share


@dataclass(frozen=True, slots=True)
class Source:
    """One agreement that may pay: what it agreed (its weight) and what it has available now."""

    agreement_id: int
    reference: str
    agreed: Decimal
    available: Decimal
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """How much of an amount one agreement bears."""

    agreement_id: int
    amount: Decimal


class ShortageError(Exception):
    """The sources together hold less than was asked; `left` is what they hold."""

    def __init__(self, left: Decimal):
        super().__init__(left)
        self.left = left


def in_proportion(amount: Decimal, sources: Sequence[Source]) -> list[Slice]:
    """Share `amount` by what each agreed; what one cannot bear, the others bear in proportion.

    Each round fills those that would be overdrawn and shares the rest anew, so it ends after at
    most as many rounds as there are sources. Raises ShortageError.
    """
    _refuse_shortage(amount, sources)
    borne: dict[int, Decimal] = {}
    open_, rest = [each for each in sources if each.available > 0], amount
    while rest > 0:
        parts = share(rest, [each.agreed for each in open_])
        over = [each for each, part in zip(open_, parts, strict=True) if part > each.available]
        if not over:
            borne.update({s.agreement_id: p for s, p in zip(open_, parts, strict=True)})
            break
        borne.update({each.agreement_id: each.available for each in over})
        rest -= sum((each.available for each in over), ZERO)
        open_ = [each for each in open_ if each not in over]
    return _as_slices(borne, sources)


def by_first_call(
    amount: Decimal, sources: Sequence[Source], *, order: Sequence[str]
) -> list[Slice]:
    """Take all from the first in `order` (references) until it is used up, then the next.

    Sources that `order` does not name come last, as they stand. Raises ShortageError.
    """
    _refuse_shortage(amount, sources)
    places = {reference: place for place, reference in enumerate(order)}
    queue = sorted(sources, key=lambda each: places.get(each.reference, len(places)))
    borne, rest = {}, amount
    for each in queue:
        part = min(rest, each.available)
        borne[each.agreement_id] = part
        rest -= part
    return _as_slices(borne, sources)


def restricted_first(amount: Decimal, sources: Sequence[Source]) -> list[Slice]:
    """Use up money that may pay for this purpose or area alone, then share the rest as agreed.

    Restricted money that stays unspent must be given back; money for anything never does. Raises
    ShortageError.
    """
    _refuse_shortage(amount, sources)
    narrow = [each for each in sources if each.restricted]
    wide = [each for each in sources if not each.restricted]
    first = min(amount, sum((each.available for each in narrow), ZERO))
    borne: dict[int, Decimal] = {}
    for part, of in ((first, narrow), (amount - first, wide)):
        if part > 0:
            borne.update({each.agreement_id: each.amount for each in in_proportion(part, of)})
    return _as_slices(borne, sources)


def back_in_proportion(amount: Decimal, slices: Sequence[Slice]) -> list[Slice]:
    """Share what is paid or released of a purchase by how its commitment was shared.

    No part is larger than the slice it comes from, as long as `amount` is not above their sum.
    """
    parts = share(amount, [each.amount for each in slices]) if amount > 0 else []
    found = zip(slices, parts, strict=False)
    return [Slice(each.agreement_id, part) for each, part in found if part > 0]


def _refuse_shortage(amount: Decimal, sources: Sequence[Source]) -> None:
    left = sum((each.available for each in sources), ZERO)
    if amount > left:
        raise ShortageError(left)


def _as_slices(borne: dict[int, Decimal], sources: Sequence[Source]) -> list[Slice]:
    return [
        Slice(each.agreement_id, borne[each.agreement_id])
        for each in sources
        if borne.get(each.agreement_id, ZERO) > 0
    ]
