"""Which builder writes which kind."""

from collections.abc import Callable

from outcomes.presenters.reports.annual import annual
from outcomes.presenters.reports.document import Document
from outcomes.presenters.reports.funder import funder
from outcomes.presenters.reports.governors import governors
from outcomes.presenters.reports.naming import named
from outcomes.presenters.reports.public import public
from outcomes.presenters.reports.subject import Subject
from outcomes.presenters.reports.ward import ward

BUILDERS: dict[str, Callable[[Subject], Document]] = {
    "annual": annual,
    "funder": funder,
    "ward": ward,
    "governors": governors,
    "public": public,
}


def document(subject: Subject) -> Document:
    """The report that `subject` asks for."""
    return BUILDERS[subject.kind](named(subject) if subject.numbers.publishes else subject)
