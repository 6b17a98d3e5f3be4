"""Reading a feed: every kind of thing that other people's computers send, without a database."""

import datetime as dt
import json
from decimal import Decimal

import pytest

from providers.oruk import envelopes, feeds
from providers.oruk.envelopes import NotAFeed
from providers.oruk.reading import read_service
from tests.providers.oruk_samples import organisation, page, place, service, term


def read(**changes):
    """What is kept of a service, and (field, reason) of what is not."""
    found, notes = read_service(service(**changes), row=7)
    return found, {each.field: each.reason for each in notes.lines}


def test_a_service_that_is_right_is_taken_whole():
    found, notes = read()
    assert not notes
    assert (found.price, found.unit) == (Decimal("2.50"), "visit")
    assert found.districts == ("DY1", "DY2")
    assert found.languages == ("pa",)
    assert found.last_modified == dt.datetime(2026, 9, 2, 10, 30, 45, 123000, tzinfo=dt.UTC)
    assert found.places[0].postcode == "DY1 2HQ"
    assert (found.schedules[0].days, found.schedules[0].opens_at) == (("TU", "TH"), dt.time(10))
    assert found.organisation.charity_number == "1234567"


@pytest.mark.parametrize("missing", ["id", "name", "organization"])
def test_without_it_a_service_is_not_taken(missing):
    data = service()
    del data[missing]
    found, notes = read_service(data, row=3)
    assert found is None
    (line,) = notes.lines
    assert (line.row, line.field, line.whole) == (3, missing, True)


@pytest.mark.parametrize("data", ["text", 4, None, [], True])
def test_what_is_no_object_is_not_taken(data):
    found, notes = read_service(data, row=1)
    assert found is None
    assert notes.lines[0].whole


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "not an address"),
        ("url", "javascript:alert(1)"),
        ("url", ["https://a.example"]),
        ("email", "nobody at nowhere"),
        ("minimum_age", "eighteen"),
        ("minimum_age", -3),
        ("maximum_age", True),
        ("assured_date", "31/05/2026"),
        ("assured_date", "2026-02-31"),
        ("last_modified", "yesterday"),
        ("last_modified", "2026-13-01T00:00:00Z"),
        ("description", {"en": "Tea"}),
        ("schedules", "every day"),
        ("attributes", {"a": 1}),
    ],
)
def test_a_bad_part_is_dropped_and_told_and_the_service_taken(field, value):
    found, notes = read(**{field: value})
    assert found is not None
    assert not getattr(found, {"attributes": "terms"}.get(field, field))
    assert list(notes) == [field]
    assert notes[field].endswith(".")


def test_a_missing_part_is_fine():
    data = {"id": "x-1", "name": "Tea", "status": "active", "organization": organisation()}
    found, notes = read_service(data, row=1)
    assert found.short
    assert not notes.lines


def test_unknown_fields_change_nothing():
    plain, _notes = read()
    more, notes = read(funding=[{"id": "1"}], colour="green", _x={"y": [1]})
    assert plain.digest() == more.digest()
    assert not notes


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("active", "active"),
        ("Temporarily closed", "temporarily closed"),
        ("temporarily_closed", "temporarily closed"),
        ("defunct", "defunct"),
        ("open", "temporarily closed"),
        ("", "active"),
    ],
)
def test_the_status_as_far_as_it_is_understood(given, taken):
    assert read(status=given)[0].status == taken


def test_ages_the_wrong_way_round_are_both_left_out():
    found, notes = read(minimum_age=60, maximum_age=18)
    assert (found.minimum_age, found.maximum_age) == (None, None)
    assert "minimum_age" in notes


def test_a_postcode_that_cannot_be_is_left_out_and_the_place_kept():
    where = place()
    where["addresses"][0]["postal_code"] = "ABC 1234"
    where["latitude"] = 100
    found, notes = read(service_at_locations=[{"id": "a", "location": where}])
    assert (found.places[0].postcode, found.places[0].latitude) == ("", None)
    assert found.places[0].city == "Dudley"
    assert set(notes) == {
        "service_at_locations[1].location.latitude",
        "service_at_locations[1].location.addresses[1].postal_code",
    }


@pytest.mark.parametrize(
    ("schedule", "days", "words"),
    [
        ({"freq": "WEEKLY", "byday": "MO,XX"}, ("MO",), ""),
        ({"byday": "Monday; friday"}, ("MO", "FR"), ""),
        ({"freq": "MONTHLY", "byday": "2TU"}, ("TU",), "second Tuesday of the month"),
        ({"freq": "MONTHLY", "byday": "-1FR"}, ("FR",), "last Friday of the month"),
        ({"freq": "WEEKLY", "interval": 2, "byday": "WE"}, ("WE",), "every 2 weeks"),
        ({"freq": "MONTHLY", "bymonthday": "3,17", "description": "Clinic"}, (),
         "Clinic; on day 3,17 of the month"),
        ({"freq": "DAILY", "opens_at": "09:00:00Z"}, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
         ""),
    ],
)  # fmt: skip
def test_schedules_are_taken_as_far_as_they_are_understood(schedule, days, words):
    found, _notes = read(schedules=[{"id": "s", **schedule}])
    assert (found.schedules[0].days, found.schedules[0].words) == (days, words)


@pytest.mark.parametrize(
    "schedule", [{"byday": "XX"}, {"opens_at": "25:61"}, {"opens_at": 9}, {}, {"freq": "WEEKLY"}]
)
def test_a_schedule_that_says_nothing_is_left_out_and_told(schedule):
    found, notes = read(schedules=[{"id": "s", **schedule}])
    assert found.schedules == ()
    assert "schedules[1]" in notes


def test_opening_times_that_cannot_be_leave_the_days():
    same = {"id": "s", "byday": "MO", "opens_at": "10:00", "closes_at": "10:00"}
    found, notes = read(schedules=[same])
    assert (found.schedules[0].days, found.schedules[0].opens_at) == (("MO",), None)
    assert "schedules[1].closes_at" in notes


def test_markup_and_stray_bytes_become_plain_words():
    found, _notes = read(
        description="<p>Tea &amp; talk</p><script>x()</script>\x00\ud800<br>Every\tday"
    )
    assert "<" not in found.description
    assert found.description.startswith("Tea & talk")
    assert found.description.endswith("\nEvery day")
    found.description.encode()


def test_words_that_do_not_fit_are_cut_and_told():
    found, notes = read(alert="x" * 900)
    assert len(found.alert) == 500
    assert "alert" in notes


def test_a_price_for_some_people_only_is_kept_in_words():
    options = [{"id": "1", "amount": 35, "amount_description": "an hour", "option": "Under 18"}]
    found, _notes = read(cost_options=options, fees="From")
    assert found.price is None
    assert found.fees == "From; £35.00 an hour (Under 18)"


def test_the_number_of_a_named_contact_is_never_read():
    contact = {"id": "1", "name": "Ann Persona", "phones": [{"id": "2", "number": "0113 496 0001"}]}
    found, _notes = read(contacts=[contact])
    assert found.phone == ""
    assert "Persona" not in repr(found)
    found, _notes = read(phones=[{"id": "2", "number": "0113 496 0002"}])
    assert found.phone == "0113 496 0002"


def test_an_area_without_postcodes_stays_in_words():
    found, _notes = read(service_areas=[{"id": "1", "name": "All of Borsetshire"}])
    assert (found.districts, found.area_words) == ((), "All of Borsetshire")


def test_a_term_needs_an_id_and_a_name():
    found, notes = read(attributes=[{"id": "1", "taxonomy_term": {"name": "Tea"}}])
    assert found.terms == ()
    assert "attributes[1].taxonomy_term.name" in notes


def test_a_service_at_a_location_is_turned_round():
    inner = service()
    del inner["service_at_locations"]
    found, notes = read_service(
        {"id": "here", "location": place("Annexe"), "service": inner}, row=1
    )
    assert found.name == inner["name"]
    assert [each.name for each in found.places] == ["Annexe"]
    assert not notes.lines


def test_the_digest_tells_a_change_and_nothing_else():
    plain, _notes = read()
    shuffled = dict(reversed(list(service().items())))
    assert read_service(shuffled, row=99)[0].digest() == plain.digest()
    assert read(alert="Closed on Friday")[0].digest() != plain.digest()


# -- wrappings ----------------------------------------------------------------------------------


def content(told) -> bytes:
    return json.dumps(told).encode()


def test_a_page_a_list_and_one_service_are_read():
    for told, complete in ((page(service()), True), ([service()], True), (service(), False)):
        whole = feeds.from_file(content(told))
        assert (len(whole.rows), whole.complete) == (1, complete)


def test_counters_that_lie_are_not_believed():
    many = [service(f"Tea {number}") for number in range(128)]
    told = page(*many, total_items=31, size=31, total_pages=9, last_page=False, empty=True)
    assert len(feeds.from_file(content(told)).rows) == 128


def test_services_inside_their_organisation_are_opened():
    inner = service()
    del inner["organization"]
    whole = feeds.from_file(content({**organisation("Opened up"), "services": [inner]}))
    found, _notes = read_service(whole.rows[0].data, row=1)
    assert found.organisation.name == "Opened up"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b'[{"id": NaN}]', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"4", "neither a page"),
        (content({"version": "HSDS-UK-3.0", "profile": "x", "openapi_url": "y"}), "describes"),
        (content(page(term())), "terms of a taxonomy"),
        (content(page({"id": "1", "name": "n", "uri": "u", "version": "1"})), "terms of a tax"),
        (content(page(organisation())), "organisations without"),
        (content(page()), "no service"),
        (content([]), "no service"),
        (content({"a": 1}), "does not look like"),
    ],
)
def test_what_is_no_feed_is_refused_in_words(told, words):
    with pytest.raises(NotAFeed, match=words):
        feeds.from_file(told)


def test_more_than_can_be_read_at_once_is_refused(monkeypatch):
    monkeypatch.setattr(envelopes, "MOST_SERVICES", 2)
    with pytest.raises(NotAFeed, match="Import it in parts"):
        feeds.from_file(content([service(str(number)) for number in range(3)]))
    monkeypatch.setattr(envelopes, "MOST_BYTES", 10)
    with pytest.raises(NotAFeed, match="larger than"):
        feeds.from_file(content(service()))
