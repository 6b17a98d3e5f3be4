"""The published directory: who may be seen in it, its shape, what can be asked, what stays here."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Organisation
from core import clock
from providers import services
from providers.models import PostcodeDistrict, Provider, Schedule, Service, ServiceLocation
from providers.oruk.writing.terms import taxonomy_id, term_id
from tests.factories.programmes import NeedDomainFactory, someone
from tests.factories.providers import BankDetailsFactory, ProviderFactory, ServiceFactory
from tests.providers.oruk_samples import page, service, written
from tests.providers.oruk_shape import faults, page_faults

pytestmark = pytest.mark.django_db
ROOT = "/api/oruk/v3"


def full_service(**more) -> Service:
    """A service that fills every field that is published."""
    given = {
        "minimum_age": 60, "maximum_age": 90, "languages": ["pa"], "url": "https://tea.example",
        "email": "tea@example.org", "phone": "0113 496 0123", "unit_price": "3.50",
        "unit": "visit", "postcode_districts": ["DY1", "DY2"], "accessibility": "Ramp",
    }  # fmt: skip
    made = ServiceFactory()
    for name, value in {**given, "access": ["step_free"], "suits": ["dementia"], **more}.items():
        setattr(made, name, value)
    made.save()
    place = ServiceLocation.objects.create(
        service=made, name="Oldcroft Hall", address_1="1 High Street", city="Dudley",
        county="West Midlands", postcode="DY1 2HQ", latitude=52.51, longitude=-2.08,
    )  # fmt: skip
    Schedule.objects.create(
        service=made, location=place, weekdays=["TU", "MO"], opens_at="10:00", closes_at="12:00"
    )
    return made


def ask(client, path, status=200, **query):
    response = client.get(f"{ROOT}{path}", query)
    assert response.status_code == status, response.content
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Type"] == "application/json"
    return response.json()


def names(client, path="/services", **query) -> set[str]:
    contents = ask(client, path, **query)["contents"]
    return {each["service"]["name"] if "service" in each else each["name"] for each in contents}


def test_the_root_says_which_standard_this_is(client):
    assert ask(client, "/")["version"] == "HSDS-UK-3.0"


@pytest.mark.parametrize("full", ["true", "false"])
def test_every_answer_has_the_shape_of_the_profile(client, full):
    made = full_service()
    place = made.locations.get()
    lists = ask(client, "/services", full=full), ask(client, "/service_at_locations", full=full)
    assert not page_faults(lists[0], "service")
    assert not page_faults(lists[1], "service_at_location")
    assert not faults(ask(client, f"/services/{made.uid}"), "service")
    assert not faults(ask(client, f"/service_at_locations/{place.uid}"), "service_at_location")
    for path, shape in (("taxonomies", "taxonomy"), ("taxonomy_terms", "taxonomy_term")):
        told = ask(client, f"/{path}")
        assert not page_faults(told, shape)
        assert not faults(ask(client, f"/{path}/{told['contents'][0]['id']}"), shape)


def test_the_shape_bites():
    assert faults({"id": "1", "name": None, "colour": "red"}, "service")
    assert page_faults({"contents": []}, "service")


def test_a_service_in_full_says_all_that_is_public(client):
    made = full_service()
    told = ask(client, f"/services/{made.uid}")
    assert told["schedules"][0]["byday"] == "MO,TU"
    assert told["schedules"][0]["service_at_location_id"] == str(made.locations.get().uid)
    assert [each["name"] for each in told["service_areas"]] == ["DY1", "DY2"]
    assert told["cost_options"][0]["amount"] == 3.5
    assert told["phones"][0]["number"] == "0113 496 0123"
    terms = {each["taxonomy_term"]["id"] for each in told["attributes"]}
    assert terms == {
        term_id("needs", "loneliness"),
        term_id("kinds", "befriending"),
        term_id("access", "step_free"),
        term_id("suits", "dementia"),
    }


def test_a_list_gives_services_in_short(client):
    full_service()
    (told,) = ask(client, "/services")["contents"]
    assert "schedules" not in told
    assert told["organization"]["name"]


# -- who may be seen ----------------------------------------------------------------------------


def told() -> dict:
    return {"by": someone("administrator"), "at": clock.now()}


def test_only_listed_services_of_approved_providers_are_published(client):
    seen = ServiceFactory(name="Seen")
    closed = services.close_service(ServiceFactory(name="Closed"), **told())
    waiting = ServiceFactory(name="Waiting", provider=ProviderFactory(approved=False))
    gone = ServiceFactory(name="Gone")
    Service.objects.filter(pk=gone.pk).update(source="feed", source_id="1", stale_since=clock.now())
    unchecked = ServiceFactory(name="Unchecked")
    Service.objects.filter(pk=unchecked.pk).update(stale_since=clock.now())
    assert names(client) == {"Seen", "Unchecked"}
    for each in (closed, waiting, gone):
        ask(client, f"/services/{each.uid}", status=404)
    ask(client, f"/services/{seen.uid}")
    services.withdraw_approval(seen.provider, **told(), reason="Complaint")
    ask(client, f"/services/{seen.uid}", status=404)


def test_a_paused_service_is_temporarily_closed(client):
    paused = services.pause_service(ServiceFactory(), **told())
    its_provider_is = ServiceFactory()
    services.pause(its_provider_is.provider, **told(), reason="Short of drivers")
    for each in (paused, its_provider_is):
        found = ask(client, f"/services/{each.uid}")
        assert found["status"] == "temporarily closed"
        assert "drivers" not in json.dumps(found)


def test_nothing_of_the_office_or_of_a_person_is_published(client):
    made = full_service()
    body = made.provider.organisation
    Organisation.objects.filter(pk=body.pk).update(
        email="boss@office.example", phone="0113 496 0999"
    )
    BankDetailsFactory(provider=made.provider)
    person = someone("provider", organisation=body)
    everything = json.dumps(
        [
            ask(client, path, full="true")
            for path in ("/services", "/service_at_locations", f"/services/{made.uid}")
        ]
    )
    for secret in ("boss@", "0999", "12345678", "309626", person.name, person.email, "taken"):
        assert secret not in everything


def test_who_began_with_a_service_does_not_show_in_when_it_changed(client):
    made = ServiceFactory(places=3)
    before = ask(client, f"/services/{made.uid}")["last_modified"]
    services.take_place(made, on=clock.today())
    assert ask(client, f"/services/{made.uid}")["last_modified"] == before
    services.edit_listing(made, **told(), description="New words")
    assert ask(client, f"/services/{made.uid}")["last_modified"] > before


# -- asking -------------------------------------------------------------------------------------


def test_pages_and_their_counters(client):
    for number in range(5):
        ServiceFactory(name=f"Tea {number}")
    told = ask(client, "/services", page=2, per_page=2)
    assert [each["name"] for each in told.pop("contents")] == ["Tea 2", "Tea 3"]
    assert told == {
        "total_items": 5, "total_pages": 3, "page_number": 2, "size": 2,
        "first_page": False, "last_page": False, "empty": False,
    }  # fmt: skip
    beyond = ask(client, "/services", page=9, per_page=2)
    assert (beyond["contents"], beyond["empty"], beyond["last_page"]) == ([], True, True)


def test_an_empty_directory_is_an_empty_page(client):
    told = ask(client, "/services")
    assert (told["total_items"], told["total_pages"], told["empty"]) == (0, 1, True)


def test_per_page_is_capped(client, monkeypatch):
    monkeypatch.setattr("providers.oruk.asking.MOST_PER_PAGE", 2)
    for _number in range(3):
        ServiceFactory()
    assert ask(client, "/services", per_page=5000)["size"] == 2


def test_what_can_be_asked_of_services(client):
    full_service(name="Old friends")
    ServiceFactory(name="Young friends", needs=("money",))
    assert names(client, search="old") == {"Old friends"}
    assert names(client, minimum_age=50) == {"Old friends"}
    assert names(client, minimum_age=0) == {"Old friends", "Young friends"}
    assert names(client, maximum_age=90) == {"Old friends"}
    assert names(client, maximum_age=89) == set()
    assert names(client, day="MO") == names(client, day="monday") == {"Old friends"}
    assert names(client, day="WE") == set()
    assert names(client, start_time="10:00", end_time="12:00") == {"Old friends"}
    assert names(client, start_time="10:01") == set()
    assert names(client, end_time="11:59") == set()
    assert names(client, taxonomy_term_id=term_id("needs", "money")) == {"Young friends"}
    assert names(client, taxonomy_term_id=term_id("suits", "dementia")) == {"Old friends"}
    assert names(client, taxonomy_id=taxonomy_id("access")) == {"Old friends"}
    assert len(names(client, taxonomy_id=taxonomy_id("kinds"))) == 2
    assert names(client, taxonomy_term_id=taxonomy_id("kinds")) == set()
    assert names(client, colour="green") == {"Old friends", "Young friends"}


def test_places_near_a_postcode(client):
    at_hall = full_service(name="Hall")
    far = full_service(name="Far", postcode_districts=[])
    far.locations.update(postcode="WV1 1AA", latitude=52.59, longitude=-2.12)
    near = "/service_at_locations"
    assert names(client, near, postcode="dy12hq") == {"Hall", "Far"}
    assert names(client, near, postcode="WV1 1AA") == {"Far"}
    assert names(client, near, postcode="DY1 2HQ", proximity=500) == {"Hall"}
    assert names(client, near, postcode="DY1 2HQ", proximity=20_000) == {"Hall", "Far"}
    PostcodeDistrict.objects.update_or_create(
        district="DY2", defaults={"latitude": 52.51, "longitude": -2.08}
    )
    assert names(client, near, postcode="DY2 8XX", proximity=500) == {"Hall"}
    at_hall.locations.update(latitude=None, longitude=None)
    PostcodeDistrict.objects.update_or_create(
        district="DY1", defaults={"latitude": 52.511, "longitude": -2.081}
    )
    assert names(client, near, postcode="DY2 8XX", proximity=500) == {"Hall"}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"page": "0"}, "page"),
        ({"page": "two"}, "page"),
        ({"page": "-1"}, "page"),
        ({"per_page": "0"}, "per_page"),
        ({"minimum_age": "old"}, "minimum_age"),
        ({"maximum_age": "999"}, "maximum_age"),
        ({"start_time": "25:00"}, "start_time"),
        ({"end_time": "noon"}, "end_time"),
        ({"day": "someday"}, "day"),
        ({"taxonomy_id": "1"}, "taxonomy_id"),
        ({"taxonomy_term_id": "x" * 900}, "taxonomy_term_id"),
        ({"search": "a\0b"}, "search"),
        ({"postcode": "Dudley"}, "postcode"),
        ({"proximity": "500"}, "proximity"),
        ({"postcode": "DY1 2HQ", "proximity": "near"}, "proximity"),
        ({"postcode": "ZE1 0AA", "proximity": "500"}, "postcode"),
        ({"full": "perhaps"}, "full"),
    ],
)
def test_a_bad_parameter_is_refused_in_a_sentence(client, query, parameter):
    PostcodeDistrict.objects.filter(district="ZE1").delete()
    told = ask(client, "/service_at_locations", status=400, **query)
    assert told["parameter"] == parameter
    assert told["error"].endswith(".")


@pytest.mark.parametrize(
    "path",
    [
        "/services/1", "/services/00000000-0000-0000-0000-000000000000", "/organizations",
        "/taxonomies/x", "/taxonomy_terms/x", "/service_at_locations/x", "/services/a/b",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404_in_json(client, path):
    assert ask(client, path, status=404)["error"].endswith(".")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, method):
    response = getattr(client, method)(f"{ROOT}/services")
    assert response.status_code == 405
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_browser_may_ask_before_it_asks(client):
    response = client.options(f"{ROOT}/services")
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_who_has_it_already_gets_nothing_again(client):
    made = ServiceFactory()
    url = f"{ROOT}/services/{made.uid}"
    first = client.get(url)
    assert "max-age" in first["Cache-Control"]
    assert first["Last-Modified"]
    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    services.pause(made.provider, **told(), reason="")
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", ["/services", "/service_at_locations"])
def test_a_page_asks_the_database_the_same_few_times(client, max_queries, path):
    for _number in range(3):
        full_service()
    with max_queries(2):
        client.get(f"{ROOT}{path}")
    with max_queries(8):
        client.get(f"{ROOT}{path}", {"full": "true"})


# -- out and in again ---------------------------------------------------------------------------


def test_export__goes_out_whole_and_comes_in_again_the_same(client, tmp_path, capsys):
    NeedDomainFactory(code="loneliness")
    for number in range(3):
        full_service(name=f"Tea {number}")
    path = tmp_path / "out.json"
    call_command("export_oruk", output=path)
    assert capsys.readouterr().out.strip().splitlines()[-1] == "exported 3 services"
    told = json.loads(path.read_text())
    assert not page_faults(told, "service")
    before = {each["id"]: each for each in told["contents"]}
    call_command("import_oruk", str(path), source="elsewhere")
    line = capsys.readouterr().out.strip().splitlines()[-1]
    assert line == "read 3, new 3, changed 0, unchanged 0, stale 0, not taken 0"
    call_command("import_oruk", str(path), source="elsewhere")
    assert "unchanged 3" in capsys.readouterr().out
    for copy in Service.objects.filter(source="elsewhere"):
        original = Service.objects.get(uid=copy.source_id)
        assert set(copy.needs.all()) == set(original.needs.all())
        assert _as_told(copy) == _as_told(original)
        assert before[copy.source_id]["name"] == copy.name


def _as_told(service) -> dict:
    names = (
        *("name", "kind", "description", "minimum_age", "maximum_age", "languages", "access"),
        *("suits", "postcode_districts", "url", "email", "phone", "unit_price", "unit"),
    )
    told = {name: getattr(service, name) for name in names}
    told["places"] = list(
        service.locations.values_list("name", "address_1", "postcode", "latitude", "county")
    )
    told["times"] = [
        (sorted(each.weekdays), each.opens_at, each.closes_at, each.location.name)
        for each in service.schedules.select_related("location")
    ]
    return told


def test_export__of_what_came_in_keeps_the_identities_of_the_feed(tmp_path):
    call_command(
        "import_oruk", str(written(page(service("Tea")), tmp_path / "in.json")), source="a"
    )
    provider = Provider.objects.get(source="a")
    by = someone("administrator")
    from tests.factories.providers import papers

    services.record_papers(provider, by=by, at=clock.now(), **papers())
    services.approve(provider, by=by, at=clock.now())
    call_command("export_oruk", output=tmp_path / "out.json")
    (out,) = json.loads((tmp_path / "out.json").read_text())["contents"]
    (first,) = page(service("Tea"))["contents"]
    for name in ("id", "name", "last_modified", "assured_date", "assurer_email"):
        assert out[name] == first[name]
    assert out["organization"]["id"] == first["organization"]["id"]
    assert out["service_at_locations"][0]["id"] == first["service_at_locations"][0]["id"]
    assert out["schedules"][0]["id"] == first["schedules"][0]["id"]


def test_export__a_file_that_cannot_be_written_leaves_nothing(tmp_path):
    from django.core.management import CommandError

    with pytest.raises(CommandError):
        call_command("export_oruk", output=tmp_path / "none" / "out.json")
    assert not list(tmp_path.iterdir())


def test_every_address_of_the_standard_has_a_name():
    for name in ("about", "services", "service_at_locations", "taxonomies", "taxonomy_terms"):
        assert reverse(f"oruk:{name}").startswith(ROOT)
