"""Pages about reports: rows of the room, buttons, downloads, the log."""

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.presenters import Action, Cell, Column, Fact, Progress, Row, Table, Tag
from outcomes.models.report import Format
from outcomes.report_lives import REPORT_LIFE, ReportStatus

STEPS = (
    gettext_lazy("looking for small numbers that could be worked out"),
    gettext_lazy("the PDF"),
    gettext_lazy("the Word file"),
    gettext_lazy("the Excel file"),
    gettext_lazy("the CSV files"),
)
COLOURS = {
    ReportStatus.WRITING: "wash",
    ReportStatus.FAILED: "danger",
    ReportStatus.READY: "amber",
    ReportStatus.PUBLISHED: "good",
    ReportStatus.WITHDRAWN: "stone",
}
VERBS = {
    "try_again": "main",
    "publish": "main",
    "place_story": "second",
    "renew": "second",
    "withdraw": "second",
}


def status_tag(report) -> Tag:
    """Where it stands, in its words and colour."""
    return Tag(ReportStatus(report.status).label, COLOURS[report.status])


def audience(report) -> str:
    """For whom."""
    if report.funder_id:
        return report.funder.name
    return f"{report.ward.name}, {report.ward.site.name}" if report.ward_id else ""


def span(report) -> str:
    """September 2026, or July 2026 to September 2026."""
    ends = [date_format(day, "F Y") for day in (report.period_from, report.period_to)]
    return ends[0] if ends[0] == ends[1] else _("%(first)s to %(last)s") % {
        "first": ends[0], "last": ends[1],
    }  # fmt: skip


def name_of(report) -> str:
    """Ward feedback, Ward B4, October 2026."""
    parts = (report.get_kind_display(), audience(report), span(report))
    return ", ".join(str(each) for each in parts if each)


def room_row(report) -> Row:
    """One report in the room."""
    when = report.published_at
    placed = date_format(timezone.localtime(when), "j F Y") if when else "–"
    return Row(
        (
            Cell(report.get_kind_display(), url=report.get_absolute_url(), sub=report.reference,
                 hidden=f"{audience(report)} {span(report)}"),
            Cell(audience(report) or report.programme.name),
            Cell(span(report)),
            Cell(placed),
            Cell(tags=(status_tag(report),)),
        ),
        key=report.reference,
    )  # fmt: skip


def progress(report) -> Progress | None:
    """How far the writing of its files is; None when nothing is being written."""
    if report.writing_since is None:
        return None
    return Progress(
        title=_("Writing the report") if report.edition == 1 else _("Writing a new edition"),
        step=report.step + 1,
        steps=len(STEPS),
        share=report.step / len(STEPS),
        step_name=STEPS[min(report.step, len(STEPS) - 1)],
        poll_url=_url("progress", report),
    )


def actions(report, user) -> list[Action]:
    """Buttons: what the life allows and the person may."""
    found = [
        Action(REPORT_LIFE.moves[verb].label, _url(verb, report), kind=kind)
        for verb, kind in VERBS.items()
        if REPORT_LIFE.allows(report.status, verb) and user.has_perm(f"reports.{verb}", report)
    ]
    if user.has_perm("reports.read_log", report):
        found.append(Action(_("Who read it"), _url("log", report), kind="link"))
    return found


def _url(name: str, report) -> str:
    return reverse(f"outcomes:report_{name}", args=[report.reference])


def downloads(report, user) -> list[Action]:
    """One button a file; taking a file is written down, so each is sent by POST."""
    kept = {each.format: each for each in report.files.filter(edition=report.edition)}
    found = [
        Action(
            _("%(format)s (%(size)s)")
            % {"format": label, "size": filesizeformat(kept[format_].size)},
            reverse("outcomes:report_take", args=[report.reference, format_]), kind="link",
            post=True,
        )
        for format_, label in Format.choices
        if format_ in kept and kept[format_].file
    ]  # fmt: skip
    if user.has_perm("reports.see_exact", report):
        found.append(
            Action(_("Excel with true figures, not for passing on"),
                   reverse("outcomes:report_take", args=[report.reference, "exact"]),
                   kind="link", post=True)
        )  # fmt: skip
    return found


def facts(report) -> list[Fact]:
    """What it rests on."""
    rows = [
        Fact(_("For"), audience(report) or report.get_kind_display()),
        Fact(_("Period"), span(report)),
        Fact(_("Data to"), date_format(report.run.as_of, "j F Y")),
        Fact(_("Evaluation"), report.run.reference),
        Fact(_("Edition"), str(report.edition)),
    ]
    if report.withdraw_reason:
        rows.append(Fact(_("Withdrawn because"), report.withdraw_reason))
    return rows


def visits_table(visits) -> Table:
    """How often a page open to anybody was opened, by day, newest first."""
    rows = tuple(
        Row((
            Cell(date_format(each.day, "j F Y")), Cell(each.get_what_display()),
            Cell(f"{each.times:,}"),
        ))
        for each in visits
    )  # fmt: skip
    columns = (Column(_("Day")), Column(_("What")), Column(_("Times"), numeric=True))
    return Table(_("Visits to the public page"), columns, rows)


def log_table(readings) -> Table:
    """Who did what when, newest first."""
    rows = tuple(
        Row((
            Cell(date_format(timezone.localtime(each.at), "j F Y, H:i")),
            Cell(str(each.by) if each.by else _("Somebody who was not signed in")),
            Cell(each.get_what_display()),
            Cell(str(each.edition)),
        ))
        for each in readings
    )  # fmt: skip
    heads = (_("When"), _("Who"), _("What"), _("Edition"))
    return Table(_("Who read it"), tuple(Column(each) for each in heads), rows)
