"""Asking for something: for a resident, or for a group."""

from django.core import signing
from django.db.models import Q
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import programmes_where
from cases.models import Case
from core import clock
from core.errors import RuleBroken
from core.money import ZERO, pounds
from core.presenters import Action, Cell, Column, Crumb, Empty, Row, Table
from core.views import HouseView, ScopedDetailView, VerbView
from funding import forms
from funding.forms.request import BUDGET, SHOP
from funding.presenters.people import case_url
from funding.presenters.purchases import tier_words
from funding.presenters.purses import purses
from funding.services import budgets, purchases, sources
from funding.services.agreements import fund_for
from providers.models import CatalogueItem


def live_facts(case, *, amount, is_high_risk: bool, purse: str) -> dict:
    """What both purses hold, what this would add, and who would have to agree."""
    policy = case.policy
    tier = purchases.tier_of(policy, amount, is_high_risk=is_high_risk) if amount else None
    warnings = []
    if amount and purse == BUDGET:
        left = budgets.left_of(case)
        if amount > left:
            warnings.append(
                _("Only %(left)s of the personal budget is left.") % {"left": pounds(left)}
            )
    try:
        fund = fund_for(case.programme, clock.today())
        left = sources.left_for(fund, on=clock.today())
        said = _("“%(fund)s” has %(left)s left.") % {"fund": fund.name, "left": pounds(left)}
    except RuleBroken as refusal:
        said, left = "", None
        warnings.append(refusal.message)
    if amount and left is not None and amount > left:
        warnings.append(_("That is more than the fund has."))
    return {
        "purses": purses(case, adding=amount or ZERO, from_budget=purse == BUDGET),
        "tier": tier_words(policy, tier) if tier else "",
        "first_tier": bool(tier and tier.number == 1),
        "fund_says": said,
        "warnings": warnings,
        "tiers": policy.tiers(),
    }


def buy_action(user, item) -> Action | None:
    """From an item of the catalogue to buying it, for those who may ask."""
    if not user.has_perm("purchases.request"):
        return None
    return Action(_("Buy it"), f"{reverse('funding:buy')}?item={item.reference}", "main")


class FromCatalogue:
    """Mixed into pages that may begin from an item: `?item=` names it."""

    @cached_property
    def item(self) -> CatalogueItem | None:
        """The item asked for, if it is still sold."""
        rows = CatalogueItem.objects.visible_to(self.request.user).filter(is_active=True)
        named = self.request.GET.get("item", "")
        return rows.select_related("provider").filter(reference=named).first() if named else None


OPENED = "_opened"
LONGEST = 4 * 3600
"""A page left open over lunch says nothing about how long asking takes."""


def seconds_since(token: str) -> int | None:
    """Seconds since the page was opened, where that can be known."""
    try:
        took = int(clock.now().timestamp()) - signing.loads(token, salt=OPENED)
    except signing.BadSignature:
        return None
    return took if 0 <= took <= LONGEST else None


class Request(FromCatalogue, VerbView):
    """Buy something for one resident."""

    access = "purchases.request"
    model = Case
    form_class = forms.RequestForm
    template_name = "funding/request.html"
    title = gettext_lazy("Buy something")
    submit_label = gettext_lazy("Ask for it")
    once_required = True

    def prepare(self, rows):
        return rows.select_related("resident", "policy", "programme", "referral")

    def check_now(self):
        purchases.refuse_closed(self.object)

    def get_tokens(self):
        """With the moment at which the page was first opened, signed: it is measured how long
        asking takes, the light way against the full."""
        opened = self.request.POST.get(OPENED) or signing.dumps(
            int(clock.now().timestamp()), salt=OPENED
        )
        return {**super().get_tokens(), OPENED: opened}

    def get_initial(self):
        """What the catalogue says of the item; the rest only whoever asks can know."""
        item = self.item
        if item is None:
            return {}
        return {
            "what": item.name,
            "amount": f"{item.price:.2f}",
            "supplier": item.provider.reference if item.provider_id else SHOP,
        }

    def get_form_kwargs(self):
        live = reverse("funding:request_live", args=[self.object.reference])
        return {**super().get_form_kwargs(), "live_url": live}

    def get_back(self):
        resident = self.object.resident
        url = case_url(self.object)
        return Crumb(f"{resident.given_name} {resident.family_name}", url) if url else None

    def get_cancel_url(self):
        return case_url(self.object) or "/"

    def perform(self, form):
        return purchases.request(
            by=self.request.user,
            at=clock.now(),
            case=self.object,
            item=self.item,
            seconds=seconds_since(self.request.POST.get(OPENED, "")),
            **form.answers(),
        )

    def get_success_message(self, result):
        if result.status == "approved":
            return _("Agreed at once. The money is set aside.")
        return _("Asked for. Those who must agree have been told.")

    def get_context_data(self, **kwargs):
        form = kwargs["form"]
        told = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else {}
        shown = live_facts(
            self.object,
            amount=form.in_all() if told else None,
            is_high_risk=bool(told.get("is_high_risk")),
            purse=told.get("purse", ""),
        )
        resident = self.object.resident
        who = f"{resident.given_name} {resident.family_name}"
        return super().get_context_data(live=shown, over=who, **kwargs)


class RequestLive(ScopedDetailView):
    """The aside of the request, renewed as one types."""

    access = "purchases.request"
    model = Case

    def prepare(self, rows):
        return rows.select_related("resident", "policy", "programme")

    def get_resident(self):
        """The page that asks has been noted already."""
        return None

    def get(self, request, *args, **kwargs):
        form = forms.LiveForm(request.GET)
        form.is_valid()
        told = form.cleaned_data
        shown = live_facts(
            self.object,
            amount=form.in_all(),
            is_high_risk=told.get("is_high_risk") == "yes",
            purse=told.get("purse") or "",
        )
        return HttpResponse(render_to_string("funding/live.html", {"live": shown}, request))


class Buy(FromCatalogue, HouseView):
    """For whom? Own cases first, or a group."""

    access = "purchases.request"
    template_name = "funding/buy.html"
    title = gettext_lazy("Buy something")
    lead = gettext_lazy("For whom is it?")

    def get_context_data(self, **kwargs):
        rows = (
            Case.objects.visible_to(self.request.user)
            .open()
            .filter(
                Q(worker=self.request.user)
                | Q(programme__in=programmes_where(self.request.user, "purchases.request"))
            )
            .select_related("resident")
        )
        words = " ".join(self.request.GET.get("who", "").split())
        if words:
            rows = rows.filter(resident__search_name__icontains=words.lower())
        found = list(rows.order_by("resident__family_name", "resident__given_name", "pk")[:50])
        columns = (Column(_("Name")), Column(_("Case")))
        table = Table(_("For one resident"), columns, tuple(self._row(each) for each in found))
        return super().get_context_data(
            lead=self.get_lead(),
            item=self.item,
            table=table if found else None,
            who=words,
            empty=Empty(_("Nobody by that name"), _("Only people whose case you see are listed.")),
            **kwargs,
        )

    def get_lead(self):
        """For whom; and what, when it was begun from the catalogue."""
        if self.item is None:
            return self.lead
        told = {"what": self.item.name, "price": pounds(self.item.price)}
        return _("%(what)s, %(price)s. For whom is it?") % told

    def _row(self, case):
        url = reverse("funding:request", args=[case.reference])
        if self.item:
            url = f"{url}?item={self.item.reference}"
        name = f"{case.resident.given_name} {case.resident.family_name}"
        return Row((Cell(name, url=url), Cell(case.reference, quiet=True)))


class RequestForGroup(VerbView):
    """Buy something for several people at once."""

    access = "purchases.request"
    form_class = forms.GroupRequestForm
    title = gettext_lazy("Buy something for a group")
    lead = gettext_lazy("Places in a class, a minibus, a lunch: shared by several residents.")
    submit_label = gettext_lazy("Ask for it")
    once_required = True

    def get_back(self):
        return Crumb(_("Buy something"), reverse("funding:buy"))

    def perform(self, form):
        return purchases.request(by=self.request.user, at=clock.now(), **form.answers())

    def get_success_message(self, result):
        return _("Asked for.")
