"""Who may do what with money.

Which tier must agree stands in the policy; here stands only who holds that tier's permission.
Requester and approver are two people above the first tier: the predicate, the service and a
CheckConstraint each say so.
"""

import rules

from accounts.access import holds, somewhere
from cases.access import sees_case


def _in_programme(permission: str):
    """Holds `permission` in the programme of the purchase, invoice or fund."""

    @rules.predicate(name=permission)
    def predicate(user, thing=None):
        if thing is None:
            return holds(user, permission)
        return holds(user, permission, programme=_programme_of(thing)) and _of_seen_case(
            user, thing
        )

    return predicate


def _programme_of(thing):
    for path in (("programme_id",), ("fund", "programme_id"), ("purchase", "programme_id")):
        current = thing
        for name in path:
            current = getattr(current, name, None)
            if current is None:
                break
        if current is not None:
            return current
    return getattr(getattr(thing, "case", None), "programme_id", None)


def _of_seen_case(user, thing) -> bool:
    """A link worker deals with purchases of cases they see; lead, manager and finance with all."""
    case = getattr(getattr(thing, "purchase", thing), "case", None)
    programme = _programme_of(thing)
    if case is None or holds(user, "funds.view", programme=programme):
        return True
    return sees_case(user, case)


def _as_provider(permission: str):
    """Holds `permission` for the organisation that delivers."""

    @rules.predicate(name=f"{permission}:provider")
    def predicate(user, thing=None):
        if thing is None:
            return holds(user, permission)
        provider = getattr(getattr(thing, "purchase", thing), "provider", None)
        return provider is not None and holds(
            user, permission, organisation=provider.organisation_id
        )

    return predicate


@rules.predicate
def may_approve(user, purchase=None):
    """Holds the tier's permission; above the first tier is not whoever asked."""
    if purchase is None:
        return holds(user, "purchases.approve")
    tier = purchase.policy.tiers()[purchase.tier - 1]
    if tier.number > 1 and purchase.requested_by_id == user.pk:
        return False
    return holds(user, tier.permission, programme=purchase.programme_id)


rules.add_perm("purchases.approve", may_approve & _in_programme("purchases.approve"))
for _verb in (
    *("request", "refuse", "order", "settle", "cancel"),
    *("override_cap", "approve_second", "approve_third"),
):
    rules.add_perm(f"purchases.{_verb}", _in_programme(f"purchases.{_verb}"))
for _verb in ("view", "quote", "confirm_delivery"):
    _name = f"purchases.{_verb}"
    rules.add_perm(_name, _in_programme(_name) | _as_provider(_name))
for _verb in ("ask_for_changes", "approve", "dispute", "pay"):
    rules.add_perm(f"invoices.{_verb}", _in_programme(f"invoices.{_verb}"))
rules.add_perm("invoices.submit", _as_provider("invoices.submit"))
rules.add_perm("invoices.view", _in_programme("invoices.view") | _as_provider("invoices.view"))
for _name in ("funds.view", "funds.receive", "funds.correct", "funds.name_people", "ledger.export"):
    rules.add_perm(_name, _in_programme(_name))
rules.add_perm("statements.view", somewhere("statements.view"))
