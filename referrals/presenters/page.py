"""One referral as its page shows it."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock, nhs
from core.phones import dial, read_out
from core.presenters import Action, Fact, Tag, TimelineEntry
from referrals.lifecycle import LIFE, Status
from referrals.presenters.rows import whose_move
from referrals.presenters.words import (
    hours_words,
    known_about,
    long_day,
    status_tag,
    urgency_tags,
)
from residents.models import RiskKind

_TONES = {
    "submit": ("mail", "wash"),
    "ask_for_information": ("chat", "amber"),
    "answer": ("chat", "wash"),
    "accept": ("tick", "good"),
    "decline": ("cross", "danger"),
    "redirect": ("arrow", "wash"),
    "mark_duplicate": ("document", "stone"),
    "withdraw": ("cross", "stone"),
    "give_dates": ("calendar", "wash"),
    "add_news": ("plus", "wash"),
    "take_barrier": ("person", "wash"),
    "resolve_barrier": ("tick", "good"),
    "tell_housing_authority": ("home", "wash"),
}
LIVING = (Status.SUBMITTED, Status.INFORMATION_NEEDED, Status.ACCEPTED)
_MAIN = {Status.INFORMATION_NEEDED: "answer"}
_REFERRER = ("answer", "give_dates", "add_news", "withdraw")
_TEAM = ("accept", "ask_for_information", "decline", "redirect", "mark_duplicate")


def titles() -> dict[str, str]:
    """What happened, as the timeline says it."""
    return {
        "submit": _("Sent"),
        "ask_for_information": _("The team asked a question"),
        "answer": _("Answered"),
        "accept": _("Accepted"),
        "decline": _("Declined"),
        "redirect": _("Sent on"),
        "mark_duplicate": _("Marked as a duplicate"),
        "withdraw": _("Withdrawn"),
        "give_dates": _("Dates given"),
        "add_news": _("News from the ward"),
        "take_barrier": _("Someone deals with a barrier"),
        "resolve_barrier": _("A barrier was cleared"),
        "tell_housing_authority": _("The housing authority was told"),
    }


def labels() -> dict[str, str]:
    """What the buttons say."""
    return {
        "answer": _("Answer the question"),
        "give_dates": _("Give dates"),
        "add_news": _("Add what is new"),
        "withdraw": _("Withdraw this referral"),
        "accept": _("Accept"),
        "ask_for_information": _("Ask for information"),
        "decline": _("Decline"),
        "redirect": _("Send on to another service"),
        "mark_duplicate": _("Mark as a duplicate"),
        "submit": _("Send referral"),
        "tell_housing_authority": _("Duty to refer: housing authority"),
    }


@dataclass(frozen=True, slots=True)
class BarrierLine:
    """One barrier on the page, with what may be done about it."""

    name: str
    icon: str
    words: str
    tags: tuple[Tag, ...]
    acts: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class PageOf:
    """All that the page of a referral shows."""

    tags: tuple[Tag, ...]
    move_who: str
    move_what: str
    case_url: str
    who: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    risks: tuple[str, ...]
    consents: tuple[str, ...]
    barriers: tuple[BarrierLine, ...]
    messages: tuple[TimelineEntry, ...]
    timeline: tuple[TimelineEntry, ...]
    main: Action | None
    others: tuple[Action, ...] = field(default_factory=tuple)


def page_of(referral, line, *, user, now) -> PageOf:
    """The page, for this reader."""
    who, what = whose_move(referral, line, now, mine=_is_referrer(user, referral))
    acts = _acts(referral, user)
    main = next((each for each in acts if each.kind == "main"), None)
    may_case = line is not None and line.url and user.has_perm("cases.view")
    return PageOf(
        tags=(status_tag(referral.status), *urgency_tags(referral.urgency)),
        move_who=who,
        move_what=what,
        case_url=line.url if may_case else "",
        who=_who(referral, clock.day_of(now)),
        facts=_facts(referral),
        risks=tuple(_risk(each) for each in referral.resident.risks.all()),
        consents=tuple(_consent(each) for each in referral.resident.consents.all()),
        barriers=tuple(_barrier(referral, each, user, now) for each in referral.barriers.all()),
        messages=tuple(_message(each) for each in referral.messages.all()),
        timeline=tuple(_event(each) for each in referral.events.all()),
        main=main,
        others=tuple(each for each in acts if each is not main),
    )


def _is_referrer(user, referral) -> bool:
    return user.has_perm("referrals.withdraw", referral)


def _acts(referral, user) -> list[Action]:
    """The buttons: what the status allows and the person may do."""
    living = referral.status in LIVING
    found = []
    for verb in (*_REFERRER, *_TEAM, "submit"):
        in_life = verb in LIFE.moves
        if in_life and not LIFE.allows(referral.status, verb):
            continue
        if not in_life and not living:
            continue
        if not user.has_perm(f"referrals.{verb}", referral):
            continue
        found.append(_action(referral, verb, user))
    if living and referral.is_homeless and user.has_perm("referrals.resolve_barrier", referral):
        found.append(_action(referral, "tell_housing_authority", user))
    return found


def _action(referral, verb, user) -> Action:
    """A quiet link; the one thing that waits for the referrer is the page's main button."""
    main = verb == _MAIN.get(referral.status) and _is_referrer(user, referral)
    url = reverse(f"referrals:{verb}", args=[referral.reference])
    return Action(labels()[verb], url, "main" if main else "link")


def _who(referral, today) -> tuple[Fact, ...]:
    resident = referral.resident
    facts = [Fact(_("Name"), resident.full_name)]
    if resident.preferred_name:
        facts.append(Fact(_("Likes to be called"), resident.preferred_name))
    about = known_about(resident, today)
    if about:
        facts.append(Fact(_("About"), about))
    if resident.nhs_number:
        facts.append(Fact(_("NHS number"), nhs.shown(resident.nhs_number)))
    if resident.phone:
        facts.append(Fact(_("Telephone"), read_out(resident.phone), dial(resident.phone)))
    return tuple(facts)


def _facts(referral) -> tuple[Fact, ...]:
    """What was said, leaving out what nobody knows (PRSB: omit empty fields)."""
    sent = referral.submitted_at or referral.made_at
    yes_no = {True: _("Yes"), False: _("No")}
    told = (
        (_("Service"), referral.programme.name),
        (_("Sent by"), _sender(referral)),
        (_("Sent on"), f"{long_day(clock.day_of(sent))}, {timezone.localtime(sent):%H:%M}"),
        (_("From"), _place(referral)),
        (_("Call back on"), read_out(referral.referrer_phone)),
        (_("Came in"), _day(referral.admitted_on)),
        (_("Ready to leave"), _day(referral.ready_on) or _("Not known yet")),
        (_("Expected home"), _day(referral.expected_home_on)),
        (_("Left hospital"), _day(referral.discharged_on)),
        (_("Needs a lift home"), yes_no.get(referral.needs_journey)),
        (_("Home to be seen first"), yes_no.get(referral.needs_home_visit)),
        (_("Pathway"), referral.get_pathway_display() if referral.pathway is not None else ""),
        (_("Housing authority"), referral.housing_authority),
        (_("Duty to refer sent"), _day(referral.duty_to_refer_on)),
        (_("Authority answered"), _day(referral.duty_acknowledged_on)),
        (_("What came of it"), referral.duty_result),
        (_("Why it was declined"), referral.get_decline_reason_display()),
        (_("Sent on to"), str(referral.redirected_to or referral.redirected_to_organisation or "")),
    )
    return tuple(Fact(label, value) for label, value in told if value)


def _sender(referral) -> str:
    if referral.referrer_name:
        return _("%(name)s, taken down by %(worker)s") % {
            "name": referral.referrer_name,
            "worker": referral.made_by.name,
        }
    return referral.made_by.name


def _place(referral) -> str:
    if referral.ward is None:
        return f"{referral.get_source_display()}, {referral.organisation.name}"
    bay = _("bay %(bay)s") % {"bay": referral.bay} if referral.bay else ""
    return ", ".join(each for each in (str(referral.ward), bay) if each)


def _day(day) -> str:
    return date_format(day, "j F Y") if day else ""


def _risk(risk) -> str:
    name = risk.get_kind_display()
    if risk.kind == RiskKind.OTHER and risk.words:
        return risk.words
    return f"{name}: {risk.words}" if risk.words else name


def _consent(consent) -> str:
    with_whom = consent.recipient or (consent.organisation.name if consent.organisation else "")
    what = " ".join(each for each in (consent.get_kind_display(), with_whom) if each)
    day = long_day(clock.day_of(consent.given_at))
    if consent.withdrawn_at:
        gone = long_day(clock.day_of(consent.withdrawn_at))
        return _("%(what)s: withdrawn on %(day)s") % {"what": what, "day": gone}
    return f"{what}: {consent.get_decision_display()}, {consent.get_given_by_display()}, {day}"


def _barrier(referral, barrier, user, now) -> BarrierLine:
    until = barrier.resolved_at or now
    hours = hours_words((until - barrier.opened_at).total_seconds() / 3600)
    args = [referral.reference, barrier.reason.code]
    if barrier.resolved_at:
        words = _("Cleared after %(hours)s. %(how)s") % {
            "hours": hours,
            "how": barrier.resolution,
        }
        tags = (Tag(_("Cleared"), "good", "tick"),)
        return BarrierLine(barrier.reason.name, barrier.reason.icon, words, tags, ())
    owner = barrier.owner.name if barrier.owner else _("nobody yet")
    words = _("Open for %(hours)s. %(owner)s deals with it.") % {
        "hours": hours,
        "owner": owner[:1].upper() + owner[1:],
    }
    acts: tuple[Action, ...] = ()
    if user.has_perm("referrals.resolve_barrier", referral):
        hidden = barrier.reason.name
        take = Action(
            _("I deal with it"), reverse("referrals:take_barrier", args=args), "link", hidden=hidden
        )
        clear = Action(
            _("It is cleared"),
            reverse("referrals:resolve_barrier", args=args),
            "link",
            hidden=hidden,
        )
        acts = (clear,) if barrier.owner_id == user.pk else (take, clear)
    money = (Tag(_("Money would help"), "wash", "pound"),) if barrier.reason.money_helps else ()
    return BarrierLine(barrier.reason.name, barrier.reason.icon, words, money, acts)


def _message(message) -> TimelineEntry:
    side = _("The team") if message.from_team else _("The ward")
    return TimelineEntry(
        at=message.sent_at,
        title=_("%(side)s, %(name)s") % {"side": side, "name": message.sent_by.name},
        words=message.words,
        icon="chat",
        tone="wash" if message.from_team else "stone",
    )


def _event(event) -> TimelineEntry:
    icon, tone = _TONES.get(event.verb, ("dot", "wash"))
    return TimelineEntry(
        at=event.at,
        title=titles().get(event.verb, event.verb),
        words=event.words,
        foot=event.by.name if event.by else "",
        icon=icon,
        tone=tone,
    )
