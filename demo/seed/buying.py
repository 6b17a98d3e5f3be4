"""Buying in every state: prices asked for, a panel in session, part deliveries, money back."""

import datetime as dt
from decimal import Decimal

from cases.models import Case
from demo.seed.places import World
from demo.seed.stories.help import receipt_photo
from funding.models import Purchase
from funding.services import invoices, purchases
from funding.services.purchases import panels, quoting
from programmes.models import NeedDomain

D = Decimal


def build(world: World, *, now: dt.datetime) -> None:
    """One purchase in each state that the stories of residents do not reach by themselves."""
    Shopping(world, now).tell()


def send_out(world: World, *, now: dt.datetime) -> None:
    """Today's post, to be read among the kept mails: prices asked for by link, an order by link."""
    Shopping(world, now).post()


class Shopping:
    """The link worker's last weeks, purchase by purchase."""

    def __init__(self, world: World, now: dt.datetime):
        self.world, self.now = world, now
        self.people = world.people
        self.worker = self.people["linkworker"]
        self.cases = self._cases()

    def _cases(self) -> list[Case]:
        """Open cases with something that a purchase can serve, the worker's own first."""
        rows = Case.objects.filter(programme=self.world.main, referral__barriers__isnull=False)
        found = rows.exclude(status="closed").distinct().order_by("pk")
        return sorted(found, key=lambda case: case.worker_id != self.worker.pk)[:12]

    def tell(self) -> None:
        """Each state once."""
        if len(self.cases) < 8:
            return
        self.prices_asked()
        self.panel_in_session()
        self.part_come()
        self.credit_note()
        self.disputed()
        self.refused_and_cancelled()
        self.block_of_places()
        self.tablet_and_fares()

    def post(self) -> None:
        """Two providers are asked for a price; a third gets an order."""
        if len(self.cases) < 8:
            return
        rail = self.ask(5, "Handrail on the stairs", "260", days=0.3)
        purchases.ask_for_quotes(
            rail,
            by=self.worker,
            at=self.ago(0.1),
            providers=[self.provider(each) for each in (HANDY, MOVERS)],
            needed="One rail of three metres on a plastered wall, fitted.",
        )
        self.ordered(6, "Second key safe, at the back door", "45", days=0.3, provider=HANDY)

    def ago(self, days: float) -> dt.datetime:
        """A moment so many days ago."""
        return self.now - dt.timedelta(days=days)

    def ask(self, number: int, what: str, amount: str, *, days: float, **more) -> Purchase:
        """A purchase for one of the worker's residents."""
        case = self.cases[number % len(self.cases)]
        told = {"category": "aids", "why": "So that being at home is safe", **more}
        return purchases.request(
            by=self.worker,
            at=self.ago(days),
            what=what,
            amount=D(amount),
            case=case,
            barrier=case.referral.barriers.order_by("pk").first(),
            spotted_at=self.ago(days + 0.2),
            seconds=95,
            **told,
        )

    def provider(self, name: str):
        """A provider of the demo by its name."""
        return self.world.providers[name]

    def ordered(self, number, what, amount, *, days, provider, **more) -> Purchase:
        """Asked for, agreed by the team lead where need be, ordered, confirmed."""
        purchase = self.ask(
            number, what, amount, days=days, provider=self.provider(provider), **more
        )
        if purchase.status == "requested":
            purchase = purchases.approve(
                purchase, by=self.people["teamlead"], at=self.ago(days - 0.1)
            )
        return purchases.order(purchase, by=self.worker, at=self.ago(days - 0.2))

    def prices_asked(self) -> None:
        """Three providers asked; one has answered, one has declined, one is thinking."""
        purchase = self.ask(0, "Half steps and rails at the front door", "420", days=3)
        wanted = [HANDY, MOVERS, FURNITURE]
        first, second, _third = purchases.ask_for_quotes(
            purchase,
            by=self.worker,
            at=self.ago(2.9),
            providers=[self.provider(each) for each in wanted],
            needed="Two half steps and two rails at a front door, brick wall, fitted.",
        )
        by = self.people["provider.handy"]
        quoting.answer(
            first, by=by, at=self.ago(2), amount=D("385"), lead_days=4, words="Fitted and sealed."
        )
        quoting.decline(second, by=by, at=self.ago(1.5), reason="We do not work on brick.")

    def panel_in_session(self) -> None:
        """One has voted, one has an interest, two have not answered yet."""
        purchase = purchases.request(
            by=self.people["linkworker.joan"],
            at=self.ago(2),
            what="Winter meals for forty people",
            why="So that nobody comes home to an empty kitchen before spring",
            category="food",
            amount=D("6400"),
            programme=self.world.main,
            fund=self.world.fund,
            group_name="Winter meals",
            places=40,
            need=NeedDomain.objects.get(code="food"),
            provider=self.provider(KITCHEN),
        )
        self._compare(purchase, ((KITCHEN, "6400"), (HANDY, "7100")))
        members = [self.people[each] for each in ("teamlead", "finance", "manager.two", "funder")]
        panel = purchases.call_panel(
            purchase, by=self.people["manager"], at=self.ago(1.5), members=members
        )
        panels.vote(panel, by=members[0], at=self.ago(1), vote="for", words="Needed each winter.")
        panels.declare_interest(
            panel, by=members[2], at=self.ago(0.9), interest="My brother cooks there."
        )

    def _compare(self, purchase: Purchase, prices) -> None:
        """Prices told on the telephone; the first is taken."""
        told = {"by": purchase.requested_by, "at": self.ago(1.9)}
        given = [
            purchases.quote(
                purchase, provider=self.provider(name), amount=D(amount), lead_days=7, **told
            )
            for name, amount in prices
        ]
        purchases.choose_quote(purchase, quote=given[0], **told)

    def part_come(self) -> None:
        """Two of three rooms cleared; the first part invoiced and paid."""
        purchase = self.ordered(
            1, "Clearing three rooms", "240", days=9, provider=HANDY, category="cleaning"
        )
        by = self.people["provider.handy"]
        purchases.confirm_order(purchase, by=by, at=self.ago(8.5), words="We start on Tuesday.")
        purchase = purchases.confirm_part(
            purchase,
            by=by,
            at=self.ago(6),
            amount=D("160"),
            words="Bedroom and hall are clear; the kitchen follows.",
            photo=receipt_photo(),
        )
        made = invoices.submit(
            purchase, by=by, at=self.ago(5), number="P-118", amount=D("160"), is_last=False
        )
        finance = self.people["finance"]
        made = invoices.approve(made, by=finance, at=self.ago(4))
        invoices.pay(made, by=finance, at=self.ago(3), payment_reference="BACS 118")

    def credit_note(self) -> None:
        """Paid, then one of two rails was sent back."""
        made = self._invoiced(2, "Two grab rails, fitted", "96", days=30, number="P-101")
        finance = self.people["finance"]
        made = invoices.approve(made, by=finance, at=self.ago(26))
        made = invoices.pay(made, by=finance, at=self.ago(25), payment_reference="BACS 101")
        invoices.credit(
            made,
            by=finance,
            at=self.ago(12),
            number="CN-7",
            amount=D("32"),
            reason="One rail was not needed and went back.",
        )

    def disputed(self) -> None:
        """Asked for more than was done."""
        made = self._invoiced(3, "Key safe and fitting", "74", days=14, number="P-112")
        invoices.dispute(
            made,
            by=self.people["finance"],
            at=self.ago(8),
            reason="The key safe was fitted, the second key is missing.",
        )

    def _invoiced(self, case: int, what: str, amount: str, *, days: float, number: str):
        purchase = self.ordered(case, what, amount, days=days, provider=HANDY)
        by = self.people["provider.handy"]
        purchase = purchases.confirm_delivery(purchase, by=by, at=self.ago(days - 2))
        return invoices.submit(
            purchase, by=by, at=self.ago(days - 3), number=number, amount=D(amount)
        )

    def refused_and_cancelled(self) -> None:
        """One that somebody else pays for, one that is not needed any more."""
        purchase = self.ask(4, "Washing machine", "230", days=6, category="furniture")
        purchases.refuse(
            purchase,
            by=self.people["teamlead"],
            at=self.ago(5.5),
            reason="The housing association replaces it.",
        )
        purchase = self.ordered(5, "Bed moved downstairs", "85", days=7, provider=HANDY)
        purchases.cancel(
            purchase, by=self.worker, at=self.ago(6.5), reason="The sons moved it on Sunday."
        )

    def block_of_places(self) -> None:
        """Eight places bought, five of them used, one of those given up again."""
        purchase = purchases.request(
            by=self.worker,
            at=self.ago(40),
            what="Chair exercise, ten weeks",
            why="So that nobody waits ten weeks for a place",
            category="groups",
            amount=D("240"),
            programme=self.world.main,
            fund=self.world.fund,
            group_name="Chair exercise at the Savoy Centre",
            places=8,
            need=NeedDomain.objects.get(code="physical_activity"),
            provider=self.provider(HANDY),
        )
        purchase = purchases.approve(purchase, by=self.people["teamlead"], at=self.ago(39))
        purchase = purchases.order(purchase, by=self.worker, at=self.ago(39))
        given = [
            purchases.use_place(purchase, by=self.worker, at=self.ago(30 - n), case=case)
            for n, case in enumerate(self.cases[:5])
        ]
        purchases.free_place(purchase, by=self.worker, at=self.ago(10), place=given[0])

    def tablet_and_fares(self) -> None:
        """A tablet on loan; bus fares bought twice from the personal budget."""
        tablet = self.ordered(
            6, "Tablet computer and data", "140", days=20, provider=HANDY, category="digital"
        )
        purchases.confirm_delivery(tablet, by=self.worker, at=self.ago(18))
        purchases.hand_over(
            tablet,
            by=self.worker,
            at=self.ago(18),
            what="Tablet computer, 10 inch",
            kind="loan",
            serial="CB-TAB-0017",
            set_up_help="Two visits by a volunteer",
            data_plan="10 GB a month, paid until spring",
        )
        fares = self.ask(
            7, "Bus fares to the lunch club", "7.50", days=15, category="transport",
            from_personal_budget=True,
        )  # fmt: skip
        purchases.settle(
            fares, by=self.worker, at=self.ago(14.5), amount=D("7.50"), file=receipt_photo()
        )
        again = purchases.repeat(fares, by=self.worker, at=self.ago(7))
        purchases.settle(
            again, by=self.worker, at=self.ago(6.9), amount=D("7.50"), file=receipt_photo()
        )


HANDY = "Black Country Handy Help"
MOVERS = "Oldcroft Community Transport"
FURNITURE = "Gornal Furniture Reuse"
KITCHEN = "Netherton Community Kitchen"
