"""What a file is held against: the people whom the service knows, and the ids it read already.

Both are kept as sorted numbers, eight bytes each, so that a million of either weigh little and a
block of rows is looked up at one blow.
"""

from collections.abc import Sequence

import numpy as np
from django.db import connection
from psycopg import Cursor

NEVER = np.int32(2**31 - 1)
# Twelve bytes each: a million people are one value of twelve megabytes, not a million rows.
_PEOPLE = """
    SELECT string_agg(int8send(nhs_number::bigint)
        || int4send(coalesce(date_of_birth - date '1970-01-01', 2147483647)), ''::bytea)
    FROM (
        SELECT nhs_number, date_of_birth FROM residents_resident
        WHERE nhs_number IS NOT NULL AND nhs_number <> ''
        UNION ALL
        SELECT nhs_number, date_of_birth FROM outcomes_cohortperson
    ) known
"""
_PERSON = np.dtype([("number", ">i8"), ("born", ">i4")])
RECENT = 1 << 16


class People:
    """Residents and people of imported lists, by NHS number, with the day of their birth.

    Where several records tell of one person, the earliest day counts; without any, none.
    """

    def __init__(self, numbers: np.ndarray, born: np.ndarray):
        order = np.lexsort((born, numbers))
        numbers, born = numbers[order], born[order]
        first = np.ones(len(numbers), dtype=bool)
        first[1:] = numbers[1:] != numbers[:-1]
        self.numbers, self.born = numbers[first], born[first]

    @classmethod
    def now(cls) -> "People":
        """As they stand in the database."""
        connection.ensure_connection()
        with Cursor(connection.connection) as cursor:
            cursor.execute(_PEOPLE, binary=True)
            found = np.frombuffer(cursor.fetchone()[0] or b"", dtype=_PERSON)
        return cls(found["number"].astype(np.int64), found["born"].astype(np.int32))

    def find(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of each number whether it is known, and the day of birth (NEVER: not known)."""
        if not len(self.numbers):
            return np.zeros(len(numbers), dtype=bool), np.full(len(numbers), NEVER)
        places = np.searchsorted(self.numbers, numbers)
        places[places == len(self.numbers)] = 0
        return self.numbers[places] == numbers, self.born[places]


class Ids:
    """The ids that stood in the rows before, as numbers of 64 bits made from them.

    The newest are in a set, the others in a sorted array: a set alone would take ten times the
    memory, and large files are read as well.
    """

    def __init__(self):
        self.recent: set[int] = set()
        self.earlier = np.empty(0, dtype=np.int64)

    def repeated(self, ids: Sequence[str]) -> list[int]:
        """The places of ids that stood before, in this block or an earlier one."""
        found = np.fromiter(map(hash, ids), dtype=np.int64, count=len(ids))
        numbers, before = found.tolist(), self._among_earlier(found)
        fresh = set(numbers)
        if len(fresh) == len(numbers) and not before.any() and self.recent.isdisjoint(fresh):
            places: list[int] = []
        else:
            places = self._one_by_one(numbers, before)
        self.recent |= fresh
        if len(self.recent) >= RECENT:
            self._put_away()
        return places

    def _one_by_one(self, numbers: list[int], before: np.ndarray) -> list[int]:
        stood, places = set(), []
        for place, number in enumerate(numbers):
            if before[place] or number in self.recent or number in stood:
                places.append(place)
            stood.add(number)
        return places

    def _among_earlier(self, numbers: np.ndarray) -> np.ndarray:
        if not len(self.earlier):
            return np.zeros(len(numbers), dtype=bool)
        places = np.searchsorted(self.earlier, numbers)
        places[places == len(self.earlier)] = 0
        return self.earlier[places] == numbers

    def _put_away(self) -> None:
        new = np.fromiter(self.recent, dtype=np.int64, count=len(self.recent))
        new.sort()
        self.earlier = np.insert(self.earlier, np.searchsorted(self.earlier, new), new)
        self.recent = set()
