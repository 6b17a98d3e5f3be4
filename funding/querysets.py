"""Questions about money."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.access import holds, organisations_where, programmes_where
from core.money import ZERO


class FundQuerySet(models.QuerySet):
    """Funds."""

    def visible_to(self, user):
        """Managers and finance of the programme; a funder the funds that they pay into."""
        return self.filter(
            Q(programme__in=programmes_where(user, "funds.view"))
            | Q(
                pk__in=self.model.objects.filter(agreements__funder__in=_funders(user)).values("pk")
            )
        )

    def open_on(self, day):
        """Begun and not ended on `day`."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)


def _funders(user):
    """Organisations for which the person reads a funder's statement (not by programme)."""
    return set() if holds(user, "funds.view") else organisations_where(user, "statements.view")


class AgreementQuerySet(models.QuerySet):
    """Funding agreements."""

    def visible_to(self, user):
        """Managers and finance of the programme; a funder their own."""
        return self.filter(
            Q(fund__programme__in=programmes_where(user, "funds.view"))
            | Q(funder__in=_funders(user))
        )

    def in_force(self, day):
        """Whose period covers `day`."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class OfFundQuerySet(models.QuerySet):
    """Rows that belong to a fund."""

    def visible_to(self, user):
        """Those of funds whom the person sees."""
        funds = self.model._meta.get_field("fund").related_model
        return self.filter(fund__in=funds.objects.visible_to(user))


class AccountQuerySet(models.QuerySet):
    """Accounts."""

    def visible_to(self, user):
        """Those of agreements that the person sees."""
        agreements = self.model._meta.get_field("agreement").related_model
        return self.filter(agreement__in=agreements.objects.visible_to(user))


class MovementQuerySet(AccountQuerySet):
    """Movements."""

    def in_effect(self):
        """Neither undone by a correction nor a correction: what counts in a sum over kinds."""
        return self.filter(corrects__isnull=True, corrected_by__isnull=True)


class OfAgreementQuerySet(AccountQuerySet):
    """Rows that belong to an agreement."""


class ClaimQuerySet(models.QuerySet):
    """Claims."""

    def visible_to(self, user):
        """Those of the programme's funds; a funder their own, once they were sent."""
        funders = _funders(user)
        return self.filter(
            Q(agreement__fund__programme__in=programmes_where(user, "funds.view"))
            | Q(agreement__funder__in=funders, sent_at__isnull=False)
        )


class OfClaimQuerySet(models.QuerySet):
    """Rows that belong to a claim."""

    def visible_to(self, user):
        """Those of claims that the person sees."""
        claims = self.model._meta.get_field("claim").related_model
        return self.filter(claim__in=claims.objects.visible_to(user))


class OfInstalmentQuerySet(models.QuerySet):
    """Rows that belong to an instalment."""

    def visible_to(self, user):
        """Those of agreements that the person sees."""
        instalments = self.model._meta.get_field("instalment").related_model
        return self.filter(instalment__in=instalments.objects.visible_to(user))


class OfBudgetQuerySet(models.QuerySet):
    """Rows that belong to a personal budget."""

    def visible_to(self, user):
        """Those of budgets that the person sees."""
        budgets = self.model._meta.get_field("budget").related_model
        return self.filter(budget__in=budgets.objects.visible_to(user))


class FunderNameQuerySet(models.QuerySet):
    """Names that funders had."""

    def visible_to(self, user):
        """Those of funders whose agreements the person sees."""
        funders = self.model._meta.get_field("funder").related_model
        agreements = funders._meta.get_field("funding_agreements").related_model
        seen = agreements.objects.visible_to(user).values("funder")
        return self.filter(funder__in=seen)


class PurchaseQuerySet(models.QuerySet):
    """Purchases."""

    def with_paid(self):
        """`paid_so_far`: what was paid for each, nothing as 0."""
        moved = self.model._meta.get_field("movements").related_model
        mine = moved.objects.filter(kind="pay", purchase=OuterRef("pk")).order_by()
        total = mine.values("purchase").annotate(total=Sum("amount")).values("total")
        return self.annotate(paid_so_far=Coalesce(Subquery(total), ZERO))

    def visible_to(self, user):
        """Those of cases that the person sees, of the programme whose money they look after, of
        the organisation that was asked to deliver, and their own requests."""
        cases = self.model._meta.get_field("case").related_model
        return self.filter(
            Q(case__in=cases.objects.visible_to(user))
            | Q(programme__in=programmes_where(user, "funds.view"))
            | Q(provider__organisation__in=organisations_where(user, "invoices.submit"))
            | Q(requested_by=user)
        )


class OfPurchaseQuerySet(models.QuerySet):
    """Rows that belong to a purchase."""

    def visible_to(self, user):
        """Those of purchases that the person sees."""
        purchases = self.model._meta.get_field("purchase").related_model
        return self.filter(purchase__in=purchases.objects.visible_to(user))


class OfDeliveryQuerySet(models.QuerySet):
    """Rows that belong to a delivery."""

    def visible_to(self, user):
        """Those of deliveries that the person sees."""
        deliveries = self.model._meta.get_field("delivery").related_model
        return self.filter(delivery__in=deliveries.objects.visible_to(user))


class OfQuoteQuerySet(models.QuerySet):
    """Rows that belong to a price."""

    def visible_to(self, user):
        """Those of prices that the person sees."""
        quotes = self.model._meta.get_field("quote").related_model
        return self.filter(quote__in=quotes.objects.visible_to(user))


class QuoteRequestQuerySet(models.QuerySet):
    """Requests for a price."""

    def visible_to(self, user):
        """Those of purchases that the person sees, and those to their own organisation."""
        purchases = self.model._meta.get_field("purchase").related_model
        return self.filter(
            Q(purchase__in=purchases.objects.visible_to(user))
            | Q(provider__organisation__in=organisations_where(user, "quotes.answer"))
        )

    def waiting(self):
        """Not answered yet."""
        return self.filter(status="asked")


class OfQuoteRequestQuerySet(models.QuerySet):
    """Rows that belong to a request for a price."""

    def visible_to(self, user):
        """Those of requests that the person sees."""
        requests = self.model._meta.get_field("quote_request").related_model
        return self.filter(quote_request__in=requests.objects.visible_to(user))


class PanelQuerySet(models.QuerySet):
    """Panels."""

    def visible_to(self, user):
        """Panels on which the person has a seat, and those of programmes whose panels they see."""
        seats = self.model._meta.get_field("members").related_model
        return self.filter(
            Q(purchase__programme__in=programmes_where(user, "panels.view_all"))
            | Q(pk__in=seats._base_manager.filter(user=user).values("panel_id"))
        )


class OfPanelQuerySet(models.QuerySet):
    """Rows that belong to a panel."""

    def visible_to(self, user):
        """Those of panels that the person sees."""
        names = {each.name for each in self.model._meta.get_fields()}
        name = "panel" if "panel" in names else "paneldecision"
        panels = self.model._meta.get_field(name).related_model
        return self.filter(**{f"{name}__in": panels.objects.visible_to(user)})


class InvoiceQuerySet(OfPurchaseQuerySet):
    """Invoices."""


class OfInvoiceQuerySet(models.QuerySet):
    """Rows that belong to an invoice."""

    def visible_to(self, user):
        """Those of invoices that the person sees."""
        invoices = self.model._meta.get_field("invoice").related_model
        return self.filter(invoice__in=invoices.objects.visible_to(user))


class OfFundedCaseQuerySet(models.QuerySet):
    """Rows that belong to a case and speak of money."""

    def visible_to(self, user):
        """Those of cases that the person sees, and of programmes whose money they look after."""
        cases = self.model._meta.get_field("case").related_model
        return self.filter(
            Q(case__in=cases.objects.visible_to(user))
            | Q(case__programme__in=programmes_where(user, "funds.view"))
        )


class RecountQuerySet(models.QuerySet):
    """Recounts of the ledger."""

    def visible_to(self, user):
        """All, to whoever looks after some fund: the ledger is one."""
        return self.all() if holds(user, "funds.view") else self.none()
