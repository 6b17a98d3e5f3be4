"""The machine that buys at random: purchases, prices, panels, places, invoices, what comes back.

The funds' own verbs stand in machine_of_funds.py, the comparison in test_any_sequence.py.
"""

from decimal import Decimal

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule

from core import clock
from core.errors import DomainError
from funding.models import Movement
from funding.services import invoices, ledger, purchases, verify
from funding.services.posting import Posting
from funding.services.purchases import panels
from tests.factories.buying import PANEL
from tests.factories.funding import Money, case, goal_of, receipt_image
from tests.money_forms.funds import next_year

ZERO = Decimal(0)
PANEL_ABOVE = Decimal("150.00")
pounds_and_pence = st.integers(min_value=1, max_value=40_000).map(lambda p: Decimal(p) / 100)
whom = st.sampled_from(["lead", "chief", "second"])
funder = st.integers(min_value=0, max_value=2)
WANTED = {
    "amount": pounds_and_pence,
    "own": st.booleans(),
    "risk": st.booleans(),
    "shop": st.booleans(),
    "kind": st.sampled_from(["transport", "aids"]),
    "places": st.sampled_from([None, None, None, 1, 2]),
}
WAY = ("order", "confirm_delivery", "invoice", "approve", "pay")


def world() -> Money:
    """Three funders, one for transport alone, and their next year; people; a group's cases."""
    money = Money(
        policy=PANEL | {"panel_above": PANEL_ABOVE},
        funders=(
            ("Council", "900.00", ()),
            ("Charity", "200.00", ("transport",)),
            ("Trust", "100.01", ()),
        ),
    )
    money.lead_, money.chief, money.second = money.team_lead, money.manager, money.staff("manager")
    money.goal = goal_of(money.case)
    money.others = [case(money.programme, worker=money.link_worker) for _ in range(2)]
    money.receipt = receipt_image(size=(4, 4))
    money.funders_ = money.agreements
    money.later = [next_year(money, each) for each in money.funders_]
    return money


class Buying(RuleBasedStateMachine):
    """Every verb of money, with what it should have come to kept beside it."""

    money: Money
    bought = Bundle("bought")
    bills = Bundle("bills")

    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.left, self.committed, self.paid = Decimal("1200.01"), ZERO, ZERO
        self.owed = dict.fromkeys(range(3), ZERO)
        self.steps = 0

    def teardown(self):
        try:
            found = verify.recount()
            assert found.holds, found.difference
        finally:
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    # -- doing ------------------------------------------------------------------------------

    def who(self, name):
        return {"lead": self.money.lead_, "chief": self.money.chief, "second": self.money.second}[
            name
        ]

    def may(self, service, thing, **given):
        """Do it as one act; None when a rule of the service said no."""
        try:
            with transaction.atomic():
                return service(thing, at=clock.now(), **given)
        except DomainError:
            return None

    def agreement(self, number):
        found = self.money.funders_[number]
        found.refresh_from_db()
        return found

    def came_to(self, purchase, before):
        """A purchase that became approved has moved its price."""
        if purchase is not None and before != "approved" and purchase.status == "approved":
            self.left -= purchase.amount
            self.committed += purchase.amount

    def settled(self, paid, promised):
        """What was paid is paid, the rest of the promise is free again."""
        self.committed -= promised
        self.paid += paid
        self.left += promised - paid

    # -- purchases --------------------------------------------------------------------------

    @rule(target=bought, **WANTED)
    def ask(self, amount, own, risk, shop, kind, places):
        told = {"group_name": "Lunch", "places": places} if places else {"goal": self.money.goal}
        try:
            with transaction.atomic():
                made = self.money.ask(
                    amount,
                    from_personal_budget=own and not places,
                    is_high_risk=risk,
                    category=kind,
                    provider=None if shop else self.money.provider,
                    **told,
                )
        except DomainError:
            return None
        self.came_to(made, "")
        return made

    @initialize(target=bought, **WANTED)
    def something_is_wanted(self, **wanted):
        return self.ask(**wanted)

    @initialize(target=bought, amount=pounds_and_pence, asks=pounds_and_pence)
    def something_was_bought(self, amount, asks):
        return self.on_its_way(amount, asks, len(WAY))

    @initialize(target=bought, places=st.integers(min_value=1, max_value=3))
    def places_were_bought(self, places):
        wanted = {"own": False, "risk": False, "shop": False, "kind": "aids"}
        block = self.ask(Decimal(10), places=places, **wanted)
        self.go_on(block, "order")
        return block

    @initialize(target=bought, pence=st.integers(min_value=1, max_value=3_000))
    def something_came_from_a_shop(self, pence):
        wanted = {"own": True, "risk": False, "shop": True, "kind": "aids", "places": None}
        purchase = self.ask(Decimal(30), **wanted)
        self.keep_receipt(purchase, Decimal(pence) / 100)
        return purchase

    @rule(
        target=bought,
        amount=pounds_and_pence,
        asks=pounds_and_pence,
        steps=st.integers(min_value=1, max_value=len(WAY)),
    )
    def on_its_way(self, amount, asks, steps):
        """So many steps from asking to payment, as far as the rules let it go."""
        wanted = {"own": False, "risk": True, "shop": False, "kind": "aids", "places": None}
        purchase = self.ask(amount, **wanted)
        self.approve(purchase, "chief")
        self.a_panel_sits(purchase, ("for", "for"))
        for verb in WAY[:steps]:
            if verb == "invoice":
                bill = self.invoice(purchase, min(amount, asks), True, 0)
            elif verb in ("order", "confirm_delivery"):
                self.go_on(purchase, verb)
            else:
                self.deal_with(bill, verb)
        return purchase

    @rule(target=bills, purchase=bought)
    def bill_of(self, purchase):
        return purchase and purchase.invoices.first()

    @rule(purchase=bought, by=whom)
    def approve(self, purchase, by):
        if purchase is None:
            return
        purchase.refresh_from_db()
        done = self.may(purchases.approve, purchase, by=self.who(by))
        self.came_to(done, purchase.status)

    @rule(purchase=bought, amount=pounds_and_pence, taken=st.booleans())
    def compare(self, purchase, amount, taken):
        """A provider names a price; perhaps it becomes the purchase's price."""
        if purchase is None:
            return
        told = {"provider": self.money.provider, "amount": amount}
        price = self.may(purchases.quote, purchase, by=self.money.link_worker, **told)
        if price is not None and taken:
            given = {"quote": price, "reason": "They know the house"}
            self.may(purchases.choose_quote, purchase, by=self.money.link_worker, **given)

    @rule(purchase=bought, votes=st.sampled_from([("for", "for"), ("for", "against")]))
    def a_panel_sits(self, purchase, votes):
        """Above the last limit two vote; what they carry is promised, else it is called off."""
        if purchase is None:
            return
        members = (self.money.chief, self.money.second)
        panel = self.may(purchases.call_panel, purchase, by=self.money.lead_, members=members)
        if panel is None:
            return
        for each, vote in zip(members, votes, strict=True):
            assert self.may(panels.vote, panel, by=each, vote=vote)
        done = self.may(panels.decide, panel, by=self.money.chief, words="As voted")
        if done is None:
            self.may(panels.call_off, panel, by=self.money.chief, reason="Too little is left")
        else:
            self.came_to(done.purchase, "requested")

    @rule(purchase=bought, verb=st.sampled_from(["order", "confirm_delivery", "refuse", "repeat"]))
    def go_on(self, purchase, verb):
        if purchase is not None:
            more = {"reason": "Not now"} if verb == "refuse" else {}
            done = self.may(getattr(purchases, verb), purchase, by=self.money.lead_, **more)
            if verb == "repeat":
                self.came_to(done, "")

    @rule(purchase=bought, amount=pounds_and_pence)
    def a_part_comes(self, purchase, amount):
        if purchase is not None:
            self.may(purchases.confirm_part, purchase, by=self.money.lead_, amount=amount)

    @rule(purchase=bought, whole=st.booleans())
    def cancel(self, purchase, whole):
        if purchase is None:
            return
        promised = ledger.still_promised(purchase)
        service = purchases.cancel if whole else purchases.cancel_rest
        done = self.may(service, purchase, by=self.money.lead_, reason="Changed")
        if done is not None:
            self.settled(ZERO, promised - ledger.still_promised(purchase))

    @rule(purchase=bought, amount=pounds_and_pence)
    def keep_receipt(self, purchase, amount):
        if purchase is None:
            return
        promised = ledger.still_promised(purchase)
        given = {"by": self.money.link_worker, "amount": amount, "file": self.money.receipt}
        if self.may(purchases.settle, purchase, **given) is not None:
            self.settled(amount, promised)

    @rule(purchase=bought, who=st.integers(min_value=0, max_value=1), free=st.booleans())
    def use_a_place(self, purchase, who, free):
        if purchase is None:
            return
        by = self.money.link_worker
        place = purchase.place_uses.filter(freed_at=None).first() if free else None
        if place is not None:
            self.may(purchases.free_place, purchase, by=by, place=place)
        else:
            self.may(purchases.use_place, purchase, by=by, case=self.money.others[who])

    # -- invoices ---------------------------------------------------------------------------

    @rule(target=bills, purchase=bought, amount=pounds_and_pence, last=st.booleans(), n=funder)
    def invoice(self, purchase, amount, last, n):
        if purchase is None:
            return None
        told = {"number": f"I-{purchase.reference}-{n}", "amount": amount, "is_last": last}
        return self.may(invoices.submit, purchase, by=self.money.provider_worker, **told)

    @rule(
        bill=bills,
        verb=st.sampled_from(["approve", "pay", "pay", "dispute", "ask_for_changes", "withdraw"]),
    )
    def deal_with(self, bill, verb):
        if bill is None:
            return
        purchase, finance = bill.purchase, self.money.finance
        promised = ledger.still_promised(purchase)
        if verb in ("approve", "pay"):
            done = self.may(getattr(invoices, verb), bill, by=finance)
        else:
            by = self.money.provider_worker if verb == "withdraw" else finance
            done = self.may(getattr(invoices, verb), bill, by=by, reason="Not right")
        if done is not None and verb == "pay":
            after = ledger.still_promised(purchase)
            assert after in (0, promised - done.amount)
            self.settled(done.amount, promised - after)

    @rule(bill=bills, amount=pounds_and_pence, n=funder)
    def credit(self, bill, amount, n):
        """A credit note, whose number counts once."""
        if bill is not None:
            told = {"number": f"C-{n}", "amount": amount, "reason": "Came back"}
            if self.may(invoices.credit, bill, by=self.money.finance, **told) is not None:
                self.settled(-amount, ZERO)

    @rule(purchase=bought, amount=pounds_and_pence, n=funder)
    def bring_back_to_the_shop(self, purchase, amount, n):
        if purchase is not None:
            told = {"number": f"S-{n}", "amount": amount, "reason": "Too small"}
            if self.may(purchases.give_back, purchase, by=self.money.lead_, **told) is not None:
                self.settled(-amount, ZERO)


def again(movement: Movement, *, more=ZERO) -> Posting:
    """The posting that made the movement."""
    return Posting(
        movement.kind,
        movement.agreement_id,
        movement.source_id,
        movement.target_id,
        movement.amount + more,
        movement.key,
        movement.corrects_id,
        movement.invoice_id,
    )
