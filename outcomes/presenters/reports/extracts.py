"""Pages about extracts."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.presenters import Action, Cell, Column, Fact, Row, Table, Tag
from outcomes.report_lives import EXTRACT_LIFE, ExtractStatus

COLOURS = {
    ExtractStatus.ASKED: "amber",
    ExtractStatus.CONFIRMED: "amber",
    ExtractStatus.RELEASED: "good",
    ExtractStatus.REFUSED: "stone",
    ExtractStatus.ENDED: "stone",
}
KINDS = {"confirm_extract": "main", "release": "main"}


def status_tag(extract) -> Tag:
    """Where it stands."""
    return Tag(ExtractStatus(extract.status).label, COLOURS[extract.status])


def row(extract) -> Row:
    """One extract in the list."""
    return Row(
        (
            Cell(extract.reference, url=extract.get_absolute_url(),
                 sub=extract.run.programme.name),
            Cell(extract.recipient),
            Cell(date_format(extract.expires_on, "j F Y")),
            Cell(tags=(status_tag(extract),)),
        ),
        key=extract.reference,
    )  # fmt: skip


def facts(extract) -> list[Fact]:
    """What for, until when, who agreed."""
    rows = [
        Fact(_("For"), extract.recipient),
        Fact(_("Purpose"), extract.purpose),
        Fact(_("Evaluation"), extract.run.reference, url=extract.run.get_absolute_url()),
        Fact(_("To be deleted by"), date_format(extract.expires_on, "j F Y")),
    ]
    for label, who, at in (
        (_("Asked for by"), extract.asked_by, extract.asked_at),
        (_("Confirmed by"), extract.confirmed_by, extract.confirmed_at),
        (_("Released by"), extract.released_by, extract.released_at),
    ):
        if at:
            rows.append(Fact(label, f"{who}, {_moment(at)}"))
    return rows


def _moment(at) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")


def checked(extract) -> str:
    """What the check of small groups found, in words."""
    if not extract.checked:
        return _("Small groups are checked when it is released.")
    return (
        _(
            "%(people)s people. Everybody shares age band and sex with at least %(least)s people, "
            "themselves included. For that the age band of %(age_band_withheld)s and the sex of "
            "%(sex_withheld)s were withheld and %(left_out)s people left out. Days in hospital "
            "are not part of this check."
        )
        % extract.checked
    )


def may_take(extract, user) -> bool:
    """Whoever may ask for one, or release one."""
    return user.has_perm("extracts.ask_for_extract", extract) or user.has_perm(
        "extracts.release", extract
    )


def actions(extract, user) -> list[Action]:
    """What is open and allowed; a person who took one step is not offered the next."""
    took = {
        "confirm_extract": {extract.asked_by_id},
        "release": {extract.asked_by_id, extract.confirmed_by_id},
    }
    found = [
        Action(EXTRACT_LIFE.moves[verb].label,
               reverse(f"outcomes:{verb}", args=[extract.reference]),
               kind=KINDS.get(verb, "second"))
        for verb in EXTRACT_LIFE.verbs_from(extract.status)
        if user.has_perm(f"extracts.{verb}", extract) and user.pk not in took.get(verb, ())
    ]  # fmt: skip
    if extract.status == ExtractStatus.RELEASED and may_take(extract, user):
        url = reverse("outcomes:take_extract", args=[extract.reference])
        found.insert(0, Action(_("Take the file"), url, kind="main", post=True))
    return found


def log_table(readings) -> Table | None:
    """Who took it, newest first."""
    rows = tuple(Row((Cell(_moment(each.at)), Cell(str(each.by)))) for each in readings)
    columns = (Column(_("When")), Column(_("Who took it")))
    return Table(_("Who took it"), columns, rows) if rows else None
