"""A placement's own page: its facts, its thread, its sessions, what came of each aim."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.lifecycle import AWAITING_ANSWER
from cases.models import Placement, PlacementAim, PlacementMessage, PlacementSession
from cases.presenters.placements.words import day, until_words
from cases.services.placements import score_of
from core.presenters import Cell, Column, Fact, Row, Table, Tag, TimelineEntry

RESULT_COLOURS = {"achieved": "good", "partly": "wash", "not": "amber"}


def placement_facts(placement: Placement, *, provider: bool = False) -> list[Fact]:
    """What stands about a placement; the provider is not told why others were asked too."""
    facts = [
        Fact(_("Reference"), placement.reference),
        Fact(_("Service"), placement.service.name),
        Fact(_("Provider"), placement.service.provider.organisation.name),
        Fact(_("For"), placement.need.name if placement.need else ""),
        Fact(_("Offered"), day(placement.offered_at)),
        Fact(_("Opened"), day(placement.opened_at, "j F Y, H:i") if placement.opened_at else ""),
        *(() if provider else _for_team(placement)),
    ]
    if placement.status in AWAITING_ANSWER:
        facts.append(Fact(_("Answer by"), until_words(placement)))
    if placement.answered_at:
        facts.append(Fact(_("Answered"), day(placement.answered_at)))
    if placement.starts_on:
        facts.append(Fact(_("Begins"), date_format(placement.starts_on, "j F Y")))
    facts += [
        Fact(_("Why not"), placement.get_decline_reason_display()),
        Fact(_("Their answer"), placement.answer_words),
        Fact(_("What came of it"), placement.get_result_display()),
        Fact(_("Report"), placement.report),
        Fact(_("What the resident says"), feedback_words(placement)),
    ]
    if placement.sessions_attended is not None:
        facts.append(Fact(_("Times it took place"), str(placement.sessions_attended)))
    return [each for each in facts if each.value]


def _for_team(placement: Placement) -> list[Fact]:
    reminders = (placement.first_reminder_at, placement.last_reminder_at)
    days = [day(each, "j F, H:i") for each in reminders if each]
    asked = _("Several services were asked at once; the first to say yes takes it.")
    return [
        Fact(_("Reminded"), " · ".join(days)),
        Fact(_("Asked together"), asked if placement.round else ""),
        Fact(_("Why so many at once"), placement.several_because),
    ]


def feedback_words(placement: Placement) -> str:
    """It helped 4 out of 5: "Nice lad"."""
    if placement.feedback is None:
        return ""
    score = _("It helped %(score)d out of 5") % {"score": placement.feedback}
    return f"{score}. “{placement.feedback_words}”" if placement.feedback_words else score


def score_words(aims) -> str:
    """2 of 3 achieved, 1 partly, score 83 of 100; empty before it is scored."""
    scored = [each.result for each in aims if each.result]
    if not scored:
        return ""
    told = {
        "achieved": scored.count("achieved"),
        "count": len(scored),
        "partly": scored.count("partly"),
        "score": score_of([each for each in aims if each.result]),
    }
    if told["partly"]:
        words = _("%(achieved)d of %(count)d achieved, %(partly)d partly, score %(score)d of 100")
    else:
        words = _("%(achieved)d of %(count)d achieved, score %(score)d of 100")
    return words % told


def aims_table(aims) -> Table | None:
    """What it is to bring about, and once it has ended what came of each."""
    if not any(each.result for each in aims):
        rows, columns = tuple(_hope(each) for each in aims), (Column(_("Aim")),)
    else:
        rows = tuple(_aim(each) for each in aims)
        columns = (Column(_("Aim")), Column(_("What came of it")), Column(_("In a few words")))
    return Table(_("What it is to bring about"), columns, rows) if rows else None


def _hope(aim: PlacementAim) -> Row:
    """Before the end nothing has come of it yet, and an empty column would say no more."""
    return Row((Cell(aim.words),), key=str(aim.number))


def _aim(aim: PlacementAim) -> Row:
    tag = Tag(aim.get_result_display(), RESULT_COLOURS[aim.result]) if aim.result else None
    result = Cell(tags=(tag,)) if tag else Cell(_("Not ended yet"), quiet=True)
    return Row((Cell(aim.words), result, Cell(aim.said)), key=str(aim.number))


def sessions_table(sessions) -> Table | None:
    """Each time, newest first: took place, or why not."""
    listed = tuple(_session(each) for each in sorted(sessions, key=_held, reverse=True))
    columns = (Column(_("Day")), Column(_("Took place")), Column(_("In a few words")))
    return Table(_("Sessions"), columns, listed) if listed else None


def _held(session: PlacementSession):
    return session.held_on


def _session(session: PlacementSession) -> Row:
    if session.attended:
        tags = [Tag(_("Took place"), "good", "tick")]
    else:
        tags = [Tag(session.get_why_not_display(), "amber", "cross")]
    if session.worried:
        tags.append(Tag(_("Worried"), "danger", "alert"))
    held = date_format(session.held_on, "j F Y")
    return Row((Cell(held), Cell(tags=tuple(tags)), Cell(session.words)), key=held)


def sessions_words(sessions) -> str:
    """6 of 8 sessions took place."""
    count = len(sessions)
    if not count:
        return ""
    came = sum(each.attended for each in sessions)
    return ngettext(
        "%(came)d of %(count)d session took place",
        "%(came)d of %(count)d sessions took place",
        count,
    ) % {"came": came, "count": count}


def thread(messages) -> list[TimelineEntry]:
    """The messages between both sides, newest first."""
    return [_message(each) for each in messages]


def _message(message: PlacementMessage) -> TimelineEntry:
    side = _("from the provider") if message.from_provider else _("from the team")
    return TimelineEntry(
        at=message.sent_at,
        title=_("%(who)s, %(side)s") % {"who": message.sent_as or message.sent_by, "side": side},
        words=message.words,
        icon="chat",
        tone="wash" if message.from_provider else "good",
    )
