"""A journey home on screen: for the team its facts, for the driver the one next step."""

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.lifecycle import JOURNEY_LIFE
from cases.models.journey import SETTLED_CHECKS
from cases.presenters.words import clock_time, journey_tag, moment_words
from core import clock
from core.phones import dial, read_out
from core.presenters import Action, Cell, Fact, HomeCheck, Row, Task

CHECKS = {
    "warm": (gettext_lazy("Warm"), gettext_lazy("Heating on, 18° or more"), "flame"),
    "lights": (gettext_lazy("Lights"), gettext_lazy("Work in hall, stairs, bedroom"), "bulb"),
    "food": (gettext_lazy("Food in"), gettext_lazy("Enough until tomorrow night"), "basket"),
    "keys": (gettext_lazy("Keys"), gettext_lazy("They can lock up and let people in"), "key"),
    "medicines": (gettext_lazy("Medicines"), gettext_lazy("Here, and they know when"), "pill"),
    "falls": (gettext_lazy("Nothing to fall over"), gettext_lazy("Rugs, wires, stairs"), "fall"),
    "who_to_call": (
        gettext_lazy("They know whom to call"),
        gettext_lazy("Number by the telephone"),
        "phone",
    ),
}
LABELS = {
    "offer": gettext_lazy("Offer to a driver"),
    "accept": gettext_lazy("I can drive"),
    "collect": gettext_lazy("Collected"),
    "arrive": gettext_lazy("We are at the door"),
    "settle": gettext_lazy("See that they are settled"),
    "raise_concern": gettext_lazy("I am worried"),
    "cancel": gettext_lazy("Cancel the journey"),
}
AT_ONCE = ("collect", "arrive")
"""Done with one thumb: a tap acts, nothing is asked."""


def home_checks(form) -> list[HomeCheck]:
    """The questions with what was answered so far."""
    return [
        HomeCheck(
            name,
            *CHECKS[name],
            answer=form[name].value() or "",
            wrong=form[f"{name}_wrong"].value() or "",
        )
        for name in SETTLED_CHECKS
    ]


def actions(journey, user, *, is_driver: bool) -> list[Action]:
    """What can be done now by this person; the next step of the driver is the main one."""
    found = []
    for verb in JOURNEY_LIFE.verbs_from(journey.status):
        if not user.has_perm(f"journeys.{verb}", journey):
            continue
        if verb == "offer" and not _may_offer(journey):
            continue
        found.append(_action(journey, verb, is_driver=is_driver))
    found.sort(key=lambda each: ("main", "second", "danger", "link").index(each.kind))
    return found


def _may_offer(journey) -> bool:
    return journey.status == "requested"


def _action(journey, verb, *, is_driver) -> Action:
    url = reverse(f"cases:journey_{verb}", args=[journey.reference])
    label = LABELS[verb]
    if verb == "accept" and not is_driver:
        label = _("A driver said yes")
    if verb == "raise_concern":
        return Action(label, url, "danger", "alert")
    if verb == "cancel":
        return Action(label, url, "link")
    first = "offer" if not is_driver else verb
    main = verb == first or (verb == "settle" and not is_driver)
    return Action(label, url, "main" if main else "second", post=verb in AT_ONCE)


def facts(journey, *, today) -> list[Fact]:
    """What the driver needs, and no more: name, address, telephone, needs."""
    resident = journey.case.resident
    rows = [
        Fact(_("Pick up"), moment_words(journey.pick_up_at)),
        Fact(_("From"), journey.pick_up_from),
        Fact(_("Take home to"), ", ".join(filter(None, [_one_line(resident), resident.postcode]))),
    ]
    if resident.phone:
        rows.append(Fact(_("Their telephone"), read_out(resident.phone), dial(resident.phone)))
    if journey.needs:
        rows.append(Fact(_("What to know"), journey.needs))
    if resident.safe_contact:
        rows.append(Fact(_("Safe contact"), resident.safe_contact))
    return rows


def _one_line(resident) -> str:
    return ", ".join(resident.address.splitlines())


def team_facts(journey) -> list[Fact]:
    """Who drives, by when it must be settled, what was found."""
    rows = []
    if journey.driver is not None:
        rows.append(Fact(_("Driver"), journey.driver.user.name))
    rows.append(Fact(_("To be settled by"), moment_words(journey.settle_by)))
    if journey.settled_at:
        rows.append(Fact(_("Settled"), moment_words(journey.settled_at)))
    if journey.concern_words:
        rows.append(Fact(_("What worried the driver"), journey.concern_words))
    rows += [Fact(CHECKS[name][0], words) for name, words in _found(journey)]
    if journey.cancel_reason:
        rows.append(Fact(_("Cancelled because"), journey.cancel_reason))
    return rows


def _found(journey):
    for name in SETTLED_CHECKS:
        each = (journey.checks or {}).get(name)
        if each:
            yield name, _("Yes") if each["answer"] == "yes" else _("No: %s") % each["wrong"]


def row(journey) -> Row:
    """One journey in the list."""
    local_day = clock.day_of(journey.pick_up_at)
    pattern = "D j M" if local_day.year == clock.today().year else "j M Y"
    late = journey.escalated_at is not None and journey.settled_at is None
    driver = journey.driver.user.name if journey.driver else _("No driver yet")
    return Row(
        (
            Cell(
                journey.case.resident.full_name,
                url=journey.get_absolute_url(),
                sub=journey.reference,
            ),
            Cell(
                f"{format_date(local_day, pattern)}, {clock_time(journey.pick_up_at)}",
                sub=_("Not settled in time") if late else "",
                tone="danger" if late else "",
            ),
            Cell(journey.pick_up_from),
            Cell(driver, quiet=journey.driver is None),
            Cell("", tags=(journey_tag(journey),)),
        )
    )


def task(journey, now) -> Task:
    """One journey among the driver's of today and later."""
    resident = journey.case.resident
    overdue = journey.pick_up_at < now and journey.status in ("offered", "accepted")
    day = clock.day_of(journey.pick_up_at)
    note = _("overdue") if overdue else _("today")
    if day != clock.day_of(now) and not overdue:
        note = format_date(day, "D j M")
    return Task(
        resident.full_name,
        journey.get_absolute_url(),
        when=clock_time(journey.pick_up_at),
        when_note=note,
        words=_("From %(place)s") % {"place": journey.pick_up_from},
        icon="van",
        overdue=overdue,
        action=Action(_("Open"), journey.get_absolute_url(), hidden=resident.full_name),
        tags=(journey_tag(journey),),
    )
