"""Files as they should not be: each is refused, or taken, with one clear sentence."""

import csv
import datetime as dt
import gzip
import io

import pytest
from django.core.management import CommandError, call_command

from core import clock
from outcomes.activity import checks
from outcomes.activity.faults import BadFileError
from outcomes.activity.reading import Reading
from outcomes.models import ActivityImport, HospitalEvent
from outcomes.services import layouts
from outcomes.services.activity import import_activity, summary
from outcomes.services.importing import bring_in
from tests.factories.outcomes import TODAY, cohort, person, sent_file
from tests.factories.programmes import programme_with_policy
from tests.factories.residents import ResidentFactory, nhs_number

pytestmark = pytest.mark.django_db

HEADER = "event_id,nhs_number,event_type,occurred_on,ended_on,admission_method,conveyed,avoidable"
FOREIGN = "Id,NHS No,Date,Kind"
READING = Reading(
    columns={"event_id": "Id", "nhs_number": "NHS No", "occurred_on": "Date", "event_type": "Kind"},
    words={"event_type": {"a&e": "ae_attendance", "op": "-"}},
    date_order="dmy",
)


@pytest.fixture
def programme():
    return programme_with_policy(slug="community-bridge")


@pytest.fixture
def known(programme):
    number = nhs_number()
    cohort(programme, [person(number)])
    return number


def take(programme, content, **given):
    content = content if isinstance(content, bytes) else content.encode()
    return import_activity(
        programme, source="Ward", stream=io.BytesIO(content), file_name="a.csv", by=None,
        at=clock.now(), today=TODAY, **given,
    )  # fmt: skip


def remember(programme, **given):
    return layouts.remember(
        programme, source="Ward", name="Weekly", headers=FOREIGN.split(","), reading=READING,
        by=None, at=clock.now(), **given,
    )  # fmt: skip


def reasons(batch):
    with batch.rejects.open() as file:
        return {
            row["row"]: (row["column"], row["reason"])
            for row in csv.DictReader(io.TextIOWrapper(file, "utf-8"))
        }


def row(number, *, event_id="A", on="2025-01-01"):
    return f"{event_id},{number},gp_contact,{on},,,,"


# -- whole files: by the command, which takes UTF-8 with commas alone -----------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (f"{HEADER}\n".encode("utf-16"), "UTF-16"),
        (f"{HEADER}\nÄ,1,2,3,4,5,6,7\n".encode("cp1252"), "not UTF-8"),
        (HEADER.replace(",", ";") + "\n", "separated by semicolons"),
        (HEADER.replace(",", "\t") + "\n", "separated by tabs"),
        (b"PK\x03\x04\x14\x00\x06\x00", "Excel workbook or a zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel"),
        (b"%PDF-1.7", "a PDF"),
        (gzip.compress(b"a,b", mtime=0), "compressed"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "no text (NUL)"),
        (f"{HEADER}\n\0\0".encode(), "no text (NUL)"),
        ("", "empty"),
        ("\n\n", "empty"),
        (",".join(f"c{n}" for n in range(300)) + "\n", "and 290 more"),
        (f"{HEADER},avoidable\n", "named twice: avoidable"),
        (f'{HEADER}\n"A,1\n', "quotation mark"),
        (f'{HEADER}\n"A"x,1\n', "cannot be read as CSV"),
        (f'{HEADER}\n"{"x" * 1_000_000}",1\n', "quotation mark"),
        (f"{HEADER}\n{'x' * 2_000_000}", "longer than a million"),
    ],
)  # fmt: skip
def test_a_file_as_it_should_not_be__is_refused_in_one_clear_sentence(
    programme, known, content, words
):
    with pytest.raises(BadFileError) as refusal:
        take(programme, content)
    assert words in refusal.value.message
    assert refusal.value.message.endswith(".")
    assert not HospitalEvent.objects.exists()
    assert not ActivityImport.objects.filter(kind="activity").exists()


def test_a_header_alone__reads_nothing(programme):
    assert summary(take(programme, HEADER)) == "read 0, stored 0, already known 0, rejected 0"


def test_too_large__by_page_is_refused_before_it_is_read(client, programme, settings):
    settings.IMPORT_MAX_BYTES = 20
    with pytest.raises(BadFileError, match="larger than"):
        sent_file(programme, f"{HEADER}\n{row(nhs_number())}\n")


# -- whole files: by a layout, as Excel and hospital systems write them ---------------------------


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ";"), ("utf-8-sig", ","), ("utf-16", "\t"), ("utf-16-be", ","), ("cp1252", "|")],
)
def test_by_a_layout__text_is_taken_as_it_is_written(programme, known, encoding, delimiter):
    remember(programme)
    lines = [FOREIGN, f"Ä1,{known},31/03/2025 09:15,A&E", f'"É\n2",{known},1/4/25,a&e']
    text = "\n".join(line.replace(",", delimiter) for line in lines)
    content = text.encode(encoding)
    if encoding == "utf-16-be":
        content = b"\xfe\xff" + content
    sent = sent_file(programme, content, source="Ward").sent
    assert sent.status == "queued"
    batch = bring_in(sent).batch
    found = HospitalEvent.objects.values_list("event_id", "occurred_on")
    assert list(found) == [("Ä1", dt.date(2025, 3, 31))]
    assert reasons(batch) == {"4": ("event_id", "The id holds signs that cannot be stored.")}


def test_by_a_layout__bytes_that_are_no_text_are_refused(programme):
    with pytest.raises(BadFileError, match="cannot be read"):
        sent_file(programme, FOREIGN.encode() + b"\n\x81\x8d,1,2,3\n")


# -- single rows ------------------------------------------------------------------------------


def test_rows__each_with_its_number_its_column_and_the_reason(programme):
    born = ResidentFactory(date_of_birth=dt.date(1950, 5, 5)).nhs_number
    stranger = nhs_number()
    lines = [
        HEADER,
        row(born, event_id="ok"),
        "cut,off",
        row(born, event_id="none", on="2025-02-30"),
        row(born, event_id="future", on="2026-04-01"),
        row(born, event_id="unborn", on="1950-05-04"),
        row(born, event_id="ok"),
        row(stranger, event_id="who"),
        row(born, event_id="nul\x01"),
        row(born, event_id="x" * 100_000),
        row(born, event_id="born", on="1950-05-05"),
    ]
    batch = take(programme, "\n".join(lines))
    told = reasons(batch)
    assert (batch.stored, batch.rejected, batch.strangers) == (2, 8, 1)
    assert list(told) == sorted(told, key=int)
    assert told["3"] == ("", "The row has 2 cells and the header 8.")
    assert told["4"][0] == "occurred_on"
    assert told["4"][1].startswith("There is no such day.")
    assert "future" in told["5"][1]
    assert told["6"] == ("occurred_on", "The date lies before this person was born.")
    assert told["7"] == ("event_id", "The same id stands in an earlier row.")
    assert told["8"][0] == "nhs_number"
    assert "cannot be stored" in told["9"][1]
    assert "longer than 64" in told["10"][1]


def test_a_nul_far_down__is_refused_with_its_row_alone(programme, known):
    rows = [row(known, event_id=f"E{n}") for n in range(3_000)]
    lines = [HEADER, *rows, row(known, event_id="a\0")]
    batch = take(programme, "\n".join(lines))
    assert (batch.stored, batch.rejected) == (3_000, 1)
    assert list(reasons(batch)) == ["3002"]


@pytest.mark.parametrize(
    ("text", "order", "found"),
    [
        ("31/03/2025", "dmy", "2025-03-31"),
        ("03/31/2025", "mdy", "2025-03-31"),
        ("2025-03-31", "dmy", "2025-03-31"),
        ("2025-03-31T14:05:00Z", "ymd", "2025-03-31"),
        ("31-Mar-2025 14:05", "ymd", "2025-03-31"),
        ("20250331", "dmy", "2025-03-31"),
        ("1.4.25", "dmy", "2025-04-01"),
        ("", "dmy", ""),
        ("31/02/2025", "dmy", "There is no such day."),
        ("31/Foo/2025", "dmy", "There is no such day."),
        ("03/31/2025", "dmy", "There is no such day."),
        ("31/03/2025", "ymd", "not written as in the rest"),
        ("45747", "dmy", "not written as in the rest"),
        ("soon", "dmy", "31/03/2025"),
        ("31/03/2031", "dmy", "future"),
        ("31/03/1899", "dmy", "before 1900"),
    ],
)
def test_dates__as_a_source_writes_them(text, order, found):
    assert found in checks.date_in_order(order, TODAY)(text)


def test_words_of_a_layout__that_nobody_explained_are_refused_in_words(programme, known):
    layout = remember(programme)
    text = f"{FOREIGN}\n1,{known},1/4/2025,A&E\n2,{known},1/4/2025,OP\n3,{known},1/4/2025,WIC\n"
    told = reasons(take(programme, text, layout=layout))
    assert "are not taken" in told["3"][1]
    assert "does not say what “WIC” means" in told["4"][1]


# -- the command and layouts ------------------------------------------------------------------


def command(programme, path, **given):
    call_command("import_activity", str(path), programme=programme.slug, source="Ward", **given)


def test_command__reads_by_the_layout_that_its_source_has(programme, known, tmp_path, capsys):
    remember(programme)
    path = tmp_path / "week.csv"
    path.write_text(f"{FOREIGN}\n1,{known},1/4/2025,A&E\n", encoding="cp1252")
    command(programme, path)
    assert capsys.readouterr().out.strip() == "read 1, stored 1, already known 0, rejected 0"
    assert ActivityImport.objects.get(kind="activity").layout.name == "Weekly"


def test_command__reads_by_the_layout_that_is_named(programme, known, tmp_path, capsys):
    remember(programme)
    path = tmp_path / "week.csv"
    path.write_text(f"{FOREIGN}\n1,{known},1/4/2025,A&E\n")
    call_command("import_activity", str(path), programme=programme.slug, source="Other",
                 layout="Weekly")  # fmt: skip
    assert "stored 1" in capsys.readouterr().out
    with pytest.raises(CommandError, match=r"no layout “Daily”\. There are: Weekly"):
        command(programme, path, layout="Daily")
    path.write_text("Id,NHS No,When,Kind\n1,2,3,4\n")
    with pytest.raises(CommandError, match="Missing columns: Date"):
        command(programme, path, layout="Weekly")


def test_command__takes_our_own_columns_from_a_source_that_has_a_layout(programme, known, tmp_path):
    remember(programme)
    path = tmp_path / "own.csv"
    path.write_text(f"{HEADER}\n{row(known)}\n")
    command(programme, path)
    assert ActivityImport.objects.get(kind="activity").layout is None
