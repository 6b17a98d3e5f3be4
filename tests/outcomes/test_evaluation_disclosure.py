"""An evaluation's own page and PDF are withheld together with all reports that went out."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from core import clock
from core.models import OutboxMessage
from outcomes.models import EvaluationRun
from outcomes.presenters.numbers import Published
from outcomes.services import evaluating, runs
from outcomes.services.reports import content, evaluations, settling
from outcomes.statistics.disclosure import Claim
from tests.factories.funding import fund
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.reports import ReportFactory, evaluated
from tests.outcomes.report_facts import given_of, published, reports_facts, told, worked_out
from tests.outcomes.test_report_disclosure import ones, seven_referrals, sevens


def said_by(shared) -> list:
    return [*shared.counts.said.values(), *shared.counts.links]


def shared_of(given, held=()):
    """The evaluation's own version, as `evaluations.settle` makes it."""
    _told, counts = settling.settled(given, held)
    return content.shared(given, counts.withheld)


def evaluation_of(facts, **own):
    return {**given_of("annual", facts, **own), "stories": ()}


class TestWhatItSays:
    def test_is_the_report_without_stories(self):
        shared = shared_of(evaluation_of(reports_facts()))
        assert [each.key for each in shared.report.chapters] == [
            each.key for each in told("annual").chapters if each.key not in ("headline", "stories")
        ]

    def test_every_count_that_leaves_has_a_name(self):
        assert content.shared(evaluation_of(reports_facts()), ()).counts.unnamed == []

    def test_a_planted_leak_would_be_told__and_does_not_leave(self):
        given = evaluation_of(seven_referrals(), referred=sevens())
        assert worked_out(said_by(content.shared(given, ())))
        shared = shared_of(given)
        assert shared.withheld
        assert worked_out(said_by(shared)) == []

    def test_report_first__the_evaluation_does_not_tell_what_it_hides(self):
        facts = seven_referrals()
        held = published("ward", facts, [])
        given = evaluation_of(facts, referred=sevens())
        assert worked_out([*held, *said_by(content.shared(given, ()))])
        assert worked_out([*held, *said_by(shared_of(given, held))]) == []

    def test_evaluation_first__the_report_does_not_tell_what_it_hides(self):
        facts = seven_referrals()
        held = said_by(shared_of(evaluation_of(facts, referred=sevens())))
        assert worked_out([*held, *published("ward", facts, held)]) == []

    @pytest.mark.parametrize("seed", range(3))
    def test_all_reports_and_the_evaluation_together_tell_nothing(self, seed):
        facts, held = reports_facts(seed, most=4), []
        for kind in ("ward", "funder", "governors"):
            held += published(kind, facts, held)
        held += said_by(shared_of(evaluation_of(facts), held))
        held += published("public", facts, held)
        assert worked_out(held) == []


class TestContradictions:
    """A figure that changed between two reports must not switch the attack off."""

    def test_what_contradicts_is_left_out_and_the_rest_attacked(self):
        cells = [Claim(frozenset({f"c{n}"}), None) for n in range(7)]
        whole = Claim(frozenset(f"c{n}" for n in range(7)), None)
        older = Claim(frozenset(f"c{n}" for n in range(7)), 90)
        ours = [*cells, whole]
        assert set(settling.telling([*ours, older], ours=ours)) == set(ours)

    def test_the_newest_is_believed(self):
        older = [Claim(frozenset("ab"), 90), Claim(frozenset("a"), None)]
        ours = [Claim(frozenset("ab"), 10), Claim(frozenset("b"), None)]
        assert settling.telling([*older, *ours], ours=ours) == []

    def test_a_ward_by_way_of_all_the_others(self):
        """The year less the other wards is the last one, though it shares no cell with them."""
        held = [Claim(frozenset({"x", "y"}), 0), Claim(frozenset({"y", "z"}), None)]
        counts = content.counts_of(given_of("ward", ones()), Published())
        counts.said = {"x": Claim(frozenset({"x"}), 0)}
        assert settling.touching(held, counts) == held


@pytest.mark.django_db
class TestLife:
    @pytest.fixture
    def programme(self):
        return programme_with_policy()

    @pytest.fixture
    def run(self, programme):
        return evaluated(programme, referrals=3)

    @pytest.fixture
    def manager(self, programme):
        return someone("manager", programme=programme)

    def publish(self, run, manager):
        return runs.publish(run, by=manager, at=clock.now())

    def test_finished__knows_what_it_gives_away(self, run):
        assert run.claims
        assert run.withheld == sorted(run.withheld)

    def test_ready__counts_as_out_only_once_it_is_published(self, run, manager):
        report = ReportFactory(run=run)
        assert settling.went_out(report) == []
        self.publish(run, manager)
        held = settling.went_out(report)
        assert settling.from_json(EvaluationRun.objects.get(pk=run.pk).claims) == held

    def test_published_before_this_was_kept__is_noted_when_it_is_asked_for(self, run, manager):
        self.publish(run, manager)
        EvaluationRun.objects.update(claims=None, withheld=None)
        assert settling.went_out(ReportFactory(run=run))
        assert EvaluationRun.objects.get(pk=run.pk).claims

    def test_publish__keeps_the_pdf_where_nothing_more_is_withheld(self, run, manager):
        before = run.pdf.name
        assert self.publish(run, manager).pdf.name == before
        assert not OutboxMessage.objects.filter(task=runs.DRAW).exists()

    def test_publish__draws_anew_when_more_is_withheld(
        self, run, manager, monkeypatch, django_capture_on_commit_callbacks
    ):
        name, more = run.pdf.name, content.shared(
            content.given_of_run(run, evaluating.frozen(run), run.results), {"some|count"}
        )  # fmt: skip
        monkeypatch.setattr(evaluations, "settle_as_frozen", lambda _run: more)
        with django_capture_on_commit_callbacks(execute=True):
            told_now = self.publish(run, manager)
        assert (told_now.pdf.name, told_now.withheld) == ("", ["some|count"])
        assert not default_storage.exists(name)
        message = OutboxMessage.objects.get(task=runs.DRAW)
        assert message.kwargs == {"reference": run.reference}
        drawn = evaluating.draw(told_now)
        assert drawn.pdf
        assert evaluating.draw(drawn).pdf.name == drawn.pdf.name

    def test_draw__not_before_it_is_published(self, run):
        EvaluationRun.objects.update(pdf="")
        assert not evaluating.draw(run).pdf

    def test_while_it_is_drawn__the_page_says_so_and_offers_no_pdf(self, run, manager, client):
        EvaluationRun.objects.filter(pk=run.pk).update(pdf="")
        client.force_login(manager)
        page = client.get(run.get_absolute_url()).content.decode()
        url = reverse("outcomes:export", args=[run.reference, "pdf"])
        assert "being drawn again" in page
        assert url not in page
        assert client.post(url).status_code == 404

    def test_so_few_that_nothing_helps__no_count_leaves_and_it_does_not_fail(
        self, run, monkeypatch
    ):
        monkeypatch.setattr(settling, "TRIES", 0)
        shared = evaluations.settle_as_frozen(run)
        assert shared.counts.said == {}
        assert shared.withheld

    def test_a_funder_sees_what_went_out__whoever_works_with_it_the_true_figures(
        self, programme, run, manager, client
    ):
        donor = fund(programme).agreements.order_by("pk")[0].funder
        self.publish(run, manager)
        key = next(key for key in _keys(run) if key.endswith("|people"))
        EvaluationRun.objects.filter(pk=run.pk).update(withheld=[key])
        seen = {}
        for who in (someone("funder", organisation=donor), manager):
            client.force_login(who)
            seen[who] = client.get(run.get_absolute_url()).content.decode()
        outside, inside = seen.values()
        assert "of – people are counted" in outside
        assert "of – people" not in inside


def _keys(run) -> list[str]:
    return list(content.shared_as_kept(run).counts.said)
