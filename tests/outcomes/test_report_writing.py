"""Reports are written by a worker: once, however often it is asked, killed or refused."""

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.urls import reverse

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from core.models import OutboxMessage
from outcomes.models import Report
from outcomes.services import reports
from outcomes.services.reports import making, writing
from outcomes.tasks import write_report
from outcomes.writers import WRITERS
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.reports import ReportFactory, evaluated, last_quarter

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return programme_with_policy()


@pytest.fixture
def run(programme):
    return evaluated(programme)


@pytest.fixture
def manager(programme):
    return someone("manager", programme=programme)


@pytest.fixture
def asked(run):
    """A report that waits for its worker."""
    return ReportFactory(run=run, background=True)


def ask(run):
    return reports.make(
        run, by=None, at=clock.now(), kind="governors", period=last_quarter(), background=True
    )


def files(report):
    return sorted(report.files.filter(wiped_at=None).values_list("edition", "format"))


def written_once(report):
    return files(report) == [(report.edition, each) for each in sorted(WRITERS)]


def break_writers(monkeypatch, error):
    def refuse(_document):
        raise error

    monkeypatch.setitem(writing.WRITERS, "docx", refuse)


class TestAsked:
    def test_promises_the_work_in_the_same_transaction(self, asked):
        assert (asked.status, files(asked)) == ("writing", [])
        message = OutboxMessage.objects.get(task=writing.TASK)
        assert message.kwargs == {"reference": asked.reference}

    def test_twice__is_the_same_report_and_one_promise(self, run, asked):
        assert ask(run) == asked
        assert Report.objects.count() == 1
        assert OutboxMessage.objects.filter(task=writing.TASK).count() == 1

    def test_twice__is_refused_once_it_is_written(self, run, asked):
        reports.write(asked)
        with pytest.raises(RuleBroken, match="made already"):
            ask(run)

    def test_cannot_be_published_before_it_is_written(self, asked):
        with pytest.raises(NotAllowedNow):
            reports.publish(asked, by=None, at=clock.now())

    def test_the_database_wants_a_since_and_a_why(self, asked):
        for given in ({"writing_since": None}, {"status": "failed"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Report.objects.filter(pk=asked.pk).update(**given)


class TestWritten:
    def test_by_the_task(self, asked):
        write_report(asked.reference)
        asked.refresh_from_db()
        assert (asked.status, asked.writing_since) == ("ready", None)
        assert written_once(asked)
        assert asked.events.get(verb="finish_writing").from_status == "writing"

    def test_delivered_twice__written_once(self, asked):
        for _time in range(2):
            write_report(asked.reference)
        assert written_once(asked)
        assert asked.events.filter(verb="finish_writing").count() == 1

    def test_a_worker_killed_before_its_commit__written_once_and_no_file_left_over(
        self, asked, monkeypatch
    ):
        class KilledError(BaseException):
            pass

        def die(*_given, **_more):
            raise KilledError

        with monkeypatch.context() as dying:
            dying.setattr(writing, "move", die)  # the files are on the disk, the rows are not
            with pytest.raises(KilledError):
                write_report(asked.reference)
        asked.refresh_from_db()
        assert (asked.status, files(asked)) == ("writing", [])
        write_report(asked.reference)
        asked.refresh_from_db()
        assert written_once(asked)
        on_disk = [n for n in default_storage.listdir("reports")[1] if asked.reference in n]
        assert sorted(on_disk) == sorted(f"{asked.reference}-1.{each}" for each in WRITERS)

    def test_while_another_worker_is_at_it__nothing_is_done(self, asked, monkeypatch):
        from contextlib import contextmanager

        @contextmanager
        def taken(_key):
            yield False

        monkeypatch.setattr(writing, "claimed", taken)
        assert reports.write(asked).status == "writing"
        assert files(asked) == []

    def test_a_newer_edition_asked_for_meanwhile__only_that_one_is_kept(self, run, monkeypatch):
        report = reports.renew(ReportFactory(run=run), by=None, at=clock.now())
        settled_for, asked_again = writing.settling.settled_for, []

        def and_meanwhile(given):
            if not asked_again:
                asked_again.append(making.renew(Report.objects.get(pk=given.pk), by=None,
                                                at=clock.now()))  # fmt: skip
            return settled_for(given)

        monkeypatch.setattr(writing.settling, "settled_for", and_meanwhile)
        report = reports.write(report)
        assert report.edition == 3
        assert written_once(report)

    def test_withdrawn_meanwhile__nothing_is_kept(self, asked, manager):
        reports.withdraw(asked, by=manager, at=clock.now(), reason="Asked in error")
        write_report(asked.reference)
        assert files(asked) == []


class TestFailed:
    def test_a_refusal__stands_on_the_report_in_words(self, asked, monkeypatch):
        break_writers(monkeypatch, RuleBroken("The summary does not fit one page."))
        write_report(asked.reference)
        asked.refresh_from_db()
        assert (asked.status, asked.fail_reason) == (
            "failed", "The summary does not fit one page.",
        )  # fmt: skip
        assert files(asked) == []

    def test_a_fault__says_nothing_of_what_it_held(self, asked, monkeypatch):
        break_writers(monkeypatch, ValueError("Mrs Holt, 999 000 0018"))
        write_report(asked.reference)
        asked.refresh_from_db()
        assert asked.fail_reason == "Something went wrong on our side."

    def test_try_again__writes_it(self, asked, monkeypatch, manager):
        with monkeypatch.context() as broken:
            break_writers(broken, ValueError())
            write_report(asked.reference)
        asked = reports.try_again(asked, by=manager, at=clock.now())
        assert (asked.status, asked.fail_reason) == ("writing", "")
        write_report(asked.reference)
        asked.refresh_from_db()
        assert asked.status == "ready"
        assert written_once(asked)

    def test_try_again__refuses_what_did_not_fail(self, asked, manager):
        with pytest.raises(NotAllowedNow):
            reports.try_again(asked, by=manager, at=clock.now())

    def test_a_new_edition_that_fails__stays_in_the_room_and_keeps_no_old_file(
        self, run, monkeypatch
    ):
        report = reports.publish(ReportFactory(run=run), by=None, at=clock.now())
        report = reports.renew(report, by=None, at=clock.now())
        with monkeypatch.context() as broken:
            break_writers(broken, ValueError())
            report = reports.write(report)
        assert (report.status, report.writing_since) == ("published", None)
        assert report.fail_reason
        assert files(report) == []
        report = reports.write(reports.renew(report, by=None, at=clock.now()))
        assert (report.edition, report.fail_reason) == (3, "")
        assert written_once(report)


class TestPages:
    def test_the_page_says_so_and_asks_again_until_it_is_written(self, client, asked, manager):
        client.force_login(manager)
        page = client.get(asked.get_absolute_url()).text
        polled = reverse("outcomes:report_progress", args=[asked.reference])
        assert "Writing the report" in page
        assert polled in page
        assert not asked.readings.exists()
        piece = client.get(polled)
        assert "HX-Refresh" not in piece.headers
        assert "Writing the report" in piece.text
        reports.write(asked)
        assert client.get(polled).headers["HX-Refresh"] == "true"

    def test_the_page_of_a_failed_one_says_why_and_offers_to_try_again(
        self, client, asked, manager, monkeypatch
    ):
        break_writers(monkeypatch, RuleBroken("The summary does not fit one page."))
        reports.write(asked)
        client.force_login(manager)
        page = client.get(asked.get_absolute_url()).text
        url = reverse("outcomes:report_try_again", args=[asked.reference])
        assert "does not fit one page" in page
        assert url in page
        assert client.post(url).status_code == 302
        asked.refresh_from_db()
        assert asked.status == "writing"

    def test_files_of_one_being_written_are_not_found(self, client, asked, manager):
        client.force_login(manager)
        for format_ in ("pdf", "exact"):
            url = reverse("outcomes:report_take", args=[asked.reference, format_])
            assert client.post(url).status_code == 404

    def test_a_report_in_the_room_says_that_its_files_are_being_written(self, client, run, manager):
        report = reports.publish(ReportFactory(run=run), by=None, at=clock.now())
        reports.renew(report, by=None, at=clock.now())
        client.force_login(manager)
        page = client.get(report.get_absolute_url()).text
        assert "Writing a new edition" in page
        assert "What people need" in page

    def test_strangers_find_nothing(self, client, asked):
        client.force_login(someone("manager", programme=programme_with_policy()))
        for name in ("report", "report_progress", "report_try_again"):
            url = reverse(f"outcomes:{name}", args=[asked.reference])
            assert client.get(url).status_code == 404
