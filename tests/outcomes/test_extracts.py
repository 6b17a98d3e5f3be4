"""Extracts: three people, no way back to a person, small groups hidden, an end that is one."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections import Counter

import numpy as np
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from outcomes.evaluation.cut import COLUMNS
from outcomes.models import Extract, ExtractKey
from outcomes.services.reports import extracts, pseudonyms
from tests.factories.outcomes import INDEX, activity, cohort, event, person, run
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.reports import ExtractFactory
from tests.factories.residents import nhs_number
from tests.outcomes.sample import sample_cut
from tests.strangers import OWN, SAME, assert_scope

pytestmark = pytest.mark.django_db
SECRET = b"s" * 32


@pytest.fixture(scope="module")
def numbers():
    return [nhs_number() for _n in range(14)]


@pytest.fixture
def ready(numbers):
    """An evaluation of fourteen people; two of them are alone in their age band."""
    programme = programme_with_policy()
    people = [person(number, born="1939-03-04") for number in numbers[:12]]
    people += [person(number, born="1970-01-01") for number in numbers[12:]]
    named = cohort(programme, people)
    began, left = INDEX + dt.timedelta(days=9), INDEX + dt.timedelta(days=12)
    stays = [event(number, "emergency_admission", began, until=left) for number in numbers]
    activity(programme, stays)
    return run(programme, cohort=named)


@pytest.fixture
def released(ready):
    return ExtractFactory(run=ready, released=True)


def files_of(extract) -> dict[str, str]:
    with extract.file.open("rb") as file, zipfile.ZipFile(file) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def rows_of(text: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text)))


class TestThreePeople:
    def test_who_asked_may_not_confirm_nor_release(self, ready):
        asked = ExtractFactory(run=ready)
        with pytest.raises(RuleBroken, match="Somebody else"):
            extracts.confirm_extract(asked, by=asked.asked_by, at=clock.now())
        manager = someone("manager", programme=ready.programme)
        confirmed = extracts.confirm_extract(asked, by=manager, at=clock.now())
        for who in (manager, asked.asked_by):
            with pytest.raises(RuleBroken, match="third person"):
                extracts.release(confirmed, by=who, at=clock.now())

    def test_not_released_before_it_is_confirmed(self, ready):
        with pytest.raises(NotAllowedNow):
            extracts.release(ExtractFactory(run=ready), by=someone("governance"), at=clock.now())

    def test_the_database_refuses_two_people(self, released):
        with pytest.raises(DatabaseError), transaction.atomic():
            Extract.objects.filter(pk=released.pk).update(released_by=released.asked_by)

    @pytest.mark.parametrize("days", [0, -1, 500])
    def test_refuses_an_end_that_is_past_or_far(self, ready, days):
        with pytest.raises(RuleBroken) as refusal:
            ExtractFactory(run=ready, expires_on=clock.today() + dt.timedelta(days=days))
        assert refusal.value.field == "expires_on"

    def test_refused__cannot_be_released(self, ready):
        asked = ExtractFactory(run=ready)
        officer = someone("governance")
        refused = extracts.refuse_extract(asked, by=officer, at=clock.now(), reason="Too wide")
        with pytest.raises(NotAllowedNow):
            extracts.confirm_extract(refused, by=officer, at=clock.now())

    def test_scope(self, ready):
        def make(world, owner):
            named = cohort(world.programme, [person()])
            return ExtractFactory(run=run(world.programme, cohort=named))

        seen = {OWN, SAME}
        assert_scope(make, {"manager": seen, "analyst": seen,
                            "governance": {OWN, SAME, "other organisation"}})  # fmt: skip


class TestWhatLeaves:
    def test_no_name_number_date_or_reference(self, released, numbers):
        whole = "".join(files_of(released).values())
        for number in numbers:
            assert number not in whole
        assert "Fellowes" not in whole
        for name in ("people.csv", "events.csv", "measures.csv"):
            assert not re.search(r"\d{4}-\d\d-\d\d", files_of(released)[name])

    def test_days_are_counted_from_the_first_day_of_support(self, released):
        rows = rows_of(files_of(released)["events.csv"])
        assert {(row["day"], row["bed_days"]) for row in rows} == {("9", "3")}

    def test_events_and_people_share_pseudonyms(self, released):
        files = files_of(released)
        people = {row["pseudonym"] for row in rows_of(files["people.csv"])}
        assert len(people) == released.checked["people"]
        assert {row["pseudonym"] for row in rows_of(files["events.csv"])} <= people

    def test_every_field_is_in_the_dictionary(self, released):
        files = files_of(released)
        known = {(row["file"], row["field"]) for row in rows_of(files["data-dictionary.csv"])}
        for name in ("people.csv", "events.csv", "measures.csv"):
            head = next(csv.reader(io.StringIO(files[name])))
            assert {(name, field) for field in head} <= known

    def test_two_people_alone_in_their_band_are_hidden(self, released):
        rows = rows_of(files_of(released)["people.csv"])
        sizes = Counter((row["age_band"], row["sex"]) for row in rows)
        assert min(sizes.values()) >= pseudonyms.K
        assert "under 65" not in {row["age_band"] for row in rows}
        assert released.checked["age_band_withheld"] + released.checked["left_out"] >= 2

    def test_another_extract_has_other_pseudonyms(self, released, ready):
        other = ExtractFactory(run=ready, released=True)
        ours = {row["pseudonym"] for row in rows_of(files_of(released)["people.csv"])}
        theirs = {row["pseudonym"] for row in rows_of(files_of(other)["people.csv"])}
        assert not ours & theirs

    def test_without_those_who_took_their_consent_back(self):
        cut = sample_cut()
        everyone, _checked = pseudonyms.people(cut, SECRET)
        one = everyone[0]["reference"]
        fewer, _checked = pseudonyms.people(cut, SECRET, without=frozenset({one}))
        assert one not in {row["reference"] for row in fewer}

    def test_small_groups__of_any_cut(self):
        cut = sample_cut()
        dice = np.random.default_rng(3)
        cut.columns["age"][:] = dice.integers(20, 100, len(cut.columns["age"]))
        cut.columns["sex"][:] = dice.choice(["male", "female", "other"], len(cut.columns["age"]),
                                            p=[0.5, 0.47, 0.03])  # fmt: skip
        rows, checked = pseudonyms.people(cut, SECRET)
        sizes = Counter((row["age_band"], row["sex"]) for row in rows)
        assert min(sizes.values()) == checked["least"] >= pseudonyms.K

    def test_pseudonym__is_stable_and_keyed(self):
        first = pseudonyms.pseudonym("CBC-AAAAAA", SECRET)
        assert first == pseudonyms.pseudonym("CBC-AAAAAA", SECRET)
        assert first != pseudonyms.pseudonym("CBC-AAAAAA", b"t" * 32)

    def test_holds_nothing_of_the_cut_that_is_not_named(self):
        assert set(pseudonyms.ROW) - {"pseudonym", "age_band"} < set(COLUMNS)
        assert not {"index_on", "reference", "age", "spent_pence"} & set(pseudonyms.ROW)


class TestEnd:
    def test_taken__is_written_down(self, client, released):
        officer = someone("governance")
        client.force_login(officer)
        url = reverse("outcomes:take_extract", args=[released.reference])
        assert client.get(url).status_code == 405
        assert client.post(url)["Content-Type"] == "application/zip"
        assert released.readings.get().by == officer
        assert officer.name in client.get(released.get_absolute_url()).text

    def test_ended__no_file_no_key_no_way_back(
        self, client, released, django_capture_on_commit_callbacks
    ):
        from pathlib import Path

        path = released.file.path
        with django_capture_on_commit_callbacks(execute=True):
            extracts.end_extract(released, by=released.released_by, at=clock.now())
        assert not Path(path).exists()
        assert not ExtractKey.objects.exists()
        client.force_login(released.released_by)
        url = reverse("outcomes:take_extract", args=[released.reference])
        assert client.post(url).status_code == 409

    def test_ends_by_itself_on_its_day(self, released):
        day = clock.now() + dt.timedelta(days=29)
        assert extracts.end_expired(at=day) == 0
        assert extracts.end_expired(at=day + dt.timedelta(days=1)) == 1
        assert extracts.end_expired(at=day + dt.timedelta(days=1)) == 0

    def test_not_taken_on_its_last_day(self, released):
        with pytest.raises(NotAllowedNow):
            extracts.take(released, by=released.asked_by,
                          at=clock.now() + dt.timedelta(days=31))  # fmt: skip


def test_pages__from_asking_to_the_end(client, ready):
    analyst = someone("analyst", programme=ready.programme)
    client.force_login(analyst)
    url = reverse("outcomes:ask_for_extract", args=[ready.reference])
    assert client.get(url).status_code == 200
    given = {"recipient": "University", "purpose": "Second year"}
    client.post(url, {**given, "expires_on": clock.today() + dt.timedelta(days=30)})
    made = Extract.objects.get()
    steps = (
        ("confirm_extract", someone("manager", programme=ready.programme)),
        ("release", someone("governance")),
        ("end_extract", someone("governance")),
    )
    for verb, who in steps:
        page = reverse(f"outcomes:{verb}", args=[made.reference])
        client.force_login(analyst)
        assert client.get(page).status_code == 403
        client.force_login(who)
        assert client.get(page).status_code == 200
        assert client.post(page).status_code == 302
    made.refresh_from_db()
    assert made.status == "ended"
