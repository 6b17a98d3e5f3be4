"""What the demo's provider sign-in finds: orders by quantity, in each state, and invoices."""

import datetime as dt
from decimal import Decimal

from demo.seed.buying import Shopping
from demo.seed.places import World
from funding.models import Purchase
from funding.services import invoices, purchases
from funding.services.purchases.lines import Wanted, total

D = Decimal
BEFRIENDING = "Stourbeck Befriending"
VISITS = (Wanted("Afternoon visit of two hours", 6, D("18.00")),)
SINGING = (
    Wanted("Place at the singing afternoon", 4, D("12.00")),
    Wanted("Lift there and back", 4, D("9.50")),
)
CALLS = (Wanted("Week of telephone calls", 8, D("6.00")),)
OUTINGS = (Wanted("Outing with a companion", 3, D("24.00")),)


def build(world: World, *, now: dt.datetime) -> None:
    """Orders of the last weeks, in the state in which each stands today."""
    Supplying(world, now).tell()


def send_out(world: World, *, now: dt.datetime) -> None:
    """Today's post for the provider: a new order, and prices wanted for each of two things."""
    Supplying(world, now).post()


class Supplying(Shopping):
    """One provider's order book."""

    def tell(self) -> None:
        """Each state once."""
        if len(self.cases) < 8:
            return
        self.by = self.people["provider"]
        self.partly_come()
        self.to_invoice()
        self.submitted()
        self.changes_asked()
        self.paid()

    def post(self) -> None:
        """A new order, and a request for prices."""
        if len(self.cases) < 8:
            return
        self.in_order(5, "Visits in the first weeks at home", VISITS, days=0.3)
        wanted = self.ask_for(6, "Company for outings", OUTINGS, days=0.3, provider=None)
        purchases.ask_for_quotes(
            wanted,
            by=self.worker,
            at=self.ago(0.1),
            providers=[self.provider(BEFRIENDING)],
            needed="Three outings on weekday mornings; walks with a stick, needs a car.",
        )

    def ask_for(self, number: int, what: str, wanted, *, days: float, **more) -> Purchase:
        """Something by quantity, for one of the worker's residents."""
        told = {"category": "support", "why": "So that the days have company in them", **more}
        return self.ask(number, what, str(total(wanted)), days=days, wanted=wanted, **told)

    def in_order(self, number: int, what: str, wanted, *, days: float) -> Purchase:
        """Asked for, agreed to, ordered from the provider."""
        return self.ordered(
            number,
            what,
            str(total(wanted)),
            days=days,
            provider=BEFRIENDING,
            wanted=wanted,
            category="support",
            why="So that the days have company in them",
        )

    def partly_come(self) -> None:
        """Two of six visits made, invoiced and paid; one more made since."""
        purchase = self.in_order(0, "Six afternoon visits", VISITS, days=24)
        purchases.confirm_order(purchase, by=self.by, at=self.ago(23), words="Maureen will come.")
        purchase = self._come(purchase, {1: 2}, days=14, words="Two visits made.")
        self._pay(self._bill(purchase, {1: 2}, "36.00", "SB-203", days=13, is_last=False), days=9)
        self._come(purchase, {1: 1}, days=2, words="The third visit; three are still to come.")

    def to_invoice(self) -> None:
        """All of it done, the invoice not sent yet."""
        purchase = self.in_order(1, "Two months of telephone calls", CALLS, days=60)
        purchases.confirm_delivery(purchase, by=self.by, at=self.ago(3), words="Eight weeks done.")

    def submitted(self) -> None:
        """An invoice that waits for finance."""
        purchase = self.in_order(2, "Singing afternoons with a lift", SINGING, days=40)
        purchase = purchases.confirm_delivery(purchase, by=self.by, at=self.ago(5))
        self._bill(purchase, {1: 4, 2: 4}, "86.00", "SB-211", days=4)

    def changes_asked(self) -> None:
        """An invoice that was given back: a lift too many."""
        purchase = self.in_order(3, "Singing afternoons in October", SINGING, days=45)
        purchase = self._come(purchase, {1: 4, 2: 3}, days=8, words="One lift was not needed.")
        made = self._bill(purchase, {1: 4, 2: 3}, "86.00", "SB-209", days=7)
        invoices.ask_for_changes(
            made,
            by=self.people["finance"],
            at=self.ago(6),
            reason="Three lifts were given, and the sum is that of four. Please change the sum.",
        )

    def paid(self) -> None:
        """Done and paid."""
        purchase = self.in_order(4, "Outings with a companion", OUTINGS, days=50)
        purchase = purchases.confirm_delivery(purchase, by=self.by, at=self.ago(30))
        self._pay(self._bill(purchase, {1: 3}, "72.00", "SB-198", days=28), days=25)

    def _come(self, purchase, quantities: dict[int, int], *, days: float, words: str) -> Purchase:
        return purchases.confirm_part(
            purchase, by=self.by, at=self.ago(days), quantities=quantities, words=words
        )

    def _bill(self, purchase, quantities, amount: str, number: str, *, days, is_last=True):
        return invoices.submit(
            purchase,
            by=self.by,
            at=self.ago(days),
            number=number,
            amount=D(amount),
            quantities=quantities,
            is_last=is_last,
        )

    def _pay(self, invoice, *, days: float) -> None:
        finance = self.people["finance"]
        made = invoices.approve(invoice, by=finance, at=self.ago(days + 1))
        paid = {"by": finance, "at": self.ago(days), "payment_reference": f"BACS {invoice.number}"}
        invoices.pay(made, **paid)
