"""django-hordak alone, in a database of its own on our server; migrations need the owner."""

import copy

from config.settings.local import *  # noqa: F403
from config.settings.local import OWNER_DATABASE

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "mptt",
    "hordak",
]
MIDDLEWARE: list[str] = []
AUTH_USER_MODEL = "auth.User"
ROOT_URLCONF = "tests.bench.hordak.settings"
urlpatterns: list = []
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
DATABASES = {"default": {**copy.deepcopy(OWNER_DATABASE), "NAME": "bridge_bench_hordak"}}
DEFAULT_CURRENCY = HORDAK_INTERNAL_CURRENCY = "GBP"
CURRENCIES = HORDAK_CURRENCIES = ["GBP"]
