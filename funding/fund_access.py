"""Who may do what with funds, agreements and claims.

Manager and finance of the fund's programme look after agreements; only a manager goes above what
was agreed; only finance closes, re-attributes and claims. A funder reads its own and may ask.
"""

import rules

from accounts.access import holds


def _of_fund(permission: str):
    """Holds `permission` in the programme of the fund, agreement or claim."""

    @rules.predicate(name=f"{permission}:fund")
    def predicate(user, thing=None):
        if thing is None:
            return holds(user, permission)
        agreement = getattr(thing, "agreement", thing)
        fund = getattr(agreement, "fund", agreement)
        return holds(user, permission, programme=fund.programme_id)

    return predicate


def _of_funder(permission: str):
    """Holds `permission` for the funder whose agreement it is."""

    @rules.predicate(name=f"{permission}:funder")
    def predicate(user, thing=None):
        if thing is None:
            return holds(user, permission)
        agreement = getattr(thing, "agreement", thing)
        return not holds(user, "funds.view") and holds(
            user, permission, organisation=agreement.funder_id
        )

    return predicate


for _verb in ("agree", "override", "close", "reattribute", "recount"):
    rules.add_perm(f"funds.{_verb}", _of_fund(f"funds.{_verb}"))
for _verb in ("draft", "send", "settle_claim", "withdraw"):
    rules.add_perm(f"claims.{_verb}", _of_fund(f"claims.{_verb}"))
for _verb in ("view", "query"):
    _name = f"claims.{_verb}"
    rules.add_perm(_name, _of_fund(_name) | _of_funder(_name))
