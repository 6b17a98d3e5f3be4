"""Names of counts about people and their plans: who is counted, referrals, delays, twelve weeks."""

from typing import Any

from outcomes.presenters.reports.naming.book import Book

Facts = dict[str, Any]
FOLLOWED = ("not_long_enough", "died", "moved")


def name_people(book: Book, facts: Facts, found: Facts) -> None:
    """Every count of these chapters."""
    everyone = _cohort(book, found)
    for key in ("age_bands", "sexes"):
        book.among(book.rows(facts.get(key) or [], key), everyone)
    _referred(book, facts)
    _delays(book, found)
    _weeks(book, facts)
    for each in facts.get("reach") or []:
        _reached(book, each)
    _themes(book, facts)


def _cohort(book: Book, found: Facts) -> frozenset[str]:
    cohort, rates = found["cohort"], found.get("rates")
    counted = book.name(cohort, "complete_follow_up", "counted")
    left = {why: book.name(cohort["left_out"], why, f"left out|{why}")
            for why in cohort["left_out"]}  # fmt: skip
    everyone = counted.union(*left.values())
    everyone = book.name(cohort, "people", "people", everyone)
    if rates:
        followed = counted.union(*(left.get(why, frozenset()) for why in FOLLOWED))
        for why in FOLLOWED:
            book.name(rates, why, f"followed|{why}", left.get(why, ()))
        book.among(book.name(rates, "people", "followed", followed), everyone)
        book.name(rates, "person_days_after", "followed|days")
    return everyone


def _referred(book: Book, facts: Facts) -> None:
    referred, sent = facts.get("referred") or {}, book.of_stream("sent")
    if not referred.get("total"):
        return
    parts = {kind: book.name(referred, kind, f"referred|{kind}", book.of_stream("sent", [kind]))
             for kind in ("accepted", "declined")}  # fmt: skip
    rest = sent - parts["accepted"] - parts["declined"]
    parts["other"] = book.name(referred, "other", "referred|other", rest)
    every = frozenset().union(*parts.values())
    every = book.name(referred, "total", "referred", every)
    book.same(book.rows(referred["by_source"], "referred from"), every)
    book.among(book.rows(referred.get("declined_for") or [], "declined for"), parts["declined"])
    _how_soon(book, facts, parts["accepted"])
    for row in facts.get("needs") or []:
        book.name(row, 1, f"needed|{row[0]}", book.of_stream("needs", [row[0]]))


def _reached(book: Book, told: Facts) -> None:
    """Each group's referrals make up all referrals; what became of them is among them."""
    cells: dict[str, set[str]] = {}
    for each in told["groups"]:
        at = f"reach|{told['key']}|{each['group']}"
        own = {
            key: book.name(each, key, f"{at}|{key}")
            for key in ("referred", "accepted", "ended", "finished", "closed", "own_home")
        }
        for part, whole in (
            ("accepted", "referred"),
            ("ended", "accepted"),
            ("finished", "ended"),
            ("closed", "accepted"),
            ("own_home", "closed"),
        ):
            book.among(own[part], own[whole])
        for key, mine in own.items():
            cells.setdefault(key, set()).update(mine)
    for key, whole in (("referred", "referred"), ("accepted", "referred|accepted")):
        book.same(cells.get(key, ()), book.sums.get(f"{book.scope}|{whole}", ()))


def _how_soon(book: Book, facts: Facts, accepted: frozenset[str]) -> None:
    soon = facts.get("how_soon") or {}
    for key in ("left", "reached"):
        if soon.get(key):
            book.among(book.name(soon, key, f"how soon|{key}"), accepted)


def _delays(book: Book, found: Facts) -> None:
    delays = found["delays"]
    bands = {band: book.name(delays["bands"], band, f"delayed|{band}") for band in delays["bands"]}
    late = frozenset().union(*(cells for band, cells in bands.items() if band != "0"))
    same_day = bands.get("0", frozenset())
    book.name(delays, "delayed", "delayed", late)
    book.name(delays, "discharges", "discharges", late | same_day)
    book.name(delays, "wrong_dates", "wrong dates")
    stream = next((name for name in book.streams if name.startswith("delays")), "")
    book.same(late, book.of_stream(stream, ["late"]))
    book.same(same_day, book.of_stream(stream, ["same_day"]))


def _weeks(book: Book, facts: Facts) -> None:
    weeks = facts.get("weeks") or {}
    if not weeks.get("home"):
        return
    home = book.name(weeks, "home", "home")
    could = book.name(weeks, "could_complete", "could complete")
    book.among(could, home)
    book.among(book.name(weeks, "completed", "completed"), could)
    book.among(book.name(weeks, "first_in_time", "first in time"), home)
    weeks["planned"] = weeks.get("planned_made", 0) + weeks.get("planned_missed", 0)
    made = book.name(weeks, "planned_made", "planned made")
    book.name(weeks, "planned", "planned", made | book.name(weeks, "planned_missed", "missed"))
    givers = book.name(weeks, "by_staff", "by staff") | book.name(weeks, "by_volunteers", "by us")
    book.among(givers, book.rows(weeks.get("by_mode") or [], "by mode"))
    closed = book.rows(weeks.get("closures") or [], "closed")
    book.among(closed, home)
    book.among(book.rows(weeks.get("lived") or [], "lived at the end"), closed)
    stream = next((name for name in book.streams if name.startswith("next")), "")
    book.same(home, book.of_stream(stream, ["at_home", "plan_over"]))


def _themes(book: Book, facts: Facts) -> None:
    stream = next((name for name in book.streams if name.startswith("barriers")), "")
    for each in facts.get("barriers") or []:
        cells = book.of_stream(stream, [each["name"]])
        opened = book.name(each, "opened", f"held|{each['name']}", cells)
        book.among(book.name(each, "resolved", f"cleared|{each['name']}"), opened)
    for gap in (facts.get("reports") or {}).get("themes", {}).get("gaps", ()):
        book.name(gap, "people", f"gap|{gap['need']}|{gap['area']}|{gap['raised']}")
    for each in facts.get("sources") or []:
        book.name(each, "rows", f"events from|{each['source']}")
