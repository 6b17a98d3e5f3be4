"""The local settings, with Django's own admin over the same tables to measure against."""

from config.settings.local import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
# Everybody signs in from one address while we measure.
AXES_ENABLED = False
