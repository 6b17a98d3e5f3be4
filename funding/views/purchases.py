"""Lists of purchases, and one purchase with its story."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import organisations_where
from core import clock
from core.money import pounds
from core.presenters import Action, Cell, Column, Crumb, Empty, Fact, Row, Table
from core.views import Heading, HouseView, ScopedDetailView, ScopedListView
from funding import filters
from funding.lifecycle import PurchaseStatus
from funding.models import BoughtItem, PlaceUse, Purchase
from funding.presenters import afterwards, order_lines, used, waiting, whole, words
from funding.presenters import invoices as invoice_rows
from funding.presenters import purchases as rows
from funding.presenters import quotes as prices
from funding.presenters.matching import matching
from funding.presenters.people import case_url, cases_seen, deliver_to, whom_cell
from funding.presenters.purses import purses
from funding.presenters.story import story
from funding.services.purchases import agreed_tier
from funding.views.links import invoice_action, money


class Purchases(ScopedListView):
    """Everything that was asked for, as far as the person sees it."""

    access = "purchases.view"
    model = Purchase
    title = gettext_lazy("Purchases")
    filterset_class = filters.PurchaseFilter
    headings = (
        Heading(gettext_lazy("What")),
        Heading(gettext_lazy("For whom")),
        Heading(gettext_lazy("State")),
        Heading(gettext_lazy("Asked for"), sort="asked"),
        Heading(gettext_lazy("Price"), sort="price", numeric=True),
    )
    sorts = {"asked": ("requested_at",), "price": ("amount",)}
    default_sort = "-asked"
    export_permission = "ledger.export"
    export_columns = (
        ("Reference", lambda p: p.reference),
        ("What", lambda p: p.what),
        ("Kind", lambda p: p.get_category_display()),
        ("Case", lambda p: p.case.reference if p.case_id else ""),
        ("Group", lambda p: p.group_name),
        ("State", lambda p: p.get_status_display()),
        ("Price", lambda p: p.amount),
        ("Spotted", lambda p: p.spotted_at),
        ("Asked for", lambda p: p.requested_at),
        ("Approved", lambda p: p.approved_at),
        ("Ordered", lambda p: p.ordered_at),
        ("Delivered", lambda p: p.delivered_at),
    )

    def get_title(self):
        return _("Orders") if self.delivers else self.title

    @property
    def delivers(self) -> bool:
        """Whether it is a provider that looks: to them these are orders."""
        return self.request.user.has_perm("invoices.submit")

    def get_empty(self):
        if self.delivers and not self.filtered:
            return Empty(_("No order yet"), _("An order comes by e-mail and appears here."))
        return super().get_empty()

    def prepare(self, found):
        return found.select_related("case__resident")

    def dress(self, things):
        self.seen = cases_seen(self.request.user, things)
        return things

    def row(self, purchase):
        return rows.row(purchase, self.seen)

    def get_back(self):
        return money(self.request.user)


class Approvals(HouseView):
    """Prices that wait for this person."""

    access = "purchases.approve"
    template_name = "funding/approvals.html"
    title = gettext_lazy("To agree")

    def get_lead(self):
        """Said above the table."""
        return _("The oldest first. Nobody agrees to what they asked for above the first tier.")

    def get_context_data(self, **kwargs):
        found = waiting.to_agree(self.request.user)
        seen = cases_seen(self.request.user, found)
        columns = (
            Column(_("What")),
            Column(_("For whom")),
            Column(_("Asked for by")),
            Column(_("Waits since")),
            Column(_("Price"), numeric=True),
        )
        table = Table(_("To agree"), columns, tuple(self._row(each, seen) for each in found))
        return super().get_context_data(
            table=table if found else None,
            lead=self.get_lead() if found else "",
            empty=Empty(
                _("Nothing waits for you"), _("What needs your agreement appears here by itself.")
            ),
            **kwargs,
        )

    def _row(self, purchase, seen):
        return Row(
            (
                Cell(purchase.what, url=purchase.get_absolute_url(), sub=purchase.reference),
                whom_cell(purchase, seen),
                Cell(str(purchase.requested_by)),
                Cell(words.short_day(purchase.requested_at)),
                Cell(pounds(purchase.amount)),
            )
        )

    def get_back(self):
        return money(self.request.user)


class PurchasePage(ScopedDetailView):
    """One purchase: what, for whom, whose money, what has happened, what can be done."""

    access = "purchases.view"
    model = Purchase
    name = "purchase"
    template_name = "funding/purchase.html"

    def prepare(self, found):
        return whole.joined(found)

    def get_title(self):
        return self.object.what

    def get_back(self):
        if self.object.case_id in self.seen:
            url = case_url(self.object.case)
            name = self.object.case.resident
            return Crumb(f"{name.given_name} {name.family_name}", url) if url else None
        return money(self.request.user)

    def get_resident(self):
        """Whose name the page shows, for the access log."""
        named = self.object.case_id in self.seen or (self.delivery and self.delivery[1])
        return self.object.case.resident if named else None

    def before(self, request):
        super().before(request)
        whole.fetch_parts(self.object)
        self.seen = cases_seen(request.user, [self.object])
        self.delivery = self._delivery()

    def _delivery(self):
        """Where to, for the provider who has the order; and whether that names the resident."""
        purchase = self.object
        ordered = purchase.status in (PurchaseStatus.ORDERED, PurchaseStatus.DELIVERED)
        mine = purchase.provider_id and purchase.provider.organisation_id in organisations_where(
            self.request.user, "invoices.submit"
        )
        if not (ordered and mine and purchase.case_id):
            return None
        return deliver_to(purchase, at=clock.now())

    def get_context_data(self, **kwargs):
        purchase, user = self.object, self.request.user
        invoices = list(purchase.invoices.all())
        for each in invoices:
            each.purchase = purchase
        actions = invoice_action(user, purchase, invoices) + rows.actions(user, purchase)
        return super().get_context_data(
            over=purchase.reference,
            tag=words.purchase_tag(purchase),
            facts=self._facts(),
            story=story(purchase, invoices, seen=self.seen),
            purses=purses(purchase.case) if purchase.case_id in self.seen else (),
            actions_now=one_main(actions),
            shares=self._shares(),
            quotes=prices.table(purchase) if self._sees_prices() else None,
            sums=matching(purchase),
            lines=order_lines.against(purchase),
            panels=list(purchase.panels.all())
            if user.has_perm("panels.view_all", purchase)
            else (),
            receipts=list(purchase.receipts.all()),
            credits=invoice_rows.credits_table(list(purchase.credit_notes.all())),
            look=self._look(),
            paper=self._paper(),
            **self._used(),
            invoices=invoice_rows.table(invoices, caption=_("Invoices")) if invoices else None,
            **kwargs,
        )

    def _facts(self):
        found = rows.facts(self.object, self.seen, tier=agreed_tier(self.object))
        if self.delivery:
            found.insert(1, Fact(_("Deliver to"), self.delivery[0]))
        return found

    def _shares(self):
        """Whose pounds they are, for those who look after the funds."""
        shares = sorted(self.object.shares.all(), key=lambda each: -each.amount)
        if not shares or not self.request.user.has_perm("funds.view", self.object.fund):
            return None
        columns = (Column(_("Funder")), Column(_("Bears"), numeric=True))
        found = tuple(
            Row((Cell(each.agreement.funder.name), Cell(pounds(each.amount)))) for each in shares
        )
        return Table(_("Whose money it is"), columns, found)

    def _panels(self):
        """Panels that decided or decide on it, for those who see them all."""
        if not self.request.user.has_perm("panels.view_all", self.object):
            return []
        return list(self.object.panels.all())

    def _sees_prices(self) -> bool:
        """Not the providers: they do not read each other's prices."""
        return self.request.user.has_perm("purchases.request", self.object) or (
            self.request.user.has_perm("funds.view", self.object.fund)
        )

    def _look(self):
        """What a look afterwards found, for those who do such looks."""
        look = getattr(self.object, "look_back", None)
        if look is None or not self.request.user.has_perm("purchases.look_back", self.object):
            return None
        return {"tag": afterwards.verdict_tag(look), "words": look.words}

    def _paper(self) -> str:
        """Where the order on paper is, once there is an order."""
        purchase = self.object
        if purchase.ordered_at is None or purchase.provider_id is None:
            return ""
        return reverse("funding:order_paper", args=[purchase.reference])

    def _used(self) -> dict:
        """Places and items, as far as the person sees those who have them."""
        purchase, user = self.object, self.request.user
        uses = PlaceUse.objects.visible_to(user).filter(purchase=purchase)
        things = BoughtItem.objects.visible_to(user).filter(purchase=purchase).order_by("pk")
        if purchase.case_id:  # places are a group's, things are one resident's
            uses = uses.none()
        else:
            things = things.none()
        held = list(uses.select_related("case__resident").order_by("given_at", "pk"))
        seen = cases_seen(user, held)
        return {
            "place_rows": used.places(
                purchase, held, seen, may_free=user.has_perm("purchases.free_place", purchase)
            ),
            "places_words": used.places_words(purchase) if purchase.places else "",
            "item_rows": used.items(
                purchase, list(things), may_take=user.has_perm("purchases.take_back", purchase)
            ),
        }


def one_main(actions: list[Action]) -> list[Action]:
    """The same actions with one main one: the first that is."""
    first = next((each for each in actions if each.kind == "main"), None)
    return [
        replace(each, kind="second") if each.kind == "main" and each is not first else each
        for each in actions
    ]
