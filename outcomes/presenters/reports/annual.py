"""The evaluation, with stories and the mark of true figures."""

from dataclasses import replace

from django.utils.translation import gettext as _

from outcomes.presenters.blocks import Chapter, Panel, Table
from outcomes.presenters.report import Report, report
from outcomes.presenters.reports.document import Document, stories_chapter
from outcomes.presenters.reports.subject import Subject

LAST = "method"


def annual(subject: Subject) -> Document:
    """Everything that the evaluation says, and the stories that may be told with it."""
    told = report(subject.cut, subject.found, subject.numbers)
    chapters = list(told.chapters)
    at = next((n for n, each in enumerate(chapters) if each.key == LAST), len(chapters))
    chapters[at:at] = stories_chapter(subject.stories)
    whole = replace(told, chapters=tuple(chapters))
    return subject.document(
        title=whole.title,
        chapters=(_headlines(whole), *chapters),
        claim=whole.claim,
        grade=whole.grade,
        evaluation=whole,
    )


def _headlines(told: Report) -> Chapter:
    """The page for the busy, as a table."""
    rows = tuple(
        (each.what, each.figure, " ".join(str(line) for line in each.lines), each.people,
         each.baseline, each.interval)
        for each in told.headlines
    )  # fmt: skip
    head = (_("What changed"), _("Change"), _("In words"), _("People"), _("Baseline"),
            _("95% interval"))  # fmt: skip
    table = Table(_("Headline figures"), head, rows)
    carry = Panel(_("What these figures can carry"), told.carry)
    return Chapter("headline", _("Headline figures"), told.rule, (table, carry))
