"""The pages of buying in full: who may, who may not, once means once, what stands on none."""

import io
import re
from decimal import Decimal

import pypdf
import pytest
from django.urls import reverse

from core import clock
from core.models import Mail
from funding.models import Invoice
from funding.services import invoices, purchases
from funding.services.purchases import panels
from tests.factories.buying import PANEL, asked, block, called, photo, price
from tests.factories.funding import (
    Money,
    case,
    goal_of,
    need,
    organisation,
    person,
    provider,
    receipt_image,
)

pytestmark = pytest.mark.django_db
NAME = "Hackett"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def grand():
    return Money(policy={**PANEL, "look_back_percent": 100})


def get(client, user, name, *args, status=200):
    client.force_login(user)
    response = client.get(reverse(name, args=args))
    assert response.status_code == status, (name, response.status_code)
    return response.content.decode() if status == 200 else ""


def act(client, user, name, *args, times=1, **answers):
    """Open the page, send the form so many times over, each with the same key."""
    client.force_login(user)
    url = reverse(name, args=args)
    once = client.get(url).context["form"].token_values["_once"]
    for _ in range(times):
        rewind(answers)
        response = client.post(url, {"_once": once, **answers})
        assert response.status_code == 302, response.context["form"].errors
    return response


def rewind(answers) -> None:
    """Files are sent from their beginning each time."""
    for each in answers.values():
        if hasattr(each, "seek"):
            each.seek(0)


def ordered(world, amount="120.00", **more):
    purchase = world.approved(amount, **more)
    return purchases.order(purchase, by=world.link_worker, at=clock.now())


# -- strangers -------------------------------------------------------------------------------


def strangers(world) -> list:
    """Everyone who has nothing to do with this programme, in every role that knows purchases."""
    other = Money()
    elsewhere = provider("Elsewhere").organisation
    return [
        *(getattr(other, role) for role in ("link_worker", "team_lead", "manager", "finance")),
        person("provider", at=elsewhere),
        person("funder", at=organisation("Other funder", "funder")),
        person("volunteer", at=elsewhere),
    ]


def test_strangers_of_every_role__find_nothing(client, grand):
    panel = called(grand)
    request = asked(grand)[0]
    places = block(grand)
    pages = [
        ("funding:panel", panel.reference),
        ("funding:panel_vote", panel.reference),
        ("funding:panel_decide", panel.reference),
        ("funding:quote_request", request.reference),
        ("funding:quote_answer", request.reference),
        ("funding:ask_for_quotes", request.purchase.reference),
        ("funding:order_paper", places.reference),
        ("funding:use_place", places.reference),
        ("funding:confirm_part", places.reference),
        ("funding:cancel_rest", places.reference),
    ]
    for user in strangers(grand):
        for name, reference in pages:
            get(client, user, name, reference, status=404)


def test_own_people__are_kept_to_their_part(client, grand):
    panel, request = called(grand), asked(grand)[0]
    get(client, grand.link_worker, "funding:panel", panel.reference, status=404)
    get(client, grand.team_lead, "funding:panel_decide", panel.reference, status=403)
    get(client, grand.link_worker, "funding:call_panel", panel.purchase.reference, status=403)
    get(client, grand.link_worker, "funding:quote_answer", request.reference, status=403)
    get(client, grand.finance, "funding:choose_quote", request.purchase.reference, status=403)
    get(client, grand.provider_worker, "funding:ask_for_quotes", request.purchase.reference,
        status=404)  # fmt: skip
    get(client, grand.team_lead, "funding:afterwards", status=403)


def test_a_manager_without_a_seat__sees_the_panel_and_has_no_vote(client, grand):
    panel = called(grand)
    page = get(client, grand.manager, "funding:panel", panel.reference)
    assert NAME not in page
    get(client, grand.manager, "funding:panel_vote", panel.reference, status=403)


# -- prices ----------------------------------------------------------------------------------


def test_a_provider_asked_for_a_price__sees_what_and_roughly_where_alone(client, money):
    money.case.resident.postcode = "DY1 2HQ"
    money.case.resident.save()
    request = asked(money)[0]
    page = get(client, money.provider_worker, "funding:quote_request", request.reference)
    assert "DY1" in page
    for secret in ("2HQ", NAME, "Doreen", money.case.reference):
        assert secret not in page
    get(client, money.provider_worker, "funding:purchase", request.purchase.reference, status=404)


def test_prices__are_given_once_and_taken_with_a_reason(client, money):
    first, second = asked(money)
    act(client, money.provider_worker, "funding:quote_answer", first.reference, times=3,
        amount="280", lead_days="2", words="Rails and screws")  # fmt: skip
    assert first.purchase.quotes.get().amount == 280
    price(second, "240.00", by=money.provider_worker)
    page = get(client, money.link_worker, "funding:purchase", first.purchase.reference)
    assert "Cheapest" in page
    act(client, money.link_worker, "funding:choose_quote", first.purchase.reference,
        quote=first.provider.reference, reason="Comes on Monday")  # fmt: skip
    first.purchase.refresh_from_db()
    assert (first.purchase.amount, first.purchase.provider) == (280, first.provider)


def test_asking__from_the_page_writes_to_the_chosen(client, money):
    purchase = money.ask("300.00", provider=None)
    act(client, money.link_worker, "funding:ask_for_quotes", purchase.reference, times=2,
        providers=[money.provider.reference], needed="Two grab rails")  # fmt: skip
    assert purchase.quote_requests.count() == 1
    assert Mail.objects.filter(to=money.provider.organisation.email).count() == 1


# -- panel -----------------------------------------------------------------------------------


def test_a_panel__from_call_to_money_on_its_pages(client, grand):
    purchase = grand.ask("800.00")
    page = get(client, grand.manager, "funding:purchase", purchase.reference)
    assert "A panel decides" in page
    assert "Approve</a>" not in page
    members = [grand.team_lead, grand.finance, grand.staff("manager")]
    day = clock.today()
    act(client, grand.manager, "funding:call_panel", purchase.reference, times=2,
        members=[each.reference for each in members],
        decide_by_0=day.day, decide_by_1=day.month, decide_by_2=day.year)  # fmt: skip
    panel = purchase.panels.get()
    act(client, members[0], "funding:panel_vote", panel.reference, times=2, vote="for", words="Yes")
    act(client, members[1], "funding:panel_declare_interest", panel.reference, interest="My firm")
    page = get(client, members[1], "funding:panel", panel.reference)
    assert "No vote: an interest" in page
    assert "panel/vote" not in page
    act(client, members[2], "funding:panel_vote", panel.reference, vote="abstain")
    act(client, grand.manager, "funding:panel_decide", panel.reference, times=3, words="Agreed.")
    purchase.refresh_from_db()
    assert purchase.status == "approved"
    assert purchase.shares.count() == 4
    assert "Agreed" in get(client, grand.finance, "funding:panels")


def test_a_funders_person__votes_without_seeing_any_name(client, grand):
    funder = person("funder", at=grand.agreements[0].funder)
    panel = purchases.call_panel(
        grand.ask("800.00"), by=grand.manager, at=clock.now(), members=[funder, grand.finance]
    )
    page = get(client, funder, "funding:panel", panel.reference)
    assert NAME not in page
    assert panel.purchase.case.reference in page
    act(client, funder, "funding:panel_vote", panel.reference, vote="for", words="Good use")
    assert panels.tally(panel)["for"] == 1
    get(client, funder, "funding:purchase", panel.purchase.reference, status=404)


# -- the order -------------------------------------------------------------------------------


def words_of(response) -> str:
    reader = pypdf.PdfReader(io.BytesIO(response.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().split())


def test_the_order_on_paper__is_tagged_and_names_the_resident_to_those_who_know(client, money):
    purchase = ordered(money)
    url = reverse("funding:order_paper", args=[purchase.reference])
    client.force_login(money.provider_worker)
    response = client.get(url)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    told = words_of(response)
    assert purchase.reference in told
    assert "£120.00" in told
    assert NAME not in told  # no consent to share: the link worker's name stands there
    assert "Arrange it with" in told
    client.force_login(money.finance)
    assert "Deliver to" not in words_of(client.get(url))


def test_no_paper__before_there_is_an_order(client, money):
    get(client, money.link_worker, "funding:order_paper", money.ask("120.00").reference, status=404)


def test_the_mail_of_an_order__carries_a_link_and_no_name(money):
    purchase = ordered(money)
    mail = Mail.objects.get(to=money.provider.organisation.email)
    assert purchase.reference in mail.subject
    for secret in (NAME, "Doreen", money.case.reference, purchase.what):
        assert secret not in mail.text + mail.subject


def link_in(mail) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", mail.text).group(1).rstrip(".")


def by_link(client, path, step="", times=1, **answers):
    """Do one step behind the link, as somebody without an account."""
    client.logout()
    url = f"{path.rstrip('/')}/{step}/"
    once = client.get(url).context["form"].token_values["_once"]
    for _ in range(times):
        rewind(answers)
        response = client.post(url, {"_once": once, "your_name": "Kath", **answers})
        assert response.status_code == 302, response.content.decode()[:2000]
    return response


def test_by_link__a_provider_confirms_delivers_in_parts_and_sends_its_invoices(client, money):
    purchase = ordered(money)
    path = link_in(Mail.objects.get(to=money.provider.organisation.email))
    page = client.get(path).content.decode()
    assert purchase.what in page
    by_link(client, path, "confirm", words="Monday")
    by_link(client, path, "part", times=2, amount="50", words="One rail", photo=photo())
    purchase.refresh_from_db()
    assert purchase.delivered_amount == 50
    assert purchase.receipts.get().kind == "photo"
    assert "Send an invoice" in client.get(path).content.decode()
    by_link(client, path, "invoice", times=2, number="K1", amount="50", is_last="no")
    assert "Send an invoice" not in client.get(path).content.decode()
    by_link(client, path, "done", words="All done")
    by_link(client, path, "invoice", number="K2", amount="70", is_last="yes")
    invoices.dispute(
        purchase.invoices.get(number="K2"), by=money.finance, at=clock.now(), reason="One is loose"
    )
    assert "Send the invoice again" in client.get(path).content.decode()
    assert [each.amount for each in purchase.invoices.order_by("pk")] == [50, 70]
    event = purchase.events.get(verb="confirm_part")
    assert event.by.stands_for == money.provider.organisation
    assert event.data["through"]["name"] == "Kath"
    paper = client.get(f"{path.rstrip('/')}/paper/")
    assert purchase.reference in words_of(paper)


def test_by_link__a_cancelled_order_cannot_be_answered(client, money):
    purchase = ordered(money)
    path = link_in(Mail.objects.get(to=money.provider.organisation.email))
    purchases.cancel(purchase, by=money.link_worker, at=clock.now(), reason="Gone")
    assert client.get(path).status_code == 410


def test_by_link__a_price_is_given_and_the_link_is_used_up(client, money):
    request = asked(money)[0]
    path = link_in(Mail.objects.get(to=request.provider.organisation.email))
    assert "Two grab rails" in client.get(path).content.decode()
    by_link(client, path, "give", amount="199", lead_days="2", words="")
    assert request.purchase.quotes.get().amount == 199
    once = "another"
    late = client.post(
        f"{path.rstrip('/')}/give/",
        {"_once": once, "your_name": "Kath", "amount": "1", "lead_days": "1"},
    )
    assert late.status_code == 409
    assert request.purchase.quotes.get().amount == 199


# -- delivery, money back, places, items -----------------------------------------------------


def test_the_purchase_page__shows_ordered_delivered_invoiced_paid(client, money):
    purchase = ordered(money, "200.00")
    act(client, money.provider_worker, "funding:confirm_order", purchase.reference)
    act(client, money.link_worker, "funding:confirm_part", purchase.reference, times=2,
        amount="80", words="Half of it", photo=photo())  # fmt: skip
    page = get(client, money.link_worker, "funding:purchase", purchase.reference)
    assert "Delivered in part" in page
    assert "£80.00" in page
    act(client, money.provider_worker, "funding:invoice_submit", purchase.reference,
        number="B1", amount="90", is_last="no")  # fmt: skip
    invoice = Invoice.objects.get()
    client.force_login(money.finance)
    url = reverse("funding:invoice_approve", args=[invoice.reference])
    once = client.get(url).context["form"].token_values["_once"]
    refused = client.post(url, {"_once": once})
    assert "worth £80.00" in refused.content.decode()
    act(client, money.provider_worker, "funding:invoice_withdraw", invoice.reference,
        reason="Wrong sum")  # fmt: skip
    act(client, money.link_worker, "funding:cancel_rest", purchase.reference, reason="Enough")
    purchase.refresh_from_db()
    assert purchase.status == "delivered"


def test_a_photograph__is_handed_out_as_a_download_to_those_who_see_the_purchase(client, money):
    purchase = ordered(money)
    purchases.confirm_delivery(purchase, by=money.link_worker, at=clock.now(), photo=photo())
    kept = purchase.receipts.get()
    client.force_login(money.link_worker)
    response = client.get(reverse("funding:receipt", args=[kept.reference]))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"Camera of Doreen" not in b"".join(response.streaming_content)
    for stranger in strangers(money):
        get(client, stranger, "funding:receipt", kept.reference, status=404)


def test_a_credit_note__is_recorded_once(client, money):
    invoice = money.paid("90.00")
    act(client, money.finance, "funding:invoice_credit", invoice.reference, times=3,
        number="CN7", amount="30", reason="Sent back")  # fmt: skip
    assert invoice.credit_notes.get().amount == 30
    page = get(client, money.finance, "funding:invoice", invoice.reference)
    assert "CN7" in page
    get(client, money.link_worker, "funding:invoice_credit", invoice.reference, status=403)


def test_places__are_given_and_freed_on_the_page(client, money):
    purchase = block(money)
    act(client, money.link_worker, "funding:use_place", purchase.reference, times=2,
        case=money.case.reference)  # fmt: skip
    page = get(client, money.link_worker, "funding:purchase", purchase.reference)
    assert "1 of 2 places used, £120.00 each." in page
    assert NAME in page
    assert NAME not in get(client, money.finance, "funding:purchase", purchase.reference)
    assert NAME not in get(client, money.provider_worker, "funding:purchase", purchase.reference)
    act(client, money.link_worker, "funding:free_place", purchase.reference, money.case.reference)
    purchase.refresh_from_db()
    assert purchase.places_used == 0
    other = case(money.programme, worker=money.link_worker, name="Ada Cartwright")
    get(client, money.link_worker, "funding:free_place", purchase.reference, other.reference,
        status=404)  # fmt: skip


def test_an_item__is_noted_and_comes_back(client, money):
    purchase = money.delivered("120.00", category="digital")
    act(client, money.link_worker, "funding:hand_over", purchase.reference, times=2,
        what="Tablet", kind="loan", serial="T-9", data_plan="To May")  # fmt: skip
    item = purchase.items.get()
    assert "T-9" in get(client, money.link_worker, "funding:purchase", purchase.reference)
    act(client, money.link_worker, "funding:take_back", purchase.reference, item.reference,
        result="Rings her sister")  # fmt: skip
    item.refresh_from_db()
    assert item.returned_by == money.link_worker


def test_the_same_again__in_one_action_and_once(client, money):
    purchase = money.ask("20.00", provider=None, from_personal_budget=True)
    purchases.settle(
        purchase,
        by=money.link_worker,
        at=clock.now(),
        amount=Decimal("20.00"),
        file=receipt_image(),
    )
    act(client, money.link_worker, "funding:repeat", purchase.reference, times=3, amount="20")
    assert purchase.repeats.count() == 1
    act(client, money.link_worker, "funding:give_back", purchase.reference, times=3,
        number="R1", amount="5", reason="Too many")  # fmt: skip
    purchase.refresh_from_db()
    assert purchase.refunded == 5


# -- lists -----------------------------------------------------------------------------------


def test_looks_afterwards__are_listed_and_done_once(client, grand):
    purchase = grand.ask("20.00", what="Kettle")
    assert "Kettle" in get(client, grand.manager, "funding:afterwards")
    act(client, grand.manager, "funding:look_back", purchase.reference, verdict="in_order")
    assert "In order" in get(client, grand.manager, "funding:afterwards")


def test_the_clocks__are_shown_with_how_they_are_counted(client, money):
    ordered(money, "20.00")
    page = get(client, money.manager, "funding:speed")
    assert "100%" in page
    assert "How this is counted" in page
    get(client, money.link_worker, "funding:speed", status=403)


def test_asking__is_measured_from_opening_to_sending(client, money):
    client.force_login(money.link_worker)
    url = reverse("funding:request", args=[money.case.reference])
    tokens = client.get(url).context["form"].token_values
    answers = {
        "what": "Kettle",
        "category": "food",
        "amount": "20",
        "is_high_risk": "no",
        "serves": goal_of(money.case).reference,
        "why": "Tea",
        "supplier": "shop",
        "purse": "fund",
    }
    client.post(url, {**answers, "_once": tokens["_once"], "_opened": tokens["_opened"]})
    client.post(url, {**answers, "_once": "forged", "_opened": "forged", "what": "Pan"})
    told = dict(money.case.purchases.values_list("what", "seconds"))
    assert told["Kettle"] is not None
    assert told["Pan"] is None


def test_a_group__names_its_need_on_the_form(client, money):
    wanted = need()
    act(client, money.manager, "funding:request_group", times=2, group_name="Lunch", places="8",
        what="Lunch", amount="640", is_high_risk="no", why="Company", need=wanted.code,
        supplier=money.provider.reference, programme=money.programme.slug)  # fmt: skip
    assert money.programme.purchases.get().need == wanted
