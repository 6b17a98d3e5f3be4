"""Counts of people, added up from the cut's smallest cells, and a note of all that was said.

Every count in a report goes through `count`. For readers outside it is rounded, and what it gives
away is noted as a claim, so that all claims of all reports can be attacked together before a
report is made (outcomes.services.reports.settling).
"""

from collections.abc import Iterable

from outcomes.presenters.numbers import DASH
from outcomes.statistics.disclosure import Amount, Claim, Few, Link, rounded

Cells = list[list]


class Counts:
    """`streams`: name -> cells [month, place, kind, number]. `withheld`: counts not given."""

    def __init__(self, streams: dict[str, Cells], numbers, withheld: Iterable[str] = ()):
        self.streams = streams
        self.numbers = type(numbers)(self) if numbers.publishes else numbers
        self.withheld = frozenset(withheld)
        self.said: dict[str, Claim] = {}
        self.sums: dict[str, frozenset[str]] = {}
        self.links: tuple[Link, ...] = ()
        self.unnamed: list[int] = []
        self.amounts: dict[str, Amount] = {}
        self.ledger: tuple[Amount, ...] = ()
        self.few: tuple[Few, ...] = ()

    def learn(self, sums: dict[str, frozenset[str]], links: Iterable[Link]) -> None:
        """Which cells each named count adds up, and how cells hang together."""
        self.sums, self.links = sums, tuple(links)

    def learn_pounds(self, ledger: Iterable[Amount], few: Iterable[Few]) -> None:
        """Sums that funders read in the ledger's statements, and those about few people."""
        self.ledger, self.few = tuple(ledger), tuple(few)

    def withholds_pounds(self, amount: Amount) -> bool:
        """Whether a sum must not be given; if it may, it is noted."""
        if not amount.members:
            return False
        key = f"£|{'+'.join(sorted(amount.members))}"
        if key in self.withheld:
            return True
        self.amounts[key] = amount
        return False

    def withholds(self, number: int) -> bool:
        """Whether a count must not be given; if it may, what it gives away is noted."""
        key = getattr(number, "key", None)
        if key is None:
            self.unnamed += [number] if number else []
            return False
        if key in self.withheld:
            return True
        self.said[key] = Claim(self.sums[key], rounded(int(number)))
        return False

    def of(self, stream: str, *, months=None, place=None, kind=None) -> tuple[int, str]:
        """The true count, for further working, and its words."""
        chosen = [
            row
            for row in self.streams.get(stream, ())
            if (months is None or row[0] in months)
            and (place is None or row[1] == place)
            and (kind is None or row[2] == kind)
        ]
        number = sum(row[3] for row in chosen)
        return number, self._words(_key(stream, months, place, kind), stream, chosen, number)

    def words(self, stream: str, **where) -> str:
        """The count as it may be shown."""
        return self.of(stream, **where)[1]

    def share(self, part: tuple[int, str], whole: tuple[int, str]) -> str:
        """A share of two counts, not given where one of them is withheld."""
        if DASH in (part[1], whole[1]):
            return DASH
        return self._plain.share(part[0], whole[0])

    def kinds(self, stream: str, *, months=None, place=None) -> list[str]:
        """The kinds there are, most first."""
        sums: dict[str, int] = {}
        for month, at, kind, number in self.streams.get(stream, ()):
            if (months is None or month in months) and (place is None or at == place):
                sums[kind] = sums.get(kind, 0) + number
        return sorted(sums, key=lambda kind: (-sums[kind], kind))

    def _words(self, key: str, stream: str, chosen: list, number: int) -> str:
        if key in self.withheld:
            return DASH
        if self.numbers.publishes:
            members = frozenset(f"{stream}|{row[0]}|{row[1]}|{row[2]}" for row in chosen)
            self.said[key] = Claim(members, rounded(number))
        return self._plain.count(number)

    @property
    def _plain(self):
        """How a count is written that was noted here by itself."""
        return type(self.numbers)()


def _key(stream: str, months, place, kind) -> str:
    span = f"{min(months)}…{max(months)}" if months else ""
    return "|".join((stream, span, place or "", kind or ""))


def streams_of(facts: dict, *, as_of: str) -> dict[str, Cells]:
    """The cells of a cut's facts. What happened next is true of its own cut-off alone."""
    wards, themes = facts["wards"], facts["themes"]
    return {
        "sent": wards["decisions"],
        f"next to {as_of}": wards["next"],
        f"delays to {as_of}": _counted(
            (month, place, "late" if days else "same_day") for month, place, days in wards["delays"]
        ),
        f"barriers to {as_of}": _counted(
            (month, place, name) for month, place, name, _days in wards["barriers"]
        ),
        "needs": [[month, "", name, number] for month, name, number in themes["needs"]],
        "themes": [[month, "", name, number] for month, name, number in themes["contacts"]],
    }


def _counted(rows: Iterable[tuple]) -> Cells:
    counted: dict[tuple, int] = {}
    for row in rows:
        counted[row] = counted.get(row, 0) + 1
    return [[*row, number] for row, number in sorted(counted.items())]
