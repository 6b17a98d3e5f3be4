"""Without Redis the cache is an empty one, and nobody is signed out."""

import pytest
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core.cache import caches

from config.cache import ForgivingRedisCache


@pytest.fixture
def away(tmp_path):
    """A cache whose Redis is not there."""
    return ForgivingRedisCache(f"unix://{tmp_path}/nobody.sock", {})


def test_every_question_has_the_answer_of_an_empty_cache(away):
    assert away.get("a") is None
    assert away.get("a", "default") == "default"
    assert away.get("a", default=3) == 3
    assert away.get_many(["a", "b"]) == {}
    assert away.add("a", 1) is True
    assert away.has_key("a") is False
    assert "a" not in away
    assert away.touch("a") is False
    assert away.delete("a") is False
    assert away.incr("a", 2) == 2
    assert away.set("a", 1) is None
    assert away.set_many({"a": 1, "b": 2}) == ["a", "b"]
    assert away.delete_many(["a"]) is None
    assert away.get_or_set("a", 5) == 5
    assert away.clear() is False


def test_with_redis_it_remembers():
    cache = caches["default"]
    cache.set("kept", {"a": 1}, 5)
    assert cache.get("kept") == {"a": 1}
    assert cache.incr_version("kept") == 2
    cache.delete("kept", version=2)


@pytest.mark.django_db
def test_a_session_is_read_from_its_table(away, monkeypatch):
    session = SessionStore()
    session["who"] = "nurse"
    session.save()
    again = SessionStore(session.session_key)
    monkeypatch.setattr(again, "_cache", away)
    assert again["who"] == "nurse"
