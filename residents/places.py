"""Where people who work with residents find them."""

from django.utils.translation import gettext_lazy as _

from core import navigation
from core.navigation import Place


def register() -> None:
    """Puts "Find someone" in the header of those who hold cases; deciders find it at triage."""
    for role in ("link_worker", "manager"):
        navigation.register(role, [Place(_("Find someone"), "residents:find")], late=True)
