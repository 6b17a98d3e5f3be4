"""Lists: any page costs the same, orders are total, exports are safe to open."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db.models.functions import Length
from django.urls import reverse

from accounts.models import User
from core import paging
from core.exports import csv_lines, safe_cell
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.programmes import someone


def walk(rows, order, per_page, back=False):
    """All pages from the first to the last, or from the last back to the first."""
    pages, cursor = [], {}
    while True:
        cut = paging.cut(rows, order=order, per_page=per_page, **cursor)
        pages.append([each.pk for each in cut.rows])
        if back and cut.before:
            cursor = {"before": cut.cursors[0]}
        elif not back and cut.after:
            cursor = {"after": cut.cursors[1]}
        else:
            return pages, cut


@pytest.mark.django_db
@pytest.mark.parametrize("order", [["name"], ["-name"], ["last_login", "name"], ["-last_login"]])
def test_every_row_stands_on_one_page_in_both_directions(order):
    moments = [None, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2026, 2, 1, tzinfo=dt.UTC)]
    for number in range(23):
        user = UserFactory(name="ABC"[number % 3])
        User.objects.filter(pk=user.pk).update(last_login=moments[number % 3])
    rows = User.objects.all()
    pages, last = walk(rows, order, 5)
    flat = [pk for page in pages for pk in page]
    assert len(flat) == len(set(flat)) == 23
    assert not last.after
    backwards = [pages[-1]]
    cursor = last
    while cursor.before:
        cursor = paging.cut(rows, order=order, per_page=5, before=cursor.cursors[0])
        backwards.insert(0, [each.pk for each in cursor.rows])
    assert backwards == pages


@pytest.mark.django_db
def test_rows_added_meanwhile_neither_repeat_nor_hide_others():
    for name in "bdfh":
        UserFactory(name=name)
    first = paging.cut(User.objects.all(), order=["name"], per_page=2)
    UserFactory(name="a")
    UserFactory(name="e")
    second = paging.cut(User.objects.all(), order=["name"], per_page=9, after=first.cursors[1])
    assert [each.name for each in second.rows] == ["e", "f", "h"]


@pytest.mark.django_db
def test_a_cursor_that_is_gone_or_forged_begins_anew():
    UserFactory()
    for cursor in ("CBU-GONE00", "' OR 1=1 --"):
        assert len(paging.cut(User.objects.all(), order=["name"], after=cursor).rows) == 1


@pytest.mark.django_db
def test_a_count_stops_at_its_ceiling(monkeypatch):
    monkeypatch.setattr(paging, "COUNT_CEILING", 3)
    for _ in range(3):
        UserFactory()
    assert paging.capped_count(User.objects.all(), 3) == (3, False)
    UserFactory()
    assert paging.capped_count(User.objects.all(), 3) == (3, True)


@pytest.mark.django_db
@pytest.mark.parametrize("how_many", [5, 50])
def test_the_list_of_people_asks_as_often_for_many_as_for_few(client, max_queries, how_many):
    client.force_login(someone("administrator"))
    client.get("/")
    for _ in range(how_many):
        someone("provider", organisation=OrganisationFactory())
    with max_queries(8):
        assert client.get(reverse("accounts:people")).status_code == 200


@pytest.mark.django_db
def test_filters_and_order_stay_in_the_address(client):
    client.force_login(someone("administrator"))
    for _ in range(60):
        UserFactory(name="Sam")
    context = client.get(reverse("accounts:people"), {"q": "sam", "sort": "-name"}).context
    following = context["page"].next_url
    assert "q=sam" in following
    assert "sort=-name" in following
    assert "after=CBU-" in following
    headings = context["table"].columns
    assert headings[0].sorted == "descending"
    assert "sort=name" in headings[0].sort_url
    assert "after=" not in headings[0].sort_url


@pytest.mark.django_db
def test_nonsense_in_the_address_is_no_error(client):
    client.force_login(someone("administrator"))
    address = reverse("accounts:people")
    for query in (
        "sort=drop",
        "role=nobody",
        "is_active=maybe",
        "before=x&after=y",
        "sort=-",
        "after=%00",
    ):
        assert client.get(f"{address}?{query}").status_code == 200, query


@pytest.mark.parametrize("start", [*"=+-@\t\r\n|%", "\0", "＝", "＋", "－", "＠"])
def test_a_cell_that_a_spreadsheet_would_run_is_put_in_quotes(start):
    assert safe_cell(f"{start}cmd|' /C calc'!A0").startswith("'")
    assert "\0" not in safe_cell(f"{start}x")


@pytest.mark.parametrize("cover", ["\ufeff", "\u200b", " ", "\u00a0"])
def test_invisible_signs_do_not_hide_a_formula(cover):
    assert safe_cell(f"{cover}=1+1").startswith("'")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Doreen", "Doreen"),
        (None, ""),
        (-5, "-5"),
        (Decimal("-12.50"), "-12.50"),
        (True, "yes"),
        (dt.date(2026, 12, 3), "2026-12-03"),
        ("", ""),
    ],
)
def test_other_cells_stay_as_they_are(value, shown):
    assert safe_cell(value) == shown


def test_lines_are_quoted_as_csv_and_begin_with_a_byte_order_mark():
    lines = list(csv_lines([("a", lambda row: row), ("b", len)], ['x,"y"', "z"]))
    assert lines[0] == "\ufeffa,b\r\n"
    assert lines[1] == '"x,""y""",5\r\n'


@pytest.mark.django_db
def test_a_zero_byte_in_an_address_finds_nothing(client):
    client.force_login(someone("administrator"))
    assert client.get("/people/CBU-%00/").status_code == 404


# -- ranked by something worked out for each row ------------------------------------------------


def ranked():
    return User.objects.annotate(length=Length("name")).only("reference", "name")


@pytest.mark.parametrize("order", ["length", "-length"])
def test_ranked__pages_meet_and_nobody_is_left_out_or_shown_twice(db, order):
    for number in range(23):
        User.objects.create_user(f"r{number}@example.org", name="x" * (number % 5))
    plain = ranked().order_by(order, "-pk" if order.startswith("-") else "pk")
    cut, seen = paging.cut(ranked(), order=[order], per_page=5), []
    assert (cut.count, cut.capped, cut.before) == (User.objects.count(), False, False)
    while True:
        seen += [each.pk for each in cut.rows]
        if not cut.after:
            break
        cut = paging.cut(ranked(), order=[order], per_page=5, after=cut.cursors[1])
    assert seen == [each.pk for each in plain]


def test_ranked__is_counted_in_the_same_statement(db, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(paging, "COUNT_CEILING", 3)
    for number in range(4):
        User.objects.create_user(f"r{number}@example.org", name="x" * number)
    with django_assert_num_queries(1):
        cut = paging.cut(ranked(), order=["-length"], per_page=2)
    assert (cut.count, cut.capped, cut.after) == (3, True, True)


def test_ranked__of_nothing_is_an_empty_page(db):
    for rows in (ranked().none(), ranked().filter(name="100 % nobody")):
        cut = paging.cut(rows, order=["-length"])
        assert (cut.rows, cut.count, cut.before, cut.after) == ([], 0, False, False)
