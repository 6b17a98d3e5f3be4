"""``python -m config.run``: start all of it, say where, stop all of it."""

import os
import sys

from config.bootstrap.state import Stop


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    for name, value in {"HOST": "127.0.0.1", "PORT": "8000"}.items():
        os.environ[name] = os.environ.get(name) or value
    from config.run import house

    try:
        return house.House().open()
    except (Stop, OSError, RuntimeError, ValueError) as reason:
        print(reason, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
