"""For building the container image: enough to lay out static files, no server, no secret."""

import secrets

from config.settings.base import *  # noqa: F403

SECRET_KEY = secrets.token_urlsafe(64)
