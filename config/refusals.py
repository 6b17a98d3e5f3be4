"""What the live service will not start with, asked once when web and worker start."""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

DEMO_DOMAIN = "demo.communitybridge.example"

logger = logging.getLogger(__name__)


def refuse_demo_people():
    """Demo sign-ins have a password that everybody knows."""
    if settings.DEMO:
        return
    try:
        found = get_user_model().objects.filter(email__iendswith=f"@{DEMO_DOMAIN}").exists()
    except DatabaseError as error:
        logger.warning("Could not look for demo sign-ins: %s", error)  # /readyz says so as well
        return
    finally:
        # Whoever asks is about to fork: a connection must not be shared.
        connection.close()
        connection.close_pool()
    if found:
        raise ImproperlyConfigured(
            f"The database holds demo sign-ins (@{DEMO_DOMAIN}): the live service does not "
            "start with them. Begin with an empty database."
        )
