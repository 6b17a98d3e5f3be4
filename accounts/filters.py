"""Filters of the lists of people and organisations."""

import django_filters as df
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.models import BreakGlass, Invitation, Organisation, User
from core.filters import BridgeFilterSet


class UserFilter(BridgeFilterSet):
    """People by name or address, role, and whether they may sign in."""

    q = df.CharFilter(method="search", label=_("Name or e-mail"))
    role = df.ChoiceFilter(
        field_name="memberships__role",
        label=_("Role"),
        choices=roles.CHOICES,
        empty_label=_("All"),
        distinct=True,
    )
    is_active = df.ChoiceFilter(
        label=_("May sign in"),
        choices=[("True", _("Yes")), ("False", _("No, disabled"))],
        empty_label=_("All"),
    )

    class Meta:
        model = User
        fields = ["q", "role", "is_active"]

    def search(self, rows, name, value):
        """Part of a name or of an address."""
        return rows.filter(Q(name__icontains=value) | Q(email__icontains=value))


class InvitationFilter(BridgeFilterSet):
    """Invitations by where they stand."""

    state = df.ChoiceFilter(
        method="standing",
        label=_("State"),
        empty_label=_("All"),
        choices=[
            ("open", _("Open")),
            ("accepted", _("Accepted")),
            ("withdrawn", _("Taken back")),
        ],
    )

    class Meta:
        model = Invitation
        fields = ["state"]

    def standing(self, rows, name, value):
        """Open, accepted or taken back."""
        if value == "open":
            return rows.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
        return rows.filter(**{f"{value}_at__isnull": False})


class OrganisationFilter(BridgeFilterSet):
    """Organisations by name and kind."""

    q = df.CharFilter(field_name="name", lookup_expr="icontains", label=_("Name"))
    kind = df.ChoiceFilter(label=_("Kind"), choices=Organisation.Kind.choices, empty_label=_("All"))

    class Meta:
        model = Organisation
        fields = ["q", "kind"]


class BreakGlassFilter(BridgeFilterSet):
    """Emergency access by person."""

    q = df.CharFilter(field_name="broken_by__name", lookup_expr="icontains", label=_("Name"))

    class Meta:
        model = BreakGlass
        fields = ["q"]
