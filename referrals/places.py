"""What referrers and team leads find in the header, and their home pages."""

from django.utils.translation import gettext_lazy as _

from core import homes, navigation
from core.navigation import Place
from referrals.views import lists, triage


def register() -> None:
    """Fill the header and the homes of the roles that refer and decide."""
    navigation.register(
        "ward_referrer",
        [
            Place(_("Refer someone"), "referrals:refer"),
            Place(
                _("My ward’s referrals"),
                "referrals:list",
                count=lists.open_of_ward,
                also=("core:home",),
            ),
            Place(_("Ready to go home"), "referrals:ready", count=lists.ready_count),
        ],
    )
    navigation.register(
        "team_lead",
        [Place(_("Triage"), "referrals:triage", count=triage.waiting_count, also=("core:home",))],
    )
    homes.register("ward_referrer", lists.List.as_view())
    homes.register("team_lead", triage.Triage.as_view())
