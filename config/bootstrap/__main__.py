"""``python3 -m config.bootstrap [tests|assets] [-- command …]``: prepare, then become a command.

This file alone must be readable by any Python 3: it finds one that is new enough.
"""

import os
import shutil
import sys

NEEDED = (3, 11)


def main():
    if sys.version_info < NEEDED:
        become_newer()
    from config.bootstrap import steps

    return steps.main(sys.argv[1:])


def become_newer():
    """Carry on with a newer Python of this machine, or say in one sentence what is missing."""
    for minor in range(NEEDED[1] + 4, NEEDED[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)  # noqa: UP031
        if found:
            os.execv(found, [found, "-m", "config.bootstrap"] + sys.argv[1:])  # noqa: RUF005
    sys.exit(
        "Python %d.%d or newer is needed, and only %s was found: install it and run this again."  # noqa: UP031
        % (NEEDED + (sys.version.split()[0],))  # noqa: RUF005
    )


if __name__ == "__main__":
    sys.exit(main())
