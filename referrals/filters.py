"""Filters of the lists of referrals. They stay in the address."""

import datetime as dt

import django_filters as df
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access import memberships, programmes_where
from accounts.models import Site, Ward
from core import clock
from core.filters import BridgeFilterSet
from core.references import tidy_reference
from programmes.models import BarrierReason, Programme
from referrals import delays
from referrals.lifecycle import AWAITING_DECISION, Status
from referrals.models import Barrier, Referral, Source, Urgency
from residents.filters import OfGroupFilterSet
from residents.models import Resident
from residents.search import named_like

_MOST_NAMED = 300

UNDER_WAY = (*AWAITING_DECISION, Status.ACCEPTED)


def sites_of(request):
    """Hospitals that send referrals the person may see."""
    if request is None:
        return Site.objects.none()
    programmes = {each.programme_id for each in memberships(request.user)} - {None}
    own = {each.site_id for each in memberships(request.user)} - {None}
    return Site.objects.filter(Q(programmes__in=programmes) | Q(pk__in=own)).distinct()


def wards_of(request):
    """Wards of those hospitals."""
    wards = Ward.objects.filter(site__in=sites_of(request))
    return wards.select_related("site").order_by("site__name", "name")


def programmes_of(request):
    """Programmes whose referrals the person sees as one of their team."""
    if request is None:
        return Programme.objects.none()
    mine = programmes_where(request.user, "referrals.view")
    return Programme.objects.visible_to(request.user).where(mine).order_by("name")


SPANS = {
    "year": dt.timedelta(days=365),
    "quarter": dt.timedelta(days=91),
    "ever": dt.timedelta(days=36_500),
}
SINCE = [("year", _("In the last 12 months")), ("quarter", _("In the last 3 months"))]
EVER = ("ever", _("At any time"))


class ReferralFilter(OfGroupFilterSet):
    """Which referrals: by name or reference, status, urgency, source, hospital, wait, time."""

    by_link = ("programme", "ward", "since", "left", "left_in", "stayed", "who")

    q = df.CharFilter(label=_("Name or reference"), method="find")
    status = df.ChoiceFilter(
        label=_("Status"),
        choices=[("all", _("All")), *Status.choices[1:]],
        empty_label=_("Under way"),
        method="with_status",
    )
    urgency = df.ChoiceFilter(label=_("Urgency"), choices=Urgency.choices)
    source = df.ChoiceFilter(label=_("From"), choices=Source.choices)
    site = df.ModelChoiceFilter(
        label=_("Hospital"), queryset=sites_of, to_field_name="slug", field_name="site"
    )
    ward = df.ModelChoiceFilter(label=_("Ward"), queryset=wards_of, to_field_name="reference")
    programme = df.ModelChoiceFilter(
        label=_("Programme"), queryset=programmes_of, to_field_name="slug"
    )
    since = df.ChoiceFilter(label=_("Sent"), choices=[*SINCE, EVER], method="sent_since")
    left = df.ChoiceFilter(label=_("Left hospital"), choices=SINCE, method="left_since")
    left_in = df.ChoiceFilter(
        label=_("Left in"), choices=delays.months_back, method="left_in_month"
    )
    stayed = df.ChoiceFilter(
        label=_("Stayed when ready"), choices=delays.CHOICES, method="stayed_on"
    )

    class Meta:
        model = Referral
        fields: list[str] = []

    def filter_queryset(self, queryset):
        """Under way unless a status is asked for."""
        if not self.form.cleaned_data.get("status"):
            queryset = queryset.filter(status__in=UNDER_WAY)
        return super().filter_queryset(queryset)

    def with_status(self, rows, _name, value):
        """One status, or all but drafts."""
        return rows.exclude(status=Status.DRAFT) if value == "all" else rows.filter(status=value)

    def sent_since(self, rows, _name, value):
        """Sent in the last so many days."""
        return rows.filter(submitted_at__gte=clock.start_of(clock.today() - SPANS[value]))

    def left_since(self, rows, _name, value):
        """Out of hospital in the last so many days."""
        return rows.filter(discharged_on__gte=clock.today() - SPANS[value])

    def left_in_month(self, rows, _name, value):
        """Those who left hospital in one month."""
        year, month = value.split("-")
        return rows.filter(discharged_on__year=int(year), discharged_on__month=int(month))

    def stayed_on(self, rows, _name, value):
        """By the days in hospital after they were ready to leave."""
        return rows.with_waited().filter(delays.condition(value))

    def find(self, rows, _name, value):
        """By reference when it looks like one, else by a name, misspelt or not."""
        tidy = tidy_reference(value)
        if tidy.startswith("CB-"):
            return rows.filter(reference=tidy)
        found = named_like(Resident.objects.current().only("pk"), value, most=_MOST_NAMED)
        return rows.filter(resident__in=[each.pk for each in found])


class ReadyFilter(BridgeFilterSet):
    """Who can go home: from which hospital, held by what."""

    site = df.ModelChoiceFilter(label=_("Hospital"), queryset=sites_of, to_field_name="slug")
    barrier = df.ModelChoiceFilter(
        label=_("Held by"),
        queryset=lambda _request: BarrierReason.objects.filter(is_active=True).order_by("order"),
        to_field_name="code",
        method="held_by",
    )

    class Meta:
        model = Referral
        fields: list[str] = []

    def held_by(self, rows, _name, value):
        """With an open barrier of that kind."""
        held = Barrier.objects.filter(reason=value, resolved_at__isnull=True)
        return rows.filter(pk__in=held.values("referral"))


class BarrierFilter(BridgeFilterSet):
    """Open barriers: of what kind, where, how long, and whether money would help today."""

    reason = df.ModelChoiceFilter(
        label=_("What holds them"),
        queryset=lambda _request: BarrierReason.objects.filter(is_active=True).order_by("order"),
        to_field_name="code",
    )
    site = df.ModelChoiceFilter(
        label=_("Hospital"), queryset=sites_of, to_field_name="slug", field_name="referral__site"
    )
    hours = df.ChoiceFilter(
        label=_("Open for"),
        choices=[("24", _("More than a day")), ("72", _("More than 3 days"))],
        method="older",
        empty_label=_("Any time"),
    )
    money = df.ChoiceFilter(
        label=_("Money"),
        choices=[("yes", _("Money would fix this today"))],
        method="money_helps",
        empty_label=_("All"),
    )

    class Meta:
        model = Barrier
        fields: list[str] = []

    def older(self, rows, _name, value):
        """Open for so many hours."""
        return rows.filter(opened_at__lte=clock.now() - dt.timedelta(hours=int(value)))

    def money_helps(self, rows, _name, _value):
        """Those that a purchase could remove."""
        return rows.filter(reason__money_helps=True)
