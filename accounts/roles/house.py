"""Roles that look after the service itself."""

from django.utils.translation import gettext_lazy as _

from accounts.roles.base import Role


class GovernanceOfficer(Role):
    slug = "governance"
    name = _("Information governance officer")
    sentence = _(
        "Reads who opened and changed which record, answers subject-access requests, and holds "
        "or releases records."
    )
    reach = "service"
    permissions = frozenset(
        {
            "audit.view",
            "audit.export",
            "accounts.view_users",
            "extracts.view",
            "extracts.release",
            "extracts.refuse_extract",
            "extracts.end_extract",
        }
    )


class Administrator(Role):
    slug = "administrator"
    name = _("Administrator")
    sentence = _(
        "Looks after users, organisations and sites; sees no residents, but for breaking the "
        "glass with a reason that alerts the governance officer."
    )
    reach = "service"
    permissions = frozenset(
        {
            "accounts.invite",
            "accounts.disable",
            "accounts.view_users",
            "accounts.edit_organisations",
            "accounts.use_desk",
            "accounts.break_glass",
            "instruments.view",
            "instruments.register",
        }
    )


class EmergencyReader(Role):
    """Never given to anyone: what an administrator holds for an hour after breaking the glass."""

    slug = "emergency"
    name = _("Emergency access")
    sentence = _(
        "Reads the records of one programme for an hour after breaking the glass with a reason; "
        "changes nothing. The governance officer is told at once."
    )
    reach = "programme"
    permissions = frozenset(
        {
            "residents.view",
            "referrals.view",
            "referrals.view_all",
            "cases.view",
            "cases.view_all",
        }
    )
