"""Pages that belong to nobody in particular: home, help, privacy, whom to call."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core import homes
from core.access import PUBLIC, SIGNED_IN
from core.views.base import HouseView


class Home(HouseView):
    """``/``: the home page of the role one acts in."""

    access = SIGNED_IN
    template_name = "core/no_role.html"
    title = _("You have no role yet")

    def dispatch(self, request, *args, **kwargs):
        role = getattr(request, "acting_role", None)
        home = homes.home_of(role.slug) if role else None
        if home is not None:
            return home(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def get_title(self):
        role = getattr(self.request, "acting_role", None)
        return role.name if role else self.title


class Help(HouseView):
    """How the service works, in short."""

    access = PUBLIC
    template_name = "core/help.html"
    title = _("Help")


class WhoToCall(HouseView):
    """Whom to call when someone is in danger."""

    access = PUBLIC
    template_name = "core/who_to_call.html"
    title = _("Who to call")


class Privacy(HouseView):
    """What the service keeps about people, and for how long."""

    access = PUBLIC
    template_name = "core/privacy.html"
    title = _("Privacy")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            idle_minutes=settings.SESSION_IDLE_SECONDS // 60,
            absolute_hours=settings.SESSION_ABSOLUTE_SECONDS // 3600,
            **kwargs,
        )


class Accessibility(HouseView):
    """How accessible the service is, and what to do when something does not work."""

    access = PUBLIC
    template_name = "core/accessibility.html"
    title = _("Accessibility")
