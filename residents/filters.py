"""Lists narrowed to a group of residents."""

import django_filters as df
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.filters import BridgeFilterSet
from residents.groups import GROUPINGS, in_group


class OfGroupFilterSet(BridgeFilterSet):
    """With `who`, which a figure's link sets: of a group when they were referred.

    `referred` is the moment of it, seen from the rows of the list, which have a `resident`.
    """

    referred = F("submitted_at")

    who = df.ChoiceFilter(label=_("Only"), choices=[], method="of_group")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.form.fields.get("who"):
            told = self.data["who"]
            key, _colon, group = told.partition(":")
            field.choices = [(told, GROUPINGS[key].called(group))] if key in GROUPINGS else []

    def of_group(self, rows, _name, value):
        """Those of the group."""
        return in_group(rows, value, path="resident__", on=self.referred)
