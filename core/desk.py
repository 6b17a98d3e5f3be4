"""The desk: Django's admin, read-only, for the administrator. No residents, no money, no passwords.

Whoever changes something does it on the service's own pages, where the rules hold and the timeline
is written; here one only looks.
"""

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.apps import AdminConfig
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class LookOnly(ModelAdmin):
    """A model that is looked at and never changed here."""

    actions = None
    exclude = ("password",)
    show_full_result_count = False
    list_per_page = 50

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("accounts.use_desk")

    def has_module_permission(self, request):
        return request.user.has_perm("accounts.use_desk")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class DeskSite(AdminSite):
    """Takes in only models that are looked at; other people's admin classes stay outside."""

    site_header = site_title = _("Community Bridge: the desk")
    index_title = _("Look, and change nothing")
    enable_nav_sidebar = False

    def register(self, model_or_iterable, admin_class=None, **options):
        if admin_class is not None and issubclass(admin_class, LookOnly):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request):
        return request.user.is_active and request.user.has_perm("accounts.use_desk")

    def login(self, request, extra_context=None):
        """Signing in has one door, with its second step and its lock-out."""
        return HttpResponseRedirect(f"{reverse('account_login')}?next={request.path}")


class DeskConfig(AdminConfig):
    """Django's admin with our site."""

    default_site = "core.desk.DeskSite"
