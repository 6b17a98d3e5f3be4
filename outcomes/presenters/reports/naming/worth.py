"""Names of counts about money, days and answers: purchases, placements, judgements, scales."""

from typing import Any

from outcomes.presenters.reports.naming.book import Book

Facts = dict[str, Any]
SAME_AS = {"home": "home", "completed": "completed", "achieved": "closed|Goals achieved"}


def name_worth(book: Book, facts: Facts, found: Facts) -> None:
    """Every count of these chapters."""
    _spends(book, facts, found)
    _bought(book, facts)
    _placements(book, facts)
    told = found.get("worth") or {}
    _judged(book, told.get("judged"))
    _ambulance(book, told.get("ambulance"))
    _answers(book, found)
    for each in told.get("pounds_for_each") or []:
        known = book.sums.get(f"{book.scope}|{SAME_AS.get(each['what'], each['what'])}", ())
        book.name(each, "number", f"for each|{each['what']}", known)
    if told.get("social_return"):
        book.name(told["social_return"], "people", "social return")


def _spends(book: Book, facts: Facts, found: Facts) -> None:
    needed, spends = found["money"]["needed_a_spend"], facts.get("spends") or {}
    accepted = book.name(needed, "of", "accepted", book.of_stream("sent", ["accepted"]))
    book.among(book.name(needed, "count", "needed a spend"), accepted)
    approved = book.name(spends, "approved", "approved")
    for key in ("same_day", "delivered"):
        book.among(book.name(spends, key, f"approved|{key}"), approved)


def _bought(book: Book, facts: Facts) -> None:
    for each in (facts.get("funding") or {}).get("purchases") or []:
        people = book.name(each, "people", f"bought for|{each['name']}")
        book.among(people, book.name(each, "purchases", f"bought|{each['name']}"))
    for funder in (facts.get("reports") or {}).get("funders", ()):
        for row in funder["bought"]:
            book.name(row, 3, f"bought for|{funder['key']}|{row[0]}|{row[1]}")


def _placements(book: Book, facts: Facts) -> None:
    for each in facts.get("placements") or []:
        cells = {key: book.name(each, key, f"placed|{each['name']}|{key}")
                 for key in ("offered", "accepted", "declined", "achieved")}  # fmt: skip
        book.among(cells["accepted"] | cells["declined"], cells["offered"])
        book.among(cells["achieved"], cells["accepted"])


def _judged(book: Book, judged: Facts | None) -> None:
    if not judged:
        return
    both = book.name(judged, "referrals", "judged") | book.name(
        judged, "admissions_avoided", "judged|admissions"
    )
    book.name(judged, "days", "judged|days")
    grades: set[str] = set()
    for grade in judged["by_grade"]:
        grades |= book.name(judged["by_grade"], grade, f"judged|grade {grade}")
    book.same(grades, both)


def _ambulance(book: Book, told: Facts | None) -> None:
    for at, side in enumerate(("before", "after")) if told else ():
        parts = [book.name(told[key], at, f"{key}|{side}") for key in ("conveyed", "not_conveyed")]
        whole = book.sums.get(f"{book.scope}|ambulance_incident|{side}", frozenset())
        book.same(parts[0] | parts[1], whole)


def _answers(book: Book, found: Facts) -> None:
    for each in found["wellbeing"]:
        asked = book.name(each, "asked", "asked")
        pairs = book.name(each, "pairs", f"answered both|{each['scale']}")
        book.among(pairs, asked)
        for number, share in enumerate(each["improved"]):
            key = f"improved|{each['scale']}|{number}"
            book.among(book.name(share, "count", key), pairs)
            book.name(share, "of", f"{key}|of", pairs)
    for each in found.get("points") or []:
        at = f"{each['scale']}|{each['occasion']}"
        due = book.name(each, "due", f"due|{each['occasion']}")
        book.name(each, "asked", f"asked|{each['occasion']}", due)
        answered = book.name(each, "answered", f"answered|{at}")
        book.among(answered | book.name(each, "declined", f"declined|{at}"), due)
        book.among(book.name(each, "pairs", f"answered both|{at}"), answered)
