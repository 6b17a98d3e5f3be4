"""Filters of a list. They stay in the address, so a filtered list can be kept and sent."""

import django_filters as df
from django.utils.translation import gettext_lazy as _


class BridgeFilterSet(df.FilterSet):
    """A filter set whose choices begin with "All" and whose form never validates in the browser.

    `by_link`: filters that a figure's link sets. They stand in the bar only once they are set, so
    that the bar stays short and their choices are asked for only then.
    """

    by_link: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.by_link:
            if not self.data.get(name):
                self.form.fields.pop(name, None)
        self.form.use_required_attribute = False
        for each in self.form.fields.values():
            if hasattr(each, "empty_label") and each.empty_label:
                each.empty_label = _("All")

    @property
    def user(self):
        """Who is asking; use it to limit the choices through `visible_to`."""
        return self.request.user
