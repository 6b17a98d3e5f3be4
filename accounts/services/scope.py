"""What a role has to name, checked the same way for invitations and memberships."""

from django.utils.translation import gettext as _

from accounts import roles
from core.errors import RuleBroken


def check_scope(*, role: str, organisation, programme=None, site=None, ward=None) -> None:
    """Raise RuleBroken unless `role` has what it needs and the places fit into each other."""
    if role not in roles.BY_SLUG:
        raise RuleBroken(_("Choose a role"), field="role")
    if not organisation.is_active:
        raise RuleBroken(_("This organisation no longer takes part"), field="organisation")
    if role in roles.PROGRAMME_ROLES and programme is None:
        raise RuleBroken(
            _("Choose the programme: this role always belongs to one"), field="programme"
        )
    if site is not None and site.organisation_id != organisation.pk:
        raise RuleBroken(_("This site belongs to another organisation"), field="site")
    if ward is not None and (site is None or ward.site_id != site.pk):
        raise RuleBroken(_("Choose the site to which this ward belongs"), field="ward")
