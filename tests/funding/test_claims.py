"""Claims: once, frozen, seen by their funder alone. Statements, exports, and who may do what."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from pypdf import PdfReader

from config.database_roles import as_owner
from core import clock
from core.errors import DomainError, RuleBroken
from core.models import AccessEntry, Mail
from funding import spans
from funding.models import Claim, ClaimLine, LedgerExport, Recount
from funding.presenters import claims as shown
from funding.presenters.published import people
from funding.services import agreements, claims, exporting, standing, verify
from funding.services.trace import trace
from funding.tasks import verify_ledger
from tests.factories.funding import Money, person

D = Decimal
DAY = dt.timedelta(days=1)


@pytest.fixture
def spent(money):
    """Payments, of yesterday for a claim's sake."""
    yesterday = clock.now() - DAY
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: yesterday)
        money.paid("180.00", asks="155.55", what="Grab rail")
        money.paid("90.00", what="Key safe")
    return money


@pytest.fixture
def funder(money):
    """Somebody at the first agreement's funder."""
    return person("funder", at=money.agreements[0].funder)


def draft(money, number=0):
    return claims.draft(
        money.agreements[number],
        by=money.finance,
        at=clock.now(),
        ends_on=clock.today() - DAY,
    )


def test_a_claim__takes_each_payment_once(spent):
    claim = draft(spent)
    assert claim.spent == sum(claim.lines.values_list("amount", flat=True)) > 0
    assert claim.due == 0
    with pytest.raises(RuleBroken, match="claimed already"), transaction.atomic():
        draft(spent)
    again = {"claim": claim, "amount": D("1.00"), "movement": claim.lines.first().movement}
    with pytest.raises(DatabaseError, match="claimed_once"), transaction.atomic():
        ClaimLine.objects.create(**again)
    assert verify.recount().holds


def test_what_is_claimed__never_changes(spent):
    claim = draft(spent)
    for sql in (
        "UPDATE funding_claim SET spent = spent + 1",
        "DELETE FROM funding_claim",
        "UPDATE funding_claimline SET amount = amount + 1",
        "DELETE FROM funding_claimline",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    claim.refresh_from_db()
    assert claim.figures["purchases"] == 2


def test_tables_of_claims__end_in_their_sums(spent):
    claim = draft(spent)
    bought = shown.kinds_table(claim, exact=True)
    assert bought.foot.cells[-1].text == f"{claim.spent:,.2f}"
    assert sum(D(row.cells[-1].text.replace(",", "")) for row in bought.rows) == claim.spent
    claims.withdraw(claim, by=spent.finance, at=clock.now(), reason="Wrong period")
    draft(spent)
    table = shown.table(Claim.objects.visible_to(spent.finance))
    assert len(table.rows) == 2
    assert table.foot.cells[-2].text == f"{claim.spent:,.2f}", "one of the two was taken back"


def test_a_withdrawn_claim__frees_its_payments(spent):
    claim = draft(spent)
    claims.withdraw(claim, by=spent.finance, at=clock.now(), reason="Wrong period")
    assert draft(spent).spent == claim.spent
    assert verify.recount().holds


def test_days_that_are_not_over__are_not_claimed(spent):
    with pytest.raises(RuleBroken, match="that is over"), transaction.atomic():
        claims.draft(spent.agreements[0], by=spent.finance, at=clock.now(), ends_on=clock.today())


def test_a_paid_claim__is_money_received(db):
    money = Money(funders=(("Council", "500.00", ()), ("Charity", "500.00", ())))
    agreement = money.agreements[0]
    agreement.amount = D("900.00")
    agreement.save()
    yesterday = clock.now() - DAY
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: yesterday)
        money.paid("90.00")
    claim = draft(money)
    assert claim.due == claim.spent > 0
    more = {"by": money.finance, "at": clock.now()}
    with pytest.raises(DomainError), transaction.atomic():
        claims.settle_claim(claim, **more)
    claim = claims.send(claim, **more)
    claim = claims.query(claim, words="What is the key safe?", **more)
    claim = claims.send(claim, words="A key safe for carers", **more)
    claim = claims.settle_claim(claim, words="BACS", **more)
    assert claim.status == "paid"
    row = standing.standings(type(agreement).objects.filter(pk=agreement.pk))[0][1]
    assert row.received == D("500.00") + claim.due
    assert verify.recount().holds


def test_a_sent_claim__is_told_to_the_funder_and_seen_by_them_alone(client, spent, funder):
    claim = draft(spent)
    url = claim.get_absolute_url()
    client.force_login(funder)
    assert client.get(url).status_code == 404
    claims.send(claim, by=spent.finance, at=clock.now())
    assert Mail.objects.filter(to=funder.email, subject__contains=claim.reference).exists()
    page = client.get(url)
    assert page.status_code == 200
    assert "Hackett" not in page.content.decode()
    other = person("funder", at=spent.agreements[1].funder)
    client.force_login(other)
    assert client.get(url).status_code == 404
    assert client.post(reverse("funding:claim_query", args=[claim.reference])).status_code == 404
    elsewhere = Money()
    client.force_login(elsewhere.finance)
    assert client.get(url).status_code == 404


VERBS = (
    ("agreement", None),
    ("receive", "receive"),
    ("change_agreement", None),
    ("advance", None),
    ("override", None),
    ("year_end", None),
    ("reattribute", None),
    ("claim_draft", None),
)


@pytest.mark.parametrize("name", [each for each, _none in VERBS])
def test_another_programmes_finance_and_every_funder__are_strangers(client, money, funder, name):
    url = reverse(f"funding:{name}", args=[money.agreements[0].reference])
    for stranger in (Money().finance, person("funder", at=money.agreements[1].funder)):
        client.force_login(stranger)
        assert client.get(url).status_code in (403, 404)
    for own in (funder, money.link_worker):
        client.force_login(own)
        assert client.get(url).status_code in (403, 404)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("override", "finance"),
        ("advance", "finance"),
        ("reattribute", "manager"),
        ("claim_draft", "manager"),
        ("year_end", "manager"),
    ],
)
def test_each_verb__belongs_to_one_role(client, money, name, role):
    client.force_login(getattr(money, role))
    url = reverse(f"funding:{name}", args=[money.agreements[0].reference])
    assert client.get(url).status_code == 403


def test_every_page__opens_for_whom_it_is(client, spent, funder):
    claim = claims.send(draft(spent), by=spent.finance, at=clock.now())
    agreement, fund = spent.agreements[0], spent.fund
    of_agreement = ("agreement", "statement", "receive", "change_agreement", "rename_funder")
    of_agreement += ("add_condition", "settle_condition", "plan_instalment", "drop_instalment")
    of_agreement += ("year_end", "reattribute", "claim_draft")
    of_fund = ("fund", "new_agreement", "set_split_rule", "close_period", "export", "cost_codes")
    urls = [reverse(f"funding:{each}", args=[agreement.reference]) for each in of_agreement]
    urls += [reverse(f"funding:{each}", args=[fund.slug]) for each in (*of_fund, "budgets")]
    urls += [reverse("funding:home"), reverse("funding:claims"), reverse("funding:recount")]
    urls += [claim.get_absolute_url()]
    client.force_login(spent.finance)
    for url in urls:
        page = client.get(url)
        assert page.status_code == 200, url
        assert "Hackett" not in page.content.decode(), url
    client.force_login(spent.manager)
    for each in ("advance", "override"):
        url = reverse(f"funding:{each}", args=[agreement.reference])
        assert client.get(url).status_code == 200
    client.force_login(funder)
    for url in (reverse("funding:statements"), reverse("funding:claims"), claim.get_absolute_url()):
        assert client.get(url).status_code == 200


# -- statements -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "since", "until"),
    [
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-27FY", "2026-04-01", "2027-03-31"),
        ("2026-01-05..2026-01-06", "2026-01-05", "2026-01-06"),
    ],
)
def test_a_while__has_a_code(code, since, until):
    found = spans.parse(code)
    assert (str(found.since), str(found.until)) == (since, until)
    assert found.words


@pytest.mark.parametrize("code", ["", "2026-13", "2026-Q5", "..", "2026-02-02..2026-02-01", "x..y"])
def test_nonsense__is_no_while(code):
    assert spans.parse(code) is None


def test_the_statement__is_a_page_a_pdf_and_a_csv_that_say_the_same(client, spent, funder):
    agreement = spent.agreements[0]
    url = reverse("funding:statement", args=[agreement.reference])
    client.force_login(funder)
    page = client.get(url, {"period": f"{clock.today():%Y-%m}"}).content.decode()
    assert "Reconciles to £0.00" in page
    assert "Grab rail" in page
    assert reverse("funding:purchases") not in page
    paper = client.post(url)
    assert paper["Content-Type"] == "application/pdf"
    metadata = PdfReader(io.BytesIO(paper.content)).trailer["/Root"]["/Metadata"]
    assert b"pdfuaid" in metadata.get_object().get_data()
    text = b"".join(client.post(url, {"as": "csv"}).streaming_content).decode()
    assert "Grab rail" in text
    assert "Hackett" not in text + page
    assert AccessEntry.objects.filter(by=funder, kind="exported").count() == 2


def test_counts_of_people__leave_rounded():
    assert [people(each, exact=False) for each in (0, 1, 7, 8, 12, 13)] == [
        *("0", "*", "*", "10", "10", "15")
    ]
    assert people(7, exact=True) == "7"


def test_what_it_bought__adds_up_to_what_was_paid(spent):
    told = trace(spent.agreements[0], until=clock.today())
    row = standing.standings(spent.fund.agreements.filter(pk=spent.agreements[0].pk))[0][1]
    assert told.paid == row.paid == sum(each.paid for each in told.kinds)
    assert (told.purchases, told.people) == (2, 1)


# -- exports --------------------------------------------------------------------------------


def test_the_summary_by_cost_code__comes_to_what_was_paid(client, spent):
    exporting.set_cost_codes(
        spent.fund, by=spent.finance, at=clock.now(), codes={"aids": "4711", "food": ""}
    )
    span = spans.month_of(clock.today() - DAY)
    rows = exporting.by_cost_code(spent.fund, span)
    assert {each.code for each in rows} == {"4711"}
    assert sum(each.paid for each in rows) == exporting.paid_in(spent.fund, span) == D("245.55")
    client.force_login(spent.finance)
    url = reverse("funding:export", args=[spent.fund.slug])
    body = client.post(url, {"period": span.code, "kind": "cost_codes"})
    assert "4711" in b"".join(body.streaming_content).decode()
    kept = LedgerExport.objects.get()
    assert (kept.paid, kept.rows) == (D("245.55"), len(rows))
    assert exporting.next_span(spent.fund, on=clock.today() + 62 * DAY).since == kept.ends_on + DAY


def test_an_export__runs_nothing_in_a_spreadsheet(client, spent):
    spent.approved("60.00", what="=HYPERLINK(1)")
    client.force_login(spent.finance)
    url = reverse("funding:export", args=[spent.fund.slug])
    body = client.post(url, {"period": f"{clock.today():%Y-%m}", "kind": "movements"})
    text = b"".join(body.streaming_content).decode()
    assert "'=HYPERLINK" in text
    assert "Hackett" not in text


# -- the recount ----------------------------------------------------------------------------


def sabotage(sql):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("funding_movement", "funding_claimline", "funding_claim", "funding_account"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql)
        assert cursor.rowcount > 0


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE funding_claimline SET amount = amount + 1", "its lines come to"),
        ("UPDATE funding_fundingagreement SET amount = 1 WHERE amount > 50000", "more than the"),
        (
            "UPDATE funding_movement SET at = at - interval '3 days' WHERE kind = 'pay'",
            "is not as it was",
        ),
    ],
)
def test_a_row_that_somebody_forged__is_found_told_and_shown(client, spent, sql, says):
    from funding.services import periods

    draft(spent)
    periods.close_period(
        spent.fund, by=spent.finance, at=clock.now(), ends_on=clock.today() - 3 * DAY
    )
    sabotage(sql)
    assert says in verify_ledger()
    assert Recount.objects.get().difference
    assert Mail.objects.filter(to=spent.finance.email, subject__contains="add up").exists()
    client.force_login(spent.finance)
    assert "The ledger does not add up" in client.get(reverse("funding:home")).content.decode()


def test_sound_books__say_when_they_were_counted(client, spent):
    client.force_login(spent.manager)
    url = reverse("funding:recount")
    assert client.post(url, {"_once": "a" * 32}).status_code in (200, 302)
    assert Recount.objects.get().by == spent.manager
    assert "everything adds up" in client.get(reverse("funding:home")).content.decode()


def test_claims_of_a_stranger__are_not_in_the_scope(spent, funder):
    claim = draft(spent)
    assert not Claim.objects.visible_to(funder).exists()
    assert Claim.objects.visible_to(spent.finance).get() == claim
    assert not Claim.objects.visible_to(spent.link_worker).exists()
    assert not agreements.fund_for(spent.programme, clock.today()).periods.exists()
