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


@rules.predicate
def has_a_seat(user, panel=None):
    """Sits on the panel."""
    return panel is None or any(each.user_id == user.pk for each in panel.members.all())


def _asked(permission: str):
    """Holds `permission` for the organisation that was asked for a price."""

    @rules.predicate(name=f"{permission}:asked")
    def predicate(user, request=None):
        if request is None:
            return holds(user, permission)
        return holds(user, permission, organisation=request.provider.organisation_id)

    return predicate


for _verb in (
    *("request", "refuse", "order", "settle", "cancel", "cancel_rest", "give_back", "repeat"),
    *("ask_for_quotes", "choose_quote", "call_panel", "look_back"),
    *("use_place", "free_place", "hand_over", "take_back"),
    *("override_cap", "approve_second", "approve_third"),
):
    rules.add_perm(f"purchases.{_verb}", _in_programme(f"purchases.{_verb}"))
for _verb in ("view", "quote", "confirm_delivery", "confirm_part"):
    _name = f"purchases.{_verb}"
    rules.add_perm(_name, _in_programme(_name) | _as_provider(_name))
rules.add_perm("purchases.confirm_order", _as_provider("purchases.confirm_order"))
rules.add_perm("quotes.view", _in_programme("quotes.view") | _asked("quotes.view"))
for _verb in ("answer", "decline"):
    rules.add_perm(f"quotes.{_verb}", _asked(f"quotes.{_verb}"))
rules.add_perm(
    "panels.view", (somewhere("panels.view") & has_a_seat) | _in_programme("panels.view_all")
)
for _verb in ("vote", "declare_interest"):
    rules.add_perm(f"panels.{_verb}", somewhere(f"panels.{_verb}") & has_a_seat)
for _verb in ("view_all", "decide", "call_off"):
    rules.add_perm(f"panels.{_verb}", _in_programme(f"panels.{_verb}"))
for _verb in ("ask_for_changes", "approve", "dispute", "pay", "credit"):
    rules.add_perm(f"invoices.{_verb}", _in_programme(f"invoices.{_verb}"))
for _verb in ("submit", "withdraw"):
    rules.add_perm(f"invoices.{_verb}", _as_provider(f"invoices.{_verb}"))
rules.add_perm("invoices.view", _in_programme("invoices.view") | _as_provider("invoices.view"))
for _name in ("funds.view", "funds.receive", "funds.correct", "funds.name_people", "ledger.export"):
    rules.add_perm(_name, _in_programme(_name))
rules.add_perm("statements.view", somewhere("statements.view"))
