"""Every count that may leave gets its name, before a report is written from it.

A count without a name cannot be withheld and is not part of the attack, so a test asks that none
leaves without one.
"""

from copy import deepcopy
from dataclasses import replace

from outcomes.presenters.reports.naming.book import Book, Named
from outcomes.presenters.reports.naming.hospital import name_hospital
from outcomes.presenters.reports.naming.people import name_people
from outcomes.presenters.reports.naming.pounds import name_pounds
from outcomes.presenters.reports.naming.worth import name_worth
from outcomes.presenters.reports.subject import Subject


def named(subject: Subject) -> Subject:
    """The same report to be written, its counts named; they hang together as the book says."""
    facts, found = deepcopy(subject.cut.facts), deepcopy(subject.found)
    given = subject.cut.parameters
    scope = "|".join(
        str(given.get(key) or "") for key in ("as_of", "window_days", "cohort", "comparison")
    )
    book = Book(scope, subject.counts.streams)
    name_people(book, facts, found)
    name_hospital(book, found)
    name_worth(book, facts, found)
    subject.counts.learn(book.sums, book.links)
    name_pounds(subject.counts, facts, as_of=str(given.get("as_of") or ""))
    cut = replace(subject.cut, facts=facts)
    return replace(subject, cut=cut, found=found)


__all__ = ["Book", "Named", "named"]
