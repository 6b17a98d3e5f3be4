"""Governor themes: what people need, what is missing, what was done about it."""

import datetime as dt

from django.utils.translation import gettext as _

from outcomes.periods import months_in, quarter
from outcomes.presenters.blocks import Chapter, Table
from outcomes.presenters.reports import shared
from outcomes.presenters.reports.document import Document, stories_chapter
from outcomes.presenters.reports.subject import Subject

MOST = 12


def governors(subject: Subject) -> Document:
    """One programme, one quarter."""
    return subject.document(
        title=_("Themes for governors"),
        audience=_("Governors and Healthwatch"),
        chapters=(
            Chapter(
                "needs",
                _("What people need"),
                _("What was asked for in referrals, and what came up in conversations."),
                (
                    _over_time(subject, "needs", _("Needs in referrals"), _("Need")),
                    _over_time(subject, "themes", _("Themes in conversations"), _("Theme")),
                ),
            ),
            Chapter(
                "barriers",
                _("What holds people in hospital"),
                _("The last 12 months."),
                (shared.barriers(subject, months=subject.year),),
            ),
            _gaps(subject),
            *stories_chapter(subject.stories),
            Chapter("reading", _("Reading these figures"), "", (shared.how_to_read(subject),)),
        ),
    )


def _over_time(subject: Subject, stream: str, caption: str, head: str) -> Table:
    first, last = quarter(subject.first - dt.timedelta(days=1))
    before, counts = months_in(first, last), subject.counts
    rows = tuple(
        (
            kind,
            counts.words(stream, months=subject.months, kind=kind),
            counts.words(stream, months=before, kind=kind),
        )
        for kind in counts.kinds(stream, months=subject.months)[:MOST]
    )
    return Table(
        caption=caption,
        head=(head, _("This quarter"), _("Quarter before")),
        rows=rows,
        empty=_("Nothing is on record for this quarter."),
    )


def _gaps(subject: Subject) -> Chapter:
    gaps, last = subject.facts["themes"]["gaps"], subject.last.isoformat()
    first = subject.first.isoformat()
    known = [each for each in gaps if each["raised"] <= last]
    done = [each for each in known if each["filled"] and first <= each["filled"] <= last]
    still = [each for each in known if not each["filled"] or each["filled"] > last]
    return Chapter(
        "gaps",
        _("You said, we did"),
        _("Help that somebody found missing, and what became of it."),
        (_done(done), _still(still, subject)),
    )


def _done(gaps: list[dict]) -> Table:
    return Table(
        caption=_("Filled this quarter"),
        head=(_("You said: missing"), _("Where"), _("Raised"), _("We filled it"), _("Days taken")),
        rows=tuple(
            (each["need"], each["area"], shared.month_words(each["raised"][:7]),
             shared.month_words(each["filled"][:7]), f"{_days(each):,}")
            for each in gaps
        ),
        empty=_("No gap was filled this quarter."),
    )  # fmt: skip


def _days(gap: dict) -> int:
    filled, raised = (dt.date.fromisoformat(gap[name]) for name in ("filled", "raised"))
    return (filled - raised).days


def _still(gaps: list[dict], subject: Subject) -> Table:
    return Table(
        caption=_("Still missing"),
        head=(_("Need"), _("Where"), _("Kind of help"), _("Since"), _("People"), _("Now")),
        rows=tuple(
            (each["need"], each["area"], each["kind"], shared.month_words(each["raised"][:7]),
             subject.numbers.count(each["people"]),
             _("In hand") if each["in_hand"] else _("Nobody has it yet"))
            for each in gaps
        ),
        empty=_("No gap is open."),
    )  # fmt: skip
