"""The live settings refuse to start half-set, and say why in one sentence."""

import importlib
import sys

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config import environment
from config.quality import PRODUCTION
from config.refusals import DEMO_DOMAIN, refuse_demo_people

COMPLETE = {k: v for k, v in PRODUCTION.items() if k != "DJANGO_SETTINGS_MODULE"}
OURS = ("DEMO", "DEMO_PASSWORD", "DATABASE_POOL_SIZE", "BEHIND_PROXY", *COMPLETE)


@pytest.fixture
def load(monkeypatch):
    """Read the live settings anew under exactly these variables."""

    def with_variables(**variables):
        for name in OURS:
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delitem(sys.modules, "config.settings.production", raising=False)
        return importlib.import_module("config.settings.production")

    yield with_variables
    sys.modules.pop("config.settings.production", None)


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"])
def test_each_missing_secret_is_named(load, missing):
    with pytest.raises(ImproperlyConfigured) as refusal:
        load(**{name: value for name, value in COMPLETE.items() if name != missing})
    assert str(refusal.value).startswith(f"{missing} is not set: ")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "for-tests-only-" + "fedcba9876543210" * 4),
        ("ALLOWED_HOSTS", "*"),
        ("DATABASE_URL", "mysql://root@localhost/bridge"),
        ("DATABASE_URL", "postgresql://[broken"),
        ("DATABASE_POOL_SIZE", "many"),
        ("DEMO", "yes"),
        ("DEMO_PASSWORD", "bridge-demo-only"),
    ],
)
def test_what_is_unsafe_or_makes_no_sense_is_refused(load, name, value):
    with pytest.raises(ImproperlyConfigured) as refusal:
        load(**{**COMPLETE, name: value})
    assert name in str(refusal.value)
    assert value not in str(refusal.value) or name not in {"SECRET_KEY", "DEMO_PASSWORD"}


def test_live_settings_are_strict(load):
    live = load(**COMPLETE)
    assert not live.DEBUG
    assert not live.DEMO
    assert live.MFA_REQUIRED
    assert live.SECURE_SSL_REDIRECT
    assert live.SECURE_HSTS_SECONDS >= 365 * 24 * 3600
    assert live.SESSION_COOKIE_SECURE
    assert live.CSRF_COOKIE_SECURE
    assert live.SESSION_COOKIE_NAME.startswith("__Host-")


def test_the_policy_of_content_allows_nothing_inline(load):
    policy = load(**COMPLETE).CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert policy["default-src"] == ["'none'"]
    allowed = {value for values in policy.values() for value in values}
    assert allowed <= {"'none'", "'self'", "data:"}
    assert "data:" not in policy["script-src"] + policy["style-src"]


def test_jobs_end_before_they_would_be_given_out_again(load):
    live = load(**COMPLETE)
    visibility = live.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    assert visibility > live.CELERY_TASK_TIME_LIMIT
    assert live.CELERY_TASK_ACKS_LATE
    assert live.CELERY_TASK_REJECT_ON_WORKER_LOST
    assert live.CELERY_WORKER_PREFETCH_MULTIPLIER == 1


def test_an_address_may_have_a_socket_a_password_and_options():
    parts = environment.database("postgresql://us%40er:p%3Ass@%2Frun%2Fpg/na%20me?sslmode=require")
    assert (parts["USER"], parts["PASSWORD"]) == ("us@er", "p:ss")
    assert (parts["HOST"], parts["NAME"]) == ("/run/pg", "na me")
    assert parts["OPTIONS"]["sslmode"] == "require"


def test_celery_gets_its_own_spelling_of_a_socket():
    assert environment.broker("redis://:x@host:1/2") == "redis://:x@host:1/2"
    spelled = environment.broker("unix:///a%20b/redis.sock?db=3")
    assert spelled == "redis+socket:///a b/redis.sock?virtual_host=3"


@pytest.mark.django_db
class TestDemoPeople:
    """The demo's password is known to everybody."""

    @pytest.fixture(autouse=True)
    def _keep_the_connection(self, monkeypatch):
        monkeypatch.setattr(connection, "close", lambda: None)
        monkeypatch.setattr(connection, "close_pool", lambda: None)

    def test_the_live_service_refuses_to_start_with_one(self, settings):
        settings.DEMO = False
        get_user_model().objects.create(email=f"ward@{DEMO_DOMAIN}", name="A ward")
        with pytest.raises(ImproperlyConfigured, match="demo sign-ins"):
            refuse_demo_people()

    def test_the_demo_starts_with_them(self, settings):
        settings.DEMO = True
        get_user_model().objects.create(email=f"ward@{DEMO_DOMAIN}", name="A ward")
        refuse_demo_people()

    def test_the_live_service_starts_without(self, settings):
        settings.DEMO = False
        refuse_demo_people()


@pytest.mark.django_db
def test_every_connection_spares_the_triggers_an_exception_for_each_row():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pgtrigger.ignore')")
        assert cursor.fetchone() == ("{}",)
