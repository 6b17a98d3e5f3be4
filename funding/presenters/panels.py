"""Money on other apps' pages: a provider's home, a case."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from cases.registry import CaseTab
from core import clock
from core.money import pounds
from core.presenters import Action, Task, TimelineEntry
from funding.lifecycle import COMMITTED, InvoiceStatus, PurchaseStatus
from funding.models import Fund, FundingAgreement, Invoice, Purchase, QuoteRequest
from funding.presenters import forecasts, purchases, words
from funding.presenters import funds as shown
from funding.presenters.purses import of_case as purse_rows
from funding.presenters.purses import purses
from funding.services.forecast import at_year_end
from funding.services.instalments import expected
from funding.services.statements import leverage, pace_of, standings, together
from providers.registry import HomePanel

MOST = 10


def orders_to_deliver(request, provider) -> HomePanel | None:
    """What was ordered from the provider and has not come yet."""
    if not request.user.has_perm("purchases.confirm_delivery"):
        return None
    rows = Purchase.objects.visible_to(request.user).filter(
        provider=provider, status=PurchaseStatus.ORDERED
    )
    found = list(rows.order_by("ordered_at", "pk")[: MOST + 1])
    tasks = tuple(
        Task(
            each.what,
            each.get_absolute_url(),
            when=words.short_day(each.ordered_at),
            when_note=each.reference,
            words=_("Up to %(amount)s") % {"amount": pounds(each.amount)},
            icon="basket",
            action=Action(
                _("Say it is done"),
                reverse("funding:confirm_delivery", args=[each.reference]),
                hidden=each.reference,
            ),
        )
        for each in found[:MOST]
    )
    return HomePanel(
        _("Orders to deliver"),
        tasks,
        _("No order waits. The next one comes by e-mail and appears here."),
        more=Action(_("All orders"), reverse("funding:purchases")) if len(found) > MOST else None,
    )


def prices_wanted(request, provider) -> HomePanel | None:
    """Prices that the provider was asked for and has not given yet."""
    if not request.user.has_perm("quotes.answer"):
        return None
    rows = QuoteRequest.objects.visible_to(request.user).waiting().filter(provider=provider)
    tasks = tuple(
        Task(
            each.needed,
            each.get_absolute_url(),
            when=words.short_day(each.expires_at),
            when_note=_("last day"),
            words=each.reference,
            icon="pound",
            action=Action(
                _("Give your price"),
                reverse("funding:quote_answer", args=[each.reference]),
                hidden=each.reference,
            ),
        )
        for each in rows.order_by("expires_at", "pk")[:MOST]
    )
    return HomePanel(_("Prices wanted"), tasks, _("Nobody waits for a price.")) if tasks else None


def to_invoice(request, provider) -> HomePanel | None:
    """Delivered and not invoiced yet, and invoices that came back."""
    if not request.user.has_perm("invoices.submit"):
        return None
    scope = Purchase.objects.visible_to(request.user).filter(provider=provider)
    come = scope.filter(status__in=(PurchaseStatus.ORDERED, PurchaseStatus.DELIVERED))
    done = Invoice.objects.filter(is_last=True).exclude(status=InvoiceStatus.WITHDRAWN)
    delivered = come.filter(delivered_amount__gt=0).exclude(invoices__in=done)
    back = (
        Invoice.objects.visible_to(request.user)
        .filter(
            purchase__provider=provider,
            status__in=(InvoiceStatus.CHANGES_ASKED, InvoiceStatus.DISPUTED),
        )
        .select_related("purchase")
    )
    tasks = [_back_task(each) for each in back.order_by("submitted_at")[:MOST]]
    tasks += [_invoice_task(each) for each in delivered.order_by("ordered_at")[:MOST]]
    return HomePanel(_("To invoice"), tuple(tasks), _("Everything delivered has been invoiced."))


def _invoice_task(purchase) -> Task:
    return Task(
        purchase.what,
        purchase.get_absolute_url(),
        when=words.short_day(purchase.delivered_at or purchase.ordered_at),
        when_note=purchase.reference,
        words=_("Up to %(amount)s") % {"amount": pounds(purchase.amount)},
        icon="pound",
        action=Action(
            _("Send the invoice"),
            reverse("funding:invoice_submit", args=[purchase.reference]),
            hidden=purchase.reference,
        ),
    )


def _back_task(invoice) -> Task:
    return Task(
        invoice.purchase.what,
        invoice.get_absolute_url(),
        when=words.short_day(invoice.submitted_at),
        when_note=invoice.number,
        words=invoice.get_status_display(),
        icon="pencil",
        overdue=invoice.status == InvoiceStatus.DISPUTED,
        action=Action(
            _("Put it right"),
            reverse("funding:invoice_submit_again", args=[invoice.reference]),
            hidden=invoice.number,
        ),
    )


# -- on the case's page ---------------------------------------------------------------------


def of_case(case) -> list[Purchase]:
    """The case's purchases, newest first, asked once for a page."""
    if not hasattr(case, "_purchases_shown"):
        case._purchases_shown = list(purse_rows(case))
    return case._purchases_shown


def bought_context(request, case) -> dict:
    """What the tab "Support bought" shows."""
    rows = of_case(case)
    may_ask = case.status != "closed" and request.user.has_perm("purchases.request", case)
    return {
        "table": purchases.table(rows, {case.pk}, caption=_("Support bought")) if rows else None,
        "purses": purses(case, rows),
        "ask": Action(
            _("Ask for something to be bought"), reverse("funding:request", args=[case.reference])
        )
        if may_ask
        else None,
        "lift": Action(
            _("Lift the personal budget"),
            reverse("funding:override_cap", args=[case.reference]),
            "link",
        )
        if request.user.has_perm("purchases.override_cap", case)
        else None,
    }


def bought_tab() -> CaseTab:
    """The tab "Support bought"."""
    return CaseTab(
        _lazy("Support bought"),
        render=lambda request, case: render_to_string(
            "funding/case_tab.html", bought_context(request, case), request
        ),
        permission="purchases.view",
        count=lambda case: len(of_case(case)),
    )


def purses_aside(request, case) -> str:
    """Two purses beside the timeline."""
    if not request.user.has_perm("purchases.view"):
        return ""
    return render_to_string("funding/case_purses.html", bought_context(request, case), request)


def bought_timeline(case, user) -> list[TimelineEntry]:
    """One line a purchase: what was bought from which purse, and how far it is."""
    return [_bought_entry(each) for each in of_case(case)]


def _bought_entry(purchase) -> TimelineEntry:
    told = {"amount": pounds(purchase.amount)}
    said = (
        _("%(amount)s from the personal budget.")
        if purchase.from_personal_budget
        else _("%(amount)s from the floating fund.")
    ) % told
    return TimelineEntry(
        purchase.requested_at,
        purchase.what,
        said,
        foot=purchase.get_status_display(),
        icon="pound",
        tone="wash",
        url=purchase.get_absolute_url(),
    )


def not_finished(case) -> list[str]:
    """What must be done with the money before the case is closed."""
    count = sum(each.status in (*COMMITTED, PurchaseStatus.REQUESTED) for each in of_case(case))
    if not count:
        return []
    return [
        ngettext(
            "%(count)d purchase is not finished: pay it or cancel it.",
            "%(count)d purchases are not finished: pay them or cancel them.",
            count,
        )
        % {"count": count}
    ]


# -- on the manager's page ------------------------------------------------------------------


def fund_left(request, programme) -> str:
    """What is left of the programme's open funds, in pounds and in weeks at this pace."""
    if not request.user.has_perm("funds.view"):
        return ""
    on = clock.today()
    rows = Fund.objects.visible_to(request.user).filter(programme=programme).open_on(on)
    found = [_left_of(request.user, each, on) for each in rows.order_by("-starts_on", "pk")]
    if not found:
        return ""
    return render_to_string("funding/bridge_panel.html", {"funds": found}, request)


def _left_of(user, fund, on) -> dict:
    pairs = standings(FundingAgreement.objects.visible_to(user).filter(fund=fund))
    total, pace = together(each for _agreement, each in pairs), pace_of(fund, on=on)
    whole, pennies = shown.split_pounds(total.left)
    return {
        "name": fund.name,
        "url": fund.get_absolute_url(),
        "whole": whole,
        "pennies": pennies,
        "weeks": shown.pace_title(pace),
        "until": words.day(pace.runs_out_on) if pace.runs_out_on else "",
        "a_week": shown.pace_words(pace) if pace.weeks_left is not None else "",
        "bar": shown.fund_bar(fund, total),
        "none": (),
        "year_end": forecasts.year_end_words(
            at_year_end(fund, pace, expected([each.pk for each, _ in pairs], on=on), on=on)
        ),
        "leverage": forecasts.leverage_words(*leverage(pairs)),
    }
