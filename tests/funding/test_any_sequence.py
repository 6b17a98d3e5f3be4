"""Whatever people do, in whatever order, the books balance.

A machine that knows the money in its own simple way (a dictionary) does random verbs through the
services and compares after each. MONEY_EXAMPLES and MONEY_STEPS ask for more than the usual run.
"""

import os
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from core import clock
from core.errors import DomainError
from funding.models import Account, Movement, PersonalBudget
from funding.services import agreements, budgets, invoices, ledger, purchases, verify
from funding.services.posting import Posting, post
from tests.factories.funding import Money, balances, receipt_image

EXAMPLES = int(os.environ.get("MONEY_EXAMPLES", "40"))
STEPS = int(os.environ.get("MONEY_STEPS", "20"))
pounds_and_pence = st.integers(min_value=1, max_value=40_000).map(lambda p: Decimal(p) / 100)


class AnySequence(RuleBasedStateMachine):
    """Every verb of money, with what it should have come to kept beside it."""

    bought = Bundle("bought")
    bills = Bundle("bills")

    def __init__(self):
        super().__init__()
        self.money = Money(
            funders=(
                ("Council", "300.00", ()),
                ("Charity", "200.00", ("transport",)),
                ("Trust", "100.01", ()),
            )
        )
        self.lead, self.chief = self.money.team_lead, self.money.manager
        self.second = self.money.staff("manager")
        self.left, self.committed, self.paid = Decimal("600.01"), Decimal(0), Decimal(0)

    def may(self, act):
        """Do it as one act; None when a rule of the service said no."""
        try:
            with transaction.atomic():
                return act()
        except DomainError:
            return None

    def came_to(self, purchase, before):
        """A purchase that became approved has moved its price."""
        if purchase is not None and before != "approved" and purchase.status == "approved":
            self.left -= purchase.amount
            self.committed += purchase.amount

    @rule(
        target=bought,
        amount=pounds_and_pence,
        own=st.booleans(),
        risk=st.booleans(),
        shop=st.booleans(),
        kind=st.sampled_from(["transport", "aids"]),
    )
    def ask(self, amount, own, risk, shop, kind):
        made = self.may(
            lambda: self.money.ask(
                amount,
                from_personal_budget=own,
                is_high_risk=risk,
                category=kind,
                provider=None if shop else self.money.provider,
            )
        )
        self.came_to(made, "")
        return made

    @rule(purchase=bought, by=st.sampled_from(["lead", "chief", "second"]))
    def approve(self, purchase, by):
        if purchase is None:
            return
        purchase.refresh_from_db()
        before = purchase.status
        done = self.may(lambda: purchases.approve(purchase, by=getattr(self, by), at=clock.now()))
        self.came_to(done, before)

    @rule(purchase=bought, verb=st.sampled_from(["order", "confirm_delivery"]))
    def go_on(self, purchase, verb):
        if purchase is not None:
            self.may(lambda: getattr(purchases, verb)(purchase, by=self.lead, at=clock.now()))

    @rule(purchase=bought)
    def cancel(self, purchase):
        if purchase is None:
            return
        purchase.refresh_from_db()
        held = purchase.status in ("approved", "ordered")
        done = self.may(
            lambda: purchases.cancel(purchase, by=self.lead, at=clock.now(), reason="Changed")
        )
        if done and held:
            self.left += purchase.amount
            self.committed -= purchase.amount

    @rule(purchase=bought, amount=pounds_and_pence)
    def keep_receipt(self, purchase, amount):
        if purchase is None:
            return
        done = self.may(
            lambda: purchases.settle(
                purchase,
                by=self.money.link_worker,
                at=clock.now(),
                amount=amount,
                file=receipt_image(size=(4, 4)),
            )
        )
        self.settled(done, amount)

    def settled(self, purchase, amount):
        """What was paid is paid, the rest is free again."""
        if purchase is None:
            return
        self.committed -= purchase.amount
        self.paid += amount
        self.left += purchase.amount - amount

    @rule(target=bills, purchase=bought, amount=pounds_and_pence)
    def invoice(self, purchase, amount):
        if purchase is None:
            return None
        return self.may(
            lambda: invoices.submit(
                purchase,
                by=self.money.provider_worker,
                at=clock.now(),
                number=f"I-{purchase.reference}",
                amount=amount,
            )
        )

    @rule(bill=bills, verb=st.sampled_from(["approve", "pay", "dispute", "ask_for_changes"]))
    def deal_with(self, bill, verb):
        if bill is None:
            return
        more = {"reason": "Not right"} if verb in ("dispute", "ask_for_changes") else {}
        done = self.may(
            lambda: getattr(invoices, verb)(bill, by=self.money.finance, at=clock.now(), **more)
        )
        if done is not None and verb == "pay":
            self.settled(done.purchase, done.amount)

    @rule(extra=st.integers(min_value=0, max_value=80).map(Decimal))
    def lift_the_cap(self, extra):
        self.may(
            lambda: budgets.override_cap(
                self.money.case, by=self.chief, at=clock.now(), extra=extra, reason="Needed"
            )
        )

    @rule(back=st.booleans())
    def receive(self, back):
        agreement = self.money.agreements[2]
        agreement.amount += 10
        agreement.save()
        key = f"grant-{agreement.amount}"
        given = {"amount": Decimal(10), "by": self.money.finance, "at": clock.now(), "key": key}
        agreements.receive_grant(agreement, **given)
        agreements.receive_grant(agreement, **given)
        self.left += 10
        movement = Movement.objects.get(key__startswith=f"{key}:")
        if back and self.may(
            lambda: agreements.correct(movement, by=self.chief, at=clock.now(), words="Twice")
        ):
            self.left -= 10

    @rule(purchase=bought)
    def the_same_again(self, purchase):
        """Posting what was posted changes nothing."""
        if purchase is None:
            return
        rows = Movement.objects.filter(purchase=purchase)
        again = [
            Posting(m.kind, m.agreement_id, m.source_id, m.target_id, m.amount, m.key) for m in rows
        ]
        at = clock.now()
        assert not post(again, fund_id=purchase.fund_id, by=None, at=at, purchase=purchase)
        if purchase.status == "cancelled":
            assert not ledger.release(purchase, by=None, at=at)

    @invariant()
    def books_balance(self):
        held = balances(self.money.fund)
        assert (held["available"], held["committed"], held["paid"]) == (
            self.left,
            self.committed,
            self.paid,
        )
        assert sum(held.values()) == 0
        assert not Account.objects.exclude(kind="outside").filter(balance__lt=0).exists()

    @invariant()
    def no_budget_above_its_cap(self):
        for budget in PersonalBudget.objects.all():
            assert budget.committed + budget.paid <= budget.limit

    @invariant()
    def everything_recounts(self):
        found = verify.recount()
        assert found.holds, found.difference


@pytest.mark.django_db
@pytest.mark.timeout(0)
@pytest.mark.slow
def test_any_sequence_of_verbs__keeps_the_books():
    class InItsOwnTransaction(AnySequence):
        """Each example begins with an empty world."""

        def __init__(self):
            self.around = transaction.atomic()
            self.around.__enter__()
            super().__init__()

        def teardown(self):
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    run_state_machine_as_test(
        InItsOwnTransaction,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize="MONEY_EXAMPLES" not in os.environ,
        ),
    )
