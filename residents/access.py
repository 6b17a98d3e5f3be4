"""Who may do what with a resident's record. Whether they see it at all is the scope's matter."""

import rules

from accounts.access import holds


def _on_visible(permission: str):
    """Holds `permission`, and the resident is one whom the person sees."""

    @rules.predicate(name=permission)
    def predicate(user, resident=None):
        if not holds(user, permission):
            return False
        if resident is None:
            return True
        return type(resident).objects.visible_to(user).filter(pk=resident.pk).exists()

    return predicate


for _permission in (
    "residents.view",
    "residents.edit",
    "residents.record_consent",
    "residents.withdraw_consent",
    "residents.state_risk",
    "residents.merge",
):
    rules.add_perm(_permission, _on_visible(_permission))
