"""Who may do what with a referral.

The referrer's side (answer, withdraw, dates) belongs to the site or organisation that sent it; the
team's side (accept, decline …) to the programme, and never to whoever wrote the referral.
"""

import rules
from django.db.models import Q

from accounts.access import granting, holds, programmes_where
from referrals.models import Referral
from residents.querysets import scopes


def _covers(user, permission: str, referral) -> bool:
    for membership in granting(user, permission):
        if membership.programme_id is not None:
            if membership.programme_id == referral.programme_id:
                return True
        elif membership.site_id is not None:
            if membership.site_id == referral.site_id:
                return True
        elif membership.organisation_id == referral.organisation_id:
            return True
    return False


def _on_referral(permission: str):
    @rules.predicate(name=permission)
    def predicate(user, referral=None):
        if referral is None:
            return holds(user, permission)
        return _covers(user, permission, referral)

    return predicate


@rules.predicate
def is_not_author(user, referral=None):
    """Nobody decides the referral that they wrote."""
    return referral is None or referral.made_by_id != user.pk


for _verb in (
    "view",
    "view_all",
    "refer",
    "answer",
    "withdraw",
    "give_dates",
    "add_news",
    "resolve_barrier",
    "ask_for_information",
    "redirect",
    "mark_duplicate",
    "export",
):
    rules.add_perm(f"referrals.{_verb}", _on_referral(f"referrals.{_verb}"))
rules.add_perm("referrals.submit", _on_referral("referrals.refer"))
for _verb in ("accept", "decline"):
    rules.add_perm(f"referrals.{_verb}", _on_referral(f"referrals.{_verb}") & is_not_author)


def residents_referred(user):
    """Residents whose referrals a decider of the programme sees (for residents.scopes)."""
    programmes = programmes_where(user, "referrals.view_all")
    if not programmes:
        return None
    return Q(pk__in=Referral.objects.filter(programme__in=programmes).values("resident"))


scopes.register("referrals", residents_referred, order=10)
