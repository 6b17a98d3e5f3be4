"""A small world with money in it: a programme, its people, a fund with four funders, a case.

States are reached by calling services; only nouns that have no verb are made directly.
"""

import datetime as dt
import io
import secrets
from dataclasses import dataclass, field
from decimal import Decimal

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import Membership, Organisation, User
from cases.models import Case, Goal
from core import clock
from funding.models import Fund, FundingAgreement, Purchase
from funding.services import agreements, invoices, purchases
from programmes.models import NeedDomain, Policy, Programme
from providers.models import Provider
from residents.models import Resident


def _number() -> str:
    """Something that no other row has."""
    return secrets.token_hex(4)


FUNDERS = (
    ("Tipley Borough Council", "60000.00", ()),
    ("Hallbrook NHS Charity", "25000.00", ()),
    ("Stourbeck and Tipley ICB", "20000.00", ()),
    ("Black Brook Volunteers’ Trust", "15000.00", ()),
)
TIERS = [
    {"up_to": "50.00", "permission": "purchases.approve", "approvers": 1},
    {"up_to": "250.00", "permission": "purchases.approve_second", "approvers": 1},
    {"up_to": "1000.00", "permission": "purchases.approve_third", "approvers": 1},
    {"up_to": None, "permission": "purchases.approve_third", "approvers": 2},
]


def organisation(name: str = "Body", kind: str = "cvs") -> Organisation:
    """An organisation with a mailbox."""
    number = _number()
    return Organisation.objects.create(
        slug=f"org-{number}", name=name, kind=kind, email=f"office{number}@example.org"
    )


def person(role: str, *, at: Organisation, programme=None, name: str = "") -> User:
    """Someone who holds `role`."""
    number = _number()
    user = User.objects.create_user(f"p{number}@example.org", name=name or f"{role} {number}")
    Membership.objects.create(
        user=user,
        organisation=at,
        role=role,
        programme=programme,
        starts_on=clock.today() - dt.timedelta(days=800),
    )
    return user


def programme(lead: Organisation, **policy) -> Programme:
    """A programme with one policy in force for two years."""
    made = Programme.objects.create(
        slug=f"programme-{_number()}",
        name="Community Bridge",
        area="Tipley",
        commissioner=lead,
        lead_provider=lead,
        starts_on=clock.today() - dt.timedelta(days=800),
    )
    Policy.objects.create(
        programme=made,
        effective_from=made.starts_on,
        approval_tiers=policy.pop("approval_tiers", TIERS),
        **policy,
    )
    return made


def provider(name: str = "Black Country Handy Help", *, able: bool = True) -> Provider:
    """A provider, with every paper valid when `able`."""
    until = clock.today() + dt.timedelta(days=200 if able else -1)
    boss = person("administrator", at=organisation())
    return Provider.objects.create(
        organisation=organisation(name, "provider"),
        insurance_expires_on=until,
        safeguarding_expires_on=until,
        dbs_statement_expires_on=until,
        approved_at=clock.now(),
        approved_by=boss,
    )


def case(of: Programme, *, worker: User, name: str = "Doreen Hackett") -> Case:
    """A case that waits for its resident to come home."""
    given, family = name.split(" ")
    return Case.objects.create(
        programme=of,
        policy=of.policy_on(clock.today()),
        resident=Resident.objects.create(given_name=given, family_name=family),
        worker=worker,
        opened_at=clock.now() - dt.timedelta(days=30),
        opened_by=worker,
    )


def fund(of: Programme, *, funders=FUNDERS, paid_in: bool = True, by=None) -> Fund:
    """A fund for a year around today; each funder has paid in all it agreed."""
    today = clock.today()
    span = {
        "starts_on": today - dt.timedelta(days=140),
        "ends_on": today + dt.timedelta(days=220),
    }
    made = agreements.open_fund(
        programme=of, slug=f"fund-{_number()}", name="Floating fund 2025 to 2026", **span
    )
    for name, amount, only in funders:
        agreement = agreements.make_agreement(
            made,
            funder=organisation(name, "funder"),
            amount=Decimal(amount),
            only_needs=only,
            purposes="Only " + ", ".join(only) if only else "",
            **span,
        )
        if paid_in:
            receive(agreement, by=by)
    return made


def receive(agreement: FundingAgreement, *, by=None, amount=None) -> None:
    """The funder pays in, at the agreement's beginning."""
    agreements.receive_grant(
        agreement,
        amount=amount or agreement.amount,
        by=by,
        at=clock.start_of(agreement.starts_on),
        key=f"test-{_number()}",
    )


def receipt_image(*, size=(60, 80)) -> SimpleUploadedFile:
    """A photograph of a receipt."""
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, "JPEG")
    return SimpleUploadedFile("till roll.jpg", out.getvalue(), content_type="image/jpeg")


def goal_of(case: Case) -> Goal:
    """The case's goal, made the first time: what a purchase for it serves."""
    found = case.goals.first()
    return found or Goal.objects.create(
        case=case,
        words="Sleep in my own bed",
        importance=7,
        set_at=clock.now(),
        set_by=case.worker,
    )


def need() -> NeedDomain:
    """What a purchase for a group serves."""
    return NeedDomain.objects.get_or_create(code="loneliness", defaults={"name": "Loneliness"})[0]


@dataclass
class Money:
    """Everything a story about money needs, with short ways to tell it."""

    funders: tuple = FUNDERS
    policy: dict = field(default_factory=dict)

    def __post_init__(self):
        self.lead = organisation("Tipley CVS")
        self.programme = programme(self.lead, **self.policy)
        for role in ("link_worker", "team_lead", "manager", "finance"):
            setattr(self, role, self.staff(role))
        self.fund = fund(self.programme, funders=self.funders, by=self.finance)
        self.case = case(self.programme, worker=self.link_worker)
        self.provider = provider()
        self.provider_worker = person("provider", at=self.provider.organisation)

    def staff(self, role: str) -> User:
        """One more person in the programme."""
        return person(role, at=self.lead, programme=self.programme)

    @property
    def agreements(self) -> list[FundingAgreement]:
        """The fund's agreements in the order in which they were made."""
        return list(self.fund.agreements.order_by("pk"))

    def ask(self, amount, *, by=None, **more) -> Purchase:
        """A link worker asks for something."""
        told = {
            "what": "Key safe",
            "why": "So that the carers can get in",
            "category": "aids",
            "case": self.case if not more.get("group_name") else None,
            "programme": self.programme,
            "provider": self.provider,
            **more,
        }
        if told["case"] is None:
            told.setdefault("need", need())
        elif not (told.get("goal") or told.get("barrier")):
            told["goal"] = goal_of(told["case"])
        return purchases.request(
            by=by or self.link_worker, at=clock.now(), amount=Decimal(amount), **told
        )

    def approved(self, amount, **more) -> Purchase:
        """Agreed by as many as the tier asks for."""
        purchase = self.ask(amount, **more)
        while purchase.status == "requested":
            purchase = purchases.approve(purchase, by=self.staff("manager"), at=clock.now())
        return purchase

    def delivered(self, amount, **more) -> Purchase:
        """Approved, ordered and delivered."""
        purchase = self.approved(amount, **more)
        purchase = purchases.order(purchase, by=self.link_worker, at=clock.now())
        return purchases.confirm_delivery(purchase, by=self.link_worker, at=clock.now())

    def invoiced(self, amount, *, asks=None, **more):
        """Delivered, and the provider has sent an invoice."""
        purchase = self.delivered(amount, **more)
        return invoices.submit(
            purchase,
            by=self.provider_worker,
            at=clock.now(),
            number=f"INV-{_number()}",
            amount=Decimal(asks or amount),
        )

    def paid(self, amount, *, asks=None, **more):
        """All the way to payment."""
        invoice = self.invoiced(amount, asks=asks, **more)
        invoice = invoices.approve(invoice, by=self.finance, at=clock.now())
        return invoices.pay(invoice, by=self.finance, at=clock.now(), payment_reference="BACS 1")


def balances(fund: Fund) -> dict[str, Decimal]:
    """What the fund's accounts hold, by kind."""
    found: dict[str, Decimal] = {}
    for account in fund.accounts.all():
        found[account.kind] = found.get(account.kind, Decimal(0)) + account.balance
    return found


class PurchaseFactory(factory.Factory):
    """A purchase that was asked for, in a world of its own unless one is given."""

    class Meta:
        model = Purchase

    amount = "120.00"

    @classmethod
    def _create(cls, model_class, *args, world: Money | None = None, **kwargs):
        return (world or Money()).ask(kwargs.pop("amount"), **kwargs)
