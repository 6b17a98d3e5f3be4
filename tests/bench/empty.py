"""``python -m tests.bench.empty``: a million rows into a table that holds next to nothing.

In the database that LOCAL_DATABASE_NAME names, made the first time: a few residents, and the list
of a million people whom the rows are about. The last line printed is what was measured, as JSON.
"""

import json
import sys

from tests.bench import place

RESIDENTS, EVENTS = 200, 300


def main() -> int:
    place.environment()
    place.prepare(RESIDENTS, EVENTS)
    from tests.bench import large

    large.prepare(queries=large.OF_PEOPLE)
    print(json.dumps(large.imported()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
