"""Residents answer by themselves: on the tablet that is handed over, or by a link in a mail."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, events, links, mail
from core.errors import NotAllowedNow, RuleBroken
from core.links import services as uses
from core.services import lock
from outcomes import instruments
from outcomes.instruments import DECLINED, Answer, Definition, ScoringError
from outcomes.models import Mode, Occasion, Result, Sheet
from outcomes.services.measures import recording, risk
from outcomes.services.measures.licences import today_refusal

PURPOSE = "measure"
ON_TABLET = dt.timedelta(hours=2)
BY_LINK = dt.timedelta(days=10)


@transaction.atomic
def hand_over(
    case, *, by, at, instrument: str, occasion: str, large_print: bool = False, because: str = ""
) -> Sheet:
    """Lay a scale before the resident on the worker's tablet, for two hours."""
    return _lay_out(
        lock(case),
        Sheet(
            instrument=instrument,
            occasion=occasion,
            mode=Mode.TABLET,
            large_print=large_print,
            because=because[:200],
            asked_at=at,
            asked_by=by,
            expires_at=at + ON_TABLET,
        ),
    )


@transaction.atomic
def send_link(
    case,
    *,
    by,
    at,
    instrument: str,
    occasion: str,
    to: str,
    large_print: bool = False,
    because: str = "",
) -> Sheet:
    """Send the resident a link that shows the questions and nothing else. Good once."""
    sheet = _lay_out(
        lock(case),
        Sheet(
            instrument=instrument,
            occasion=occasion,
            mode=Mode.LINK,
            large_print=large_print,
            because=because[:200],
            asked_at=at,
            asked_by=by,
            expires_at=at + BY_LINK,
        ),
    )
    link = links.issue(PURPOSE, sheet.reference, to=to, by=by, at=at, expires_at=sheet.expires_at)
    told = {
        "url": links.url(link),
        "programme": sheet.case.programme.name,
        "until": clock.day_of(sheet.expires_at),
    }
    mail.send(to=to, template="measure_asked", context=told)
    return sheet


def _lay_out(case, sheet: Sheet) -> Sheet:
    """The shared half: may it be asked, is the point free, write it down."""
    today_refusal(case, sheet.instrument, at=sheet.asked_at)
    chosen = instruments.definition(sheet.instrument)
    if chosen.is_entered or not chosen.by_resident:
        raise RuleBroken(_("Somebody who knows them fills this one in, not they themselves."))
    _refuse_point(case, sheet)
    _sweep(case, at=sheet.asked_at)
    sheet.case, sheet.version = case, chosen.version
    if case.sheets.filter(
        instrument=chosen.key, occasion=sheet.occasion, status=Sheet.Status.OPEN
    ).exists():
        raise RuleBroken(
            _("This scale lies with the resident already. Take it back first."), field="occasion"
        )
    sheet.save()
    verb = "send_measure" if sheet.mode == Mode.LINK else "hand_over_measure"
    _told(sheet, verb, by=sheet.asked_by, at=sheet.asked_at)
    return sheet


def _refuse_point(case, sheet: Sheet) -> None:
    if sheet.occasion not in Occasion.values:
        raise RuleBroken(_("Choose when in the plan this is asked."), field="occasion")
    if case.home_on is None and sheet.occasion != Occasion.BASELINE:
        raise RuleBroken(_("Only a baseline can be taken before they are home."), field="occasion")
    if sheet.because.strip():
        return
    known = case.measures.in_force().filter(instrument=sheet.instrument, occasion=sheet.occasion)
    if known.exists():
        raise RuleBroken(
            _("There is an answer for this point. Say why a new one takes its place."),
            field="because",
        )


def _sweep(case, *, at) -> None:
    """Sheets whose time is over are nobody's any more."""
    over = case.sheets.filter(status=Sheet.Status.OPEN, expires_at__lte=at)
    over.update(status=Sheet.Status.TAKEN_BACK, ended_at=at)


def on_tablet(reference: str, *, at) -> Sheet | None:
    """The sheet that lies on this tablet, while it is open and its time is not over."""
    return _open(at=at).filter(reference=reference, mode=Mode.TABLET).first()


def behind_link(reference: str) -> Sheet | None:
    """The sheet that a link leads to."""
    rows = Sheet.objects.select_related("case__programme", "case__resident", "asked_by")
    return rows.filter(reference=reference, mode=Mode.LINK).first()


def settled(sheet: Sheet) -> str:
    """Why there is nothing to answer any more, in words; "" while there is."""
    if sheet.status == Sheet.Status.OPEN:
        return ""
    if sheet.status == Sheet.Status.TAKEN_BACK:
        return _("These questions were taken back. There is nothing to do.")
    return _("Thank you. We have your answers.")


def _open(*, at):
    rows = Sheet.objects.select_related("case__programme", "case__resident", "asked_by")
    return rows.filter(status=Sheet.Status.OPEN, expires_at__gt=at)


def _locked(sheet: Sheet, *, at) -> Sheet:
    """Case first, then the sheet: the one order in which both are locked."""
    lock(sheet.case)
    sheet = lock(sheet)
    if sheet.status != Sheet.Status.OPEN or sheet.expires_at <= at:
        raise NotAllowedNow(_("These questions are not open any more. Nothing was changed."))
    return sheet


def definition_of(sheet: Sheet) -> Definition:
    """The instrument in the version that was laid out."""
    return instruments.definition(sheet.instrument, sheet.version)


@transaction.atomic
def keep_answer(sheet: Sheet, *, at, item: str, answer: Answer) -> Sheet:
    """Keep one answer at once: None for skipped, "declined" for rather not say.

    An answer that needs somebody today raises its alert here, though the rest may never come.
    """
    sheet = _locked(sheet, at=at)
    chosen = definition_of(sheet)
    answers = {**sheet.answers, item: answer}
    try:
        chosen.check(answers)
    except ScoringError as fault:
        raise RuleBroken(str(fault), field="answer") from None
    sheet.answers = answers
    sheet.save(update_fields=["answers"])
    risk.watch(sheet.case, chosen, answers, key=sheet.reference, at=at)
    return sheet


@transaction.atomic
def enlarge(sheet: Sheet, *, at, large_print: bool) -> Sheet:
    """Larger words, or the usual ones, for all that follows."""
    sheet = _locked(sheet, at=at)
    sheet.large_print = large_print
    sheet.save(update_fields=["large_print"])
    return sheet


@transaction.atomic
def finish(sheet: Sheet, *, at, link=None, origin: str = "") -> Sheet:
    """All questions have been put: the answers become a measure. A link is used up by it."""
    sheet = _locked(sheet, at=at)
    chosen = definition_of(sheet)
    if any(item.key not in sheet.answers for item in chosen.items):
        raise RuleBroken(_("There are questions that you have not seen yet."))
    scores = chosen.possible_scores(sheet.answers)
    said_no = all(value == DECLINED for value in sheet.answers.values())
    result = Result.DECLINED if said_no else recording.result_of(chosen, sheet.answers, scores)
    return _end(sheet, chosen, scores, result, at=at, link=link, origin=origin)


@transaction.atomic
def decline_sheet(sheet: Sheet, *, at, link=None, origin: str = "") -> Sheet:
    """They would rather not answer any of it."""
    sheet = _locked(sheet, at=at)
    return _end(sheet, definition_of(sheet), {}, Result.DECLINED, at=at, link=link, origin=origin)


def _end(sheet, chosen, scores, result, *, at, link, origin) -> Sheet:
    is_declined = result == Result.DECLINED
    filling = recording.Filling(
        occasion=sheet.occasion,
        taken_on=clock.day_of(at),
        mode=sheet.mode,
        answers={} if is_declined else sheet.answers,
        scores=scores,
        result=result,
        because=sheet.because,
        alarm_key=sheet.reference,
    )
    sheet.measure = recording.keep(sheet.case, chosen, filling, by=sheet.asked_by, at=at)
    sheet.status = Sheet.Status.DECLINED if is_declined else Sheet.Status.ANSWERED
    sheet.ended_at = at
    sheet.save(update_fields=["measure", "status", "ended_at"])
    if link is not None:
        uses.use(link, at=at, step="", name="", origin=origin, answers=True)
    return sheet


@transaction.atomic
def take_back(sheet: Sheet, *, by, at) -> Sheet:
    """The worker takes the scale back: answers so far stay on the sheet and make no measure."""
    lock(sheet.case)
    sheet = lock(sheet)
    if sheet.status != Sheet.Status.OPEN:
        raise NotAllowedNow(_("It does not lie with the resident any more."))
    sheet.status, sheet.ended_at, sheet.ended_by = Sheet.Status.TAKEN_BACK, at, by
    sheet.save(update_fields=["status", "ended_at", "ended_by"])
    links.revoke(PURPOSE, sheet.reference, by=by, at=at)
    _told(sheet, "take_back_measure", by=by, at=at)
    return sheet


def _told(sheet: Sheet, verb: str, *, by, at) -> None:
    words = str(instruments.definition(sheet.instrument, sheet.version).short_name)
    data = {"sheet": sheet.reference, "instrument": sheet.instrument}
    events.record(sheet.case, verb, by=by, at=at, words=words, data=data)
