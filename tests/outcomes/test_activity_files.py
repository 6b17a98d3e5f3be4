"""A file of activity by page: kept, matched, imported by a worker, cancelled, tried again."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.errors import NotAllowedNow
from core.models import OutboxMessage
from outcomes import tasks
from outcomes.activity.faults import BadFileError
from outcomes.activity.rows import COLUMNS
from outcomes.lifecycle import FileStatus
from outcomes.models import ActivityFile, ActivityImport, ActivityLayout, HospitalEvent
from outcomes.services import importing, intake
from tests.factories.outcomes import (
    INDEX,
    ActivityFileFactory,
    activity,
    cohort,
    csv_file,
    event,
    person,
    sent_file,
)
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.residents import nhs_number

pytestmark = pytest.mark.django_db

ODD = (
    "Attendance No;NHS No.;Att Type;Arrival Date;Discharge Date;Surname\n"
    "A1;{n};A&E;31/03/2025 14:05;;Fellowes\n"
    "A2;{n};NEL;01/04/2025;05/04/2025;Fellowes\n"
    "A3;{n};Outpatient;02/04/2025;;Fellowes\n"
)
ANSWERS = {
    "name": "Russells Hall, weekly",
    "column_event_id": "Attendance No",
    "column_nhs_number": "NHS No.",
    "column_event_type": "Att Type",
    "column_occurred_on": "Arrival Date",
    "column_ended_on": "Discharge Date",
    "column_admission_method": "",
    "column_conveyed": "",
    "column_avoidable": "",
    "word_event_type_2_0": "ae_attendance",
    "word_event_type_2_1": "emergency_admission",
    "word_event_type_2_2": "-",
    "date_order": "dmy",
}


@pytest.fixture
def programme():
    return programme_with_policy(slug="community-bridge")


@pytest.fixture
def known(programme):
    number = nhs_number()
    cohort(programme, [person(number)])
    return number


@pytest.fixture
def analyst(client, programme):
    user = someone("analyst", programme=programme)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user


def ours(known, *ids):
    rows = [event(known, "ae_attendance", INDEX, event_id=each) for each in ids or ("E1",)]
    return csv_file(COLUMNS, rows).read()


def send(client, programme, content, *, source="Russells Hall", name="week.csv"):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post(
        reverse("outcomes:import_activity"),
        {"programme": programme.pk, "source": source,
         "file": SimpleUploadedFile(name, content)},
    )  # fmt: skip


def kept():
    """The files that lie in the folder of files on their way."""
    there = default_storage.exists(intake.FOLDER)
    return set(default_storage.listdir(intake.FOLDER)[1]) if there else set()


def work(sent):
    tasks.import_activity_file(sent.reference)
    sent.refresh_from_db()
    return sent


# -- refused, and not one's own -----------------------------------------------------------------


@pytest.mark.parametrize("name", ["file", "file_progress", "match", "cancel_file", "queue_file"])
def test_a_stranger__finds_nothing(client, programme, known, name):
    sent = ActivityFileFactory(programme=programme)
    user = someone("analyst", programme=programme_with_policy(slug="elsewhere"))
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse(f"outcomes:{name}", args=[sent.reference])).status_code == 404


@pytest.mark.parametrize("name", ["cancel_file", "queue_file", "match", "file"])
def test_a_link_worker__may_do_nothing_with_files(client, programme, name):
    sent = ActivityFileFactory(programme=programme)
    user = someone("link_worker", programme=programme)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = reverse(f"outcomes:{name}", args=[sent.reference])
    assert client.get(url).status_code in (403, 404)
    assert client.post(url).status_code in (403, 404)


def test_a_bad_file__is_refused_at_once_and_nothing_is_kept(client, analyst, programme):
    held = kept()
    answer = send(client, programme, b"PK\x03\x04 a workbook", name="week.xlsx")
    assert "Excel workbook" in answer.content.decode()
    assert not ActivityFile.objects.exists()
    assert kept() == held


def test_finish__that_meets_a_cancelled_file_stores_nothing(programme, known):
    sent = intake.start(sent_file(programme, ours(known)).sent, at=clock.now())
    intake.cancel(sent, by=None, at=clock.now())
    with pytest.raises(intake.StoppedError):
        importing._stored(sent)
    assert not HospitalEvent.objects.exists()
    assert not ActivityImport.objects.filter(kind="activity").exists()


@pytest.mark.parametrize("status", ["stored", "cancelled"])
def test_no_verb__from_the_end(programme, known, status):
    sent = sent_file(programme, ours(known)).sent
    work(sent) if status == "stored" else intake.cancel(sent, by=None, at=clock.now())
    for verb in (intake.cancel, intake.queue):
        with pytest.raises(NotAllowedNow):
            verb(sent, by=None, at=clock.now())


@pytest.mark.parametrize(
    "change",
    [{"status": "stored"}, {"status": "failed"}, {"status": "cancelled"}, {"status": "lost"},
     {"source": ""}, {"fail_reason": "No."}],
)  # fmt: skip
def test_the_database_refuses__what_cannot_be(programme, known, change):
    sent = sent_file(programme, ours(known)).sent
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityFile.objects.filter(pk=sent.pk).update(**change)


# -- our own columns ------------------------------------------------------------------------------


def test_our_columns__go_straight_to_a_worker_who_stores_them(client, analyst, programme, known):
    answer = send(client, programme, ours(known, "E1", "E2"))
    sent = ActivityFile.objects.get()
    assert answer.url == sent.get_absolute_url()
    assert (sent.status, sent.rows, sent.layout) == (FileStatus.QUEUED, 2, None)
    assert OutboxMessage.objects.get(task=intake.TASK).kwargs == {"reference": sent.reference}
    sent = work(sent)
    assert (sent.status, sent.batch.stored, sent.rows_read) == (FileStatus.STORED, 2, 2)
    assert HospitalEvent.objects.count() == 2
    assert [each.verb for each in sent.events.order_by("pk")] == ["receive", "start", "finish"]


def test_the_file_itself__goes_when_it_is_imported(
    programme, known, django_capture_on_commit_callbacks
):
    sent = sent_file(programme, ours(known)).sent
    name = sent.file.name
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        sent = work(sent)
    assert not sent.file
    assert not default_storage.exists(name)


def test_the_same_file_again__says_when_it_came_and_changes_nothing(
    client, analyst, programme, known
):
    work(sent_file(programme, ours(known)).sent)
    answer = send(client, programme, ours(known))
    batch = ActivityImport.objects.get(kind="activity")
    assert answer.url == reverse("outcomes:import", args=[batch.reference])
    assert "This file came in on" in client.get(answer.url).content.decode()
    assert ActivityFile.objects.count() == 1
    assert HospitalEvent.objects.count() == 1


def test_the_same_file_while_it_is_on_its_way__leads_to_the_first(
    client, analyst, programme, known
):
    first = sent_file(programme, ours(known)).sent
    assert send(client, programme, ours(known)).url == first.get_absolute_url()
    assert ActivityFile.objects.count() == 1


def test_the_same_file__is_read_again_when_it_named_people_who_were_not_known(programme, known):
    later = nhs_number()
    rows = [event(known, "ae_attendance", INDEX, event_id="A"),
            event(later, "ae_attendance", INDEX, event_id="B")]  # fmt: skip
    text = csv_file(COLUMNS, rows).read()
    first = work(sent_file(programme, text).sent)
    assert (first.batch.stored, first.batch.strangers) == (1, 1)
    cohort(programme, [person(later)], name="Later")
    again = work(sent_file(programme, text).sent)
    assert (again.batch.stored, again.batch.already_known) == (1, 1)


def test_delivered_twice__is_stored_once(programme, known):
    sent = sent_file(programme, ours(known)).sent
    work(sent)
    work(sent)
    assert ActivityImport.objects.filter(kind="activity").count() == 1


# -- failed, cancelled, left lying -----------------------------------------------------------------


def test_failed__says_why_stores_nothing_and_can_be_tried_again(
    client, analyst, programme, known, monkeypatch
):
    sent = sent_file(programme, ours(known)).sent

    def breaks(*args, **given):
        raise OSError("/srv/secret/999 000 0000 is gone")

    with monkeypatch.context() as patch:
        patch.setattr(importing, "import_activity", breaks)
        sent = work(sent)
    assert sent.status == FileStatus.FAILED
    assert "OSError" in sent.fail_reason
    assert "999" not in sent.fail_reason
    page = client.get(sent.get_absolute_url()).content.decode()
    assert "Nothing of the file was stored" in page
    client.post(reverse("outcomes:queue_file", args=[sent.reference]))
    sent.refresh_from_db()
    assert (sent.status, work(sent).status) == (FileStatus.QUEUED, FileStatus.STORED)


def test_a_row_that_cannot_be_read__fails_the_file_in_the_words_of_the_refusal(programme, known):
    text = ours(known, *(f"E{n}" for n in range(9_000))) + b'"never closed,1,2\n'
    sent = work(sent_file(programme, text).sent)
    assert sent.status == FileStatus.FAILED
    assert "quotation mark" in sent.fail_reason
    assert not HospitalEvent.objects.exists()


def test_cancelled__the_file_goes_and_nothing_is_stored(client, analyst, programme, known):
    sent = sent_file(programme, ours(known)).sent
    client.post(reverse("outcomes:cancel_file", args=[sent.reference]))
    sent = work(sent)
    assert (sent.status, bool(sent.file)) == (FileStatus.CANCELLED, False)
    assert not HospitalEvent.objects.exists()


def test_left_lying_for_a_week__goes_by_itself(programme, known):
    sent = sent_file(programme, ODD.format(n=known)).sent
    importing.look_after(at=clock.now() + dt.timedelta(days=6))
    sent.refresh_from_db()
    assert sent.status == FileStatus.UNMATCHED
    importing.look_after(at=clock.now() + dt.timedelta(days=8))
    sent.refresh_from_db()
    assert (sent.status, bool(sent.file)) == (FileStatus.CANCELLED, False)


def test_whose_worker_died__is_asked_for_again(programme, known):
    sent = intake.start(sent_file(programme, ours(known)).sent, at=clock.now())
    assert importing.look_after(at=clock.now()) == 0
    assert importing.look_after(at=clock.now() + dt.timedelta(minutes=6)) == 1
    assert work(sent).status == FileStatus.STORED


def test_progress__is_told_in_rows_and_then_asks_for_the_whole_page(
    client, analyst, programme, known
):
    sent = sent_file(programme, ours(known, "A", "B")).sent
    sent = intake.start(sent, at=clock.now())
    ActivityFile.objects.filter(pk=sent.pk).update(rows_read=1)
    url = reverse("outcomes:file_progress", args=[sent.reference])
    assert "1 of 2 rows read" in client.get(url).content.decode()
    work(sent)
    assert client.get(url)["HX-Refresh"] == "true"


# -- columns that are not ours ---------------------------------------------------------------


def test_foreign_columns__are_asked_about_with_guesses_and_samples(
    client, analyst, programme, known
):
    answer = send(client, programme, ODD.format(n=known))
    sent = ActivityFile.objects.get()
    assert answer.url == reverse("outcomes:match", args=[sent.reference])
    assert sent.status == FileStatus.UNMATCHED
    page = client.get(answer.url)
    form, words = page.context["form"], page.content.decode()
    assert form.fields["column_nhs_number"].initial == "NHS No."
    assert form.fields["column_occurred_on"].initial == "Arrival Date"
    assert form.fields["word_event_type_2_0"].initial == "ae_attendance"
    assert form.fields["word_event_type_2_1"].initial == "emergency_admission"
    assert form.fields["word_event_type_2_2"].initial == "?"
    assert form.fields["date_order"].initial == "dmy"
    assert known not in words
    assert "Fellowes" not in words
    assert "semicolons" in words


def test_matched__is_remembered_and_the_next_file_goes_straight_through(
    client, analyst, programme, known
):
    send(client, programme, ODD.format(n=known))
    sent = ActivityFile.objects.get()
    client.post(reverse("outcomes:match", args=[sent.reference]), ANSWERS)
    sent = work(sent)
    assert sent.status == FileStatus.STORED, sent.fail_reason
    assert (sent.batch.stored, sent.batch.rejected) == (2, 1)
    found = HospitalEvent.objects.get(event_id="A2")
    assert (found.event_type, found.occurred_on, found.ended_on) == (
        "emergency_admission", dt.date(2025, 4, 1), dt.date(2025, 4, 5),
    )  # fmt: skip
    shuffled = (
        "NHS No.;Surname;Attendance No;Arrival Date;Att Type;Discharge Date\n"
        f"{known};Fellowes;A9;03/04/2025;NEL;\n"
    )
    answer = send(client, programme, shuffled)
    later = ActivityFile.objects.exclude(pk=sent.pk).get()
    assert answer.url == later.get_absolute_url()
    assert (later.layout.name, work(later).batch.stored) == ("Russells Hall, weekly", 1)


def test_the_same_foreign_file_again__says_nothing_new(client, analyst, programme, known):
    send(client, programme, ODD.format(n=known))
    sent = ActivityFile.objects.get()
    client.post(reverse("outcomes:match", args=[sent.reference]), ANSWERS)
    work(sent)
    answer = send(client, programme, ODD.format(n=known))
    assert "nothing new" in client.get(answer.url).content.decode()


def test_changed_headers__ask_again_and_say_what_is_new_and_gone(client, analyst, programme, known):
    send(client, programme, ODD.format(n=known))
    client.post(reverse("outcomes:match", args=[ActivityFile.objects.get().reference]), ANSWERS)
    changed = ODD.format(n=known).replace("Discharge Date", "Left On").replace("A1", "A7")
    answer = send(client, programme, changed)
    words = client.get(answer.url).content.decode()
    assert "New in this file:" in words
    assert "Left On" in words
    assert "No longer in it:" in words
    assert client.get(answer.url).context["form"].fields["word_event_type_2_2"].initial == "-"


def test_a_new_word__asks_again(client, analyst, programme, known):
    send(client, programme, ODD.format(n=known))
    client.post(reverse("outcomes:match", args=[ActivityFile.objects.get().reference]), ANSWERS)
    answer = send(client, programme, ODD.format(n=known).replace("Outpatient", "Virtual ward"))
    assert "/match/" in answer.url
    assert "Virtual ward" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"column_nhs_number": ""}, "Choose the column"),
        ({"column_nhs_number": "Arrival Date"}, "is chosen for"),
        ({"word_event_type_2_2": "?"}, "Choose what “Outpatient” means"),
        ({"word_event_type_2_2": "nonsense"}, "Select a valid choice"),
        ({"column_event_type": ""}, "Choose what every row of the file is"),
        ({"name": ""}, "Give the layout a name"),
        ({"date_order": "ydm"}, "Choose one of the answers shown"),
    ],
)
def test_matching__asks_again_when_something_is_missing(
    client, analyst, programme, known, change, words
):
    send(client, programme, ODD.format(n=known))
    sent = ActivityFile.objects.get()
    url = reverse("outcomes:match", args=[sent.reference])
    given = {**ANSWERS, **change}
    if "column_event_type" in change:
        given["fixed_event_type"] = "?"
    assert words in client.post(url, given).content.decode()
    sent.refresh_from_db()
    assert sent.status == FileStatus.UNMATCHED
    assert not ActivityLayout.objects.exists()


def test_a_file_of_one_kind__needs_no_column_for_it(client, analyst, programme, known):
    text = f"id,nhs,date\n1,{known},2025-05-01\n"
    send(client, programme, text)
    sent = ActivityFile.objects.get()
    client.post(
        reverse("outcomes:match", args=[sent.reference]),
        {**dict.fromkeys(ANSWERS, ""), "name": "ED", "column_event_id": "id",
         "column_nhs_number": "nhs", "column_occurred_on": "date",
         "fixed_event_type": "ae_attendance", "date_order": "ymd"},
    )  # fmt: skip
    work(sent)
    assert HospitalEvent.objects.get().event_type == "ae_attendance"


def test_what_the_command_imported__is_known_to_the_page(programme, known):
    activity(programme, [event(known, "ae_attendance", INDEX, event_id="E1")])
    arrival = sent_file(programme, ours(known, "E1"))
    assert arrival.before is not None


def test_headers_alone_and_twice_named__are_refused(programme):
    for text, words in (("a;b;c\n", "not a single row"), ("a,b,a\n1,2,3\n", "named twice: a")):
        with pytest.raises(BadFileError, match=words):
            sent_file(programme, text)
