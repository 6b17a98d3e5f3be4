"""The end of a period: closing the books, carrying forward, moving costs to another funder."""

from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.money import pounds
from core.presenters import Crumb
from core.views import VerbView
from funding.forms import funds as forms
from funding.models import Fund
from funding.presenters import words
from funding.services import periods, reattribution, verify, year_end
from funding.views.agreements import OfAgreement
from funding.views.links import money


class ClosePeriod(VerbView):
    """Close the books of a fund up to a day, for good."""

    access = "funds.close"
    model = Fund
    lookup = "slug"
    form_class = forms.CloseForm
    service = staticmethod(periods.close_period)
    title = gettext_lazy("Close the books of a period")
    submit_kind = "danger"
    submit_label = gettext_lazy("Close the books for good")
    template_name = "funding/verb.html"
    once_required = True
    keeps_draft = False

    def get_back(self):
        return Crumb(self.object.name, self.object.get_absolute_url())

    def get_context_data(self, **kwargs):
        first = periods.next_start(self.object)
        self.lead = _("The open period begins on %(day)s.") % {"day": words.day(first)}
        return super().get_context_data(
            what_happens=(
                _("Every movement up to that day stays as it is, and no other can be dated there."),
                _("The whole ledger is recounted first. Nothing reopens a period."),
                _("What comes to light later stands in the open period, with a note."),
            ),
            **kwargs,
        )

    def get_success_url(self, result):
        return self.object.get_absolute_url()

    def get_success_message(self, result):
        return _("Closed to the end of %(day)s.") % {"day": words.day(result.ends_on)}


class EndYear(OfAgreement):
    """What an agreement leaves unspent is carried forward or given back."""

    access = "funds.close"
    form_class = forms.YearEndForm
    title = gettext_lazy("Unspent money")
    submit_label = gettext_lazy("Record this")

    def get_context_data(self, **kwargs):
        left = year_end.unspent(self.object)
        self.lead = _("%(left)s is neither paid nor promised.") % {"left": pounds(left)}
        return super().get_context_data(**kwargs)

    def perform(self, form):
        told = dict(form.cleaned_data)
        into = form.found.get(told.pop("into"))
        return year_end.end_year(
            self.object, by=self.request.user, at=clock.now(), into=into, **told
        )

    def get_success_message(self, result):
        told = {"amount": pounds(result.amount)}
        if result.into_id:
            return _("%(amount)s is carried forward.") % told
        return _("%(amount)s goes back to the funder.") % told


class Reattribute(OfAgreement):
    """Another agreement of the fund bears what this one bore."""

    access = "funds.reattribute"
    form_class = forms.ReattributeForm
    title = gettext_lazy("Move what it bears to another funder")
    lead = gettext_lazy("Forward only: nothing in a closed period changes.")
    submit_label = gettext_lazy("Move it")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            what_happens=(
                _(
                    "Each movement is undone by its opposite, which names it, and made again on "
                    "the other agreement. Both are dated today and carry your reason."
                ),
                _("Whole purchases are moved, as many as the other agreement can bear."),
            ),
            **kwargs,
        )

    def perform(self, form):
        told = dict(form.cleaned_data)
        into = form.found[told.pop("into")]
        return reattribution.reattribute(
            self.object, by=self.request.user, at=clock.now(), into=into, **told
        )

    def get_success_message(self, result):
        told = {"amount": pounds(result.amount), "count": result.purchases}
        return _("Moved: %(amount)s of %(count)d purchases.") % told


class Recount(VerbView):
    """Recount the whole ledger now."""

    access = "funds.recount"
    title = gettext_lazy("Recount the ledger")
    lead = gettext_lazy(
        "Everything is counted anew from the movements. It also happens each night."
    )
    submit_label = gettext_lazy("Recount now")
    template_name = "funding/verb.html"
    success_url = reverse_lazy("funding:home")
    service = staticmethod(verify.recount_and_keep)

    def get_back(self):
        return money(self.request.user)

    def get_success_message(self, result):
        return result.summary or _("It does not add up: %(what)s.") % {"what": result.difference}
