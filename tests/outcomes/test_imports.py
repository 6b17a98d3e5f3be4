"""Files in: what is stored, what is rejected and why, and that nothing is stored twice."""

import csv
import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command

from core import clock
from core.errors import Conflict, RuleBroken
from outcomes.activity.faults import BadFileError
from outcomes.models import ActivityImport, Cohort, HospitalEvent
from outcomes.services import evaluating
from outcomes.services.activity import import_activity, summary
from tests.factories.outcomes import INDEX, TODAY, activity, cohort, event, person, run
from tests.factories.programmes import programme_with_policy
from tests.factories.residents import ResidentFactory, nhs_number

pytestmark = pytest.mark.django_db

HEADER = "event_id,nhs_number,event_type,occurred_on,ended_on,admission_method,conveyed,avoidable"


@pytest.fixture
def programme():
    return programme_with_policy(slug="community-bridge")


@pytest.fixture
def known(programme):
    """The NHS number of someone in an imported list."""
    number = nhs_number()
    cohort(programme, [person(number)])
    return number


def rejected(batch):
    with batch.rejects.open() as file:
        return list(csv.DictReader(io.TextIOWrapper(file, "utf-8")))


def raw(programme, content, **given):
    return import_activity(
        programme,
        source="Ward",
        stream=io.BytesIO(content if isinstance(content, bytes) else content.encode()),
        file_name="a.csv",
        by=None,
        at=clock.now(),
        today=TODAY,
        **given,
    )


def test_import__stores_events_with_their_dates_and_answers(programme, known):
    row = event(known, "emergency_admission", "2025-05-01", until="2025-05-04", method="2A",
                avoidable="yes")  # fmt: skip
    batch = activity(programme, [row])
    found = HospitalEvent.objects.get()
    assert summary(batch) == "read 1, stored 1, already known 0, rejected 0"
    assert (found.occurred_on, found.ended_on) == (dt.date(2025, 5, 1), dt.date(2025, 5, 4))
    assert (found.admission_method, found.avoidable, found.conveyed) == ("2A", True, None)


def test_import__is_idempotent_on_source_and_event(programme, known):
    rows = [event(known, "ae_attendance", INDEX, event_id=f"E-{n}") for n in range(3)]
    activity(programme, rows)
    again = activity(programme, rows)
    assert summary(again) == "read 3, stored 0, already known 3, rejected 0"
    elsewhere = activity(programme, rows, source="Another hospital")
    assert elsewhere.stored == 3


def test_import__knows_residents_as_well_as_lists(programme):
    resident = ResidentFactory()
    assert activity(programme, [event(resident.nhs_number, "gp_contact", INDEX)]).stored == 1


def test_import__says_how_many_rows_are_of_people_who_opted_out_and_they_are_not_counted(programme):
    resident = ResidentFactory(national_opt_out_on=INDEX)
    named = cohort(programme, [person(resident.nhs_number)])
    batch = activity(programme, [event(resident.nhs_number, "gp_contact", INDEX)])
    assert (batch.stored, batch.opted_out) == (1, 1)
    cut = evaluating.frozen(run(programme, cohort=named, evaluated=False))
    assert cut.columns["status"].tolist() == ["opted_out"]
    assert cut.columns["gp_contact_after"].tolist() == [0]


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({1: "9434765829"}, "nhs_number", "not a real NHS number"),
        ({1: "123"}, "nhs_number", "10 digits"),
        ({1: "0000000000"}, "nhs_number", "not a real NHS number"),
        ({1: ""}, "nhs_number", "missing"),
        ({1: nhs_number()}, "nhs_number", "Nobody with this NHS number"),
        ({2: "scan"}, "event_type", "Use one of"),
        ({3: ""}, "occurred_on", "missing"),
        ({3: "01/02/2025"}, "occurred_on", "year-month-day"),
        ({3: "2025-02-30"}, "occurred_on", "year-month-day"),
        ({3: "2025-W13-1"}, "occurred_on", "year-month-day"),
        ({3: "2026-04-01"}, "occurred_on", "future"),
        ({3: "1850-01-01"}, "occurred_on", "1900"),
        ({4: "2025-05-31"}, "ended_on", "before it begins"),
        ({5: "=cmd()"}, "admission_method", "code"),
        ({6: "maybe"}, "conveyed", "Use one of"),
        ({7: "perhaps"}, "avoidable", "Use one of"),
        ({0: "=HYPERLINK(1)"}, "event_id", "formula"),
        ({0: "@SUM(1)"}, "event_id", "formula"),
        ({0: ""}, "event_id", "no id"),
        ({0: "x" * 65}, "event_id", "longer"),
    ],
)
def test_import__rejects_one_row_with_column_and_reason_and_stores_the_rest(
    programme, known, change, column, words
):
    good = event(known, "ae_attendance", INDEX, event_id="good")
    bad = list(event(known, "ae_attendance", INDEX, event_id="bad"))
    for position, value in change.items():
        bad[position] = value
    batch = activity(programme, [good, bad])
    assert summary(batch) == "read 2, stored 1, already known 0, rejected 1"
    (reject,) = rejected(batch)
    assert (reject["row"], reject["column"]) == ("3", column)
    assert words in reject["reason"]


def test_import__rejects_the_second_of_two_rows_with_one_id(programme, known):
    rows = [event(known, "ae_attendance", INDEX, event_id=each) for each in ("A", "B", "A", "A")]
    batch = activity(programme, rows)
    assert summary(batch) == "read 4, stored 2, already known 0, rejected 2"
    assert [row["row"] for row in rejected(batch)] == ["4", "5"]


def test_import__rejects_a_row_with_too_few_cells(programme, known):
    batch = raw(programme, f"{HEADER}\nA,{known},gp_contact\n")
    assert summary(batch) == "read 1, stored 0, already known 0, rejected 1"


def test_import__takes_columns_in_any_order_and_a_byte_order_mark(programme, known):
    names = HEADER.split(",")[::-1]
    cells = dict(zip(HEADER.split(","), event(known, "gp_contact", INDEX), strict=True))
    text = ",".join(names) + "\n" + ",".join(str(cells[name]) for name in names) + "\n"
    assert raw(programme, b"\xef\xbb\xbf" + text.encode()).stored == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (f"{HEADER},shoe_size\n", "Unknown columns: shoe_size"),
        (HEADER.replace(",avoidable", "") + "\n", "Missing columns: avoidable"),
        (HEADER.replace("avoidable", "conveyed") + "\n", "Missing columns: avoidable"),
        (f"{HEADER},conveyed\n", "named twice: conveyed"),
        ("", "empty"),
        (f"{HEADER}\nÄ,1,2,3,4,5,6,7\n".encode("latin-1"), "UTF-8"),
        (f'{HEADER}\n"A,1,2\n', "cannot be read as CSV"),
        (b"PK\x03\x04\x00\x00\xff\xfe", "UTF-8"),
    ],
)
def test_import__refuses_a_whole_file_in_one_clear_sentence(programme, known, content, words):
    with pytest.raises(BadFileError) as refusal:
        raw(programme, content)
    assert words in refusal.value.message
    assert not HospitalEvent.objects.exists()
    assert not ActivityImport.objects.filter(kind="activity").exists()


def test_import__that_fails_half_way_changes_nothing(programme, known):
    rows = "".join(f"E{n},{known},gp_contact,2025-01-01,,,,\n" for n in range(50))
    with pytest.raises(BadFileError):
        raw(programme, f"{HEADER}\n{rows}".encode() + b"\xff\xff\n")
    assert not HospitalEvent.objects.exists()


def test_import__asks_for_a_source(programme):
    with pytest.raises(RuleBroken):
        import_activity(programme, source=" ", stream=io.BytesIO(), file_name="", by=None,
                        at=clock.now(), today=TODAY)  # fmt: skip


def test_cohort__rejects_who_cannot_be_and_who_stands_twice(programme):
    number = nhs_number()
    rows = [
        person(number),
        person(number),
        person(born="2030-01-01"),
        person(born="2025-12-01"),
        person(index_on=""),
        person(ended_on="2020-01-01"),
    ]
    found = cohort(programme, rows)
    assert found.people.count() == 1
    reasons = {row["row"]: row["column"] for row in rejected(found.batch)}
    assert reasons == {
        "3": "nhs_number", "4": "date_of_birth", "5": "date_of_birth", "6": "index_on",
        "7": "ended_on",
    }  # fmt: skip


def test_cohort__may_be_added_to_and_counts_who_is_known(programme):
    first, second = person(), person()
    cohort(programme, [first])
    cohort(programme, [first, second])
    batch = ActivityImport.objects.latest("pk")
    assert summary(batch) == "read 2, stored 1, already known 1, rejected 0"
    assert Cohort.objects.get().people.count() == 2


def test_cohort__name_cannot_be_both_supported_and_compared(programme):
    cohort(programme, [person()])
    with pytest.raises(Conflict):
        cohort(programme, [person()], comparison=True)


def test_command__writes_rejects_beside_the_file_and_prints_the_summary(
    programme, known, tmp_path, capsys
):
    path = tmp_path / "activity.csv"
    path.write_text(f"{HEADER}\nA,{known},gp_contact,2025-01-01,,,,\nB,{known},x,2025-01-01,,,,\n")
    call_command("import_activity", "--programme", programme.slug, "--source", "Ward", str(path))
    out = capsys.readouterr().out.strip().splitlines()
    assert out[-1] == "read 2, stored 1, already known 0, rejected 1"
    rejects = (tmp_path / "activity.csv.rejected.csv").read_text().splitlines()
    assert rejects[0] == "row,column,reason"
    assert rejects[1].startswith("3,event_type,")


@pytest.mark.parametrize(
    ("slug", "name", "words"),
    [("nowhere", "activity.csv", "no programme"), ("community-bridge", "gone.csv", "no file")],
)
def test_command__says_in_one_sentence_what_is_wrong(programme, tmp_path, slug, name, words):
    (tmp_path / "activity.csv").write_text(HEADER)
    with pytest.raises(CommandError, match=words):
        call_command("import_activity", "--programme", slug, "--source", "W", str(tmp_path / name))


def test_command__refuses_a_file_above_the_limit(programme, tmp_path, settings):
    settings.IMPORT_MAX_BYTES = 10
    path = tmp_path / "activity.csv"
    path.write_text(f"{HEADER}\n")
    with pytest.raises(CommandError, match="larger than"):
        call_command("import_activity", "--programme", programme.slug, "--source", "W", str(path))
