"""Who may do what in the directory."""

import rules

from accounts.access import holds, somewhere


def _of_own_organisation(permission: str):
    """Holds `permission` for the organisation of the provider (or of the service's provider)."""

    @rules.predicate(name=permission)
    def predicate(user, thing=None):
        if thing is None:
            return holds(user, permission)
        provider = getattr(thing, "provider", thing)
        return holds(user, permission, organisation=provider.organisation_id)

    return predicate


for _permission in (
    "providers.view",
    "providers.raise_gap",
    "providers.manage_gaps",
    "providers.assure",
    "providers.see_bank_details",
    "providers.import_feed",
    "providers.add_tip",
    "providers.set_prices",
    "providers.see_papers",
    "papers.accept",
    "papers.send_back",
    "calls.invite",
):
    rules.add_perm(_permission, somewhere(_permission))
for _permission in (
    "providers.edit_listing",
    "providers.set_capacity",
    "papers.submit",
    "offers.make",
    "offers.withdraw",
):
    rules.add_perm(_permission, _of_own_organisation(_permission))


@rules.predicate(name="providers.withdraw_tip")
def _own_tip(user, tip=None):
    """Its author, and whoever leads the programme."""
    if tip is None:
        return holds(user, "providers.add_tip")
    return (tip.written_by_id == user.pk and holds(user, "providers.add_tip")) or holds(
        user, "providers.manage_gaps", programme=tip.programme_id
    )


rules.add_perm("providers.withdraw_tip", _own_tip)


def _of_its_programme(permission: str):
    """Holds `permission` in the programme of the call (or of the offer's call)."""

    @rules.predicate(name=permission)
    def predicate(user, thing=None):
        if thing is None:
            return holds(user, permission)
        call = getattr(thing, "call", thing)
        return holds(user, permission, programme=call.programme_id)

    return predicate


for _permission in ("calls.take_up", "calls.close", "offers.take_up"):
    rules.add_perm(_permission, _of_its_programme(_permission))
