"""People and places on the read-only desk."""

from django.contrib import admin

from accounts.models import Invitation, Membership, Organisation, Site, User, Ward
from core.desk import LookOnly


@admin.register(User)
class UserDesk(LookOnly):
    list_display = ("name", "email", "is_active", "last_login", "reference")
    list_filter = ("is_active",)
    search_fields = ("name", "email")
    ordering = ("name",)


@admin.register(Membership)
class MembershipDesk(LookOnly):
    list_display = ("user", "role", "organisation", "programme", "site", "starts_on", "ends_on")
    list_filter = ("role",)
    list_select_related = ("user", "organisation", "programme", "site")
    search_fields = ("user__name", "organisation__name")
    ordering = ("-starts_on",)


@admin.register(Invitation)
class InvitationDesk(LookOnly):
    list_display = ("reference", "email", "role", "invited_at", "expires_at", "accepted_at")
    ordering = ("-invited_at",)


@admin.register(Organisation)
class OrganisationDesk(LookOnly):
    list_display = ("name", "kind", "ods_code", "is_active")
    list_filter = ("kind", "is_active")
    search_fields = ("name", "ods_code")
    ordering = ("name",)


@admin.register(Site)
class SiteDesk(LookOnly):
    list_display = ("name", "organisation", "ods_code")
    list_select_related = ("organisation",)
    ordering = ("name",)


@admin.register(Ward)
class WardDesk(LookOnly):
    list_display = ("name", "site", "kind", "is_active")
    list_select_related = ("site",)
    ordering = ("name",)
