"""Panels: above the last limit several people decide together, each vote and interest recorded."""

import datetime as dt
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import roles
from accounts.models import Membership, User
from core import clock, events, services
from core.errors import NotAllowedNow, RuleBroken
from funding.lifecycle import PANEL_LIFE, PURCHASE_LIFE
from funding.models import PanelDecision, PanelMember, Purchase, PurchaseApproval
from funding.services import notices
from funding.services.purchases import agreeing, quoting

DAYS_TO_DECIDE = 7


def candidates(purchase: Purchase):
    """Who may sit on a panel: those with a vote in the programme, and people of its funders."""
    slugs = [role.slug for role in roles.ALL if "panels.vote" in role.permissions]
    funders = purchase.fund.agreements.values("funder")
    held = Membership.objects.current().filter(role__in=slugs)
    seats = held.filter(programme=purchase.programme) | held.filter(organisation__in=funders)
    people = User.objects.filter(memberships__in=seats, is_active=True)
    return people.exclude(pk=purchase.requested_by_id).distinct().order_by("name", "pk")


@transaction.atomic
def call_panel(
    purchase: Purchase, *, by, at: datetime, members, decide_by: dt.date | None = None
) -> PanelDecision:
    """Call a panel of `members` to decide on a price above the last limit.

    As many as the policy's quorum at least; never whoever asked for it. Everyone is told.
    """
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "call_panel")
    _refuse_call(purchase, members)
    policy = purchase.policy
    panel = PanelDecision.objects.create(
        purchase=purchase,
        quorum=policy.panel_quorum,
        majority=policy.panel_majority,
        decide_by=decide_by or clock.day_of(at) + dt.timedelta(days=DAYS_TO_DECIDE),
        called_at=at,
        called_by=by,
    )
    for each in members:
        PanelMember.objects.create(panel=panel, user=each)
    told = {"members": len(members), "quorum": panel.quorum, "majority": panel.majority}
    events.record(panel, "call", by=by, at=at, data=told)
    events.record(purchase, "call_panel", by=by, at=at, from_status=purchase.status, data=told)
    notices.panel_called(panel)
    return panel


def _refuse_call(purchase: Purchase, members) -> None:
    if not purchase.needs_panel:
        raise RuleBroken(_("This price is within the limits: people agree to it, no panel."))
    if purchase.panels.filter(status="called").exists():
        raise NotAllowedNow(_("A panel has been called already."))
    quoting.refuse_too_few(purchase)
    if len({each.pk for each in members}) < purchase.policy.panel_quorum:
        told = {"quorum": purchase.policy.panel_quorum}
        raise RuleBroken(_("A panel needs at least %(quorum)d people.") % told, field="members")
    if any(each.pk == purchase.requested_by_id for each in members):
        raise RuleBroken(_("Whoever asked for it does not sit on the panel."), field="members")


@transaction.atomic
def vote(panel: PanelDecision, *, by, at: datetime, vote: str, words: str = "") -> PanelMember:
    """Vote for, against, or abstain, with a word why. Once; not with an interest."""
    panel, seat = _seat(panel, by, "vote")
    if seat.interest_at is not None:
        raise RuleBroken(_("You declared an interest, so you have no vote on this."))
    if seat.vote:
        raise NotAllowedNow(_("You have voted already."))
    seat.vote, seat.vote_words, seat.voted_at = vote, words[:300], at
    seat.save()
    told = {"vote": vote}
    status = panel.status
    events.record(panel, "vote", by=by, at=at, from_status=status, words=words, data=told)
    return seat


@transaction.atomic
def declare_interest(panel: PanelDecision, *, by, at: datetime, interest: str) -> PanelMember:
    """Say what ties one to this purchase. From then on one has no vote, and it stays recorded.

    A vote given before is taken out of the count, and stays in the story.
    """
    panel, seat = _seat(panel, by, "declare_interest")
    if seat.interest_at is not None:
        raise NotAllowedNow(_("You have declared an interest already."))
    told = {"vote_taken_out": seat.vote} if seat.vote else {}
    seat.vote, seat.vote_words, seat.voted_at = "", "", None
    seat.interest, seat.interest_at = interest[:300], at
    seat.save()
    events.record(
        panel,
        "declare_interest",
        by=by,
        at=at,
        from_status=panel.status,
        words=interest,
        data=told,
    )
    return seat


def _seat(panel: PanelDecision, user, verb: str) -> tuple[PanelDecision, PanelMember]:
    """The panel, and the person's seat on it, locked in the one order."""
    panel = services.lock(panel)
    PANEL_LIFE.check(panel, verb)
    seat = PanelMember.objects.filter(panel=panel, user=user).first()
    if seat is None:
        raise RuleBroken(_("You do not sit on this panel."))
    return panel, services.lock(seat)


def tally(panel: PanelDecision) -> dict[str, int]:
    """How many for, against, abstaining, barred by an interest, and not heard yet."""
    found = {"for": 0, "against": 0, "abstain": 0, "interest": 0, "silent": 0}
    for seat in panel.members.all():
        found["interest" if seat.interest_at else seat.vote or "silent"] += 1
    return found


def voted(counts: dict[str, int]) -> int:
    """Votes that count towards the quorum: those who abstain were there."""
    return counts["for"] + counts["against"] + counts["abstain"]


@transaction.atomic
def decide(panel: PanelDecision, *, by, at: datetime, words: str) -> PanelDecision:
    """Count the votes and record what they come to. Agreed: the money is promised; else refused.

    Not by whoever asked, nor by somebody with an interest; not before the quorum is reached.
    """
    purchase = services.lock(panel.purchase)
    panel = services.lock(panel)
    panel.purchase = purchase
    PANEL_LIFE.check(panel, "decide")
    _refuse_decision(panel, by)
    counts = tally(panel)
    if voted(counts) < panel.quorum:
        told = {"quorum": panel.quorum, "voted": voted(counts)}
        raise RuleBroken(_("%(quorum)d votes are needed and %(voted)d are in.") % told)
    sides = counts["for"] + counts["against"]
    carried = counts["for"] * 100 > panel.majority * sides
    return (agree if carried else decline)(panel, by=by, at=at, words=words, counts=counts)


def _refuse_decision(panel: PanelDecision, user) -> None:
    if panel.purchase.requested_by_id == user.pk:
        raise RuleBroken(_("You asked for this, so somebody else records the decision."))
    if panel.members.filter(user=user, interest_at__isnull=False).exists():
        raise RuleBroken(_("You declared an interest, so somebody else records the decision."))


def agree(panel: PanelDecision, *, by, at, words: str, counts) -> PanelDecision:
    """The votes carried it: the purchase is approved and its money promised."""
    _record(panel, "agree", by=by, at=at, words=words, counts=counts)
    purchase = panel.purchase
    PurchaseApproval.objects.create(purchase=purchase, at=at, by=by, tier=purchase.tier)
    told = {"panel": panel.reference, **counts}
    agreeing.promise(purchase, by=by, at=at, words=words, told=told)
    return panel


def decline(panel: PanelDecision, *, by, at, words: str, counts) -> PanelDecision:
    """The votes did not carry it: the purchase is refused in the panel's words."""
    _record(panel, "decline", by=by, at=at, words=words, counts=counts)
    agreeing.turn_down(panel.purchase, by=by, at=at, reason=words)
    return panel


def _record(panel: PanelDecision, verb: str, *, by, at, words: str, counts) -> None:
    services.move(
        panel,
        verb,
        life=PANEL_LIFE,
        by=by,
        at=at,
        words=words,
        data=counts,
        decided_at=at,
        decided_by=by,
    )
    panel.words = words[:600]
    panel.save(update_fields=["words"])


@transaction.atomic
def call_off(panel: PanelDecision, *, by, at: datetime, reason: str) -> PanelDecision:
    """No panel is needed any more; its votes so far stay recorded and decide nothing."""
    services.lock(panel.purchase)
    panel = services.lock(panel)
    return services.move(panel, "call_off", life=PANEL_LIFE, by=by, at=at, words=reason)
