"""What has happened: contacts, stays, journeys, the plan; other apps add theirs."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.lifecycle import JourneyStatus
from cases.models import Case, CaseEvent, Contact
from cases.models.contact import Mode
from cases.presenters.strip import weeks_of
from cases.registry import event_words, timeline_sources
from core import clock
from core.presenters import TimelineEntry

MODE_ICONS = {
    Mode.CALL: "phone",
    Mode.VISIT: "home",
    Mode.WARD: "bed",
    Mode.MESSAGE: "chat",
    Mode.VIDEO: "tablet",
    Mode.MEETING: "people",
    Mode.FOR_THEM: "tick",
}
EVENT_WORDS = {
    "open": (lambda event: _("Case opened"), "flag", "wash"),
    "allocate": (lambda event: _("Given to %(name)s") % _named(event), "person", "wash"),
    "cover": (lambda event: _("%(name)s stands in") % _named(event), "people", "wash"),
    "came_home": (lambda event: _("Home from hospital"), "home", "good"),
    "pause": (lambda event: _("Plan paused"), "pause", "stone"),
    "resume": (lambda event: _("Plan goes on"), "arrow", "good"),
    "extend": (lambda event: _("Plan extended"), "calendar", "amber"),
    "close": (lambda event: _("Case closed"), "flag", "stone"),
    "reopen": (lambda event: _("Case opened again"), "flag", "amber"),
    "write_review": (lambda event: _("Review written"), "document", "good"),
    "set_goal": (lambda event: _("Goal set"), "flag", "wash"),
    "review_goal": (lambda event: _("Goal reviewed"), "flag", "wash"),
    "what_matters": (lambda event: _("What matters, in their words"), "chat", "wash"),
    "raise_safeguarding": (lambda event: _("Safeguarding concern raised"), "shield", "plum"),
    "close_concern": (lambda event: _("Safeguarding concern closed"), "shield", "wash"),
    "record_fall": (lambda event: _("Fall"), "fall", "danger"),
    "raise_alert": (lambda event: _("Alert"), "alert", "danger"),
    "see_to_alert": (lambda event: _("Alert seen to"), "tick", "good"),
    "point_on": (lambda event: _("Pointed on to"), "arrow", "wash"),
    "drop_planned": (lambda event: _("Planned contact not needed"), "calendar", "stone"),
}
SOFT = frozenset({"raise_safeguarding", "close_concern"})
"""Events whose words belong to a restricted record: never shown here."""


def _named(event) -> dict:
    return {"name": event.data.get("worker", "")}


def timeline(case: Case, user) -> list[TimelineEntry]:
    """Everything, newest first: three queries, what stands in the weeks, and the sources."""
    entries = [*contacts(case), *_stays(case), *_journeys(case), *_events(case, user)]
    for source in timeline_sources:
        entries += source(case, user)
    return sorted(entries, key=_moment, reverse=True)


def _moment(entry: TimelineEntry) -> dt.datetime:
    at = entry.at
    return at if isinstance(at, dt.datetime) else clock.start_of(at)


def contacts(case: Case) -> list[TimelineEntry]:
    """Contacts alone, newest first."""
    rows = case.contacts.select_related("given_by").order_by("-at")
    return [contact_entry(each) for each in rows]


def contact_entry(contact: Contact) -> TimelineEntry:
    """One contact: how, what was said, by whom and how long."""
    mode = Mode(contact.mode).label
    foot = contact.given_by.name
    if contact.giver_kind == Contact.Giver.VOLUNTEER:
        foot = _("%(name)s, volunteer") % {"name": foot}
    if contact.minutes:
        minutes = ngettext("%(count)d minute", "%(count)d minutes", contact.minutes)
        foot = f"{foot}, {minutes % {'count': contact.minutes}}"
    if contact.outcome == Contact.Outcome.MADE:
        return TimelineEntry(contact.at, mode, contact.words, foot, icon=MODE_ICONS[contact.mode])
    reason = Contact.Outcome(contact.outcome).label
    title = _("Missed: %(mode)s") % {"mode": str(mode).lower()}
    words = f"{reason}. {contact.words}".strip()
    return TimelineEntry(contact.at, title, words, foot, icon="cross", tone="danger")


def _stays(case):
    for stay in weeks_of(case).stays:
        title = _("Readmitted")
        if stay.until:
            nights = max(1, (stay.until - stay.on).days)
            words = ngettext("Readmitted, %(count)d night", "Readmitted, %(count)d nights", nights)
            title = words % {"count": nights}
        yield TimelineEntry(stay.on, title, stay.words, icon="hospital", tone="plum")


def _journeys(case):
    for journey in case.journeys.select_related("driver__user").order_by("-pick_up_at"):
        url = reverse("cases:journey", args=[journey.reference])
        if journey.status == JourneyStatus.SETTLED:
            yield TimelineEntry(
                journey.settled_at,
                _("Taken home and settled"),
                _settled_words(journey),
                _("Driven by %(name)s") % {"name": journey.driver.user.name},
                icon="van",
                tone="good",
                url=url,
            )
        elif journey.status == JourneyStatus.CONCERN:
            yield TimelineEntry(
                journey.arrived_at or journey.collected_at,
                _("The driver is worried"),
                journey.concern_words,
                icon="alert",
                tone="danger",
                url=url,
            )


def _settled_words(journey) -> str:
    wrong = [each["wrong"] for each in journey.checks.values() if each.get("answer") == "no"]
    if not wrong:
        return _("Warm, lights, food, keys, medicines, no hazards, and they know whom to call.")
    return _("Found: %(wrong)s") % {"wrong": "; ".join(wrong)}


def _events(case, user):
    theirs = {verb: each for verb, each in event_words.items() if each.open_to(user, case)}
    rows = CaseEvent.objects.filter(case=case, verb__in=[*EVENT_WORDS, *theirs])
    for event in rows.select_related("by").order_by("-at"):
        foot = event.by.name if event.by else _("By the service itself")
        if event.verb in theirs:
            told = theirs[event.verb]
            title, icon, tone = told.title(), told.icon, told.tone
        else:
            words_of, icon, tone = EVENT_WORDS[event.verb]
            title = words_of(event)
        words = "" if event.verb in SOFT else event.words
        yield TimelineEntry(event.at, title, words, foot, icon=icon, tone=tone)
