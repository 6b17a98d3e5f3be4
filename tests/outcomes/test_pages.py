"""Pages of outcomes: who may open them, and what they say and do."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import AccessEntry, OutboxMessage
from outcomes.activity.rows import COLUMNS
from outcomes.lifecycle import RunStatus
from outcomes.models import (
    ActivityFile,
    ActivityImport,
    CohortPerson,
    EvaluationRun,
    HospitalEvent,
    UnitCost,
)
from outcomes.services import costs, runs
from outcomes.tasks import import_activity_file
from tests.factories.funding import fund
from tests.factories.outcomes import (
    INDEX,
    activity,
    cohort,
    csv_file,
    event,
    person,
    run,
)
from tests.factories.placements import case_of
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.residents import nhs_number
from tests.strangers import OWN, SAME, assert_scope

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)
SEEN = {OWN, SAME}


@pytest.fixture
def programme():
    costs.load_reference_costs()
    return programme_with_policy()


@pytest.fixture
def ready(programme):
    """An evaluation of twelve people, ready."""
    numbers = [nhs_number() for _n in range(12)]
    people = [person(number) for number in numbers] + [person(index_on="2026-03-01")]
    named = cohort(programme, people)
    activity(programme, [
        event(number, "ae_attendance", INDEX + dt.timedelta(days=offset))
        for place, number in enumerate(numbers)
        for offset in [-20] * (3 + place % 3) + [20] * (1 + place % 2)
    ])  # fmt: skip
    return run(programme, cohort=named)


@pytest.fixture
def sign_in(client, programme):
    """Sign in as a role in the programme."""

    def signed_in(role, **given):
        given.setdefault("programme", programme)
        user = someone(role, **given)
        client.force_login(user)
        return user

    return signed_in


def url(name, *parts):
    return reverse(f"outcomes:{name}", args=[getattr(each, "reference", each) for each in parts])


def test_scope_of_evaluations():
    def make(world, owner):
        named = cohort(world.programme, [person()])
        return run(world.programme, cohort=named, by=owner, evaluated=False)

    assert_scope(make, {"manager": SEEN, "analyst": SEEN})


def test_scope_of_imports():
    def make(world, owner):
        return cohort(world.programme, [person()]).batch

    assert_scope(make, {"manager": SEEN, "analyst": SEEN})


def test_scope_of_people_of_lists():
    def make(world, owner):
        return cohort(world.programme, [person()]).people.get()

    assert_scope(make, {"manager": SEEN})
    assert CohortPerson.objects.exists()


@pytest.mark.parametrize("role", ["manager", "analyst"])
def test_result__is_read_by_those_who_work_with_it(client, sign_in, ready, role):
    sign_in(role)
    page = client.get(url("detail", ready)).content.decode()
    assert "Design grade E" in page
    assert "12 of 13 people are counted" in page
    assert "A&amp;E attendances" in page


@pytest.mark.parametrize("role", ["link_worker", "team_lead", "finance", "volunteer"])
def test_result__is_hidden_from_others(client, sign_in, ready, role):
    sign_in(role)
    assert client.get(url("detail", ready)).status_code in (403, 404)


def test_result__is_hidden_from_the_manager_of_another_programme(client, sign_in, ready):
    sign_in("manager", programme=programme_with_policy())
    for name in ("detail", "progress", "left_out", "publish", "cancel"):
        assert client.get(url(name, ready)).status_code == 404
    assert client.post(url("export", ready, "json")).status_code == 404


def test_result__asks_for_signing_in(client, ready):
    assert client.get(url("detail", ready)).status_code == 302


@pytest.mark.parametrize(
    "tab", ["headline", "helped", "home", "weeks", "money", "wellbeing", "method", "nonsense"]
)
def test_result__draws_every_tab(client, sign_in, ready, tab):
    sign_in("manager")
    response = client.get(url("detail", ready), {"tab": tab})
    assert response.status_code == 200


def test_result__of_own_cases_draws_every_tab(client, sign_in, programme):
    case_of(programme)
    found = run(programme)
    sign_in("manager")
    for tab in ("headline", "helped", "home", "weeks", "money", "wellbeing", "method"):
        assert client.get(url("detail", found), {"tab": tab}).status_code == 200


def test_left_out__names_people_to_the_manager_only(client, sign_in, ready):
    sign_in("manager")
    assert "Doreen Fellowes" in client.get(url("left_out", ready)).content.decode()
    assert "See the people left out" in client.get(url("detail", ready)).content.decode()
    sign_in("analyst")
    assert client.get(url("left_out", ready)).status_code == 403
    assert "See the people left out" not in client.get(url("detail", ready)).content.decode()


def test_export__is_a_post_and_is_written_down(client, sign_in, ready):
    sign_in("analyst")
    assert client.get(url("export", ready, "json")).status_code == 405
    response = client.post(url("export", ready, "json"))
    assert response.json()["fingerprint"] == ready.fingerprint
    entry = AccessEntry.objects.get(kind="exported")
    assert entry.rows == 13
    assert client.post(url("export", ready, "csv")).content.decode().count("\r\n") == 6
    assert client.post(url("export", ready, "pdf"))["Content-Type"] == "application/pdf"
    assert client.post(url("export", ready, "zip")).status_code == 404


def test_publish__lets_the_funder_read_rounded_figures_and_the_pdf_alone(
    client, sign_in, ready, programme
):
    agreement = fund(programme).agreements.first()
    sign_in("funder", programme=None, organisation=agreement.funder)
    assert client.get(url("detail", ready)).status_code == 404
    sign_in("manager")
    client.post(url("publish", ready))
    ready.refresh_from_db()
    assert ready.status == RunStatus.PUBLISHED
    sign_in("funder", programme=None, organisation=agreement.funder)
    page = client.get(url("detail", ready)).content.decode()
    assert "10 of 15 people are counted" in page
    assert client.post(url("export", ready, "pdf")).status_code == 200
    assert client.post(url("export", ready, "json")).status_code == 403


def test_publish__is_refused_twice(client, sign_in, ready):
    sign_in("manager")
    client.post(url("publish", ready))
    assert client.get(url("publish", ready)).status_code == 409


def test_publish__is_not_for_the_analyst(client, sign_in, ready):
    sign_in("analyst")
    assert client.post(url("publish", ready)).status_code == 403


def answers(programme, **change):
    return {
        "programme": programme.pk, "as_of_0": "31", "as_of_1": "3", "as_of_2": "2026",
        "window_days": "180", "cohort": "", "comparison": "",
    } | change  # fmt: skip


def test_new_evaluation__is_promised_to_a_worker(client, sign_in, programme):
    sign_in("analyst")
    assert client.get(url("ask_for")).status_code == 200
    response = client.post(url("ask_for"), answers(programme))
    made = EvaluationRun.objects.get()
    assert response.url == made.get_absolute_url()
    assert OutboxMessage.objects.filter(task="outcomes.tasks.run_evaluation").count() == 1
    page = client.get(response.url).content.decode()
    assert "You can leave this page" in page
    assert "waiting for a worker" in page


def test_new_evaluation__counts_people_before_anything_is_run(client, sign_in, programme):
    named = cohort(programme, [person(), person(index_on="2026-03-01")])
    sign_in("manager")
    page = client.post(
        url("ask_for"), answers(programme, cohort=named.pk, _count="1")
    ).content.decode()
    assert "1 of 2 people would be counted" in page
    assert not EvaluationRun.objects.exists()


def test_new_evaluation__keeps_what_was_typed_when_it_is_refused(client, sign_in, programme):
    sign_in("manager")
    page = client.post(url("ask_for"), answers(programme, as_of_2="2031")).content.decode()
    assert "Error:" in page
    assert 'value="2031"' in page
    assert not EvaluationRun.objects.exists()


def test_new_evaluation__cannot_be_asked_for_a_programme_of_others(client, sign_in, programme):
    sign_in("manager")
    client.post(url("ask_for"), answers(programme_with_policy()))
    assert not EvaluationRun.objects.exists()


def test_progress__becomes_the_page_when_it_is_done(client, sign_in, programme, ready):
    waiting = run(programme, cohort=ready.cohort, evaluated=False)
    user = sign_in("manager")
    assert client.get(url("progress", waiting)).status_code == 200
    runs.cancel(waiting, by=user, at=NOW)
    assert client.get(url("progress", waiting))["HX-Refresh"] == "true"
    assert "Cancelled" in client.get(url("detail", waiting)).content.decode()


def test_cancel_and_run_again(client, sign_in, programme, ready):
    failed = run(programme, cohort=ready.cohort, evaluated=False)
    runs.start(failed, at=NOW)
    runs.fail(failed, at=NOW, reason="The report could not be drawn.")
    sign_in("manager")
    assert "could not be drawn" in client.get(url("detail", failed)).content.decode()
    client.post(url("queue", failed))
    failed.refresh_from_db()
    assert failed.status == RunStatus.QUEUED
    client.post(url("cancel", failed))
    failed.refresh_from_db()
    assert failed.status == RunStatus.CANCELLED


def test_list__shows_the_evaluations_of_the_programme(client, sign_in, ready, max_queries):
    sign_in("manager")
    client.get(url("list"))
    with max_queries(12):
        page = client.get(url("list")).content.decode()
    assert ready.reference in page
    sign_in("manager", programme=programme_with_policy())
    assert ready.reference not in client.get(url("list")).content.decode()


def upload(rows):
    return SimpleUploadedFile("activity.csv", csv_file(COLUMNS, rows).read(), "text/csv")


def test_import_page__stores_and_offers_the_rejected_rows(client, sign_in, programme):
    number = nhs_number()
    cohort(programme, [person(number)])
    sign_in("analyst")
    rows = [event(number, "gp_contact", INDEX), event(number, "scan", INDEX)]
    response = client.post(
        url("import_activity"),
        {"programme": programme.pk, "source": "Ward", "file": upload(rows)},
        follow=True,
    )
    assert "Waiting for a worker" in response.content.decode()
    import_activity_file(ActivityFile.objects.get().reference)
    batch = ActivityImport.objects.get(kind="activity")
    page = client.get(url("import", batch)).content.decode()
    assert "Use one of" in page
    assert "scan" not in page
    rejects = client.post(url("rejects", batch))
    assert b"event_type" in b"".join(rejects.streaming_content)
    assert HospitalEvent.objects.count() == 1
    assert client.get(url("imports")).status_code == 200


def test_import_page__says_what_is_wrong_with_a_file(client, sign_in, programme):
    sign_in("analyst")
    wrong = SimpleUploadedFile("a.csv", b"event_id,colour,colour\n1,red,\n", "text/csv")
    page = client.post(
        url("import_activity"), {"programme": programme.pk, "source": "Ward", "file": wrong}
    ).content.decode()
    assert "named twice: colour" in page
    assert 'value="Ward"' in page


def test_import_page__refuses_a_file_above_the_limit(client, sign_in, programme, settings):
    settings.IMPORT_MAX_UPLOAD_BYTES = 20
    sign_in("analyst")
    page = client.post(
        url("import_activity"),
        {"programme": programme.pk, "source": "Ward", "file": upload([])},
    ).content.decode()
    assert "larger than" in page


def test_import_page__takes_a_comparison_list(client, sign_in, programme):
    from outcomes.activity.people import COLUMNS as PEOPLE

    sign_in("analyst")
    file = SimpleUploadedFile("l.csv", csv_file(PEOPLE, [person()]).read(), "text/csv")
    client.post(
        url("import_cohort"),
        {"programme": programme.pk, "name": "Others", "comparison": "yes", "file": file},
    )
    assert programme.cohorts.get().is_comparison


@pytest.mark.parametrize("role", ["link_worker", "finance", "funder"])
def test_import_page__is_not_for_others(client, sign_in, role):
    sign_in(role)
    assert client.get(url("import_activity")).status_code == 403


def test_unit_costs__a_new_figure_takes_over_and_the_old_one_stays(client, sign_in):
    sign_in("manager")
    assert "The King" in client.get(url("unit_costs")).content.decode()
    client.post(url("set_unit_cost"), {
        "event_type": "emergency_admission", "amount": "1,700", "price_year": "2018/19",
        "source": "Agreed locally", "effective_from_0": "1", "effective_from_1": "1",
        "effective_from_2": "2026",
    })  # fmt: skip
    assert UnitCost.objects.filter(event_type="emergency_admission").count() == 2
    assert UnitCost.objects.get(source="Agreed locally").amount == 1700


@pytest.mark.parametrize("year", ["2018/20", "18/19", "last year"])
def test_unit_costs__ask_for_a_financial_year(client, sign_in, year):
    sign_in("manager")
    page = client.post(url("set_unit_cost"), {"price_year": year}).content.decode()
    assert "financial year" in page


def test_analyst_home__leads_to_the_next_step(client, sign_in, ready):
    sign_in("analyst")
    page = client.get("/", follow=True).content.decode()
    assert "New evaluation" in page
    assert "Russells Hall" in page
