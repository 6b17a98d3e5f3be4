"""A frozen cut: every number that an evaluation rests on, kept for ever.

One row a person (`people`), facts about the programme (`facts`), and the parameters. The same cut
gives the same figures whatever happens to the records afterwards. The fingerprint is the SHA-256
of the canonical JSON of all of it; rows count without the resident's reference and in the order
of their own figures, so that the same records give the same fingerprint in any database.

`ENGINE` counts which columns and facts a cut holds and which figures are made of it. An older cut
keeps its own number, columns and fingerprint, and gives the figures it gave (`figures`).
"""

import hashlib
import io
import json
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from outcomes.evaluation.packing import Piece, packed, unpacked, whole

ENGINE = 3
FIRST_ENGINE, SECOND_ENGINE = 1, 2

STREAMS = (
    "ae_attendance",
    "emergency_admission",
    "ambulance_incident",
    "elective_admission",
    "gp_contact",
)
MAIN_STREAMS = STREAMS[:3]
WINDOWS = ("earlier", "before", "after")
OTHER_WINDOWS = ("shorter_before", "shorter_after", "later")
"""Half the window on either side, and the window after the one after."""
COHORT, COMPARISON = "cohort", "comparison"
COUNTED = "counted"
LEFT_OUT = (
    "not_long_enough",
    "died",
    "moved",
    "withdrew",
    "refused",
    "not_asked",
    "opted_out",
    "no_number",
)
UNKNOWN = -1

COUNT_COLUMNS = tuple(f"{stream}_{window}" for stream in STREAMS for window in WINDOWS) + tuple(
    f"bed_days_{window}" for window in WINDOWS
)
_WORD_WIDTHS = {
    "reference": "U16",
    "group": "U10",
    "status": "U16",
    "index_on": "U10",
    "sex": "U10",
}
WORD_COLUMNS = tuple(_WORD_WIDTHS)
_FIRST_NUMBERS = (
    "age",
    "followed_days",
    "readmitted_30",
    "days_to_readmission",
    "readmission_seen",
    "spent_pence",
    "purchases",
    *COUNT_COLUMNS,
)
SINCE_ENGINE_2 = (
    "ended_by",
    "home_days_90",
    "ward",
    "conveyed_before",
    "conveyed_after",
    *(f"{stream}_{window}" for stream in MAIN_STREAMS for window in OTHER_WINDOWS),
)
"""`ended_by`: what ended the wait for a readmission: 0 nothing yet, 1 it came, 2 they died.
`home_days_90`: days alive and not in hospital in the first 90. Both −1 where not known."""
NUMBER_COLUMNS = _FIRST_NUMBERS + SINCE_ENGINE_2
COLUMNS = WORD_COLUMNS + NUMBER_COLUMNS


def canonical(value: Any) -> str:
    """JSON with one spelling for one content."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True)
class Cut:
    """`people` is CSV text with COLUMNS as header (fewer in an older engine's cut); `facts` and
    `parameters` hold plain JSON."""

    parameters: dict[str, Any]
    people: str
    facts: dict[str, Any] = field(default_factory=dict)
    engine: int = ENGINE

    @cached_property
    def columns(self) -> dict[str, np.ndarray]:
        """The person rows by column: words as text, all else as whole numbers."""
        header = self.people.partition("\n")[0]
        names = header.split(",") if header else COLUMNS
        kinds = [(name, _WORD_WIDTHS.get(name, "i8")) for name in names]
        if self.people.count("\n") < 2:
            return {name: np.array([], dtype=kind) for name, kind in kinds}
        table = np.loadtxt(
            io.StringIO(self.people), delimiter=",", skiprows=1, dtype=kinds, ndmin=1, comments=None
        )
        return {name: np.ascontiguousarray(table[name]) for name in names}

    @cached_property
    def index_days(self) -> np.ndarray:
        """The first day of each, as a date."""
        return self.columns["index_on"].astype("datetime64[D]")

    def reaches_back(self, stream: str) -> np.ndarray:
        """Persons whose whole earlier window lies within the records of `stream`."""
        first = (self.facts.get("coverage") or {}).get(stream)
        if first is None:
            return np.zeros(len(self.columns["index_on"]), dtype=bool)
        earliest = np.datetime64(first) + np.timedelta64(2 * self.parameters["window_days"], "D")
        return self.index_days >= earliest

    def where(self, *, group: str, status: str | None = None) -> np.ndarray:
        """Which rows belong to `group` (and have `status`). Not to be written into."""
        if (group, status) not in self._chosen:
            chosen = self.columns["group"] == group
            if status is not None:
                chosen = chosen & (self.columns["status"] == status)
            chosen.flags.writeable = False
            self._chosen[group, status] = chosen
        return self._chosen[group, status]

    @cached_property
    def _chosen(self) -> dict[tuple[str, str | None], np.ndarray]:
        """Words of a million rows are compared once, not in every figure."""
        return {}

    @property
    def rows(self) -> int:
        """How many persons stand in it; the header is nobody."""
        lines = self.people.count("\n") + (not self.people.endswith("\n"))
        return max(0, lines - 1)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the person rows without references, sorted."""
        rows = sorted(line.partition(",")[2] for line in self.people.splitlines()[1:])
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical JSON of inputs and parameters."""
        content = {
            "engine": self.engine,
            "parameters": self.parameters,
            "people": {"rows": self.rows, "sha256": self.digest},
            "facts": self.facts,
        }
        return hashlib.sha256(canonical(content).encode()).hexdigest()

    @property
    def seed(self) -> int:
        """The seed of every bootstrap: drawn from the fingerprint, so nobody can choose it."""
        return int(self.fingerprint[:12], 16)

    def packed(self, rows: list[Piece] | None = None) -> bytes:
        """The whole cut as compressed bytes, to be kept with the run.

        rows: those of all people, where they stand compressed already.
        """
        frame = {"parameters": self.parameters, "facts": self.facts, "engine": self.engine}
        header, _line, people = self.people.partition("\n")
        if rows is None:
            rows = [unpacked(packed(people.encode()))]
        first = f"{canonical(frame)}\n{header}\n".encode()
        return whole([Piece(first, packed(first)), *rows])

    @classmethod
    def unpacked(cls, body: bytes) -> "Cut":
        """The cut that `packed` wrote."""
        frame, _line, people = zlib.decompress(body).decode().partition("\n")
        return cls(people=people, **({"engine": FIRST_ENGINE} | json.loads(frame)))
