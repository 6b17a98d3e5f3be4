"""A provider without an account, in a real browser: from the mail to the end report."""

import re

import pytest
from django.urls import reverse

from cases.services import placements as services
from core import clock
from core.models import Mail
from tests.factories.placements import PlacementFactory, case_of
from tests.factories.programmes import someone
from tests.journeys.test_main_job import day, fill, send

pytestmark = pytest.mark.django_db(transaction=True)
ME = "Ida Onslow"


@pytest.fixture
def offered(transactional_db):
    """An offer with two aims."""
    return PlacementFactory(
        case=case_of(), aims=["Out of the house", "Somebody to ring"], share_address=True
    )


def follow(visitor, template: str, settings, *, check: bool = True) -> None:
    """Open the newest mail of this kind in the demo's mail, and follow its link."""
    settings.DEMO = True
    mail = Mail.objects.filter(template=template).last()
    page = visitor.open(reverse("core:demo_mail", args=[mail.reference]), check=check)
    address = page.locator('main a[href*="/by-link/"]').first.get_attribute("href")
    visitor.open(re.sub(r"^https?://[^/]+", "", address), check=check)


def test_a_provider_without_an_account__from_the_mail_to_the_report(
    at_each_size, offered, settings
):
    visitor = at_each_size
    page = visitor.page
    resident = offered.case.resident
    follow(visitor, "placement_offered", settings)
    assert resident.called not in page.content()

    visitor.press("Read what you need to know")
    send(visitor)
    assert page.title().startswith("Error:")
    fill(page, your_name=ME)
    send(visitor)
    assert resident.called in page.content()
    assert resident.family_name not in page.content()

    visitor.press("Ask a question")
    fill(page, words="Is there a lift?")
    send(visitor)
    assert "Is there a lift?" in page.content()

    visitor.press("Say yes")
    fill(page, **day("starts_on", clock.today()), words="Gladly")
    send(visitor)
    assert resident.family_name in page.content()

    visitor.press("Say that it has begun")
    fill(page, **day("starts_on", clock.today()))
    send(visitor)
    visitor.press("Note a session")
    fill(page, **day("held_on", clock.today()), attended="yes", words="A good walk")
    send(visitor)
    assert "A good walk" in page.content()

    visitor.press("End with a report")
    fill(page, result_1="achieved", said_1="Every Thursday", result_2="partly", report="Came twice")
    send(visitor)
    assert "your report has arrived" in page.content()
    offered.refresh_from_db()
    assert (offered.status, offered.result, offered.sessions_attended) == ("ended", "partly", 1)


def test_a_link__works_without_a_script(visit, offered, settings):
    visitor = visit(script=False)
    follow(visitor, "placement_offered", settings, check=False)  # axe needs its script
    page = visitor.page
    page.get_by_text("Read what you need to know").first.click()
    fill(page, your_name=ME)
    page.locator("main form button.govuk-button").first.click()
    page.wait_for_load_state("load")
    offered.refresh_from_db()
    assert offered.status == "opened"


def test_both_sides__see_the_loop(at_each_size, offered):
    provider = someone("provider", organisation=offered.service.provider.organisation)
    services.open_link(offered, by=provider, at=clock.now())
    services.send_message(offered, by=provider, at=clock.now(), words="Is there a lift?")
    where = reverse("cases:placement", args=[offered.reference])
    visitor = at_each_size.sign_in(offered.case.worker)
    assert "has written about" in visitor.open(reverse("cases:today")).content()
    assert "Unread message" in visitor.open(where).content()
    visitor.open(reverse("cases:tab", args=[offered.case.reference, "support"]))
    visitor.open(reverse("cases:placement_offer_to_several", args=[offered.case.reference]))
    visitor.open(reverse("cases:point_on"))
    visitor.open(reverse("cases:signposts"))


def test_a_provider_signed_in__works_through_the_inbox(at_each_size, offered):
    provider = someone("provider", organisation=offered.service.provider.organisation)
    visitor = at_each_size.sign_in(provider)
    page = visitor.open(reverse("cases:placement_list") + "?heap=new")
    assert "You: say yes or no" in page.content()
    visitor.open(reverse("cases:placement", args=[offered.reference]))
    page.get_by_role("button", name="Open").click()
    page.wait_for_load_state("load")
    visitor.look_over()
    visitor.press("Accept")
    send(visitor)
    visitor.press("Start")
    fill(page, **day("starts_on", clock.today()))
    send(visitor)
    visitor.press("Note a session")
    fill(page, **day("held_on", clock.today()), attended="no", why_not="unwell")
    send(visitor)
    assert "They were unwell" in page.content()
    for heap in ("opened", "under_way", "ended"):
        visitor.open(reverse("cases:placement_list") + f"?heap={heap}")
