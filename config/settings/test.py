"""The tests: the local set-up, quicker where quickness changes nothing that is tested.

The connection opens as the owner (who may create the test database) and the tests'
conftest gives up its rights at once with SET ROLE, so that every test runs as the service.
"""

import copy

from config import environment
from config.settings.local import *  # noqa: F403
from config.settings.local import CACHES, DATABASES, OWNER_DATABASE

SUFFIX = environment.text("TEST_DB_SUFFIX").lower()

DATABASES["default"] = {
    **copy.deepcopy(OWNER_DATABASE),
    "CONN_MAX_AGE": 0,
    "TEST": {"NAME": "_".join(filter(None, ["test_bridge", SUFFIX])), "TEMPLATE": "template0"},
}
DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
CACHES["default"]["KEY_PREFIX"] = "_".join(filter(None, ["test", SUFFIX]))

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
