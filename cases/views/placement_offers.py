"""Putting someone forward: choose a service that has room, then say what they need to know."""

from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.forms.placements import OfferForm, OfferToSeveralForm
from cases.lifecycle import HOLDS_A_PLACE
from cases.models import Case
from cases.presenters import placements as presenters
from cases.services import placements as services
from core import clock
from core.presenters import Action, Crumb
from core.references import tidy_reference
from core.views import VerbView
from core.views.base import LoadsOne
from providers.models import Service
from providers.services.finding import access_in, first_half
from providers.views.finding import Finder
from residents.services import may_share


class ChooseService(Finder):
    """Services that take people now; it opens with what this resident needs and where they live."""

    access = "placements.offer"
    title = gettext_lazy("Find someone who can help")

    def before(self, request):
        loader = _CaseLoader()
        loader.request, loader.kwargs = request, self.kwargs
        self.case = loader.load()
        self.require(self.case)
        if request.method == "GET" and not request.GET:
            return redirect(f"{request.path}?{looked_for(self.case)}")
        return None

    def prepare(self, rows):
        return super().prepare(rows).open_to_offers(clock.today())

    def url_of(self, service) -> str:
        return reverse("cases:placement_offer", args=[self.case.reference, service.reference])

    def get_back(self):
        url = reverse("cases:detail", args=[self.case.reference])
        return Crumb(self.case.resident.full_name, url)

    def get_actions(self):
        url = reverse("cases:placement_offer_to_several", args=[self.case.reference])
        return [Action(_("Ask several at once"), url)]


def looked_for(case: Case) -> str:
    """The search with which one begins for this resident: needs, postcode district, access needs.

    Of the address only the first half of the postcode stands in it, and nothing else personal.
    """
    resident, referral = case.resident, case.referral
    asked = {
        "need": list(referral.needs.values_list("domain__code", flat=True)) if referral else [],
        "near": first_half(resident.postcode) if resident.postcode else "",
        "access": access_in(resident.communication_needs, resident.needs_interpreter),
        "begun": "1",
    }
    return urlencode({name: value for name, value in asked.items() if value}, doseq=True)


class _CaseLoader(LoadsOne):
    """Loads the case that the address names, through its scope."""

    model = Case

    def prepare(self, rows):
        return rows.select_related("resident", "policy", "referral")


class _Offering(VerbView):
    """What asking one service and asking several have in common."""

    access = "placements.offer"
    model = Case
    submit_label = gettext_lazy("Put them forward")

    def prepare(self, rows):
        return rows.select_related("resident", "policy")

    def get_back(self):
        url = reverse("cases:placement_choose", args=[self.object.reference])
        return Crumb(_("Find someone who can help"), url)

    def get_cancel_url(self):
        return reverse("cases:detail", args=[self.object.reference])

    @cached_property
    def waiting(self) -> int:
        """How many offers for them wait for an answer."""
        return services.awaiting_answers(self.object)


class Offer(_Offering):
    """Put the resident forward to one service."""

    form_class = OfferForm
    template_name = "cases/placements/offer.html"

    def before(self, request):
        answered = super().before(request)
        if answered:
            return answered
        self.offered = self._service()
        resident, organisation = self.object.resident, self.offered.provider.organisation
        self.asks_consent = not may_share(resident, organisation=organisation)
        return None

    def _service(self) -> Service:
        rows = Service.objects.visible_to(self.request.user).select_related(
            "provider__organisation"
        )
        found = rows.filter(reference=tidy_reference(self.kwargs["service"])).first()
        if found is None:
            raise Http404
        return found

    def get_title(self):
        return _("Put %(name)s forward to %(service)s") % {
            "name": self.object.resident.called,
            "service": self.offered.name,
        }

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "asks_consent": self.asks_consent,
            "asks_several": bool(services.scattergun_words(self.waiting)),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            service=self.offered,
            warning=services.scattergun_words(self.waiting),
            asks_consent=self.asks_consent,
            **kwargs,
        )

    def perform(self, form):
        return services.offer(
            self.object,
            by=self.request.user,
            at=clock.now(),
            service=self.offered,
            **form.cleaned_data,
        )

    def get_success_url(self, result):
        return presenters.url_of(result)

    def get_success_message(self, result):
        provider = self.offered.provider.organisation.name
        return _("%(provider)s has been asked. You see the answer on your Today page.") % {
            "provider": provider
        }


class OfferToSeveral(_Offering):
    """Ask several services at once; the first to say yes takes it."""

    form_class = OfferToSeveralForm
    template_name = "cases/placements/offer_to_several.html"
    submit_label = gettext_lazy("Ask them all")
    shown = 20

    def get_title(self):
        return _("Ask several at once for %(name)s") % {"name": self.object.resident.called}

    @cached_property
    def fitting(self) -> list[Service]:
        """Services that take people now, near to them first."""
        rows = Service.objects.visible_to(self.request.user).open_to_offers(clock.today())
        near = self.object.resident.postcode.partition(" ")[0]
        asked = self.object.placements.filter(status__in=HOLDS_A_PLACE).values("service")
        joined = rows.exclude(pk__in=asked).select_related("provider__organisation")
        covers = Q(postcode_districts__contains=[near]) | Q(postcode_districts=[])
        return list(joined.filter(covers).order_by("name")[: self.shown])

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "services": self.fitting,
            "asks_consent": not may_share(self.object.resident, recipient=""),
            "asks_several": True,
        }

    def get_context_data(self, **kwargs):
        warning = services.scattergun_words(self.waiting)
        return super().get_context_data(warning=warning, **kwargs)

    def perform(self, form):
        return services.offer_to_several(
            self.object, by=self.request.user, at=clock.now(), **form.cleaned_data
        )

    def get_success_url(self, result):
        return reverse("cases:tab", args=[self.object.reference, "support"])

    def get_success_message(self, result):
        return ngettext(
            "%(count)d service has been asked.",
            "%(count)d services have been asked. The first to say yes takes it.",
            len(result),
        ) % {"count": len(result)}
