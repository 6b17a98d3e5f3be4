"""``python -m config.local_services ensure|serve|stop|release|status|reset``."""

import argparse
import shutil
import sys

from config import local_services
from config.local_services import place as places
from config.local_services.supervisor import Supervisor


def main():
    parser = argparse.ArgumentParser(prog="python -m config.local_services", description=__doc__)
    parser.add_argument("command", choices=sorted(COMMANDS))
    try:
        return COMMANDS[parser.parse_args().command]()
    except (OSError, RuntimeError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1


def ensure():
    """Start both and print where they are."""
    local_services.ensure(hold=False)
    return status()


def serve():
    """Be the supervisor (used by ensure)."""
    return Supervisor(places.find()).serve()


def stop():
    """Stop both at once."""
    return 0 if local_services.stop() else 1


def release():
    """Stop both unless somebody still uses them."""
    local_services.stop(only_if_unused=True)
    return 0


def status():
    place = places.find()
    print("running" if local_services.running(place) else "not running")
    print(f"DATABASE_URL={local_services.database_url()}")
    print(f"MIGRATION_DATABASE_URL={local_services.migration_database_url()}")
    print(f"REDIS_URL={local_services.redis_url()}")
    return 0


def reset():
    """Stop both and throw their data away; nothing that we did not make ourselves."""
    place = places.find()
    if place.data_dir.exists() and not (place.data_dir / "place").exists():
        print(f"{place.data_dir} was not made by us; nothing was removed.", file=sys.stderr)
        return 1
    local_services.stop()
    for folder in {place.home, place.data_dir, place.sockets}:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


COMMANDS = {
    "ensure": ensure,
    "serve": serve,
    "stop": stop,
    "release": release,
    "status": status,
    "reset": reset,
}

if __name__ == "__main__":
    sys.exit(main())
