"""A claim: the payments of a period, put to the funder once, with figures that stay."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, events, services
from core.errors import RuleBroken
from core.money import ZERO, pounds
from funding.lifecycle import CLAIM_LIFE
from funding.models import Claim, ClaimLine, FundingAgreement, Movement
from funding.services import instalments, reminders, statements
from funding.services.trace import trace


def to_claim(agreement: FundingAgreement, *, until: date) -> list[tuple[Movement, Decimal]]:
    """Payments (and, below nothing, what came back) up to a day that stand in no claim yet."""
    end = clock.start_of(until + timedelta(days=1))
    claimed = ClaimLine.objects.filter(is_dropped=False, claim__agreement=agreement)
    rows = (
        agreement.movements.filter(at__lt=end)
        .exclude(pk__in=claimed.values("movement"))
        .select_related("source", "target")
        .order_by("at", "pk")
    )
    found = []
    for each in rows:
        if each.target.kind == "paid":
            found.append((each, each.amount))
        elif each.source.kind == "paid":
            found.append((each, -each.amount))
    return found


def next_start(agreement: FundingAgreement) -> date:
    """The day after the last claim that was not withdrawn; the agreement's first day before."""
    last = agreement.claims.exclude(status="withdrawn").order_by("-ends_on").first()
    return last.ends_on + timedelta(days=1) if last else agreement.starts_on


@transaction.atomic
def draft(agreement: FundingAgreement, *, by, at: datetime, ends_on: date) -> Claim:
    """Claim everything paid up to `ends_on` that was never claimed, in one act.

    The agreement is locked, and the database lets a movement stand in one claim only, so two
    people at once cannot claim the same.
    """
    agreement = services.lock(agreement)
    starts_on = next_start(agreement)
    _refuse_claim(starts_on, ends_on, today=clock.day_of(at))
    lines = to_claim(agreement, until=ends_on)
    spent = sum((amount for _movement, amount in lines), ZERO)
    if spent <= 0:
        raise RuleBroken(_("Nothing was paid up to that day that is not claimed yet."))
    claim = Claim.objects.create(
        agreement=agreement,
        starts_on=starts_on,
        ends_on=ends_on,
        spent=spent,
        due=_due(agreement, spent),
        figures=_figures(agreement, starts_on, ends_on),
        drafted_at=at,
        drafted_by=by,
    )
    ClaimLine.objects.bulk_create(
        ClaimLine(claim=claim, movement=movement, amount=amount) for movement, amount in lines
    )
    events.record(claim, "draft", by=by, at=at, data={"spent": str(spent)})
    return claim


def _refuse_claim(starts_on: date, ends_on: date, *, today: date) -> None:
    if ends_on >= today:
        raise RuleBroken(_("Claim up to a day that is over."), field="ends_on")
    if ends_on < starts_on:
        raise RuleBroken(_("That has been claimed already."), field="ends_on")


def _due(agreement: FundingAgreement, spent: Decimal) -> Decimal:
    """What the funder still has to pay of it: never more than is still to come."""
    open_claims = agreement.claims.filter(status__in=("drafted", "sent", "queried"))
    asked = sum(open_claims.values_list("due", flat=True), ZERO)
    to_come = agreement.amount - instalments.received(agreement) - asked
    return max(ZERO, min(spent, to_come))


def _figures(agreement: FundingAgreement, starts_on: date, ends_on: date) -> dict:
    """What the claim says, kept as it was when it was drafted."""
    told = statements.statement(agreement, since=starts_on, until=ends_on)
    bought = trace(agreement, since=starts_on, until=ends_on)
    kinds = [
        {"category": each.category, "purchases": each.purchases, "people": each.people}
        | {"paid": str(each.paid)}
        for each in bought.kinds
    ]
    return {
        "standing": {name: str(amount) for name, amount in told.standing.sums().items()},
        "people": bought.people,
        "purchases": bought.purchases,
        "kinds": kinds,
        "barriers_gone": bought.barriers_gone,
        "goals_reached": bought.goals_reached,
    }


@transaction.atomic
def send(claim: Claim, *, by, at: datetime, words: str = "") -> Claim:
    """Put it to the funder, who is told and sees it from now on."""
    claim = services.lock(claim)
    services.move(claim, "send", life=CLAIM_LIFE, by=by, at=at, words=words, sent_at=at, sent_by=by)
    reminders.claim_sent(claim)
    return claim


@transaction.atomic
def query(claim: Claim, *, by, at: datetime, words: str) -> Claim:
    """The funder asks about it (themselves, or finance writes down what they asked)."""
    claim = services.lock(claim)
    services.move(claim, "query", life=CLAIM_LIFE, by=by, at=at, words=words)
    reminders.claim_queried(claim, words=words)
    return claim


@transaction.atomic
def settle_claim(claim: Claim, *, by, at: datetime, words: str = "", received_on=None) -> Claim:
    """The funder paid what was due (or accepted what had been paid in advance)."""
    claim = services.lock(claim)
    CLAIM_LIFE.check(claim, "settle_claim")
    if claim.due > 0:
        instalments.receive_grant(
            claim.agreement,
            amount=claim.due,
            by=by,
            at=at,
            key=claim.reference,
            words=_("Claim %(reference)s. %(words)s")
            % {"reference": claim.reference, "words": words},
            received_on=received_on,
        )
    told = {"due": pounds(claim.due)}
    return services.move(
        claim,
        "settle_claim",
        life=CLAIM_LIFE,
        by=by,
        at=at,
        words=words,
        data=told,
        settled_at=at,
        settled_by=by,
    )


@transaction.atomic
def withdraw(claim: Claim, *, by, at: datetime, reason: str) -> Claim:
    """Take it back: its payments can be claimed again."""
    claim = services.lock(claim)
    services.move(claim, "withdraw", life=CLAIM_LIFE, by=by, at=at, words=reason)
    claim.lines.filter(is_dropped=False).update(is_dropped=True)
    return claim
