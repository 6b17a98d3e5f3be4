"""The main job, from a ward's referral to an evaluation PDF, in a real browser, role by role."""

import datetime as dt

import pytest
from django.urls import reverse

from cases import services as cases
from cases.models import Case, Contact, Placement
from core import clock
from funding.models import Invoice, Purchase
from outcomes.models import ActivityFile, ActivityImport, EvaluationRun, HospitalEvent
from outcomes.services import evaluating
from outcomes.tasks import import_activity_file
from referrals.models import Referral
from tests.factories.funding import fund
from tests.factories.programmes import PlaceFactory, programme_with_policy, someone
from tests.factories.providers import ServiceFactory
from tests.factories.referrals import referral
from tests.factories.residents import nhs_number

pytestmark = pytest.mark.django_db(transaction=True)

MAIN = "main form button.govuk-button:not(.govuk-button--secondary)"


class Story:
    """The people and the place of one story."""

    def __init__(self):
        self.ward = PlaceFactory()
        self.programme = programme_with_policy(sites=[self.ward.site])
        self.nurse = someone("ward_referrer", ward=self.ward)
        self.lead = someone("team_lead", programme=self.programme)
        self.worker = someone("link_worker", programme=self.programme)
        self.manager = someone("manager", programme=self.programme)

    def asked(self):
        """A referral that waits for a decision."""
        return referral(programme=self.programme, ward=self.ward, by=self.nurse)

    def at_home(self, *, days=10) -> Case:
        """A case whose resident came home so many days ago."""
        at = clock.now() - dt.timedelta(days=days + 1)
        asked = referral(programme=self.programme, ward=self.ward, by=self.nurse, at=at)
        case = cases.open_case(asked, by=self.lead, at=at, worker=self.worker)
        day = clock.today() - dt.timedelta(days=days)
        return cases.came_home(case, by=self.worker, at=clock.start_of(day), home_on=day)


@pytest.fixture
def story(transactional_db) -> Story:
    return Story()


def fill(page, **answers) -> None:
    """Answer a form by the names of its fields: tiles are ticked, boxes filled."""
    for name, value in answers.items():
        field = page.locator(f'main [name="{name}"]')
        kind = field.first.get_attribute("type")
        if kind in ("radio", "checkbox"):
            page.locator(f'main [name="{name}"][value="{value}"]').check(force=True)
        elif field.first.evaluate("each => each.tagName") == "SELECT":
            field.first.select_option(value)
        else:
            field.first.fill(str(value))


def day(name: str, value: dt.date) -> dict:
    """The three boxes of a date."""
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}


def send(visitor, *, check: bool = True):
    """Press the page's main button and look over where it leads."""
    visitor.page.locator(MAIN).first.click()
    visitor.page.wait_for_load_state("load")
    if check:
        visitor.look_over()
    return visitor.page


def refer(page, number: str) -> None:
    if not page.locator('[name="given_name"]').is_visible():
        page.get_by_text("I don’t have the NHS number").click()
    fill(
        page,
        nhs_number=number,
        given_name="Doreen",
        family_name="Hackett",
        agreed="yes",
        risk="no",
        ready_when="now",
        reason="Her meter is empty and the key is with a neighbour.",
        **day("date_of_birth", dt.date(1944, 3, 4)),
    )
    page.locator('main [name="barriers"]').nth(1).check(force=True)


def test_a_nurse__refers_someone_and_gets_a_reference(at_each_size, story):
    visitor = at_each_size.sign_in(story.nurse)
    page = visitor.open(reverse("referrals:refer"))
    send(visitor)
    assert page.title().startswith("Error:")
    refer(page, nhs_number())
    send(visitor)
    page.wait_for_url("**/referrals/CB-**")
    made = Referral.objects.get(made_by=story.nurse)
    assert made.status == "submitted"
    assert made.reference in page.content()
    visitor.open(reverse("referrals:list"))
    visitor.open(reverse("referrals:detail", args=[made.reference]))


def test_a_nurse__can_refer_without_a_script(visit, story):
    visitor = visit(script=False).sign_in(story.nurse)
    page = visitor.page
    page.goto(visitor.address + reverse("referrals:refer"))
    refer(page, nhs_number())
    page.locator(MAIN).first.click()
    page.wait_for_load_state("load")
    assert Referral.objects.get(made_by=story.nurse).reference in page.content()


def test_the_lead__accepts_and_gives_the_case_by_capacity(at_each_size, story):
    asked = story.asked()
    visitor = at_each_size.sign_in(story.lead)
    page = visitor.open(reverse("referrals:triage") + f"?referral={asked.reference}")
    page.get_by_role("button", name=f"Accept and give to {story.worker.name}").click()
    page.wait_for_load_state("load")
    visitor.look_over()
    case = Case.objects.get(referral=asked)
    assert (case.worker, case.status) == (story.worker, "waiting_for_home")
    for name in ("cases:team", "cases:breaches", "cases:journeys"):
        visitor.open(reverse(name))


def test_a_link_worker__brings_someone_home_and_writes_a_contact(at_each_size, story):
    case = cases.open_case(story.asked(), by=story.lead, at=clock.now(), worker=story.worker)
    visitor = at_each_size.sign_in(story.worker)
    visitor.open(reverse("cases:came_home", args=[case.reference]))
    fill(visitor.page, **day("home_on", clock.today()))
    send(visitor)
    visitor.press("Add a contact")
    fill(visitor.page, mode="call", outcome="made", words="Slept well.")
    page = send(visitor)
    assert "Slept well." in page.content()
    case.refresh_from_db()
    assert (case.status, case.home_on) == ("active", clock.today())
    for name in ("cases:today", "cases:caseload"):
        visitor.open(reverse(name))
    for tab in ("plan", "people"):
        visitor.open(reverse("cases:tab", args=[case.reference, tab]))


def test_a_contact__is_written_by_keyboard_alone(visit, story):
    case = story.at_home()
    visitor = visit().sign_in(story.worker)
    page = visitor.open(reverse("cases:add_contact", args=[case.reference]))
    tab_to(page, "mode")
    page.keyboard.press("Space")
    tab_to(page, "outcome")
    page.keyboard.press("Space")
    tab_to(page, "words")
    page.keyboard.type("She is well, and asked for the bus times.")
    for _number in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('main button[type=submit]')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('cases:detail', args=[case.reference])}")
    visitor.look_over()
    contact = Contact.objects.get(case=case)
    assert contact.words == "She is well, and asked for the bus times."


def tab_to(page, name: str) -> None:
    """Press Tab until the field of this name has the focus."""
    for _number in range(60):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {name} by keyboard")


def test_a_case__is_reviewed_and_closed(at_each_size, story):
    case = story.at_home(days=84)
    visitor = at_each_size.sign_in(story.worker)
    visitor.open(reverse("cases:set_goal", args=[case.reference]))
    fill(visitor.page, words="Make my own tea", importance=8)
    send(visitor)
    visitor.open(reverse("cases:write_review", args=[case.reference, "week_12"]))
    fill(visitor.page, what_changed="She makes her own tea.", independence=8)
    send(visitor)
    visitor.open(reverse("cases:close", args=[case.reference]))
    fill(
        visitor.page,
        reason="goals_achieved",
        residence="own_home",
        missing_because="She would not answer the questions.",
    )
    send(visitor)
    case.refresh_from_db()
    assert (case.status, case.close_reason) == ("closed", "goals_achieved")


def test_a_placement__is_offered_and_accepted(visit, story):
    case = story.at_home()
    service = ServiceFactory(places=3)
    provider = service.provider
    answerer = someone("provider", organisation=provider.organisation)
    worker = visit().sign_in(story.worker)
    worker.open(reverse("providers:list"))
    worker.open(reverse("cases:placement_offer", args=[case.reference, service.reference]))
    fill(worker.page, what_to_know="Likes dominoes; slow on stairs.")
    worker.page.locator('main [name="agreed_to_share"]').first.check(force=True)
    send(worker)
    placement = Placement.objects.get(case=case)
    other = visit(width=820).sign_in(answerer)
    other.open("/")
    page = other.open(reverse("cases:placement", args=[placement.reference]))
    assert case.resident.full_name not in page.content()
    other.open(reverse("cases:placement_open_link", args=[placement.reference]))
    send(other)
    other.open(reverse("cases:placement_accept", args=[placement.reference]))
    send(other)
    placement.refresh_from_db()
    service.refresh_from_db()
    assert (placement.status, service.taken) == ("accepted", 1)


def test_a_purchase__goes_from_request_to_payment(visit, story):
    fund(story.programme)
    case = story.at_home()
    service = ServiceFactory()
    provider = service.provider
    seller = someone("provider", organisation=provider.organisation)
    finance = someone("finance", programme=story.programme)

    worker = visit().sign_in(story.worker)
    worker.open(reverse("funding:request", args=[case.reference]))
    fill(
        worker.page,
        what="Deep clean, two rooms",
        category="cleaning",
        amount="180",
        is_high_risk="no",
        serves="barrier-1",
        why="He can sleep in his own bed.",
        supplier=provider.reference,
        purse="fund",
        grounds="Three prices were asked.",
    )
    send(worker)
    purchase = Purchase.objects.get(case=case)
    assert purchase.status == "requested"

    lead = visit(width=820).sign_in(story.lead)
    lead.open(reverse("funding:approvals"))
    lead.open(reverse("funding:approve", args=[purchase.reference]))
    send(lead)
    for verb, who in (("order", worker), ("confirm_delivery", worker)):
        who.open(reverse(f"funding:{verb}", args=[purchase.reference]))
        send(who)

    other = visit().sign_in(seller)
    other.open(reverse("funding:invoice_submit", args=[purchase.reference]))
    fill(other.page, number="INV-7", amount="170", is_last="yes")
    send(other)
    invoice = Invoice.objects.get(purchase=purchase)

    payer = visit(width=820).sign_in(finance)
    page = payer.open(reverse("funding:home"))
    assert case.resident.full_name not in page.content()
    for verb, answers in (
        ("invoice_approve", {}),
        ("invoice_pay", {"payment_reference": "BACS 1"}),
    ):
        payer.open(reverse(f"funding:{verb}", args=[invoice.reference]))
        fill(payer.page, **answers)
        send(payer)
    purchase.refresh_from_db()
    assert purchase.status == "paid"
    manager = visit().sign_in(story.manager)
    payer = purchase.shares.first().agreement
    address = reverse("funding:fund", args=[purchase.fund.slug])
    manager.open(f"{address}?funder={payer.reference}")
    assert "Reconciles to £0.00" in manager.page.content()


def activity_file(tmp_path, number: str, on: dt.date):
    path = tmp_path / "activity.csv"
    path.write_text(
        "event_id,nhs_number,event_type,occurred_on,ended_on,admission_method,conveyed,avoidable\n"
        f"E1,{number},ae_attendance,{on},,,yes,unknown\n"
        f"E2,1234567890,ae_attendance,{on},,,,\n"
    )
    return path


def test_an_analyst__imports_activity_and_sees_what_was_refused(visit, story, tmp_path):
    case = story.at_home(days=60)
    analyst = someone("analyst", programme=story.programme)
    visitor = visit().sign_in(analyst)
    visitor.open(reverse("outcomes:import_activity"))
    path = activity_file(tmp_path, case.resident.nhs_number, case.home_on)
    fill(visitor.page, source="Russells Hall")
    visitor.page.locator('main [name="programme"]').first.check(force=True)
    visitor.page.set_input_files('main input[type="file"]', str(path))
    send(visitor)
    visitor.page.goto("about:blank")  # a page that watches the file opens itself anew at its end
    import_activity_file(ActivityFile.objects.get().reference)
    batch = ActivityImport.objects.get()
    page = visitor.open(reverse("outcomes:import", args=[batch.reference]))
    assert (batch.stored, batch.rejected) == (1, 1)
    assert HospitalEvent.objects.count() == 1
    assert case.resident.full_name not in page.content()


def test_a_manager__asks_for_an_evaluation_reads_it_and_takes_the_pdf(visit, story):
    story.at_home(days=100)
    visitor = visit().sign_in(story.manager)
    visitor.open("/")
    visitor.open(reverse("outcomes:ask_for"))
    fill(visitor.page, window_days=84, **day("as_of", clock.today()))
    visitor.page.locator('main [name="programme"]').first.check(force=True)
    send(visitor)
    run = EvaluationRun.objects.get()
    assert run.status == "queued"
    visitor.page.goto("about:blank")  # a page that watches the run opens itself anew when it ends
    evaluating.evaluate(run)
    run.refresh_from_db()
    assert run.status == "ready"
    page = visitor.open(reverse("outcomes:detail", args=[run.reference]))
    assert f"grade {run.design_grade}" in page.content()
    with page.expect_download() as got:
        page.get_by_role("button", name="PDF").or_(
            page.get_by_role("link", name="PDF")
        ).first.click()
    assert got.value.path().read_bytes()[:5] == b"%PDF-"
