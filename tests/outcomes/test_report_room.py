"""The report room: refusals, who sees what, files, the log, editions, the public page."""

import io
import zipfile
from functools import reduce

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from core.mail import site_url
from core.models import Mail
from outcomes.models import Report, ReportFile, ReportReading
from outcomes.presenters.numbers import Published
from outcomes.report_lives import ReportStatus
from outcomes.services import reports, runs
from outcomes.services.reports import content, settling
from tests.factories.funding import fund
from tests.factories.programmes import PlaceFactory, programme_with_policy, someone
from tests.factories.reports import ReportFactory, evaluated, last_month, last_quarter
from tests.outcomes.test_pages import programme as listed_programme  # noqa: F401
from tests.outcomes.test_pages import ready  # noqa: F401  (the evaluation of a list)
from tests.strangers import OWN, SAME, assert_scope

pytestmark = pytest.mark.django_db
SEEN = {OWN, SAME}


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
def report(run):
    return ReportFactory(run=run)


def make(run, kind="governors", **given):
    period = given.pop("period", None) or last_quarter()
    given = {"background": False} | given
    return reports.make(run, by=None, at=clock.now(), kind=kind, period=period, **given)


def publish(report, by=None):
    return reports.publish(report, by=by, at=clock.now())


class TestMake:
    def test_refuses_a_run_without_figures(self, programme):
        waiting = runs.ask_for(programme, by=None, at=clock.now(), as_of=clock.today(),
                               window_days=90, background=False)  # fmt: skip
        with pytest.raises(RuleBroken, match="no figures"):
            make(waiting)

    def test_refuses_a_while_that_ends_after_the_cut_off(self, run):
        from outcomes.periods import quarter

        with pytest.raises(RuleBroken, match="after the data cut-off") as refusal:
            make(run, period=(clock.today(), quarter(clock.today())[1].replace(year=2999)))
        assert refusal.value.field == "period"

    def test_refuses_a_funder_who_pays_nothing_here(self, run):
        stranger = fund(programme_with_policy()).agreements.first().funder
        with pytest.raises(RuleBroken, match="no agreement"):
            make(run, "funder", funder=stranger)

    def test_refuses_a_ward_that_sent_nobody(self, run):
        with pytest.raises(RuleBroken, match="sent nobody"):
            make(run, "ward", ward=PlaceFactory(), period=last_month())

    @pytest.mark.parametrize("kind", ["funder", "ward"])
    def test_refuses_without_its_audience(self, run, kind):
        with pytest.raises(RuleBroken):
            make(run, kind)

    def test_refuses_the_same_twice(self, run, report):
        with pytest.raises(RuleBroken, match="made already"):
            make(run)

    def test_the_database_refuses_the_same_twice(self, report):
        copy = Report.objects.get(pk=report.pk)
        copy.pk, copy.reference = None, "CBRP-ZZZZZZ"
        with pytest.raises(DatabaseError), transaction.atomic():
            copy.save(force_insert=True)

    def test_writes_every_format_with_its_digest(self, report):
        kept = {each.format: each for each in report.files.all()}
        assert set(kept) == {"pdf", "docx", "xlsx", "zip"}
        assert all(each.size and len(each.sha256) == 64 for each in kept.values())

    def test_the_same_cut_gives_the_same_words_later(self, report):
        again = reports.written(Report.objects.get(pk=report.pk))
        assert again == reports.written(report)

    def test_an_imported_list_gives_the_evaluation_only(self, ready):  # noqa: F811
        with pytest.raises(RuleBroken, match="imported list"):
            make(ready, period=(ready.as_of.replace(day=1), ready.as_of))


class TestLife:
    def test_publish__tells_its_readers_with_a_link_and_no_figure(self, programme, report):
        governor = someone("governor", programme=programme)
        someone("governor", programme=programme_with_policy())
        publish(report)
        mail = Mail.objects.get(template="report_placed")
        assert mail.to == governor.email
        assert report.get_absolute_url() in mail.text
        known = (report.reference, programme.name, site_url())
        bare = reduce(lambda text, each: text.replace(each, ""), known, mail.text)
        assert not any(each.isdigit() for each in bare)

    def test_publish__not_twice(self, report):
        publish(report)
        with pytest.raises(NotAllowedNow):
            publish(report)

    def test_publish__writes_anew_when_others_went_out_meanwhile(self, report, monkeypatch):
        counts = content.counts_of(content.given_of(report), Published(), {"needs|||Money"})
        monkeypatch.setattr(settling, "settled", lambda *_given, **_more: (None, counts))
        published = publish(report)
        assert (published.status, published.withheld) == ("published", ["needs|||Money"])
        assert published.writing_since
        assert not published.files.filter(wiped_at=None).exists()

    def test_withdraw__wipes_the_files_and_keeps_the_log(
        self, report, manager, django_capture_on_commit_callbacks
    ):
        publish(report)
        reports.note(report, by=manager, what="pdf")
        paths = [each.file.path for each in report.files.all()]
        with django_capture_on_commit_callbacks(execute=True):
            reports.withdraw(report, by=manager, at=clock.now(), reason="A wrong sum")
        assert not any(ReportFile.objects.filter(report=report).values_list("file", flat=True))
        assert all(not open_or_none(path) for path in paths)
        assert report.readings.count() == 1

    def test_renew__a_new_edition_and_the_old_files_are_gone(self, report, manager):
        renewed = reports.renew(report, by=manager, at=clock.now())
        assert report.files.filter(edition=1, file="").count() == 4  # at once
        reports.write(renewed)
        kept = report.files.filter(wiped_at=None)
        assert {each.edition for each in kept} == {2}

    def test_withdrawn__can_be_made_again(self, run, report, manager):
        reports.withdraw(report, by=manager, at=clock.now(), reason="A wrong sum")
        assert make(run).pk != report.pk

    def test_log__refuses_to_be_changed(self, report, manager):
        reports.note(report, by=manager, what="opened")
        for act in (lambda rows: rows.update(what="pdf"), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                act(ReportReading.objects.filter(report=report))


def open_or_none(path):
    from pathlib import Path

    return Path(path).exists()


class TestScopes:
    def test_before_publication__who_makes_them(self):
        assert_scope(
            lambda world, owner: ReportFactory(programme=world.programme),
            {"manager": SEEN, "analyst": SEEN},
        )

    def test_governor_themes(self):
        assert_scope(
            lambda world, owner: publish(ReportFactory(programme=world.programme)),
            {"manager": SEEN, "analyst": SEEN, "governor": SEEN},
        )

    def test_ward_feedback(self):
        assert_scope(
            lambda world, owner: publish(
                ReportFactory(kind="ward", programme=world.programme, ward=world.ward)
            ),
            {"manager": SEEN, "analyst": SEEN, "ward_referrer": SEEN},
        )

    def test_ward_feedback__not_the_next_ward_of_the_same_hospital(self, programme):
        ward = PlaceFactory()
        report = publish(ReportFactory(kind="ward", programme=programme, ward=ward))
        next_door = someone("ward_referrer", ward=PlaceFactory(site=ward.site))
        whole_site = someone("ward_referrer", site=ward.site)
        assert not Report.objects.visible_to(next_door).exists()
        assert Report.objects.visible_to(whole_site).get() == report

    def test_funder__its_own_report_and_not_the_next_funder_s(self, programme):
        agreements = fund(programme).agreements.order_by("pk")
        report = publish(ReportFactory(kind="funder", run=evaluated(programme),
                                       funder=agreements[0].funder))  # fmt: skip
        ours = someone("funder", organisation=agreements[0].funder)
        theirs = someone("funder", organisation=agreements[1].funder)
        assert Report.objects.visible_to(ours).get() == report
        assert not Report.objects.visible_to(theirs).exists()

    def test_funder__the_evaluation_of_a_programme_it_pays_for(self, programme):
        payer = fund(programme).agreements.first().funder
        publish(ReportFactory(kind="annual", run=evaluated(programme)))
        assert Report.objects.visible_to(someone("funder", organisation=payer)).exists()
        stranger = fund(programme_with_policy()).agreements.first().funder
        assert not Report.objects.visible_to(someone("funder", organisation=stranger)).exists()


class TestPages:
    def test_room__lists_what_is_placed_and_no_more(self, client, report, programme):
        governor = someone("governor", programme=programme)
        client.force_login(governor)
        assert report.reference not in client.get(reverse("outcomes:reports")).text
        assert client.get(report.get_absolute_url()).status_code == 404
        publish(report)
        assert report.reference in client.get(reverse("outcomes:reports")).text

    def test_opening_and_taking_are_written_down(self, client, report, programme, manager):
        publish(report)
        governor = someone("governor", programme=programme)
        client.force_login(governor)
        client.get(report.get_absolute_url())
        taken = client.post(reverse("outcomes:report_take", args=[report.reference, "zip"]))
        assert "data-dictionary.csv" in zipfile.ZipFile(io.BytesIO(taken.content)).namelist()
        assert list(report.readings.order_by("pk").values_list("by", "what")) == [
            (governor.pk, "opened"), (governor.pk, "zip"),
        ]  # fmt: skip
        client.force_login(manager)
        log = client.get(reverse("outcomes:report_log", args=[report.reference])).text
        assert governor.name in log

    def test_log__not_for_readers(self, client, report, programme):
        publish(report)
        client.force_login(someone("governor", programme=programme))
        url = reverse("outcomes:report_log", args=[report.reference])
        assert client.get(url).status_code == 403

    def test_true_figures__only_with_the_permission(self, client, report, programme, manager):
        publish(report)
        exact = f"{report.get_absolute_url()}?figures=true"
        take = reverse("outcomes:report_take", args=[report.reference, "exact"])
        client.force_login(someone("governor", programme=programme))
        assert "Not for passing on" not in client.get(exact).text
        assert client.post(take).status_code == 403
        client.force_login(manager)
        assert "Not for passing on" in client.get(exact).text
        assert "not-for-passing-on" in client.post(take)["Content-Disposition"]

    @pytest.mark.parametrize("format_", ["exe", "pdfx"])
    def test_take__unknown_formats_are_not_found(self, client, report, manager, format_):
        client.force_login(manager)
        url = reverse("outcomes:report_take", args=[report.reference, format_])
        assert client.post(url).status_code == 404

    def test_take__not_by_following_a_link(self, client, report, manager):
        client.force_login(manager)
        url = reverse("outcomes:report_take", args=[report.reference, "pdf"])
        assert client.get(url).status_code == 405

    def test_make__from_the_evaluation(self, client, run, manager):
        client.force_login(manager)
        url = reverse("outcomes:report_make", args=[run.reference])
        assert client.get(url).status_code == 200
        answer = client.post(url, {"kind": "governors", "period": f"month:{last_month()[0]}"})
        assert "Choose a quarter" in answer.text
        answer = client.post(url, {"kind": "governors", "period": f"quarter:{last_quarter()[0]}"})
        assert answer.status_code == 302
        assert Report.objects.get().status == ReportStatus.WRITING

    def test_verbs__by_their_pages(self, client, report, manager):
        client.force_login(manager)
        for verb, given in (("publish", {}), ("renew", {}), ("withdraw", {"reason": "Wrong sum"})):
            url = reverse(f"outcomes:report_{verb}", args=[report.reference])
            assert client.get(url).status_code == 200
            assert client.post(url, given).status_code == 302
        report.refresh_from_db()
        assert (report.status, report.edition) == ("withdrawn", 2)
        assert client.get(report.get_absolute_url()).status_code == 200

    def test_publish__not_by_the_analyst(self, client, report, programme):
        client.force_login(someone("analyst", programme=programme))
        url = reverse("outcomes:report_publish", args=[report.reference])
        assert client.post(url).status_code == 403


class TestPublicPage:
    @pytest.fixture
    def summary(self, run):
        return ReportFactory(kind="public", run=run)

    def url(self, summary, name="public_summary"):
        return reverse(f"outcomes:{name}", args=[summary.programme.slug])

    def test_not_before_it_is_published_nor_before_the_programme_says_so(
        self, client, summary, manager
    ):
        told = {"by": manager, "at": clock.now()}
        assert client.get(self.url(summary)).status_code == 404
        reports.open_room(summary.programme, **told, is_public=True)
        assert client.get(self.url(summary)).status_code == 404
        publish(summary)
        assert client.get(self.url(summary)).status_code == 200
        reports.open_room(summary.programme, **told, is_public=False)
        assert client.get(self.url(summary)).status_code == 404

    def test_visits_are_counted_by_day_and_nobody_is_written_down(self, client, summary, manager):
        reports.open_room(summary.programme, by=manager, at=clock.now(), is_public=True)
        publish(summary)
        assert client.get(self.url(summary, "public_summary_pdf")).content[:5] == b"%PDF-"
        for _time in range(3):
            client.get(self.url(summary))
        client.force_login(manager)
        client.get(self.url(summary))
        assert list(summary.visits.order_by("what").values_list("day", "what", "times")) == [
            (clock.today(), "opened", 4), (clock.today(), "pdf", 1),
        ]  # fmt: skip
        assert not summary.readings.exists()
        log = client.get(reverse("outcomes:report_log", args=[summary.reference])).text
        assert "Visits to the public page" in log

    def test_other_reports_of_an_open_programme_stay_closed(self, client, report, manager):
        reports.open_room(report.programme, by=manager, at=clock.now(), is_public=True)
        publish(report)
        assert client.get(self.url(report)).status_code == 404
        assert client.get(report.get_absolute_url()).status_code == 302
