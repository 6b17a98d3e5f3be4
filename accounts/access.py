"""What a person's memberships allow.

`holds` is the one question every predicate and every scope asks. There is no way round it: no
superuser, no flag.
"""

import rules

from accounts import roles
from core import clock


def memberships(user) -> list:
    """The person's memberships in force today, asked once per request (kept on the user)."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    if not hasattr(user, "_memberships_now"):
        held = list(
            user.memberships.current().select_related("organisation", "programme", "site", "ward")
        )
        user._memberships_now = held + _emergency_access(user, held)
    return user._memberships_now


def _emergency_access(user, held) -> list:
    """What an administrator who broke the glass may read for the time being."""
    breakers = [each for each in held if "accounts.break_glass" in each.role_class.permissions]
    if not breakers:
        return []
    return [
        type(breakers[0])(
            user=user,
            organisation=breakers[0].organisation,
            role=roles.EmergencyReader.slug,
            programme_id=glass.programme_id,
        )
        for glass in user.glasses_broken.open(at=clock.now())
    ]


def forget_memberships(user) -> None:
    """After a membership changed within a request."""
    user.__dict__.pop("_memberships_now", None)


def granting(user, permission: str) -> list:
    """The memberships whose role carries `permission`."""
    return [each for each in memberships(user) if permission in each.role_class.permissions]


def holds(user, permission: str, *, programme=None, organisation=None, site=None) -> bool:
    """Whether some membership carries `permission` and covers every scope that is named.

    A membership without a programme (or site) covers all programmes (or sites) of its role's
    reach; one that names a programme covers only that one. Arguments may be objects or ids.
    """
    wanted = {
        "programme_id": _id(programme),
        "organisation_id": _id(organisation),
        "site_id": _id(site),
    }
    return any(_covers(each, wanted) for each in granting(user, permission))


def _id(thing):
    return getattr(thing, "pk", thing)


def _covers(membership, wanted) -> bool:
    return all(
        value is None or getattr(membership, name) in (None, value)
        for name, value in wanted.items()
    )


def programmes_where(user, permission: str) -> set[int]:
    """Ids of the programmes in which the person holds `permission`."""
    return {each.programme_id for each in granting(user, permission)} - {None}


def organisations_where(user, permission: str) -> set[int]:
    """Ids of the organisations for which the person holds `permission`."""
    return {each.organisation_id for each in granting(user, permission)}


def sites_where(user, permission: str) -> set[int]:
    """Ids of the sites for which the person holds `permission`."""
    return {each.site_id for each in granting(user, permission)} - {None}


def role_of(user) -> type[roles.Role] | None:
    """The role whose home page opens first: the earliest in the list of roles."""
    held = {each.role for each in memberships(user)}
    return next((role for role in roles.ALL if role.slug in held), None)


def somewhere(permission: str):
    """A predicate: the person holds `permission` in some membership, whatever the object."""

    @rules.predicate(name=f"holds:{permission}")
    def predicate(user, obj=None):
        return holds(user, permission)

    return predicate


for _permission in (
    "accounts.invite",
    "accounts.disable",
    "accounts.view_users",
    "accounts.edit_organisations",
    "accounts.use_desk",
    "accounts.break_glass",
    "audit.view",
    "audit.export",
):
    rules.add_perm(_permission, somewhere(_permission))
