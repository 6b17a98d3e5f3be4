"""The live service. It refuses to start until everything it needs is named."""

from django.core.exceptions import ImproperlyConfigured

from config import environment, servers
from config.settings.base import *  # noqa: F403

DEBUG = False

SECRET_KEY = environment.required(
    "SECRET_KEY", "give a long random text of your own (docs/operating.md shows how to make one)."
)
if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("for-tests-only-"):
    raise ImproperlyConfigured("SECRET_KEY is too weak: give at least 50 random characters.")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is not set: give the names under which people reach the service."
    )
for _name in ("DEMO", "DEMO_PASSWORD"):
    if environment.text(_name):
        raise ImproperlyConfigured(f"{_name} is set: the live service does not run a demo.")

globals().update(
    servers.settings(
        database_url=environment.required(
            "DATABASE_URL", "name the PostgreSQL server and the service's role."
        ),
        migration_database_url=environment.text("MIGRATION_DATABASE_URL"),
        redis_url=environment.required("REDIS_URL", "name the Redis server."),
    )
)

SITE_URL = environment.text("SITE_URL", f"https://{ALLOWED_HOSTS[0].lstrip('.')}")
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if environment.flag("BEHIND_PROXY", default=True):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    AXES_IPWARE_PROXY_COUNT = 1
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-bridge_session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-bridge_csrf"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = environment.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", f"no-reply@{ALLOWED_HOSTS[0]}")
