#!/usr/bin/env python
"""Django's commands. Starts the local servers first when no server is named."""

import os
import sys

WITHOUT_SERVERS = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "sendtestemail",
}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    local = os.environ["DJANGO_SETTINGS_MODULE"] != "config.settings.production"
    if local and command not in WITHOUT_SERVERS:
        start_local_servers()
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as reason:
        sys.exit(str(reason))


def start_local_servers():
    """Only where a server is missing, and only on machines that have the local packages."""
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return
    from config import local_services

    try:
        local_services.ensure()
    except (OSError, RuntimeError, ValueError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
