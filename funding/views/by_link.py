"""What a provider without an account sees and does through its signed link."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import links
from core.money import ZERO
from core.presenters import Action
from core.views import LinkPage, LinkVerbView
from funding import forms
from funding.lifecycle import InvoiceStatus
from funding.presenters import order_lines
from funding.presenters import quotes as prices
from funding.presenters.matching import matching
from funding.presenters.orders import order_of
from funding.services import by_link, invoices, notices, purchases
from funding.services.purchases import quoting
from funding.views.delivery import paper

_GIVEN_BACK = (InvoiceStatus.CHANGES_ASKED, InvoiceStatus.DISPUTED)


class QuotePage(LinkPage):
    """What a price is wanted for; nobody is named."""

    template_name = "funding/links/quote.html"

    def get_title(self):
        return _("What would you charge?")

    def get_context_data(self, **kwargs):
        buttons = [
            Action(_("Give your price"), self.step_url("give"), "main"),
            Action(_("Not for us"), self.step_url("decline")),
        ]
        facts = prices.request_facts(self.target)
        return super().get_context_data(facts=facts, actions_now=buttons, **kwargs)


class QuoteStep(LinkVerbView):
    """A verb on the request for a price; it uses the link up."""

    answers = True
    once_required = True


class GiveQuote(QuoteStep):
    """Give a price."""

    form_class = forms.AnswerQuoteForm
    service = staticmethod(quoting.answer)
    title = gettext_lazy("Give your price")
    submit_label = gettext_lazy("Send the price")
    success_message = gettext_lazy("Sent. You hear whether it is taken.")


class DeclineQuote(QuoteStep):
    """Give none."""

    form_class = forms.ReasonForm
    service = staticmethod(quoting.decline)
    title = gettext_lazy("Not for us")
    lead = gettext_lazy("Whoever asked reads your words.")
    submit_label = gettext_lazy("Say no")
    success_message = gettext_lazy("Sent. Thank you for saying so.")


class OrderPage(LinkPage):
    """The order, with what must be known to deliver it, and what can be said about it now."""

    template_name = "funding/links/order.html"

    def get_title(self):
        return _("Order %(number)s") % {"number": self.target.reference}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            facts=order_of(self.target, shows_where=True).facts,
            sums=matching(self.target),
            lines=order_lines.against(self.target),
            actions_now=self._buttons(),
            **kwargs,
        )

    def _buttons(self) -> list[Action]:
        """What can be done now, the next thing first."""
        purchase, step = self.target, self.step_url
        found = []
        if purchase.status == "ordered":
            told = any(each.verb == "confirm_order" for each in purchase.events.all())
            if not told and not purchase.delivered_amount:
                found.append((_("Confirm the order"), step("confirm")))
            found.append((_("All of it is done"), step("done")))
            found.append((_("A part of it is done"), step("part")))
        if purchase.delivered_amount and (words := _invoice_words(purchase)):
            found.append((words, step("invoice")))
        found.append((_("The order as PDF"), step("paper")))
        kinds = [*["main", "second", "second", "second"][: len(found) - 1], "link"]
        return [Action(words, url, kind) for (words, url), kind in zip(found, kinds, strict=True)]


def _invoice_words(purchase) -> str:
    """What the button for an invoice says; nothing when all that came has been asked for."""
    sent = [each for each in purchase.invoices.all() if each.status != InvoiceStatus.WITHDRAWN]
    if any(each.status in _GIVEN_BACK for each in sent):
        return _("Send the invoice again")
    asked = sum((each.amount for each in sent), ZERO)
    return _("Send an invoice") if asked < purchase.delivered_amount else ""


class OrderPaper(LinkPage):
    """The order as PDF."""

    def get(self, request, *args, **kwargs):
        self.note_shown()
        return paper(order_of(self.target, shows_where=True))


class OrderStep(LinkVerbView):
    """A verb on the order. The link lives until the order is paid."""

    once_required = True


class ConfirmOrder(OrderStep):
    """We have it and do it."""

    form_class = forms.NoteForm
    service = staticmethod(purchases.confirm_order)
    title = gettext_lazy("Confirm this order")
    submit_label = gettext_lazy("We will do it")
    success_message = gettext_lazy("Confirmed. Thank you.")


class Done(OrderStep):
    """All of it is done."""

    form_class = forms.DeliveryForm
    service = staticmethod(purchases.confirm_delivery)
    title = gettext_lazy("All of it has been done")
    lead = gettext_lazy("After this you can send the invoice.")
    submit_label = gettext_lazy("Yes, it is done")
    success_message = gettext_lazy("Recorded. Send the invoice when you are ready.")


class PartDone(OrderStep):
    """A part of it is done."""

    form_class = forms.PartForm
    service = staticmethod(purchases.confirm_part)
    title = gettext_lazy("A part of it has been done")
    lead = gettext_lazy("That part can be invoiced now. The rest stays outstanding.")
    submit_label = gettext_lazy("Record this part")
    success_message = gettext_lazy("Recorded. The rest is outstanding.")


class SendInvoice(OrderStep):
    """The invoice."""

    form_class = forms.InvoiceForm
    service = staticmethod(invoices.submit)
    title = gettext_lazy("Send an invoice")
    submit_label = gettext_lazy("Send the invoice")
    success_message = gettext_lazy("Sent. You hear when it has been paid.")


def register() -> None:
    """Make both purposes known to the door of links."""
    links.purposes.register(
        notices.QUOTE,
        links.Purpose(
            name=gettext_lazy("Give a price"),
            load=by_link.quote_request,
            actor=by_link.actor,
            settled=by_link.quote_settled,
            page=QuotePage,
            verbs={"give": GiveQuote, "decline": DeclineQuote},
        ),
    )
    links.purposes.register(
        notices.ORDER,
        links.Purpose(
            name=gettext_lazy("Answer an order"),
            load=by_link.order,
            actor=by_link.actor,
            settled=by_link.order_settled,
            page=OrderPage,
            verbs={
                "confirm": ConfirmOrder,
                "done": Done,
                "part": PartDone,
                "invoice": SendInvoice,
                "paper": OrderPaper,
            },
        ),
    )
