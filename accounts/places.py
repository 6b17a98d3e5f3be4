"""What the administrator and the governance officer find in their header, and who may open what.

Addresses whose views others wrote (allauth, the desk, the health checks) are declared here.
"""

from django.utils.translation import gettext_lazy as _

from accounts.views import homes as pages
from core import homes
from core.access import PUBLIC, SIGNED_IN, declare_for
from core.navigation import Place, apart, register

homes.register("administrator", pages.AdministratorHome.as_view())
homes.register("governance", pages.GovernanceHome.as_view())

homes.register("emergency", pages.EmergencyHome.as_view())

register(
    "emergency",
    [
        Place(_("Home"), "core:home"),
        Place(_("Referrals"), "referrals:list"),
        Place(_("Cases"), "cases:caseload"),
    ],
)
register(
    "administrator",
    [
        Place(_("Home"), "core:home"),
        Place(_("People"), "accounts:people"),
        Place(_("Invitations"), "accounts:invitations"),
        Place(_("Organisations"), "accounts:organisations"),
        Place(_("Jobs"), "core:jobs"),
    ],
)
register(
    "governance",
    [
        Place(_("Home"), "core:home"),
        Place(_("Who opened what"), "core:access_log"),
        Place(_("Who changed what"), "core:row_history"),
        Place(_("Emergency access"), "accounts:emergency_log"),
    ],
)

apart("accounts:profile")
apart("accounts:emergency")

declare_for("healthz", PUBLIC)
declare_for("readyz", PUBLIC)
for _name in (
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password*",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_confirm_email",
    "openid_connect_*",
    "socialaccount_login_*",
    "socialaccount_signup",
    "/accounts/social/*",
):
    declare_for(_name, PUBLIC)
for _name in (
    "account_logout",
    "account_change_password",
    "account_set_password",
    "account_email*",
    "account_reauthenticate",
    "mfa_*",
    "socialaccount_connections",
    "usersessions_*",
):
    declare_for(_name, SIGNED_IN)
declare_for("admin:*", "accounts.use_desk")
