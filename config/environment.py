"""Reading settings from the environment, with refusals a person can act on."""

import os
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict


def text(name, default=""):
    return os.environ.get(name, "").strip() or default


def required(name, meaning):
    """The value of a variable without which the service must not start."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {meaning}")
    return value


def number(name, default):
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not “{value}”.") from None


def flag(name, default=False):
    value = text(name, "yes" if default else "no").lower()
    if value in {"1", "yes", "true", "on"}:
        return True
    if value in {"0", "no", "false", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not “{value}”.")


def words(name, default=""):
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url, *, name="DATABASE_URL"):
    """Django's settings for one PostgreSQL address, read the way libpq itself reads it."""
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(
            f"{name} must begin with postgresql:// — PostgreSQL is the only database we use."
        )
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise ImproperlyConfigured(f"{name} is not a PostgreSQL address: {error}") from None
    # pgtrigger asks for this in every trigger; where it is missing, an exception is raised and
    # caught for each row written, which made writing many rows slow beyond all measure.
    options = " ".join(filter(None, [parts.pop("options", ""), "-c pgtrigger.ignore={}"]))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": {
            "application_name": "community-bridge",
            "connect_timeout": 5,
            "prepare_threshold": 5,  # for core.prepared alone: Django's cursors send whole text
            "options": options,
            **parts,
        },
    }


def broker(redis_url):
    """Celery's spelling of a Redis address: Unix sockets are named differently there."""
    if not redis_url.startswith("unix://"):
        return redis_url
    parts = urlsplit(redis_url)
    number = parts.query.partition("db=")[2] or "0"
    return f"redis+socket://{unquote(parts.path)}?virtual_host={number}"


def openid_connect():
    """allauth's providers: one directory by OpenID Connect, when OIDC_SERVER_URL names it.

    The directory must send a verified e-mail address; only invited people get in by it.
    """
    server = text("OIDC_SERVER_URL")
    if not server:
        return {}
    if not server.startswith("https://"):
        raise ImproperlyConfigured("OIDC_SERVER_URL must begin with https://.")
    app = {
        "provider_id": text("OIDC_ID", "directory"),
        "name": text("OIDC_NAME", "your organisation"),
        "client_id": required("OIDC_CLIENT_ID", "the name under which the directory knows us."),
        "secret": required("OIDC_CLIENT_SECRET", "what we show the directory to prove it."),
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
