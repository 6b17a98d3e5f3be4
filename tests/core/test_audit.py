"""The audit: each opening is written down, no row can be changed, and who could is found out."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from config import database_roles
from core import clock, history, sealing, verifying
from core.models import AccessEntry, AuditSeal
from tests.factories.accounts import OrganisationFactory
from tests.factories.programmes import HospitalFactory, someone


def entries(how_many=5):
    by = someone("governance")
    return [
        AccessEntry.objects.create(
            at=clock.now(), by=by, page="residents:detail", resident_reference=f"CBR-{n:06d}"
        )
        for n in range(how_many)
    ]


def as_owner(table: str, statement: str, *values) -> None:
    """What nobody but the owner of the tables could do, triggers switched off."""
    with database_roles.as_owner(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["core_accessentry", "core_auditseal", "accounts_userversion"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_service_cannot_change_the_audit(table, verb):
    entries(1)
    key = "pgh_id" if table.endswith("version") else "id"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table, key, key))


@pytest.mark.django_db
def test_the_service_cannot_lift_the_guard():
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_accessentry DISABLE TRIGGER ALL")


@pytest.mark.django_db(transaction=True)
class TestSeals:
    """Seals over the append-only tables."""

    def test_what_was_written_is_sealed_and_verified(self, capsys):
        entries(5)
        assert sealing.seal_all() >= 1
        assert sealing.seal_all() == 0
        call_command("verify_audit")
        said = capsys.readouterr().out
        assert said.startswith("audit verified: ")
        assert "0 rows not yet sealed" in said

    def test_rows_after_the_seal_are_counted_as_not_sealed_yet(self):
        entries(2)
        sealing.seal_all()
        AccessEntry.objects.create(at=clock.now(), by=AccessEntry.objects.first().by, page="x")
        report = verifying.verify()
        assert not report.problems
        assert report.unsealed == 1

    @pytest.mark.parametrize(
        "tampering",
        [
            "UPDATE core_accessentry SET resident_reference = 'CBR-FORGED' WHERE id = %s",
            "UPDATE core_accessentry SET at = at + interval '1 microsecond' WHERE id = %s",
            "DELETE FROM core_accessentry WHERE id = %s",
        ],
    )
    def test_a_row_changed_by_the_owner_is_found(self, tampering):
        third = entries(5)[2]
        sealing.seal_all()
        as_owner("core_accessentry", tampering, third.pk)
        with pytest.raises(CommandError, match="core_accessentry rows"):
            call_command("verify_audit")

    def test_a_row_slipped_in_is_found(self):
        rows = entries(3)
        as_owner("core_accessentry", "DELETE FROM core_accessentry WHERE id = %s", rows[1].pk)
        sealing.seal_all()
        slipped_in = (
            "INSERT INTO core_accessentry SELECT %s, at, kind, resident_reference, page,"
            " request_id, rows, reason, by_id FROM core_accessentry WHERE id = %s"
        )
        as_owner("core_accessentry", slipped_in, rows[0].pk + 1, rows[0].pk)
        assert "audit broken" in verifying.verify().problems[0]

    def test_a_seal_taken_out_of_the_chain_is_found(self):
        for _ in range(3):
            entries(1)
            sealing.seal_all()
        middle = AuditSeal.objects.order_by("pk")[2]
        as_owner("core_auditseal", "DELETE FROM core_auditseal WHERE id = %s", middle.pk)
        assert "a seal before" in verifying.verify().problems[0]

    def test_a_guard_that_was_lifted_is_found(self):
        entries(1)
        with database_roles.as_owner(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE core_accessentry DISABLE TRIGGER USER")
        try:
            with pytest.raises(CommandError, match="no enabled append-only trigger"):
                call_command("verify_audit")
        finally:
            with database_roles.as_owner(), connection.cursor() as cursor:
                cursor.execute("ALTER TABLE core_accessentry ENABLE TRIGGER USER")

    def test_rights_that_were_given_are_found(self):
        role = connection.ops.quote_name(database_roles.service())
        with database_roles.as_owner(), connection.cursor() as cursor:
            cursor.execute(f"GRANT DELETE ON core_accessentry TO {role}")
        try:
            with pytest.raises(CommandError, match="could delete from core_accessentry"):
                call_command("verify_audit")
        finally:
            with database_roles.as_owner(), connection.cursor() as cursor:
                cursor.execute(f"REVOKE DELETE ON core_accessentry FROM {role}")

    def test_many_rows_are_sealed_in_runs(self, monkeypatch):
        monkeypatch.setattr(sealing, "RUN", 4)
        entries(10)
        sealing.seal_all()
        runs = AuditSeal.objects.filter(table="core_accessentry").order_by("pk")
        assert [each.rows for each in runs] == [4, 4, 2]
        assert not verifying.verify().problems


@pytest.mark.django_db(transaction=True)
def test_a_table_is_not_sealed_while_someone_may_still_add_a_lower_row(monkeypatch):
    """A transaction that drew its number early and commits late must not fall behind a seal."""
    import threading

    monkeypatch.setattr(sealing, "_PATIENCE", 0.3)
    entries(1)
    writing, done = threading.Event(), threading.Event()
    by = AccessEntry.objects.first().by

    def slow():
        with transaction.atomic():
            AccessEntry.objects.create(at=clock.now(), by=by, page="slow")
            writing.set()
            done.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    writing.wait(10)
    AccessEntry.objects.create(at=clock.now(), by=by, page="quick")
    sealing.seal_all()
    assert not AuditSeal.objects.filter(table="core_accessentry").exists()
    done.set()
    thread.join()
    sealing.seal_all()
    assert AuditSeal.objects.get(table="core_accessentry").rows == 3
    assert not verifying.verify().problems


@pytest.mark.django_db
def test_the_access_log_filters_by_person_and_by_resident(client, max_queries):
    rows = entries(60)
    client.force_login(rows[0].by)
    address = reverse("core:access_log")
    with max_queries(8):
        page = client.get(address).content.decode()
    assert "CBR-000059" in page
    assert "CBR-000000" not in page
    assert "60 in all" in page
    page = client.get(address, {"resident": "cbr-000007"}).content.decode()
    assert "CBR-000007" in page
    assert "CBR-000008" not in page
    page = client.get(address, {"person": "nobody of this name"}).content.decode()
    assert "Nothing fits these filters" in page


@pytest.mark.django_db
def test_every_page_of_the_access_log_is_reached(client):
    rows = entries(120)
    client.force_login(rows[0].by)
    address, seen = reverse("core:access_log"), 0
    while address:
        context = client.get(address).context
        seen += len(context["table"].rows)
        address = context["page"].next_url
    assert seen == 120


@pytest.mark.django_db
def test_an_export_is_written_to_the_log_it_exports(client):
    rows = entries(3)
    client.force_login(rows[0].by)
    response = client.post(reverse("core:access_log") + "?resident=CBR-000001")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert text.count("\r\n") == 2
    assert "CBR-000001" in text
    entry = AccessEntry.objects.get(kind="exported")
    assert (entry.rows, entry.page) == (1, "core:access_log")


@pytest.mark.django_db
def test_history_says_who_changed_what_from_which_page(client):
    admin = someone("administrator")
    client.force_login(admin)
    organisation = OrganisationFactory(name="Before")
    HospitalFactory(organisation=organisation)
    person = someone("funder", organisation=organisation)
    client.post(reverse("accounts:disable", args=[person.reference]))
    found = history.of("accounts.User", person.reference)
    newest = found[0]
    assert newest.who == admin.name
    assert newest.page == "accounts:disable"
    assert {each.field for each in newest.changes} >= {"May sign in"}
    assert "password" not in str(found).lower()


@pytest.mark.django_db
def test_history_is_read_by_governance_alone(client):
    person = someone("funder")
    address = reverse("core:row_history")
    client.force_login(someone("administrator"))
    assert client.get(address).status_code == 403
    client.force_login(someone("governance"))
    page = client.get(address, {"kind": "accounts.User", "reference": person.reference})
    assert person.name in page.content.decode()
    empty = client.get(address, {"kind": "accounts.User", "reference": "CBU-000000"})
    assert "Nothing is known under this reference" in empty.content.decode()
