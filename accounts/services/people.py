"""People and what they belong to."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.access import forget_memberships
from accounts.models import Membership
from accounts.services.scope import check_scope
from core import clock
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock


@transaction.atomic
def add_membership(
    user,
    *,
    by,
    at=None,
    organisation,
    role,
    programme=None,
    site=None,
    ward=None,
    capacity=None,
    starts_on=None,
):
    """Give a person one more role somewhere."""
    check_scope(role=role, organisation=organisation, programme=programme, site=site, ward=ward)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                user=user,
                organisation=organisation,
                role=role,
                programme=programme,
                site=site,
                ward=ward,
                capacity=capacity,
                starts_on=starts_on or clock.day_of(at or clock.now()),
            )
    except IntegrityError:
        raise RuleBroken(_("They have this role there already"), field="role") from None
    forget_memberships(user)
    return membership


@transaction.atomic
def end_membership(membership, *, by, at=None, on=None):
    """End a role at the end of the day `on` (default: at once, that is with yesterday's)."""
    today = clock.day_of(at or clock.now())
    membership = lock(membership)
    if membership.ends_on is not None and membership.ends_on <= (on or today):
        raise NotAllowedNow(_("This role has ended already."))
    if on is None and membership.starts_on >= today:
        membership.delete()  # it never began; the row history keeps that it was there
        return None
    membership.ends_on = on if on is not None else today - timedelta(days=1)
    if membership.ends_on < membership.starts_on:
        raise RuleBroken(_("It cannot end before it began"), field="on")
    membership.save(update_fields=["ends_on"])
    return membership


@transaction.atomic
def set_capacity(membership, *, by, at=None, capacity):
    """Say how much case weight a worker can carry."""
    membership = lock(membership)
    membership.capacity = capacity
    membership.save(update_fields=["capacity"])
    return membership


@transaction.atomic
def disable(user, *, by, at=None, reason=""):
    """Let a person sign in no more; whoever is signed in is out at the next request."""
    user = lock(user)
    if user.pk == by.pk:
        raise RuleBroken(_("You cannot disable yourself. Ask another administrator."))
    if not user.is_active:
        raise NotAllowedNow(_("This person is disabled already."))
    user.is_active = False
    user.disabled_at, user.disabled_by = at or clock.now(), by
    user.save(update_fields=["is_active", "disabled_at", "disabled_by"])
    return user


@transaction.atomic
def enable(user, *, by, at=None):
    """Let a disabled person sign in again, with the roles they still hold."""
    user = lock(user)
    if user.is_active:
        raise NotAllowedNow(_("This person may sign in already."))
    if user.stands_for_id:
        raise RuleBroken(_("This is nobody: it stands for answers that came by link."))
    user.is_active, user.disabled_at, user.disabled_by = True, None, None
    user.save(update_fields=["is_active", "disabled_at", "disabled_by"])
    return user


@transaction.atomic
def change_profile(user, *, by, at=None, name, phone=""):
    """Change one's own name and telephone number."""
    user = lock(user)
    user.name, user.phone = name.strip(), phone
    user.save(update_fields=["name", "phone"])
    return user
