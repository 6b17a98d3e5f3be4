"""A feed goes into the directory: found again, marked, never deleted, nothing by halves."""

import datetime as dt
import json

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from accounts.models import Organisation
from core import clock
from core.errors import NotAllowedNow, RuleBroken
from core.models import OutboxMessage
from programmes.models import NeedDomain
from providers import tasks
from providers.models import FeedImport, FeedNote, Provider, Schedule, Service, TaxonomyTerm
from providers.services import check_able, edit_listing, feeds
from tests.factories.programmes import (
    BodyFactory,
    NeedDomainFactory,
    programme_with_policy,
    someone,
)
from tests.factories.providers import ProviderFactory, ServiceFactory
from tests.providers.oruk_samples import named, organisation, page, place, service, term, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring_in(tmp_path, capsys):
    """Imports what it is given as a file; returns the summary line."""

    def run(told, source="borsetshire"):
        call_command("import_oruk", str(written(told, tmp_path / "feed.json")), source=source)
        return capsys.readouterr().out.strip().splitlines()[-1]

    return run


def a_manager():
    return someone("manager", programme=programme_with_policy())


def line(read=0, new=0, changed=0, unchanged=0, stale=0, not_taken=0) -> str:
    return (
        f"read {read}, new {new}, changed {changed}, unchanged {unchanged}, "
        f"stale {stale}, not taken {not_taken}"
    )


def test_import__takes_a_service_whole(bring_in):
    assert bring_in(page(service())) == line(read=1, new=1)
    found = Service.objects.get(source="borsetshire")
    assert str(found.uid) == found.source_id == named("Carers’ coffee morning")
    assert (found.minimum_age, found.maximum_age, found.unit) == (18, 99, "visit")
    assert found.last_checked_on == dt.date(2026, 9, 1)
    assert found.feed_modified_at == dt.datetime(2026, 9, 2, 10, 30, 45, 123000, tzinfo=dt.UTC)
    assert found.postcode_districts == ["DY1", "DY2"]
    where, when = found.locations.get(), found.schedules.get()
    assert (where.postcode, where.district, where.latitude) == ("DY1 2HQ", "DY1", 52.51)
    assert (when.weekdays, when.opens_at) == (["TU", "TH"], dt.time(10))
    assert [each.name for each in found.terms.all()] == ["Loneliness and isolation"]
    assert list(Service.objects.about("isolation")) == [found]


def test_import__a_provider_that_comes_in_waits_for_approval(bring_in):
    bring_in(page(service()))
    provider = Provider.objects.get(source="borsetshire")
    assert provider.approved_at is None
    assert provider.charity_number == "1234567"
    with pytest.raises(RuleBroken, match="has not been approved"):
        check_able(provider, clock.today())
    assert not Service.objects.open_to_offers(clock.today()).exists()


def test_import__the_second_time_all_is_unchanged(bring_in):
    told = page(service("Tea"), service("Coffee"))
    bring_in(told)
    before = list(Service.objects.order_by("pk").values("uid", "changed_at", "feed_digest"))
    rows = (Schedule.objects.count(), Provider.objects.count(), TaxonomyTerm.objects.count())
    assert bring_in(told) == line(read=2, unchanged=2)
    assert list(Service.objects.order_by("pk").values("uid", "changed_at", "feed_digest")) == before
    assert rows == (
        Schedule.objects.count(),
        Provider.objects.count(),
        TaxonomyTerm.objects.count(),
    )
    assert Organisation.objects.filter(kind="provider").count() == 1


def test_import__a_change_is_taken_and_what_hangs_on_it(bring_in):
    bring_in(page(service()))
    changed = service(
        description="Now with cake",
        schedules=[{"id": "new", "byday": "FR", "opens_at": "14:00"}],
        service_at_locations=[{"id": "x", "location": place("Annexe")}],
        attributes=[],
    )
    assert bring_in(page(changed)) == line(read=1, changed=1)
    found = Service.objects.get()
    assert found.description == "Now with cake"
    assert [each.weekdays for each in found.schedules.all()] == [["FR"]]
    assert [each.name for each in found.locations.all()] == ["Annexe"]
    assert not found.terms.exists()


def test_import__what_was_changed_here_stays_until_the_feed_changes(bring_in):
    bring_in(page(service()))
    found = Service.objects.get()
    edit_listing(found, by=someone("administrator"), at=clock.now(), description="Ours")
    assert bring_in(page(service())) == line(read=1, unchanged=1)
    assert Service.objects.get().description == "Ours"


def test_import__what_the_feed_carries_no_more_is_marked_and_comes_back(bring_in):
    bring_in(page(service("Tea"), service("Coffee")))
    assert bring_in(page(service("Tea"))) == line(read=1, unchanged=1, stale=1)
    gone = Service.objects.get(name="Coffee")
    assert gone.stale_since is not None
    assert gone.is_active
    assert bring_in(page(service("Tea"))) == line(read=1, unchanged=1)
    assert bring_in(page(service("Tea"), service("Coffee"))) == line(read=2, unchanged=2)
    gone.refresh_from_db()
    assert gone.stale_since is None


def test_import__one_service_alone_says_nothing_of_the_others(bring_in):
    bring_in(page(service("Tea"), service("Coffee")))
    assert bring_in(service("Tea")) == line(read=1, unchanged=1)
    assert not Service.objects.filter(stale_since__isnull=False).exists()


def test_import__sources_do_not_touch_each_other(bring_in):
    ours = ServiceFactory()
    bring_in(page(service("Tea")), source="one")
    assert bring_in(page(service("Tea"), service("Cake")), source="two") == line(read=2, new=2)
    assert bring_in(page(service("Cake")), source="two") == line(read=1, unchanged=1, stale=1)
    assert Service.objects.filter(source="one", stale_since__isnull=True).count() == 1
    assert Service.objects.values("uid").distinct().count() == 4
    ours.refresh_from_db()
    assert ours.stale_since is None


def test_import__a_feed_cannot_speak_for_a_provider_whom_we_know(bring_in):
    known = ProviderFactory(organisation=BodyFactory(kind="provider", name="Stourbeck Carers"))
    claim = service(organization=organisation(id=str(known.uid)))
    bring_in(page(claim))
    theirs = Service.objects.get().provider
    assert theirs != known
    assert theirs.uid != known.uid
    assert theirs.organisation.name == "Stourbeck Carers (borsetshire)"
    assert FeedNote.objects.get().field == "organization.name"


def test_import__a_feed_cannot_take_the_identity_of_another_service(bring_in):
    ours = ServiceFactory()
    bring_in(page(service("Tea", id=str(ours.uid))))
    ours.refresh_from_db()
    theirs = Service.objects.get(source="borsetshire")
    assert ours.source == ""
    assert theirs.uid != ours.uid


@pytest.mark.parametrize(
    ("status", "is_active", "is_paused"),
    [
        ("active", True, False),
        ("temporarily closed", True, True),
        ("inactive", False, False),
        ("defunct", False, False),
    ],
)
def test_import__the_status_becomes_ours(bring_in, status, is_active, is_paused):
    bring_in(page(service(status=status)))
    found = Service.objects.get()
    assert (found.is_active, found.is_paused) == (is_active, is_paused)


def test_import__what_is_not_taken_is_reported_beside_the_file(bring_in, tmp_path):
    good, bad = service("Tea", url="=cmd()"), service("Cake")
    del bad["id"]
    twice = service("Tea", description="Once more")
    assert bring_in(page(good, bad, 4, twice)) == line(read=4, new=1, not_taken=3)
    report = (tmp_path / "feed.json.rejected.csv").read_text()
    assert report.splitlines()[0] == "entry,service_id,service,field,value,reason"
    assert "'=cmd()" in report
    assert "no id" in report
    assert "entry 1 already" in report
    batch = FeedImport.objects.get()
    assert batch.notes.filter(whole=True).count() == 3
    assert (batch.read, batch.not_taken, batch.failure) == (4, 3, "")


def test_import__an_organisation_may_be_named_by_its_id_alone(bring_in):
    second = service("Cake", organization_id=organisation()["id"])
    third = service("Pie", organization_id="nobody")
    for each in (second, third):
        del each["organization"]
    assert bring_in(page(service("Tea"), second, third)) == line(read=3, new=2, not_taken=1)
    assert Service.objects.values("provider").distinct().count() == 1


@pytest.mark.parametrize("content", [b"{", b"", b'{"contents": []}', b"\xff", b'{"version": 1}'])
def test_import__what_is_no_feed_changes_nothing(tmp_path, content):
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"^[A-Z].*\.$"):
        call_command("import_oruk", str(path))
    assert not FeedImport.objects.exists()
    assert not Service.objects.exists()


def test_import__a_file_that_is_not_there_is_said_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_oruk", str(tmp_path / "none.json"))


def test_import__a_fault_in_the_middle_changes_nothing(tmp_path, monkeypatch):
    path = written(page(service("Tea"), service("Cake")), tmp_path / "feed.json")
    whole = feeds.feeds.from_file(path.read_bytes())
    kept = Service.save

    def fall(self, *args, **kwargs):
        if self.name == "Cake":
            raise OSError("the disk is full")
        return kept(self, *args, **kwargs)

    monkeypatch.setattr(Service, "save", fall)
    with pytest.raises(OSError, match="disk"):
        feeds.take_in(FeedImport(source="x", asked_at=clock.now()), whole, at=clock.now())
    assert not Service.objects.exists()
    assert not Provider.objects.filter(source="x").exists()


def test_import__places_taken_survive_a_change(bring_in):
    bring_in(page(service()))
    Service.objects.update(places=3, taken=2)
    bring_in(page(service(description="New")))
    found = Service.objects.get()
    assert (found.places, found.taken, found.description) == (3, 2, "New")


def test_import__a_list_of_services_at_locations_is_one_service_each(bring_in):
    bring_in(page(service("Tea")))
    short = {name: service("Tea")[name] for name in ("id", "name", "status", "organization")}
    cake = {**short, "id": named("Cake"), "name": "Cake"}
    told = [
        {"id": named(each), "location": place(each, addresses=[]), "service": inner}
        for each, inner in (("Oldcroft Hall", short), ("Annexe", short), ("Barn", cake))
    ]
    assert bring_in(page(*told)) == line(read=2, new=1, changed=1)
    found = Service.objects.get(name="Tea")
    assert {each.name: each.postcode for each in found.locations.all()} == {
        "Oldcroft Hall": "DY1 2HQ",
        "Annexe": "",
    }
    assert found.schedules.count() == 1
    assert found.terms.count() == 1


# -- terms --------------------------------------------------------------------------------------


def test_map_term__its_services_meet_the_need_from_now_on_and_later_ones_too(bring_in):
    need = NeedDomainFactory(code="loneliness")
    bring_in(page(service("Tea")))
    mapped = TaxonomyTerm.objects.get()
    manager = a_manager()
    feeds.map_term(mapped, by=manager, at=clock.now(), need=need)
    assert list(Service.objects.get().needs.all()) == [need]
    bring_in(page(service("Tea"), service("Cake")))
    assert list(Service.objects.get(name="Cake").needs.all()) == [need]
    with pytest.raises(NotAllowedNow):
        feeds.map_term(mapped, by=manager, at=clock.now(), need=need)


def test_map_term__takes_back_only_what_followed_from_it(bring_in):
    lonely, money = NeedDomainFactory(code="loneliness"), NeedDomainFactory(code="money")
    bring_in(page(service("Tea")))
    found, mapped, manager = Service.objects.get(), TaxonomyTerm.objects.get(), a_manager()
    found.needs.add(money)
    feeds.map_term(mapped, by=manager, at=clock.now(), need=lonely)
    feeds.map_term(mapped, by=manager, at=clock.now(), need=None)
    assert list(found.needs.all()) == [money]
    mapped.refresh_from_db()
    assert mapped.mapped_at is not None
    assert not TaxonomyTerm.objects.unmapped().exists()


def test_import__a_term_that_a_service_loses_takes_its_need_along(bring_in):
    need = NeedDomainFactory(code="loneliness")
    bring_in(page(service()))
    feeds.map_term(TaxonomyTerm.objects.get(), by=a_manager(), at=clock.now(), need=need)
    bring_in(page(service(attributes=[{"id": "1", "taxonomy_term": term("Gardening")}])))
    assert not Service.objects.get().needs.exists()
    assert NeedDomain.objects.filter(code="loneliness").exists()


# -- in the background --------------------------------------------------------------------------


def asked(**given) -> FeedImport:
    given.setdefault("source", "Borsetshire Council")
    return feeds.import_feed(by=a_manager(), at=clock.now(), **given)


def as_file(told) -> ContentFile:
    return ContentFile(json.dumps(told).encode(), name="feed.json")


def test_import_feed__is_promised_in_the_outbox_by_reference_alone():
    batch = asked(file=as_file(page(service())))
    message = OutboxMessage.objects.get(task="providers.tasks.read_feed")
    assert message.kwargs == {"reference": batch.reference}
    assert (batch.source, batch.finished_at) == ("borsetshire-council", None)


def test_import_feed__the_job_may_come_twice():
    batch = asked(file=as_file(page(service())))
    for _time in range(2):
        tasks.read_feed(batch.reference)
    batch.refresh_from_db()
    assert feeds.summary(batch) == line(read=1, new=1)
    assert Service.objects.count() == 1


def test_import_feed__a_failure_is_kept_with_its_words():
    batch = asked(file=as_file({"a": 1}))
    tasks.read_feed(batch.reference)
    batch.refresh_from_db()
    assert "does not look like" in batch.failure
    assert batch.finished_at is not None
    assert not Service.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"address": "https://a.example", "file": ContentFile(b"{}", name="x")},
        {"address": "ftp://a.example/feed"},
        {"address": "https://user:word@a.example/feed"},
        {"address": "https://a.example", "source": "!!"},
    ],
)
def test_import_feed__refuses_what_cannot_be_read(given):
    with pytest.raises(RuleBroken):
        asked(**given)
    assert not FeedImport.objects.exists()
