"""Pages for everybody, signed in or not: whom to call, privacy, accessibility."""

from django.utils.translation import gettext_lazy as _

from core.access import PUBLIC
from core.views.base import HouseView


class WhoToCall(HouseView):
    """Whom to call when someone is in danger."""

    access = PUBLIC
    title = _("Who to call")
    template_name = "core/who_to_call.html"


class Privacy(HouseView):
    """What is kept, why, and for how long."""

    access = PUBLIC
    title = _("Privacy")
    template_name = "core/privacy.html"


class Accessibility(HouseView):
    """How this service can be used, and what to do when it cannot."""

    access = PUBLIC
    title = _("Accessibility")
    template_name = "core/accessibility.html"
