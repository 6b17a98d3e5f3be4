"""Rows in one round trip are the rows that `save()` writes, and the history says who wrote them."""

import pghistory
import pytest
from django.db import connection, transaction
from django.db.utils import DataError
from django.test.utils import CaptureQueriesContext

from core import clock, events, prepared, references, writing
from core.prepared import Values
from funding.models import Purchase, PurchaseApproval
from tests.factories.funding import Money

pytestmark = pytest.mark.django_db


def like(purchase: Purchase) -> Purchase:
    """A new purchase with the same values."""
    told = {each.attname: getattr(purchase, each.attname) for each in purchase._meta.fields}
    made = Purchase(**{**told, "id": None, "reference": ""})
    references.give(made)
    return made


def test_a_row__is_as_save_would_write_it():
    purchase = Money().ask("120.00", what="50 % off “steps” $1 %s")
    made = like(purchase)
    writing.insert(made)
    fresh = Purchase.objects.get(pk=made.pk)
    for each in Purchase._meta.fields:
        if not each.primary_key and each.name != "reference":
            assert getattr(fresh, each.attname) == getattr(purchase, each.attname), each
    fresh.what = "Kettle"
    fresh.save()


def test_rows__may_name_a_new_one_before_them():
    money = Money()
    made, at = like(money.ask("120.00")), clock.now()
    rows = [
        made,
        *(events.told(made, verb, by=money.manager, at=at) for verb in ("request", "quote")),
        PurchaseApproval(purchase=made, at=at, by=money.manager, tier=2),
    ]
    values = Values()
    found = writing.clauses(rows, values)
    key = writing.told(found.form, found.place(made, values))
    sql = f"WITH {', '.join(writing.parts(found.form))} SELECT {key}"
    writing.written(made, prepared.write(sql, values)[0][0])
    assert Purchase.objects.get(reference=made.reference) == made
    assert [each.verb for each in made.events.order_by("pk")] == ["request", "quote"]
    assert made.approvals.get().by == money.manager


def test_a_row_that_names_one_that_is_not_written__is_refused():
    money = Money()
    stray = like(money.ask("120.00"))
    approval = PurchaseApproval(purchase=stray, at=clock.now(), by=money.manager, tier=2)
    with pytest.raises(ValueError, match="not written yet"):
        writing.insert(approval)


def test_the_history__says_who_wrote_it_and_from_which_page():
    money = Money()
    with pghistory.context(user=money.manager.pk, page="funding:request"):
        made = money.ask("12.00")
    told = made.versions.get().pgh_context
    assert (told["user"], told["page"]) == (money.manager.pk, "funding:request")


def test_errors__are_those_of_django_and_leave_the_transaction_usable():
    with pytest.raises(DataError), transaction.atomic():
        prepared.rows("SELECT $1::int / 0", Values([1]))
    assert prepared.rows("SELECT 1", Values()) == [(1,)]


def test_the_same_text__is_planned_once_a_connection():
    money = Money()
    for _each in range(12):  # with a row to look at afterwards, or without: two texts
        money.ask("12.00")
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        texts = [each for (each,) in cursor.fetchall()]
    assert any("INSERT INTO funding_movement" in each for each in texts)
    assert any("funding_splitrule" in each for each in texts)


def test_whole_numbers_are_of_one_size__so_the_text_is_prepared_once():
    values = Values()
    assert [values.place(each) for each in (1, 70_000, None, "a")] == ["$1", "$2", "NULL", "$3"]
    assert {type(each).__name__ for each in values[:2]} == {"Int8"}
    with CaptureQueriesContext(connection) as asked:
        prepared.rows("SELECT $1::bigint", Values([1]))
    assert len(asked) == 1
