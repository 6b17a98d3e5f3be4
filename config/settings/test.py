"""The tests: the local set-up, quicker where quickness changes nothing that is tested.

The connection opens as the owner (who may create the test database) and the tests'
conftest gives up its rights at once with SET ROLE, so that every test runs as the service.
"""

import copy
from urllib.parse import parse_qsl, urlencode

from config import environment
from config.settings.local import *  # noqa: F403
from config.settings.local import CACHES, DATABASES, OWNER_DATABASE

REDIS_DATABASES = 16  # as Redis comes


def of_one_worker(redis_url: str) -> str:
    """The address with a database for each process that pytest-xdist tests in."""
    worker = int(environment.text("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw")) + 1
    if not worker:
        return redis_url
    address, _, query = redis_url.partition("?")
    return f"{address}?{urlencode(dict(parse_qsl(query)) | {'db': worker % REDIS_DATABASES})}"


SUFFIX = environment.text("TEST_DB_SUFFIX").lower()

DATABASES["default"] = {
    **copy.deepcopy(OWNER_DATABASE),
    "CONN_MAX_AGE": 0,
    "TEST": {"NAME": "_".join(filter(None, ["test_bridge", SUFFIX])), "TEMPLATE": "template0"},
}
DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
CACHES["default"]["KEY_PREFIX"] = "_".join(filter(None, ["test", SUFFIX]))
# A test may empty the cache: that of its own process only. A busy machine is not a broken cache.
CACHES["default"]["LOCATION"] = of_one_worker(CACHES["default"]["LOCATION"])
CACHES["default"]["OPTIONS"]["socket_timeout"] = 10

DEBUG = False
HEADER_COUNTS_SECONDS = 0  # one test keeps them
LOCAL_SERVICES = True
SECRET_KEY = "for-tests-only-" + "fedcba9876543210" * 4  # nosec B105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_BROKER_URL = "memory://"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
