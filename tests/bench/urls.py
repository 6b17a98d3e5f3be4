"""Our addresses, and the admin’s beside them: only while measuring, only on this machine."""

from django.contrib import admin
from django.urls import path

from cases.models import Case
from config.urls import urlpatterns as ours
from referrals.models import Referral


class OpenSite(admin.AdminSite):
    """Whoever is signed in may look."""

    def has_permission(self, request):
        return request.user.is_authenticated


class ReadOnly(admin.ModelAdmin):
    """A list with filters and search, as one writes it in ten lines."""

    list_per_page = 50

    def has_view_permission(self, request, obj=None):
        return True

    def has_change_permission(self, request, obj=None):
        return False

    def has_module_permission(self, request):
        return True


class ReferralDesk(ReadOnly):
    """The same columns as our list of referrals."""

    list_display = ("resident_name", "reference", "ward", "made_at", "status", "decided_by")
    list_filter = ("status", "urgency", "source")
    list_select_related = ("resident", "ward__site", "decided_by")
    search_fields = ("reference", "resident__family_name")
    ordering = ("-made_at",)

    @admin.display(description="Who")
    def resident_name(self, referral):
        return referral.resident.full_name


class CaseDesk(ReadOnly):
    """The same columns as our list of cases."""

    list_display = ("resident_name", "reference", "status", "worker", "home_on", "opened_at")
    list_filter = ("status", "risk_tier")
    list_select_related = ("resident", "worker")
    search_fields = ("reference", "resident__family_name")
    ordering = ("-opened_at",)

    @admin.display(description="Who")
    def resident_name(self, case):
        return case.resident.full_name


site = OpenSite(name="bench_admin")
site.register(Referral, ReferralDesk)
site.register(Case, CaseDesk)

urlpatterns = [*ours, path("bench-admin/", site.urls)]
