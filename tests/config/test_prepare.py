"""Preparing the database: the demo is whole or not there."""

import pytest
from django.core.management import CommandError

from config.local_services import postgres
from config.run import prepare


@pytest.fixture
def data_dir(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(prepare.connection, "close", lambda: None)
    return tmp_path


@pytest.fixture
def made_anew(monkeypatch):
    called = []
    monkeypatch.setattr(postgres, "make_anew", called.append)
    return called


def test_a_whole_demo_is_left_alone(data_dir, made_anew):
    prepare.start_over_if_half_filled()
    assert made_anew == []


def test_a_half_filled_one_begins_anew(data_dir, made_anew):
    prepare.filling().touch()
    prepare.start_over_if_half_filled()
    assert len(made_anew) == 1
    assert not prepare.filling().exists()


def test_a_named_database_is_never_thrown_away(data_dir, made_anew, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@elsewhere/data")
    prepare.filling().touch()
    with pytest.raises(CommandError, match="half-filled"):
        prepare.start_over_if_half_filled()
    assert made_anew == []


@pytest.mark.django_db
def test_filling_leaves_its_note_when_it_fails(data_dir, monkeypatch):
    def fails(name):
        raise CommandError("no")

    monkeypatch.delenv("SEED_DEMO", raising=False)
    monkeypatch.setattr(prepare, "call_command", fails)
    with pytest.raises(CommandError):
        prepare.seed()
    assert prepare.filling().exists()
