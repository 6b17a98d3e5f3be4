"""Remembered layouts: strangers, refusals, changed, withdrawn; what the database holds."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.errors import Conflict, NotAllowedNow, RuleBroken
from outcomes.activity import guessing
from outcomes.activity.reading import Reading, headers_key
from outcomes.activity.surveys import Sample
from outcomes.models import ActivityLayout
from outcomes.services import layouts
from tests.factories.outcomes import sent_file
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.residents import nhs_number

pytestmark = pytest.mark.django_db
HEADERS = ["Id", "NHS No", "Date", "Kind", "Left"]
READING = Reading(
    columns={"event_id": "Id", "nhs_number": "NHS No", "occurred_on": "Date", "event_type": "Kind"},
    words={"event_type": {"wic": "ae_attendance"}},
    date_order="dmy",
)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def programme():
    return programme_with_policy(slug="community-bridge")


def remember(programme, *, name="Weekly", source="Ward", reading=READING, headers=HEADERS):
    return layouts.remember(
        programme, source=source, name=name, headers=headers, reading=reading, by=None,
        at=clock.now(),
    )  # fmt: skip


def signed_in(client, role, programme):
    user = someone(role, programme=programme)
    client.force_login(user, backend=BACKEND)
    return user


@pytest.mark.parametrize("name", ["layout", "change_layout", "withdraw_layout"])
def test_a_stranger__finds_nothing(client, programme, name):
    layout = remember(programme)
    signed_in(client, "analyst", programme_with_policy(slug="elsewhere"))
    assert client.get(reverse(f"outcomes:{name}", args=[layout.reference])).status_code == 404
    assert client.post(reverse(f"outcomes:{name}", args=[layout.reference])).status_code in (
        404,
        405,
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"columns": {k: v for k, v in READING.columns.items() if k != "event_id"}},
         "column_event_id"),
        ({"columns": {k: v for k, v in READING.columns.items() if k != "event_type"}},
         "column_event_type"),
        ({"columns": {**READING.columns, "ended_on": "Gone"}}, "column_ended_on"),
        ({"columns": {**READING.columns, "ended_on": "date "}}, "column_occurred_on"),
        ({"words": {"event_type": {"wic": "walk_in"}}}, "column_event_type"),
        ({"fixed": {"event_type": "walk_in"}}, "fixed_event_type"),
    ],
)  # fmt: skip
def test_a_layout__that_cannot_be_is_refused(programme, change, field):
    with pytest.raises(RuleBroken) as refusal:
        remember(programme, reading=replace(READING, **change))
    assert refusal.value.field == field
    assert not ActivityLayout.objects.exists()


@pytest.mark.parametrize(
    "change",
    [{"columns": {"event_id": "Id"}}, {"date_order": "ydm"}, {"status": "gone"}, {"name": ""},
     {"status": "withdrawn"}, {"withdrawn_at": "2026-01-01T00:00Z"}],
)  # fmt: skip
def test_the_database_refuses__what_cannot_be(programme, change):
    layout = remember(programme)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityLayout.objects.filter(pk=layout.pk).update(**change)


def test_a_name__stands_once_and_headers_lead_to_one_layout(programme):
    first = remember(programme)
    with pytest.raises(Conflict):
        remember(programme, source="Elsewhere")
    again = remember(programme, reading=replace(READING, date_order="mdy"), name="Daily")
    assert (again.pk, again.date_order, again.name) == (first.pk, "mdy", "Daily")
    assert [each.verb for each in again.events.order_by("pk")] == ["remember", "change"]
    assert layouts.free_name(programme, source="Daily") == "Daily 2"


def test_headers__count_as_a_set_without_letter_case():
    assert headers_key(HEADERS) == headers_key(["left", " KIND", "Date", "nhs  no", "ID", ""])
    assert headers_key(HEADERS) != headers_key(HEADERS[:-1])


def test_changed_by_page__holds_from_then_on(client, programme):
    layout = remember(programme)
    signed_in(client, "analyst", programme)
    url = reverse("outcomes:change_layout", args=[layout.reference])
    form = client.get(url).context["form"]
    given = {name: field.initial or "" for name, field in form.fields.items()}
    assert given["word_event_type_3_0"] == "ae_attendance"
    given |= {"name": "Weekly", "word_event_type_3_0": "-", "column_ended_on": "Left",
              "_version": form.token_values["_version"]}  # fmt: skip
    assert client.post(url, given).url == layout.get_absolute_url()
    layout.refresh_from_db()
    assert layout.words == {"event_type": {"wic": "-"}}
    assert layout.columns["ended_on"] == "Left"
    page = client.get(layout.get_absolute_url()).content.decode()
    assert "Such rows are left out" in page


def test_withdrawn__asks_again_and_lets_its_name_go(client, programme):
    layout = remember(programme)
    signed_in(client, "analyst", programme)
    client.post(reverse("outcomes:withdraw_layout", args=[layout.reference]))
    layout.refresh_from_db()
    assert layout.status == "withdrawn"
    with pytest.raises(NotAllowedNow):
        layouts.change(layout, reading=READING, by=None, at=clock.now())
    text = f"{','.join(HEADERS)}\n1,{nhs_number()},1/2/2025,WIC,\n"
    assert sent_file(programme, text, source="Ward").sent.status == "unmatched"
    assert remember(programme).pk != layout.pk
    assert client.get(reverse("outcomes:layouts")).status_code == 200


# -- guesses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "guess"),
    [
        (["NHS No.", "Attendance Date", "AE Attendance No"], "NHS No."),
        (["NHS Number", "NHS No"], "NHS Number"),
        (["Pseudonym", "Date"], None),
    ],
)
def test_guess__by_header(headers, guess):
    assert guessing.columns([Sample(each) for each in headers]).get("nhs_number") == guess


def test_guess__by_what_stands_in_the_column():
    sample = Sample("Patient")
    sample.values.update([nhs_number(), nhs_number()])
    assert guessing.columns([Sample("Date"), sample])["nhs_number"] == "Patient"


@pytest.mark.parametrize(
    ("text", "found"),
    [("A&E", "ae_attendance"), ("A & E", "ae_attendance"), ("NEL", "emergency_admission"),
     ("Non-Elective", "emergency_admission"), ("Day Case", "elective_admission"),
     ("999", "ambulance_incident"), ("Outpatient", None)],
)  # fmt: skip
def test_guess__of_words(text, found):
    assert guessing.word("event_type", text) == found


@pytest.mark.parametrize(
    ("values", "order", "certain"),
    [
        (["2025-03-04"], "ymd", True),
        (["04/03/2025", "31/03/2025"], "dmy", True),
        (["04/03/2025", "03/31/2025"], "mdy", True),
        (["04/03/2025"], "dmy", False),
        (["4-Mar-2025"], "dmy", True),
        ([], "ymd", True),
    ],
)
def test_guess__of_the_order_of_dates(values, order, certain):
    assert guessing.date_order(values) == (order, certain)
