"""The public summary: one page, plain words, rounded."""

from django.utils.translation import gettext as _

from outcomes.presenters.blocks import Chapter, Panel, Table
from outcomes.presenters.numbers import DASH
from outcomes.presenters.reports.document import Document, stories_chapter
from outcomes.presenters.reports.subject import Subject
from outcomes.presenters.use import used_streams
from outcomes.words import STREAMS


def public(subject: Subject) -> Document:
    """The twelve months that end with the while."""
    return subject.document(
        title=_("How we helped people home"),
        claim=subject.claim(),
        grade=subject.grade(),
        chapters=(
            Chapter("numbers", _("In numbers"), _what(subject), (_numbers(subject),)),
            Chapter("change", _("Did it help?"), "", (_hospital(subject), _careful(subject))),
            *stories_chapter(subject.stories[:1]),
        ),
    )


def _what(subject: Subject) -> str:
    facts = subject.cut.facts["programme"]
    return _("%(name)s helps people in %(area)s to get home from hospital and to settle there, "
             "for up to twelve weeks. It is run by %(lead)s with local groups and "
             "volunteers.") % {"name": facts["name"], "area": facts["area"],
                               "lead": facts["lead_provider"]}  # fmt: skip


def _numbers(subject: Subject) -> Table:
    counts, year, stream = subject.counts, subject.year, f"next to {subject.as_of}"
    sent = counts.of("sent", months=year)
    accepted = counts.of("sent", months=year, kind="accepted")
    home = counts.of(stream, months=year, kind="at_home")
    done = counts.of(stream, months=year, kind="plan_over")
    rows = (
        (_("People put forward to us"), sent[1]),
        (_("People we took on"), accepted[1]),
        (_("At home now, with our help"), home[1]),
        (_("Finished their twelve weeks with us"), done[1]),
        (_("Most frequent need"), _first(counts.kinds("needs", months=year))),
        (_("What most often held people in hospital"),
         _first(counts.kinds(f"barriers to {subject.as_of}", months=year))),
    )  # fmt: skip
    return Table(subject.period, (_("What"), _("Figure")), rows)


def _first(kinds: list[str]) -> str:
    return kinds[0] if kinds else DASH


def _hospital(subject: Subject) -> Table:
    numbers, found = subject.numbers, subject.found
    rows = tuple(
        (STREAMS[each["event_type"]], numbers.count(each["before"]), numbers.count(each["after"]))
        for each in used_streams(found)[:2]
    )
    people = numbers.count(found["cohort"]["complete_follow_up"])
    words = {"people": people, "days": subject.cut.parameters["window_days"]}
    return Table(
        caption=_("Hospital use of %(people)s people, %(days)s days before and after") % words,
        head=(_("What"), _("Before"), _("After")),
        rows=rows,
        empty=_("Hospital use has not been counted yet."),
    )


def _careful(subject: Subject) -> Panel:
    return Panel(_("What this does and does not show"), subject.grade().words)
