"""References never meet: not with those drawn before, nor with those that a row got another way."""

import re
from decimal import Decimal
from unittest import mock

import pytest
from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from config import database_roles
from core import clock, references
from funding.models import Purchase
from funding.services import purchases
from referrals.models import Referral
from tests.factories.funding import Money, goal_of
from tests.factories.referrals import ReferralFactory
from tests.house.test_models import our_models

pytestmark = pytest.mark.django_db

REFERRED = [
    model
    for model in our_models()
    if any(isinstance(each, references.ReferenceField) for each in model._meta.local_fields)
]


@pytest.fixture(autouse=True)
def nothing_drawn():
    """No test gives what another one drew."""
    references._stocks.clear()
    yield
    references._stocks.clear()


def begin_again() -> None:
    """The count of references starts over, so that the next are those that rows have."""
    references._stocks.clear()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT setval('core_reference_number', 0, false)")
        if database_roles.separate():
            cursor.execute(f"SET ROLE {connection.ops.quote_name(settings.SERVICE_ROLE)}")


def without_looking():
    """The guard taken away: what is drawn is given, whoever has it."""

    def draw(stock, model, prefix, count):
        with connection.cursor() as cursor:
            cursor.execute("SELECT core_draw_references(%s, %s)", [prefix, count])
            stock.free.extend(drawn for (drawn,) in cursor.fetchall())

    return mock.patch.object(references._Stock, "draw", draw)


def stand_in(model) -> str:
    """In place of the model's table, until the transaction ends, one of references alone."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {table} (reference varchar(12) UNIQUE) ON COMMIT DROP")
    return table


def write(model, table: str) -> str:
    """One more row; answers with the reference that its field gave it."""
    row = model()
    references.give(row)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} (reference) VALUES (%s)", [row.reference])
    return row.reference


@pytest.mark.parametrize("model", REFERRED, ids=lambda model: model._meta.label)
def test_a_reference_that_a_row_has__is_not_given_again(model):
    table = stand_in(model)
    begin_again()
    first = [write(model, table) for _each in range(6)]
    begin_again()
    second = [write(model, table) for _each in range(6)]
    assert not set(first) & set(second)
    begin_again()
    with without_looking(), pytest.raises(IntegrityError):
        write(model, table)


def test_a_purchase_whose_reference_is_taken__is_written_with_another():
    money = Money()
    given = {"case": money.case, "goal": goal_of(money.case), "by": money.link_worker}

    def buy() -> Purchase:
        return purchases.request(
            at=clock.now(),
            what="Kettle",
            why="Tea",
            category="aids",
            amount=Decimal("12.00"),
            **given,
        )

    begin_again()
    first = buy()
    begin_again()
    second = buy()
    assert first.reference != second.reference
    assert Purchase.objects.filter(status="approved").count() == 2
    begin_again()
    with without_looking(), pytest.raises(IntegrityError), transaction.atomic():
        buy()


def test_a_referral_whose_reference_is_taken__is_written_with_another():
    begin_again()
    first = ReferralFactory()
    begin_again()
    second = ReferralFactory()
    assert Referral.objects.filter(pk__in=[first.pk, second.pk]).count() == 2


def test_no_two_numbers_lead_to_the_same_letters():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT core_reference_letters(number)), min(number), max(number) FROM"
            " (SELECT generate_series(0, 1073741823, 53687) AS number) AS spread"
        )
        different, first, last = cursor.fetchone()
    assert different == (last - first) // 53687 + 1 > 19_000


def test_references_look_random_and_can_be_read_out():
    drawn = [references.draw(Purchase) for _each in range(200)]
    assert all(re.fullmatch("CBB-[0-9A-HJKMNP-TV-Z]{6}", each) for each in drawn)
    assert all(references.tidy_reference(each.lower()) == each for each in drawn)
    for place in range(4, 10):
        assert len({each[place] for each in drawn}) > 24


def test_a_reference_is_drawn_with_others__so_that_it_costs_no_question_of_its_own():
    references.keep_ready(Purchase, 300)
    with CaptureQueriesContext(connection) as asked:
        drawn = {references.draw(Purchase) for _each in range(300)}
    assert len(drawn) == 300
    assert len(asked) == 0


def test_another_connection__draws_its_own():
    references.keep_ready(Purchase, 10)
    _prefix, before = references._stock(Purchase)
    given = set(before.free)
    with mock.patch.object(connection, "connection", mock.Mock()):
        _prefix, other = references._stock(Purchase)
        assert not other.free
    assert given


def test_the_service_cannot_set_the_count_back():
    if not database_roles.separate():
        pytest.skip("one role does everything here")
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("SELECT setval('core_reference_number', 0, false)")
