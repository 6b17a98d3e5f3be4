"""Part deliveries, several invoices, credit notes, the rest cancelled; files that are refused."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core import clock, uploads
from core.errors import NotAllowedNow, RuleBroken
from funding.models import Movement, PersonalBudget, Receipt
from funding.services import invoices, purchases, receipts, verify
from tests.factories.buying import photo
from tests.factories.funding import balances, receipt_image

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def ordered(money, amount="200.00", **more):
    purchase = money.approved(amount, **more)
    return purchases.order(purchase, by=money.link_worker, at=clock.now())


def part(money, purchase, amount, **more):
    return purchases.confirm_part(
        purchase, by=money.link_worker, at=clock.now(), amount=D(amount), words="Some", **more
    )


def bill(money, purchase, number, amount, *, is_last):
    return invoices.submit(
        purchase,
        by=money.provider_worker,
        at=clock.now(),
        number=number,
        amount=D(amount),
        is_last=is_last,
    )


def pay(money, invoice):
    invoice = invoices.approve(invoice, by=money.finance, at=clock.now())
    return invoices.pay(invoice, by=money.finance, at=clock.now(), payment_reference="BACS")


def holds():
    found = verify.recount()
    assert found.holds, found.difference


def test_two_parts_two_invoices__pay_what_came_and_end_with_the_last(money):
    purchase = part(money, ordered(money), "80.00")
    assert (purchase.status, purchase.delivered_amount) == ("ordered", D("80.00"))
    pay(money, bill(money, purchase, "A1", "80.00", is_last=False))
    assert (balances(money.fund)["committed"], balances(money.fund)["paid"]) == (
        D("120.00"),
        D("80.00"),
    )
    holds()
    purchase = purchases.confirm_delivery(purchase, by=money.link_worker, at=clock.now())
    pay(money, bill(money, purchase, "A2", "110.00", is_last=True))
    purchase.refresh_from_db()
    assert purchase.status == "paid"
    assert balances(money.fund) == {
        "outside": D("-120000.00"),
        "available": D("119810.00"),
        "committed": D("0.00"),
        "paid": D("190.00"),
    }
    holds()


def test_an_invoice_above_what_came__waits_until_the_rest_has_come(money):
    purchase = part(money, ordered(money), "80.00")
    invoice = bill(money, purchase, "A1", "150.00", is_last=False)
    with pytest.raises(RuleBroken, match=r"worth £80\.00"):
        invoices.approve(invoice, by=money.finance, at=clock.now())
    purchases.confirm_delivery(purchase, by=money.link_worker, at=clock.now())
    assert invoices.approve(invoice, by=money.finance, at=clock.now()).status == "approved"


def test_two_invoices_that_are_too_much_together__are_not_both_approved(money):
    purchase = money.delivered("200.00")
    first = bill(money, purchase, "A1", "150.00", is_last=False)
    second = bill(money, purchase, "A2", "100.00", is_last=True)
    invoices.approve(first, by=money.finance, at=clock.now())
    with pytest.raises(RuleBroken, match=r"£50\.00 more"):
        invoices.approve(second, by=money.finance, at=clock.now())


def test_nothing_has_come__nothing_is_invoiced(money):
    with pytest.raises(RuleBroken, match="Say first"):
        bill(money, ordered(money), "A1", "10.00", is_last=True)


def test_a_second_last_invoice__is_refused(money):
    purchase = money.delivered("200.00")
    bill(money, purchase, "A1", "50.00", is_last=True)
    with pytest.raises(RuleBroken, match="last invoice"):
        bill(money, purchase, "A2", "50.00", is_last=True)


def test_a_withdrawn_invoice__is_never_paid_and_another_may_follow(money):
    purchase = money.delivered("200.00")
    wrong = bill(money, purchase, "A1", "50.00", is_last=True)
    invoices.withdraw(wrong, by=money.provider_worker, at=clock.now(), reason="Wrong order")
    with pytest.raises(NotAllowedNow):
        invoices.approve(wrong, by=money.finance, at=clock.now())
    pay(money, bill(money, purchase, "A2", "200.00", is_last=True))
    purchase.refresh_from_db()
    assert purchase.status == "paid"
    holds()


def test_all_as_a_part__is_refused_and_so_is_more_than_all(money):
    purchase = ordered(money)
    for amount in ("200.00", "900.00"):
        with pytest.raises(RuleBroken, match=r"Only £200\.00 is outstanding"):
            part(money, purchase, amount)


def test_after_a_part__the_order_is_not_cancelled_but_its_rest_is(money):
    purchase = part(money, ordered(money, "40.00", from_personal_budget=True), "15.00")
    told = {"by": money.link_worker, "at": clock.now(), "reason": "She moved"}
    with pytest.raises(RuleBroken, match="Cancel the rest"):
        purchases.cancel(purchase, **told)
    purchase = purchases.cancel_rest(purchase, **told)
    assert purchase.status == "delivered"
    assert balances(money.fund)["committed"] == D("15.00")
    assert PersonalBudget.objects.get(case=money.case).committed == D("15.00")
    holds()
    pay(money, bill(money, purchase, "A1", "15.00", is_last=True))
    purchase.refresh_from_db()
    assert purchase.status == "paid"
    assert PersonalBudget.objects.get(case=money.case).left == D("85.00")
    holds()


def test_the_rest_cancelled_after_all_is_paid__ends_the_purchase(money):
    purchase = part(money, ordered(money), "80.00")
    pay(money, bill(money, purchase, "A1", "80.00", is_last=True))
    purchase = purchases.cancel_rest(
        purchase, by=money.link_worker, at=clock.now(), reason="Enough"
    )
    assert purchase.status == "paid"
    assert balances(money.fund)["committed"] == D("0.00")
    holds()


def test_a_credit_note__goes_back_to_whoever_paid_and_names_its_invoice(money):
    invoice = money.paid("64.50")
    told = {"by": money.finance, "at": clock.now(), "reason": "One rail sent back"}
    invoices.credit(invoice, number="CN1", amount=D("20.00"), **told)
    back = Movement.objects.filter(kind="return", purchase=invoice.purchase, invoice=invoice)
    # 60 : 25 : 20 : 15 of £20.00.
    assert sorted(each.amount for each in back) == [D("2.50"), D("3.33"), D("4.17"), D("10.00")]
    assert balances(money.fund)["paid"] == D("44.50")
    holds()
    with pytest.raises(RuleBroken, match="recorded already"):
        invoices.credit(invoice, number="CN1", amount=D("20.00"), **told)
    with pytest.raises(RuleBroken, match=r"Only £44\.50"):
        invoices.credit(invoice, number="CN2", amount=D("50.00"), **told)
    assert balances(money.fund)["paid"] == D("44.50")


def test_a_refund_from_a_shop__fills_the_personal_budget_again(money):
    purchase = money.ask("30.00", provider=None, from_personal_budget=True)
    told = {"by": money.link_worker, "at": clock.now()}
    purchase = purchases.settle(purchase, amount=D("28.00"), file=receipt_image(), **told)
    purchases.give_back(purchase, number="R1", amount=D("28.00"), reason="Too small", **told)
    budget = PersonalBudget.objects.get(case=money.case)
    assert (budget.paid, budget.left) == (D("0.00"), D("100.00"))
    with pytest.raises(RuleBroken, match=r"Only £0\.00"):
        purchases.give_back(purchase, number="R2", amount=D("1.00"), reason="Again", **told)
    holds()


def test_what_a_provider_was_paid_for__comes_back_by_credit_note_only(money):
    invoice = money.paid("90.00")
    invoice.purchase.refresh_from_db()
    with pytest.raises(RuleBroken, match="credit note"):
        purchases.give_back(
            invoice.purchase,
            by=money.link_worker,
            at=clock.now(),
            number="1",
            amount=D("1.00"),
            reason="x",
        )


# -- files -----------------------------------------------------------------------------------


def test_a_photograph__keeps_the_picture_and_nothing_else(money):
    purchases.confirm_delivery(
        ordered(money), by=money.link_worker, at=clock.now(), photo=photo(size=(2600, 200))
    )
    kept = Receipt.objects.get(kind="photo")
    with Image.open(kept.file) as image:
        assert image.format == "JPEG"
        assert max(image.size) == 2000
        assert not dict(image.getexif())


def not_a_picture(content: bytes, name="done.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


@pytest.mark.parametrize(
    "content",
    [
        b"<script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\x00" * 40,
        b"%PDF-1.4 %%EOF",
        b"\xff\xd8\xff\xe0 cut off",
    ],
    ids=["script", "svg", "gif", "pdf", "torn"],
)
def test_what_is_no_photograph__is_refused_and_nothing_is_delivered(money, content):
    purchase = ordered(money)
    with pytest.raises(RuleBroken, match="photograph"):
        purchases.confirm_delivery(
            purchase, by=money.link_worker, at=clock.now(), photo=not_a_picture(content)
        )
    purchase.refresh_from_db()
    assert purchase.status == "ordered"
    assert not purchase.deliveries.exists()


def test_a_picture_of_too_many_pixels__is_refused_before_it_is_unpacked(money, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_PIXELS", 100)
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PNG")
    with pytest.raises(RuleBroken, match="too large"):
        receipts.safe_copy(not_a_picture(out.getvalue()))


def test_a_disk_that_fails__leaves_nothing_half_done(money, monkeypatch):
    purchase = money.ask("30.00", provider=None)

    def full(*args, **kwargs):
        raise OSError("no space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    with pytest.raises(RuleBroken, match="nothing was done"):
        purchases.settle(
            purchase, by=money.link_worker, at=clock.now(), amount=D("30.00"), file=receipt_image()
        )
    purchase.refresh_from_db()
    assert purchase.status == "approved"
    assert balances(money.fund)["paid"] == 0
    assert not Receipt.objects.exists()


def test_a_file_without_a_row__is_swept_a_day_later(money):
    purchase = money.ask("30.00", provider=None)
    receipts.keep(
        purchase, by=money.link_worker, at=clock.now(), amount=D("30.00"), file=receipt_image()
    )
    lost = default_storage.save("receipts/lost.jpg", receipt_image())
    assert receipts.sweep(before=clock.now() - dt.timedelta(days=1)) == 0
    assert receipts.sweep(before=clock.now() + dt.timedelta(minutes=1)) >= 1
    assert not default_storage.exists(lost)
    assert default_storage.exists(Receipt.objects.get().file.name)
