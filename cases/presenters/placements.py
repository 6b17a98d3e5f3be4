"""A placement on screen: for the team, and (less) for the provider."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.lifecycle import AWAITING_ANSWER, HOLDS_A_PLACE, PlacementStatus
from cases.models import Placement, PlacementEvent, PlacementMessage
from core.clock import day_of
from core.presenters import Action, Cell, Fact, Notice, Row, Tag, Task, TimelineEntry
from residents.models import RiskKind

COLOURS = {
    PlacementStatus.OFFERED: "stone",
    PlacementStatus.OPENED: "wash",
    PlacementStatus.ACCEPTED: "good",
    PlacementStatus.DECLINED: "danger",
    PlacementStatus.EXPIRED: "amber",
    PlacementStatus.UNDER_WAY: "wash",
    PlacementStatus.ENDED: "stone",
    PlacementStatus.CANCELLED: "stone",
}
ICONS = {"accept": "tick", "decline": "cross", "expire": "clock", "end": "flag", "offer": "people"}
TONES = {"accept": "good", "decline": "danger", "expire": "amber"}
# Of what is known, the risks that whoever goes there must know of; nothing about health.
FOR_VISITORS = (
    RiskKind.FALLS,
    RiskKind.VIOLENCE,
    RiskKind.ANIMALS,
    RiskKind.OXYGEN,
    RiskKind.INFECTION,
)


def status_tag(placement: Placement) -> Tag:
    """How it stands, in words and colour."""
    return Tag(placement.get_status_display(), COLOURS[placement.status])


def url_of(placement: Placement) -> str:
    """The placement's page."""
    return reverse("cases:placement", args=[placement.reference])


def team_row(placement: Placement) -> Row:
    """One placement in the list of the team."""
    service = placement.service
    resident = placement.case.resident
    return Row(
        (
            Cell(resident.full_name, url=url_of(placement), sub=placement.reference),
            Cell(service.name, sub=service.provider.organisation.name),
            Cell(tags=(status_tag(placement),), sub=waits_words(placement)),
            Cell(_day(placement.offered_at)),
        ),
        key=placement.reference,
    )


def provider_row(placement: Placement) -> Row:
    """One placement in the provider's list: a name only once it may be known."""
    return Row(
        (
            Cell(who_words(placement), url=url_of(placement), sub=placement.reference),
            Cell(placement.service.name),
            Cell(tags=(status_tag(placement),), sub=waits_words(placement)),
            Cell(_day(placement.offered_at)),
        ),
        key=placement.reference,
    )


def case_row(placement: Placement) -> Row:
    """One placement on the case's own page."""
    service = placement.service
    return Row(
        (
            Cell(
                service.name,
                url=url_of(placement),
                sub=service.provider.organisation.name,
            ),
            Cell(tags=(status_tag(placement),), sub=waits_words(placement)),
            Cell(_day(placement.offered_at)),
            Cell(placement.get_result_display() or placement.get_decline_reason_display()),
        ),
        key=placement.reference,
    )


def waits_words(placement: Placement) -> str:
    """What it waits for, or since when it is over."""
    if placement.status in AWAITING_ANSWER:
        until = date_format(timezone.localtime(placement.expires_at), "j F")
        return _("answer by %(day)s") % {"day": until}
    if placement.status == PlacementStatus.ACCEPTED and placement.starts_on:
        return _("from %(day)s") % {"day": date_format(placement.starts_on, "j F")}
    if placement.status == PlacementStatus.UNDER_WAY and placement.starts_on:
        return _("since %(day)s") % {"day": date_format(placement.starts_on, "j F")}
    if placement.status == PlacementStatus.ENDED:
        return placement.get_result_display()
    if placement.status == PlacementStatus.DECLINED:
        return placement.get_decline_reason_display()
    return ""


def may_be_known(placement: Placement) -> bool:
    """Whether the provider sees who it is: opened, and not turned away or taken back."""
    return placement.status not in (
        PlacementStatus.OFFERED,
        PlacementStatus.DECLINED,
        PlacementStatus.EXPIRED,
        PlacementStatus.CANCELLED,
    )


def who_words(placement: Placement) -> str:
    """The name, once the provider may know it; else how old and from where."""
    resident = placement.case.resident
    if may_be_known(placement):
        return resident.full_name
    return stranger_words(placement, day_of(placement.offered_at))


def stranger_words(placement: Placement, on: dt.date) -> str:
    """Someone in their 80s from Dudley: enough to know whether one could help, not who it is."""
    resident = placement.case.resident
    age = resident.age_on(on)
    district = resident.district or _("our area")
    if age is None:
        return _("Someone from %(district)s") % {"district": district}
    if age >= 90:
        return _("Someone aged 90 or more from %(district)s") % {"district": district}
    return _("Someone in their %(decade)ds from %(district)s") % {
        "decade": age // 10 * 10,
        "district": district,
    }


@dataclass(frozen=True, slots=True)
class NeedToKnow:
    """What a provider reads of a resident, and nothing else."""

    name: str
    facts: tuple[Fact, ...]
    risks: tuple[Tag, ...]
    words: str


def need_to_know(placement: Placement, *, risks, on: dt.date) -> NeedToKnow:
    """The resident as far as this provider needs to know them.

    `risks` are those standing; only what a visitor must know passes. Never: NHS number, date of
    birth, diagnosis, case notes, other services.
    """
    resident = placement.case.resident
    age = resident.age_on(on)
    facts = [
        Fact(_("Likes to be called"), resident.called),
        Fact(_("Age"), str(age) if age is not None else ""),
        Fact(_("Lives in"), resident.district),
    ]
    if placement.share_phone and resident.phone:
        facts.append(Fact(_("Telephone"), resident.phone, url=f"tel:{resident.phone}"))
    if placement.share_address and resident.address:
        address = ", ".join(filter(None, [*resident.address.splitlines(), resident.postcode]))
        facts.append(Fact(_("Address"), address))
    facts += [
        Fact(_("Language"), _language(resident)),
        Fact(_("How to communicate"), resident.communication_needs),
        Fact(_("Before you ring or call"), resident.safe_contact),
    ]
    return NeedToKnow(
        name=resident.full_name,
        facts=tuple(each for each in facts if each.value),
        risks=tuple(_risk(each) for each in risks if each.kind in FOR_VISITORS),
        words=placement.what_to_know,
    )


def _risk(risk) -> Tag:
    words = risk.get_kind_display()
    return Tag(f"{words}: {risk.words}" if risk.words else words, "amber", "alert")


def _language(resident) -> str:
    if resident.needs_interpreter:
        return _("%(language)s, with an interpreter") % {"language": resident.language or "?"}
    return resident.language


def placement_facts(placement: Placement) -> list[Fact]:
    """What stands about a placement, for both sides."""
    facts = [
        Fact(_("Reference"), placement.reference),
        Fact(_("Service"), placement.service.name),
        Fact(_("Provider"), placement.service.provider.organisation.name),
        Fact(_("For"), placement.need.name if placement.need else ""),
        Fact(_("Offered"), _day(placement.offered_at)),
    ]
    if placement.status in AWAITING_ANSWER:
        facts.append(Fact(_("Answer by"), _day(placement.expires_at)))
    if placement.starts_on:
        facts.append(Fact(_("Begins"), date_format(placement.starts_on, "j F Y")))
    facts += [
        Fact(_("Why not"), placement.get_decline_reason_display()),
        Fact(_("Their answer"), placement.answer_words),
        Fact(_("What came of it"), placement.get_result_display()),
        Fact(_("Report"), placement.report),
    ]
    if placement.sessions_attended is not None:
        facts.append(Fact(_("Times they came"), str(placement.sessions_attended)))
    return [each for each in facts if each.value]


def thread(messages) -> list[TimelineEntry]:
    """The messages between both sides, newest first."""
    return [_message(each) for each in messages]


def _message(message: PlacementMessage) -> TimelineEntry:
    side = _("from the provider") if message.from_provider else _("from the team")
    return TimelineEntry(
        at=message.sent_at,
        title=_("%(who)s, %(side)s") % {"who": message.sent_by, "side": side},
        words=message.words,
        icon="chat",
        tone="wash" if message.from_provider else "good",
    )


_HAPPENED = {
    "offer": lambda: _("Put forward to %(service)s"),
    "open_link": lambda: _("%(service)s opened it"),
    "accept": lambda: _("%(service)s said yes"),
    "decline": lambda: _("%(service)s said no"),
    "expire": lambda: _("%(service)s did not answer in time"),
    "start": lambda: _("%(service)s began"),
    "end": lambda: _("%(service)s ended"),
    "cancel": lambda: _("Taken back from %(service)s"),
}


def timeline_entry(event: PlacementEvent) -> TimelineEntry:
    """One thing that happened, on the case's timeline."""
    placement = event.placement
    return TimelineEntry(
        at=event.at,
        title=_HAPPENED[event.verb]() % {"service": placement.service.name},
        words=event.words,
        foot=str(event.by) if event.by else _("By itself"),
        icon=ICONS.get(event.verb, "people"),
        tone=TONES.get(event.verb, "wash"),
        url=url_of(placement),
    )


def answer_notice(placement: Placement) -> Notice:
    """A new answer on the link worker's Today."""
    service, resident = placement.service.name, placement.case.resident
    told = {"service": service}
    if placement.status == PlacementStatus.DECLINED:
        lead, words, tone, icon = _("Declined:"), _("%(service)s cannot take"), "danger", "cross"
        after = placement.get_decline_reason_display()
    elif placement.status == PlacementStatus.EXPIRED:
        lead, words = _("No answer:"), _("%(service)s did not answer in time about")
        tone, icon, after = "amber", "clock", ""
    else:
        lead, words, tone, icon = _("Accepted:"), _("%(service)s can take"), "good", "tick"
        after = waits_words(placement)
    return Notice(
        lead,
        words % told,
        tone=tone,
        icon=icon,
        link_text=resident.full_name,
        url=url_of(placement),
        after=after,
    )


def provider_task(placement: Placement, now: dt.datetime) -> Task:
    """One placement on the provider's home."""
    waiting = placement.status in AWAITING_ANSWER
    left = (placement.expires_at - now).days
    note = ""
    if waiting:
        note = ngettext("%(days)d day left", "%(days)d days left", max(left, 0)) % {
            "days": max(left, 0)
        }
    return Task(
        who_words(placement),
        url_of(placement),
        when=_day(placement.offered_at, "j M"),
        when_note=note,
        words=f"{placement.service.name} · {placement.reference}",
        icon="people",
        overdue=waiting and left < 1,
        action=Action(_("Answer"), url_of(placement), hidden=placement.reference)
        if waiting
        else None,
        tags=(status_tag(placement),),
    )


def holds_a_place(placement: Placement) -> bool:
    """Whether it counts against the service's places."""
    return placement.status in HOLDS_A_PLACE


def _day(moment: dt.datetime, form: str = "j F Y") -> str:
    return date_format(timezone.localtime(moment), form)
