"""What is asked, answered and added, and taken back by whoever referred."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow, RuleBroken
from core.services import lock, move
from referrals.events import news_added
from referrals.lifecycle import AWAITING_DECISION, LIFE, Status
from referrals.models import Referral, ReferralMessage
from referrals.registry import lines_of
from referrals.services.dates import give_dates
from referrals.services.refer import note, open_barriers
from referrals.services.telling import tell_referrer, tell_team, tell_worker


def _say(referral, words, *, by, at, from_team) -> None:
    if not words.strip():
        raise RuleBroken(_("Write what you want to say"), field="words")
    ReferralMessage.objects.create(
        referral=referral, words=words.strip(), sent_at=at, sent_by=by, from_team=from_team
    )


@transaction.atomic
def ask_for_information(referral: Referral, *, by, at, words: str) -> Referral:
    """Ask whoever referred. The move is theirs now; the clock runs on."""
    referral = lock(referral)
    move(referral, "ask_for_information", life=LIFE, by=by, at=at, words=words)
    _say(referral, words, by=by, at=at, from_team=True)
    tell_referrer(referral)
    return referral


@transaction.atomic
def answer(referral: Referral, *, by, at, words: str) -> Referral:
    """Answer the team's question. The move is the team's again."""
    referral = lock(referral)
    move(referral, "answer", life=LIFE, by=by, at=at, words=words)
    _say(referral, words, by=by, at=at, from_team=False)
    tell_team(referral)
    return referral


@transaction.atomic
def withdraw(referral: Referral, *, by, at, words: str = "") -> Referral:
    """Take it back before it is decided. What was written stays, as history."""
    referral = lock(referral)
    move(
        referral,
        "withdraw",
        life=LIFE,
        by=by,
        at=at,
        words=words,
        withdrawn_at=at,
        withdrawn_by=by,
    )
    tell_team(referral)
    return referral


@transaction.atomic
def add_news(
    referral: Referral,
    *,
    by,
    at,
    words: str = "",
    barriers: Sequence[str] = (),
    bay: str = "",
    ready_on: dt.date | None = None,
) -> Referral:
    """Add what is new to an open referral instead of sending a second one; its worker is told."""
    referral = lock(referral)
    if referral.status not in (*AWAITING_DECISION, Status.ACCEPTED):
        raise NotAllowedNow(_("Nobody works on this referral any more. Send a new one."))
    if ready_on is not None:
        referral = give_dates(referral, by=by, at=at, ready_on=ready_on)
    known = set(referral.barriers.values_list("reason__code", flat=True))
    fresh = [code for code in barriers if code not in known]
    open_barriers(referral, fresh, at=at)
    if bay and bay != referral.bay:
        referral.bay = bay
        referral.save(update_fields=["bay"])
    if not (words.strip() or fresh or ready_on or bay):
        raise RuleBroken(_("Write what is new, or tick what has come up"), field="reason")
    if words.strip():
        _say(referral, words, by=by, at=at, from_team=False)
    note(referral, "add_news", by=by, at=at, words=words, data={"barriers": fresh})
    news_added.send(Referral, referral=referral, words=words, by=by, at=at)
    _tell(referral)
    return referral


def _tell(referral) -> None:
    line = lines_of([referral]).get(referral.pk) if referral.status == Status.ACCEPTED else None
    if line is not None and line.worker is not None:
        tell_worker(referral, line.worker)
    else:
        tell_team(referral)
