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
):
    rules.add_perm(_permission, somewhere(_permission))
for _permission in ("providers.edit_listing", "providers.set_capacity"):
    rules.add_perm(_permission, _of_own_organisation(_permission))
