"""Parts and states: every piece a page is made of, on one page. In the demo and in tests only."""

from django.utils.translation import gettext_lazy as _

from core.access import PUBLIC
from core.components import parts
from core.views.base import HouseView


class Parts(HouseView):
    """The pieces every page is made of, with invented data."""

    access = PUBLIC
    title = _("Parts and states")
    template_name = "core/parts.html"

    def get_context_data(self, **kwargs):
        form = parts.BarrierForm(initial={"barriers": ["cold", "keys"], "consent": "yes"})
        return super().get_context_data(shown=parts.shown(), tiles=form, **kwargs)
