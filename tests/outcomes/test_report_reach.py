"""Whom the service reaches, in the evaluation and the yearly report."""

from random import Random

import pytest

from core import clock
from outcomes.dashboards.reach import found as live
from outcomes.evaluation.cut import Cut
from outcomes.extraction.equity import reach as frozen
from outcomes.presenters import equity
from outcomes.presenters.numbers import Exact, Published
from outcomes.presenters.report import report
from outcomes.presenters.reports.subject import Subject
from outcomes.presenters.reports.writing import document
from outcomes.services.reports import settling
from residents.groups import GROUPINGS
from tests.factories.programmes import PlaceFactory, programme_with_policy, someone
from tests.factories.referrals import ReferralFactory
from tests.factories.residents import ResidentFactory
from tests.outcomes.report_facts import _base, given_of, reports_facts, worked_out

KEYS = ("home", "age", "sex", "ethnicity", "deprivation")


def told(seed=1, *, most=12, total=None) -> list:
    """Groups of invented referrals; every way to tell people apart adds up to the same whole."""
    dice, found = Random(seed), []
    whole = total or [dice.randint(0, most) for _group in range(6)]
    for key in KEYS:
        dice.shuffle(whole)
        groups = [_group(f"{key} {place}", number, dice) for place, number in enumerate(whole)]
        found.append({"key": key, "name": str(GROUPINGS[key].name), "groups": groups})
    return found


def _group(name: str, referred: int, dice) -> dict:
    accepted = dice.randint(0, referred)
    ended, closed = dice.randint(0, accepted), dice.randint(0, accepted)
    return {
        "group": name, "name": name, "referred": referred, "accepted": accepted, "ended": ended,
        "finished": dice.randint(0, ended), "closed": closed,
        "own_home": dice.randint(0, closed),
    }  # fmt: skip


def chapter_of(reach: list, numbers):
    cut, found = _base()
    return equity.reach(Cut(cut.parameters, "", {"reach": reach}), found, numbers)


class TestWhatLeaves:
    def test_every_count_has_a_name(self):
        given = given_of("annual", reports_facts(), reach=told())
        counts = settling.counts_of(given, Published())
        document(Subject(counts=counts, **given))
        assert counts.unnamed == []
        assert sum("|reach|" in key for key in counts.said) > 100

    def test_seven_ones_under_a_star__negative_control_and_settled(self):
        reach = told(total=[1, 1, 1, 1, 1, 1, 1])
        referred = {"total": 7, "accepted": 0, "declined": 0, "other": 7, "by_source": []}
        facts = reports_facts()
        facts["wards"]["decisions"] = []
        given = given_of("annual", facts, reach=reach, referred=referred)
        counts = settling.counts_of(given, Published())
        document(Subject(counts=counts, **given))
        assert worked_out([*counts.said.values(), *counts.links])
        settled = settling.settled(given, ())[1]
        assert settled.withheld
        assert worked_out([*settled.said.values(), *settled.links]) == []

    @pytest.mark.parametrize("seed", range(3))
    def test_whatever_the_groups__nothing_small_can_be_found(self, seed):
        given = given_of("annual", reports_facts(seed), reach=told(seed))
        counts = settling.settled(given, ())[1]
        assert worked_out([*counts.said.values(), *counts.links]) == []


class TestWords:
    def test_true_figures_and_shares(self):
        group = {"group": "a", "name": "A", "referred": 40, "accepted": 10, "ended": 8,
                 "finished": 4, "closed": 2, "own_home": 1}  # fmt: skip
        chapter = chapter_of([{"key": "sex", "name": "Sex", "groups": [group]}], Exact())
        assert chapter.blocks[1].rows == (("A", "40", "10", "25%", "50%", "50%"),)

    def test_a_group_that_stands_apart_is_said_so_and_others_are_not(self):
        few = _plain("Ash Road", 40, 10)
        many = _plain("Elm Road", 400, 300)
        words = chapter_of([{"key": "home", "name": "Neighbourhood", "groups": [few, many]}],
                           Exact()).blocks[0].words  # fmt: skip
        assert "Accepted less often: Ash Road (neighbourhood)." in words
        assert "own home" not in words

    def test_nobody_stands_apart(self):
        groups = [_plain("A", 40, 20), _plain("B", 41, 20)]
        words = chapter_of([{"key": "sex", "name": "Sex", "groups": groups}], Exact()).blocks[0]
        assert "No group differs" in words.words

    def test_a_hidden_group_is_not_named(self):
        groups = [_plain("Ash Road", 60, 2), _plain("Elm Road", 400, 390)]
        told_now = [{"key": "home", "name": "Neighbourhood", "groups": groups}]
        assert "Ash Road" in chapter_of(told_now, Exact()).blocks[0].words
        assert "Ash Road" not in chapter_of(told_now, Published()).blocks[0].words

    def test_seven_people_say_nothing(self):
        groups = [_plain("A", 7, 0), _plain("B", 100, 100)]
        assert equity.standing(groups[0], groups, "accepted", "referred") == 0

    def test_an_older_cut_has_no_such_chapter(self):
        cut, found = _base()
        assert "reach" not in {each.key for each in report(cut, found, Exact()).chapters}


def _plain(name, referred, accepted) -> dict:
    return {"group": name, "name": name, "referred": referred, "accepted": accepted, "ended": 0,
            "finished": 0, "closed": 0, "own_home": 0}  # fmt: skip


@pytest.mark.django_db
class TestFrozen:
    def test_the_same_as_the_page_counts_today(self):
        programme, ward = programme_with_policy(), PlaceFactory()
        programme.referral_sites.add(ward.site)
        by = someone("ward_referrer", ward=ward)
        for number in range(6):
            resident = ResidentFactory(deprivation_decile=number + 1, sex="female")
            ReferralFactory(programme=programme, ward=ward, by=by, resident=resident,
                            status=("accepted", "declined")[number % 2])  # fmt: skip
        manager, today = someone("manager", programme=programme), clock.today()
        _whole, groups = live(manager, programme, since=programme.starts_on, today=today)
        for each in frozen(programme, as_of=today):
            mine = {row["group"]: (row["referred"], row["accepted"]) for row in each["groups"]}
            assert mine == {row.group: (row.referred, row.accepted) for row in groups[each["key"]]}
            assert sum(row["referred"] for row in each["groups"]) == 6

    def test_nobody_referred__no_chapter(self):
        assert frozen(programme_with_policy(), as_of=clock.today()) == []
