"""Names of counts about hospital use: windows, months, comparison, readmissions, places."""

from typing import Any

from outcomes.presenters.reports.naming.book import Book

Found = dict[str, Any]
SIDES = ("before", "after")


def name_hospital(book: Book, found: Found) -> None:
    """Every count of these chapters."""
    _streams(book, found)
    _windows(book, found)
    _compared(book, found.get("comparison"))
    index = _readmitted(book, found)
    _waiting(book, found)
    _units(book, found.get("units") or {}, index)


def _of(book: Book, key: str) -> frozenset[str]:
    return book.sums.get(f"{book.scope}|{key}", frozenset())


def _streams(book: Book, found: Found) -> None:
    counted = _of(book, "counted")
    for each in found["streams"]:
        for side in SIDES:
            book.name(each, side, f"{each['event_type']}|{side}")
    for side in SIDES:
        book.name(found["bed_days"], side, f"bed_days|{side}")
    for each in found.get("two_baselines") or []:
        name, everybody = (
            each["event_type"],
            each["people"] == found["cohort"]["complete_follow_up"],
        )
        book.name(each, "people", f"two baselines|{name}", counted)
        book.name(each, "earlier", f"{name}|earlier")
        for side in SIDES:
            whole = _of(book, f"{name}|{side}")
            part = book.name(each, side, f"two baselines|{name}|{side}", whole if everybody else ())
            book.among(part, whole)
    for each in found.get("months") or []:
        for at, month in enumerate(each["months"]):
            book.name(each["values"], at, f"{each['event_type']}|{month}")


def _windows(book: Book, found: Found) -> None:
    """Of the same people, a shorter window lies within a longer one."""
    counted = _of(book, "counted")
    for each in (found.get("checks") or {}).get("windows") or []:
        for side in SIDES:
            shorter: frozenset[str] = frozenset()
            for row in sorted(each["rows"], key=lambda row: row["days"]):
                name_people_of(book, row, counted)
                whole = _of(book, f"{each['event_type']}|{side}") if row.get("asked") else ()
                key = f"{each['event_type']}|{side}|{row['days']} days"
                cells = book.name(row, side, key, whole)
                if row["people"] == found["cohort"]["complete_follow_up"]:
                    book.among(shorter, cells)
                    shorter = cells


def name_people_of(book: Book, row: Found, counted: frozenset[str]) -> None:
    """Who is counted with a window: the same people, or those followed for long enough."""
    people = book.name(row, "people", f"counted|{row['days']} days", counted)
    book.among(people, _of(book, "people"))


def _compared(book: Book, compared: Found | None) -> None:
    if not compared:
        return
    book.name(compared, "people", "others")
    book.name(compared, "complete_follow_up", "others|counted")
    for each in compared["streams"]:
        for side in SIDES:
            book.name(each, side, f"others|{each['event_type']}|{side}")
    matched = compared.get("matched")
    if matched and matched["possible"]:
        kept = book.name(matched, "kept", "matched")
        left = book.name(matched, "left_out", "matched|left out")
        both = book.name(matched, "supported", "matched|supported", kept | left)
        book.same(both, _of(book, "counted"))
        book.name(matched, "others", "matched|others")


def _readmitted(book: Book, found: Found) -> frozenset[str]:
    told = found["readmission"]
    index = book.name(told, "index_discharges", "left hospital")
    book.among(book.name(told, "within_30_days", "readmitted"), index)
    book.among(index, _of(book, "people"))
    return index


def _waiting(book: Book, found: Found) -> None:
    for group in (found.get("waiting") or {}).get("groups", ()):
        before = book.name(group, "people", f"waiting|{group['group']}")
        for at in range(len(group["at_risk"])):
            key = f"waiting|{group['group']}|{found['waiting']['marks'][at]}"
            cells = book.name(group["at_risk"], at, key, before)
            book.among(cells, before)
            before = cells
    if found.get("survival"):
        book.name(found["survival"], "people", "survival", _of(book, "waiting|cohort"))
    for each in (found.get("worth") or {}).get("at_home") or []:
        people = book.name(each, "people", f"at home|{each['group']}")
        book.among(book.name(each, "every_day", f"at home all days|{each['group']}"), people)


def _units(book: Book, units: Found, index: frozenset[str]) -> None:
    every: dict[str, set[str]] = {"numerator": set(), "denominator": set()}
    for kind, told in units.items():
        for each in (told or {}).get("units") or []:
            of = book.name(each, "denominator", f"{kind}|{each['name']}")
            part = book.name(each, "numerator", f"{kind}|{each['name']}|part")
            book.among(part, of)
            if kind == "wards":
                every["numerator"] |= part
                every["denominator"] |= of
    book.among(every["denominator"], index)
    book.among(every["numerator"], _of(book, "readmitted"))
