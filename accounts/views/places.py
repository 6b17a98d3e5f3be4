"""Organisations, their sites and wards."""

from django.db.models import Count, Q
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import forms, presenters, services
from accounts.filters import OrganisationFilter
from accounts.models import Organisation, Site, Ward
from core import clock
from core.phones import read_out
from core.presenters import Action, Column, Crumb, Fact, Table
from core.views import Heading, ScopedDetailView, ScopedListView, VerbView

ACCESS = "accounts.edit_organisations"
ORGANISATIONS = Crumb(gettext_lazy("Organisations"), reverse_lazy("accounts:organisations"))


class Organisations(ScopedListView):
    """Every body that takes part."""

    access = ACCESS
    model = Organisation
    title = gettext_lazy("Organisations")
    filterset_class = OrganisationFilter
    cursor = "slug"
    headings = (
        Heading(gettext_lazy("Name"), sort="name"),
        Heading(gettext_lazy("Kind"), sort="kind"),
        Heading(gettext_lazy("People"), numeric=True),
        Heading(gettext_lazy("Sites"), numeric=True),
        Heading(gettext_lazy("State")),
    )
    sorts = {"name": ("name",), "kind": ("kind", "name")}
    default_sort = "name"

    def prepare(self, rows):
        today = clock.today()
        current = Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=today)
        return rows.annotate(
            people=Count("memberships__user", filter=current, distinct=True),
            places=Count("sites", distinct=True),
        )

    def row(self, organisation):
        return presenters.organisation_row(organisation)

    def get_actions(self):
        add = reverse("accounts:add_organisation")
        return [Action(_("Add an organisation"), add, kind="main")]


class OrganisationDetail(ScopedDetailView):
    """One organisation with its sites and wards."""

    access = ACCESS
    model = Organisation
    lookup = "slug"
    name = "organisation"
    template_name = "accounts/organisation.html"
    back = ORGANISATIONS

    def prepare(self, rows):
        return rows.prefetch_related("sites__wards")

    def get_title(self):
        return self.object.name

    def get_context_data(self, **kwargs):
        there = self.object
        facts = [
            Fact(_("Kind"), there.get_kind_display()),
            Fact(_("ODS code"), there.ods_code or _("none")),
            Fact(_("E-mail address"), there.email or _("not given")),
            Fact(_("Telephone"), read_out(there.phone) or _("not given")),
        ]
        actions = [
            Action(_("Change"), reverse("accounts:change_organisation", args=[there.slug])),
            Action(_("Add a site"), reverse("accounts:add_site", args=[there.slug])),
        ]
        return super().get_context_data(
            facts=facts,
            actions=actions,
            sites=[_site(each) for each in there.sites.all()],
            **kwargs,
        )


def _site(site) -> dict:
    """A site with its table of wards."""
    rows = tuple(presenters.ward_row(each) for each in site.wards.all())
    add = reverse("accounts:add_ward", args=[site.slug])
    return {
        "name": site.name,
        "table": Table(site.name, _WARD_COLUMNS, rows) if rows else None,
        "add": Action(_("Add a ward"), add, hidden=_("to %(site)s") % {"site": site.name}),
    }


_WARD_COLUMNS = (
    Column(gettext_lazy("Ward")),
    Column(gettext_lazy("Kind")),
    Column(gettext_lazy("Telephone")),
    Column(gettext_lazy("State")),
    Column(gettext_lazy("What to do"), hidden=True),
)


class AddOrganisation(VerbView):
    """A body that takes part from now on."""

    access = ACCESS
    form_class = forms.OrganisationForm
    service = staticmethod(services.add_organisation)
    title = gettext_lazy("Add an organisation")
    submit_label = gettext_lazy("Add")
    success_message = gettext_lazy("Added.")
    back = ORGANISATIONS

    def get_success_url(self, result):
        return reverse("accounts:organisation", args=[result.slug])


class OfOrganisation(VerbView):
    """A verb on one organisation."""

    access = ACCESS
    model = Organisation
    lookup = "slug"

    def get_back(self):
        return Crumb(self.object.name, self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("accounts:organisation", args=[self.object.slug])

    def get_success_url(self, result):
        return self.get_cancel_url()


class ChangeOrganisation(OfOrganisation):
    """Change what is known of an organisation."""

    form_class = forms.ChangeOrganisationForm
    service = staticmethod(services.change_organisation)
    title = gettext_lazy("Change this organisation")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Saved.")
    version_fields = ("name", "kind", "ods_code", "email", "phone", "is_active")

    def get_initial(self):
        there = self.object
        return {
            "name": there.name,
            "kind": there.kind,
            "ods_code": there.ods_code,
            "email": there.email,
            "phone": there.phone,
            "is_active": "yes" if there.is_active else "no",
        }


class AddSite(OfOrganisation):
    """A site of an organisation."""

    form_class = forms.SiteForm
    service = staticmethod(services.add_site)
    title = gettext_lazy("Add a site")
    submit_label = gettext_lazy("Add")
    success_message = gettext_lazy("Added.")


class AddWard(VerbView):
    """A ward of a site."""

    access = ACCESS
    model = Site
    lookup = "slug"
    form_class = forms.WardForm
    service = staticmethod(services.add_ward)
    title = gettext_lazy("Add a ward")
    submit_label = gettext_lazy("Add")
    success_message = gettext_lazy("Added.")

    def prepare(self, rows):
        return rows.select_related("organisation")

    def get_back(self):
        return Crumb(self.object.organisation.name, self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("accounts:organisation", args=[self.object.organisation.slug])

    def get_success_url(self, result):
        return self.get_cancel_url()


class ChangeWard(VerbView):
    """Change what is known of a ward."""

    access = ACCESS
    model = Ward
    form_class = forms.ChangeWardForm
    service = staticmethod(services.change_ward)
    title = gettext_lazy("Change this ward")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Saved.")
    version_fields = ("name", "kind", "phone", "is_active")

    def prepare(self, rows):
        return rows.select_related("site__organisation")

    def get_initial(self):
        ward = self.object
        return {
            "name": ward.name,
            "kind": ward.kind,
            "phone": ward.phone,
            "is_active": "yes" if ward.is_active else "no",
        }

    def get_back(self):
        return Crumb(self.object.site.organisation.name, self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("accounts:organisation", args=[self.object.site.organisation.slug])

    def get_success_url(self, result):
        return self.get_cancel_url()
