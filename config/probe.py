"""``python -m config.probe readyz|healthz|worker``: a health check from inside a container."""

import os
import sys
import time
import urllib.error
import urllib.request


def main(name):
    """0 when the page answers 200, or when this container's worker has just been heard of."""
    if name == "worker":
        return worker()
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/{name}"
    request = urllib.request.Request(address, headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=4):  # nosec B310
            return 0
    except (urllib.error.URLError, OSError) as error:
        sys.stderr.write(f"{name}: {error}\n")
        return 1


def worker():
    from config.readiness import HEARTBEAT_FILE, HEARTBEAT_MAX_AGE

    try:
        age = time.time() - HEARTBEAT_FILE.stat().st_mtime
    except FileNotFoundError:
        age = float("inf")
    return 0 if age <= HEARTBEAT_MAX_AGE else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
