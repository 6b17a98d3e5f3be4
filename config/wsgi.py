"""The door for gunicorn."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

try:
    application = get_wsgi_application()
    from django.urls import get_resolver

    from config.refusals import refuse_demo_people

    get_resolver().url_patterns  # noqa: B018 (read every view before forking, and fail now)
    refuse_demo_people()
except ImproperlyConfigured as reason:
    sys.exit(str(reason))
