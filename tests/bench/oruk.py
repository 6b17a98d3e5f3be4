"""The published directory under load: a page of 100 services, in short and in full, and one.

from tests.bench import oruk
oruk.run(port, seconds=10)   # {"page_short": {…}, "page_full": {…}, "one": {…}, "near": {…}}
"""

import json
import random
from urllib.request import urlopen

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench import load

ROOT = "/api/oruk/v3"
PAGE = f"{ROOT}/services?per_page=100"
ASKED = {
    "page_short": f"{PAGE}&page={{page}}",
    "page_full": f"{PAGE}&page={{page}}&full=true",
    "filtered": f"{PAGE}&search=tea&day=TU",
}
HEADERS = (("Accept-Encoding", "gzip"),)


def pages(port: int) -> int:
    """How many pages of 100 there are; a right answer, or there is nothing to measure."""
    with urlopen(f"http://127.0.0.1:{port}{PAGE}", timeout=30) as response:
        told = json.load(response)
    if told["size"] != len(told["contents"]) or told["empty"]:
        raise SystemExit("the published directory is empty: nothing to measure")
    return told["total_pages"]


def run(port: int, *, seconds: float) -> dict:
    """Answers a second and how long they take, over the pages that are there (at most 20)."""
    most = min(pages(port), 20)
    return {"pages": most, "queries": queries()} | {
        name: load.run(port, lambda n, path=path: _ask(path, n, most), seconds=seconds).as_dict()
        for name, path in ASKED.items()
    }


def _ask(path: str, number: int, most: int):
    page = random.Random(number).randint(1, most)
    return load.Ask(path.format(page=page), headers=HEADERS)


def queries() -> dict:
    """How often one page asks the database: the same for 5 services as for 100."""
    client = Client(SERVER_NAME="127.0.0.1")
    return {
        name: {size: _count(client, f"{ROOT}/services?per_page={size}{more}") for size in (5, 100)}
        for name, more in (("short", ""), ("full", "&full=true"))
    }


def _count(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        response = client.get(path)
    if response.status_code != 200:
        raise SystemExit(f"{path} answers {response.status_code}")
    return len(caught)
