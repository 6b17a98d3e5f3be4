"""Gaps as a list and a page show them."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import day_of
from core.presenters import Cell, Fact, Row, Tag
from providers.models import Gap

COLOURS = {Gap.Status.OPEN: "amber", Gap.Status.IN_HAND: "wash", Gap.Status.FILLED: "good"}


def gap_tag(gap: Gap) -> Tag:
    """How it stands."""
    return Tag(gap.get_status_display(), COLOURS[gap.status])


def gap_row(gap: Gap) -> Row:
    """One gap in the log."""
    return Row(
        (
            Cell(
                gap.words,
                url=reverse("providers:gap", args=[gap.reference]),
                sub=gap.need.name,
            ),
            Cell(gap.area, sub=gap.programme.name),
            Cell(str(gap.people_affected)),
            Cell(tags=(gap_tag(gap),), sub=str(gap.owner) if gap.owner else _("Nobody yet")),
            Cell(date_format(day_of(gap.raised_at), "j M Y")),
        ),
        key=gap.reference,
    )


def gap_facts(gap: Gap) -> list[Fact]:
    """What stands about a gap."""
    people = ngettext("%(count)d person", "%(count)d people", gap.people_affected) % {
        "count": gap.people_affected
    }
    facts = [
        Fact(_("Need"), gap.need.name),
        Fact(_("Where"), gap.area),
        Fact(_("Programme"), gap.programme.name),
        Fact(_("Known to be affected"), people),
        Fact(_("Usually provided by"), gap.get_kind_display()),
        Fact(
            _("Raised"),
            _("by %(who)s on %(day)s")
            % {"who": gap.raised_by, "day": date_format(day_of(gap.raised_at), "j F Y")},
        ),
        Fact(_("Looked after by"), str(gap.owner) if gap.owner else _("Nobody yet")),
        Fact(_("What is done"), gap.action),
    ]
    if gap.filled_on:
        facts.append(Fact(_("Filled since"), date_format(gap.filled_on, "j F Y")))
    return [each for each in facts if each.value]
