"""Orders on paper and what comes of them: confirmed, part come, the rest cancelled, money back."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import organisations_where
from core import pdf
from core.money import pounds
from core.views import ScopedDetailView
from funding import forms
from funding.models import Purchase
from funding.presenters.orders import order_of
from funding.presenters.people import cases_seen
from funding.services import purchases
from funding.views.verbs import PurchaseVerb


def paper(order) -> HttpResponse:
    """The order as a download: PDF/UA-1, never shown inside the page."""
    content = pdf.render("pdf/order.html", {"order": order}, css="pdf/order.css")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="order-{order.number}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


class OrderPaper(ScopedDetailView):
    """The order as PDF. Where to deliver stands on it for those who know the resident anyway."""

    access = "purchases.view"
    model = Purchase

    def prepare(self, found):
        return found.select_related(
            "case__resident",
            "case__worker",
            "programme__lead_provider",
            "ordered_by",
            "requested_by",
            "provider__organisation",
        ).prefetch_related("events", "lines")

    def before(self, request):
        super().before(request)
        if self.object.ordered_at is None or self.object.provider_id is None:
            raise Http404
        mine = self.object.provider.organisation_id in organisations_where(
            request.user, "invoices.submit"
        )
        knows = mine or self.object.case_id in cases_seen(request.user, [self.object])
        self.order = order_of(self.object, shows_where=knows or self.object.case_id is None)

    def get_resident(self):
        """Whose name the paper carries, for the access log."""
        return self.object.case.resident if self.order.names_resident else None

    def get(self, request, *args, **kwargs):
        self.note_opening()
        return paper(self.order)


class ConfirmOrder(PurchaseVerb):
    """The provider has it."""

    access = "purchases.confirm_order"
    form_class = forms.NoteForm
    service = staticmethod(purchases.confirm_order)
    verb = "confirm_order"
    title = gettext_lazy("Confirm this order")
    lead = gettext_lazy("Whoever ordered is told that you will do it.")
    submit_label = gettext_lazy("We will do it")
    success_message = gettext_lazy("Confirmed. Thank you.")


class ConfirmPart(PurchaseVerb):
    """Some of it has come."""

    access = "purchases.confirm_part"
    form_class = forms.PartForm
    service = staticmethod(purchases.confirm_part)
    verb = "confirm_part"
    title = gettext_lazy("A part of it has come")
    lead = gettext_lazy("That part can be invoiced now. The rest stays outstanding.")
    submit_label = gettext_lazy("Record this part")
    success_message = gettext_lazy("Recorded. The rest is outstanding.")


class CancelRest(PurchaseVerb):
    """The rest is not wanted."""

    access = "purchases.cancel_rest"
    form_class = forms.ReasonForm
    service = staticmethod(purchases.cancel_rest)
    verb = "cancel_rest"
    title = gettext_lazy("Cancel what has not come?")
    submit_label = gettext_lazy("Cancel the rest")
    submit_kind = "danger"
    success_message = gettext_lazy("Cancelled. What was set aside for the rest has gone back.")

    def get_context_data(self, **kwargs):
        told = {
            "come": pounds(self.object.delivered_amount),
            "rest": pounds(purchases.outstanding(self.object)),
        }
        lines = [
            _("%(come)s has come and stays owed.") % told,
            _("%(rest)s goes back to the fund, and the provider is told.") % told,
        ]
        return super().get_context_data(what_happens=lines, **kwargs)


class GiveBack(PurchaseVerb):
    """A shop gave money back."""

    access = "purchases.give_back"
    form_class = forms.MoneyBackForm
    service = staticmethod(purchases.give_back)
    verb = "give_back"
    title = gettext_lazy("Money came back")
    lead = gettext_lazy("It goes back to whoever paid it: the funders, and the personal budget.")
    submit_label = gettext_lazy("Record it")
    success_message = gettext_lazy("Recorded. It can be spent again.")
