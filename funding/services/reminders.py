"""Mails about claims, conditions and late instalments: who is told, and in which words."""

from django.utils.translation import gettext as _

from accounts.models import Membership
from core.money import pounds
from funding.services import notices


def claim_sent(claim) -> None:
    """The funder's own people hear that a claim came."""
    told = {"reference": claim.reference, "spent": pounds(claim.spent), "due": pounds(claim.due)}
    funder = claim.agreement.funder
    readers = Membership.objects.current().filter(organisation=funder, role="funder")
    notices.tell(
        {funder.email, *readers.values_list("user__email", flat=True)},
        title=_("Claim %(reference)s") % told,
        words=_("%(spent)s was spent of your money, %(due)s is due. Sign in to see what for.")
        % told,
        page=notices.page_of("funding:claim", claim),
        link=_("See the claim"),
    )


def claim_queried(claim, *, words: str) -> None:
    """Finance hears what the funder asks."""
    notices.tell(
        notices.holders("claims.send", claim.agreement.fund.programme),
        title=_("A question about claim %(reference)s") % {"reference": claim.reference},
        words=words,
        page=notices.page_of("funding:claim", claim),
        link=_("See the claim"),
    )


def _lookers_after(programme) -> set[str]:
    return {*notices.holders("funds.agree", programme)}


def condition_due(condition, *, days: int) -> None:
    """Manager and finance hear that a funder's condition falls due, or is past its day."""
    agreement = condition.agreement
    told = {"funder": agreement.funder.name, "words": condition.words, "days": days}
    said = (
        _("%(funder)s asks for this, and its day is past: %(words)s")
        if days < 0
        else _("%(funder)s asks for this in %(days)d days: %(words)s")
        if days
        else _("%(funder)s asks for this today: %(words)s")
    )
    notices.tell(
        _lookers_after(agreement.fund.programme),
        title=_("A condition of %(funder)s") % told,
        words=said % told,
        page=notices.page_of("funding:agreement", agreement),
        link=_("See the agreement"),
    )


def instalment_late(instalment, *, days: int) -> None:
    """Manager and finance hear that a funder has not paid an instalment."""
    agreement = instalment.agreement
    told = {"funder": agreement.funder.name, "amount": pounds(instalment.amount), "days": -days}
    notices.tell(
        _lookers_after(agreement.fund.programme),
        title=_("An instalment of %(funder)s is late") % told,
        words=_("%(amount)s was due %(days)d days ago and has not come in full.") % told,
        page=notices.page_of("funding:agreement", agreement),
        link=_("See the agreement"),
    )
