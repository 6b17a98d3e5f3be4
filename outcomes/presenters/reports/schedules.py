"""The page of schedules."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.presenters import Action, Cell, Column, Fact, Row, Table, Tag
from outcomes.models import ReportSlot
from outcomes.report_lives import SCHEDULE_LIFE, ScheduleStatus

COLOURS = {ScheduleStatus.ACTIVE: "good", ScheduleStatus.PAUSED: "amber"}
STATES = {
    ReportSlot.State.WORKING: "wash",
    ReportSlot.State.DELIVERED: "good",
    ReportSlot.State.FAILED: "danger",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One schedule on the page."""

    title: str
    tags: tuple[Tag, ...]
    facts: tuple[Fact, ...]
    actions: tuple[Action, ...]


def name_of(schedule) -> str:
    """Ward feedback, Community Bridge."""
    return f"{schedule.get_kind_display()}, {schedule.programme.name}"


def schedules(rows, user) -> list[Shown]:
    """Each with what it does and what can be done to it."""
    return [
        Shown(
            title=name_of(each),
            tags=(Tag(ScheduleStatus(each.status).label, COLOURS[each.status]),),
            facts=(
                Fact(_("How often"), each.get_rhythm_display()),
                Fact(_("Next due"), date_format(each.due_on, "j F Y")),
                Fact(_("Before it is placed"),
                     _("Nobody looks at it") if each.publishes else _("The manager checks it")),
            ),
            actions=tuple(_actions(each, user)),
        )
        for each in rows
    ]  # fmt: skip


def _actions(schedule, user):
    for verb in SCHEDULE_LIFE.verbs_from(schedule.status):
        if user.has_perm(f"schedules.{verb}", schedule):
            yield Action(
                SCHEDULE_LIFE.moves[verb].label,
                reverse(f"outcomes:{verb}", args=[schedule.reference]),
                hidden=name_of(schedule),
            )


def slots_table(slots) -> Table | None:
    """What became of each while, newest first."""
    rows = tuple(
        Row((
            Cell(name_of(each.schedule)),
            Cell(date_format(each.period_to, "j F Y")),
            Cell(
                each.run.reference, url=each.run.get_absolute_url(), hidden=name_of(each.schedule)
            ),
            Cell(tags=(Tag(each.get_state_display(), STATES[each.state]),), sub=each.reason),
        ))
        for each in slots
    )  # fmt: skip
    heads = (_("Report"), _("Up to"), _("Evaluation"), _("What became of it"))
    return Table(_("Deliveries"), tuple(Column(each) for each in heads), rows) if rows else None
