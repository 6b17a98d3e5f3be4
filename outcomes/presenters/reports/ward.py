"""Ward feedback: what became of the people whom a ward referred."""

from django.utils.translation import gettext as _

from outcomes.presenters.blocks import Chapter, Panel
from outcomes.presenters.reports import shared
from outcomes.presenters.reports.document import Document, stories_chapter
from outcomes.presenters.reports.subject import Subject


def ward(subject: Subject) -> Document:
    """One ward, one month, beside the twelve months that end with it."""
    place = f"ward:{subject.key}"
    chapters = [
        _referred(subject, place),
        _delays(subject, place),
        *stories_chapter(subject.stories),
        Chapter("reading", _("Reading and answering"), "", (shared.how_to_read(subject), _ask())),
    ]
    return subject.document(
        title=_("What became of your referrals"),
        audience=subject.facts["wards"]["places"].get(place) or subject.key,
        chapters=chapters,
    )


def _referred(subject: Subject, place: str) -> Chapter:
    spans = [(subject.period, subject.months), (_("Last 12 months"), subject.year)]
    blocks = (
        shared.decisions(subject, spans, place=place),
        shared.happened_next(subject, months=subject.year, place=place),
    )
    lead = _("By the month in which you sent them.")
    return Chapter("referred", _("Your referrals"), lead, blocks)


def _delays(subject: Subject, place: str) -> Chapter:
    blocks = (
        shared.delays(subject, months=subject.year, place=place),
        shared.barriers(subject, months=subject.year, place=place),
    )
    lead = _("The last 12 months, of people whom your ward referred.")
    return Chapter("delays", _("From ready to home"), lead, blocks)


def _ask() -> Panel:
    return Panel(
        _("Something wrong or missing?"),
        _("Open the referral in the service: dates that are missing there are missing here. "
          "A ready date on every referral is what makes the delay figures worth reading."),
    )  # fmt: skip
