"""Where money is: of one agreement, of several, of a whole fund."""

from dataclasses import dataclass, fields
from decimal import Decimal

from django.db.models import Q, Sum

from core.money import ZERO
from funding.models import Account, FundingAgreement

Kind = Account.Kind


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the money of one agreement (or of a whole fund) is.

    `owed` was set free before the funder paid it in; `carried` went on into another agreement
    (below nothing: it came from one); `back` was given back to the funder.
    """

    agreed: Decimal
    received: Decimal
    paid: Decimal
    committed: Decimal
    left: Decimal
    owed: Decimal = ZERO
    carried: Decimal = ZERO
    back: Decimal = ZERO

    @classmethod
    def of(cls, agreed: Decimal, held: dict) -> "Standing":
        """From what each kind of account holds."""
        return cls(
            agreed,
            -held.get(Kind.OUTSIDE, ZERO),
            held.get(Kind.PAID, ZERO),
            held.get(Kind.COMMITTED, ZERO),
            held.get(Kind.AVAILABLE, ZERO),
            -held.get(Kind.OWED, ZERO),
            held.get(Kind.CARRIED, ZERO),
            held.get(Kind.BACK, ZERO),
        )

    @property
    def to_come(self) -> Decimal:
        """Agreed and not yet paid in."""
        return self.agreed - self.received

    @property
    def held(self) -> Decimal:
        """All that could be spent so far: paid, committed and left."""
        return self.paid + self.committed + self.left

    @property
    def difference(self) -> Decimal:
        """Received and set free, less paid, committed, left, carried and given back: nothing, or
        the books are wrong."""
        return self.received + self.owed - self.held - self.carried - self.back

    def plus(self, other: "Standing") -> "Standing":
        """Both together."""
        return Standing(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(self))
        )

    def sums(self) -> dict[str, Decimal]:
        """Each figure by its name."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


NOTHING = Standing(ZERO, ZERO, ZERO, ZERO, ZERO)


def standings(agreements) -> list[tuple[FundingAgreement, Standing]]:
    """Each agreement of the queryset with where its money is now, in one question."""
    totals = {
        f"sum_{kind}": Sum("accounts__balance", filter=Q(accounts__kind=kind), default=ZERO)
        for kind in Kind.values
    }
    rows = agreements.select_related("funder", "fund").annotate(**totals)
    return [
        (
            each,
            Standing.of(each.amount, {kind: getattr(each, f"sum_{kind}") for kind in Kind.values}),
        )
        for each in rows.order_by("-amount", "pk")
    ]


def together(each_standing) -> Standing:
    """The sum of several standings."""
    total = NOTHING
    for each in each_standing:
        total = total.plus(each)
    return total


def leverage(pairs) -> tuple[Decimal, Decimal]:
    """What councils paid in, and what everybody else did: funder pounds per council pound."""
    sums = {True: ZERO, False: ZERO}
    for agreement, standing in pairs:
        council = agreement.funder.kind == "council"
        sums[council] += standing.received
    return sums[True], sums[False]
