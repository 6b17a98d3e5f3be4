"""What is measured, one function a line of the table."""

import io
import random
import re
import statistics
import time
from unittest import mock
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core import clock
from demo.seed import lists, people, places
from tests.bench import load

TOKEN = "b" * 32
OURS = {
    "referrals": "/referrals/?status=accepted&urgency=urgent",
    "cases": "/cases/team/cases/?status=active",
}
ADMIN = {
    "referrals": "/bench-admin/referrals/referral/?status__exact=accepted&urgency__exact=urgent",
    "cases": "/bench-admin/cases/case/?status__exact=active",
}


def signed_in(key: str) -> Client:
    """A browser of a demo sign-in."""
    client = Client(SERVER_NAME="127.0.0.1")
    user = User.objects.get(email=f"{key}@{places.DOMAIN}")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def headers(key: str) -> tuple[tuple[str, str], ...]:
    """Cookie and token with which that person asks over the wire."""
    session = signed_in(key).cookies[settings.SESSION_COOKIE_NAME].value
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    cookie = "; ".join(f"{n}={v}" for n, v in zip(names, (session, TOKEN), strict=True))
    return (
        ("Cookie", cookie),
        ("X-CSRFToken", TOKEN),
        ("Accept-Encoding", "gzip"),
        ("Content-Type", "application/x-www-form-urlencoded"),
    )


def page(port: int, path: str, *, key: str = "teamlead", seconds: float) -> dict:
    """A list under load."""
    told = headers(key)
    load.run(port, lambda _n: load.Ask(path, headers=told), seconds=1)
    return load.run(port, lambda _n: load.Ask(path, headers=told), seconds=seconds).as_dict()


def search_page(port: int, words: str, *, seconds: float) -> dict:
    """The search page; the words are posted, never in the address."""
    told, body = headers("teamlead"), urlencode({"q": words})
    ask = load.Ask("/residents/", "POST", body, told)
    return load.run(port, lambda _n: ask, seconds=seconds).as_dict()


def search_sql() -> dict:
    """One person by number and by a misspelt name, in SQL, over everyone."""
    from residents.models import Resident

    rng, count = random.Random(3), Resident.objects.count()
    numbers = [people.nhs_number(rng.randrange(count)) for _each in range(200)]
    names = [_misspelt(rng) for _each in range(60)]
    by_number = [_ms(lambda n=n: list(Resident.objects.with_nhs_number(n))) for n in numbers]
    by_name = [_ms(lambda n=n: list(Resident.objects.named_like(n)[:25])) for n in names]
    return {"nhs_number_ms": _middle(by_number), "misspelt_name_ms": _middle(by_name)}


def _misspelt(rng: random.Random) -> str:
    family = rng.choice(lists.FAMILIES)
    place = rng.randrange(1, len(family) - 1)
    return f"{rng.choice(lists.WOMEN)} {family[:place]}{family[place + 1 :]}"


def _ms(act) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _middle(times: list[float]) -> dict:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 2),
        "p95": round(ordered[int(len(ordered) * 0.95) - 1], 2),
    }


def refer(port: int, *, seconds: float) -> dict:
    """Referrals sent from a ward's page, each for somebody new, with history and audit."""
    told = headers("ward")
    start = 2_000_000 + int(time.time()) % 5_000_000
    answers = _answers()

    def ask(number: int) -> load.Ask:
        body = {**answers, **_somebody(start + number), "_once": f"bench-{start}-{number}"}
        return load.Ask("/referrals/new/", "POST", urlencode(body, doseq=True), told)

    return load.run(port, ask, seconds=seconds, good=(302,)).as_dict()


def _somebody(number: int) -> dict:
    """Nobody like anybody before: else the page rightly asks whether it is the same person."""
    rng = random.Random(number)
    letters = "abcdefghijklmnopqrstuvwxyz"
    given, family = ("".join(rng.choices(letters, k=8)).title() for _each in range(2))
    return {
        "given_name": given,
        "family_name": family,
        "date_of_birth_0": str(rng.randint(1, 28)),
        "date_of_birth_1": str(rng.randint(1, 12)),
        "date_of_birth_2": str(rng.randint(1925, 1969)),
    }


def _answers() -> dict:
    """What a nurse ticks; the fields are taken from the page itself."""
    response = signed_in("ward").get("/referrals/new/")
    if response.status_code != 200:
        raise SystemExit(f"the referral page answers {response.status_code}")
    text = response.content.decode()
    first = {
        name: re.search(rf'name="{name}"[^>]*value="([^"]+)"', text)
        for name in ("programme", "barriers", "ward")
    }
    option = re.search(r'<select name="ward".*?<option value="([^"]+)" selected', text, re.S)
    answers = {name: found.group(1) for name, found in first.items() if found}
    if option:
        answers["ward"] = option.group(1)
    return {
        **answers,
        "agreed": "yes",
        "risk": "no",
        "ready_when": "now",
        "reason": "Could be at home with a little help.",
    }


def queries() -> dict:
    """How many questions a page asks at 5, 50 and 500 rows."""
    from cases.views.team import CaseList
    from referrals.views.lists import List

    client = signed_in("teamlead")
    found: dict[str, dict[str, int]] = {}
    for name, view in (("referrals", List), ("cases", CaseList)):
        found[name] = {}
        for rows in (5, 50, 500):
            with mock.patch.object(view, "per_page", rows):
                client.get(OURS[name])
                with CaptureQueriesContext(connection) as asked:
                    response = client.get(OURS[name])
            if response.status_code != 200:
                raise SystemExit(f"{OURS[name]} answers {response.status_code}")
            found[name][str(rows)] = len(asked)
    return found


def evaluation() -> dict:
    """One evaluation of the programme's own cases, as far as its PDF."""
    from pypdf import PdfReader

    from outcomes.services import costs, evaluating, runs
    from programmes.models import Programme

    costs.load_reference_costs()
    programme = Programme.objects.get(slug=places.MAIN)
    now = clock.now()
    run = runs.ask_for(
        programme, by=None, at=now, as_of=clock.today(), window_days=90, background=False
    )
    began = time.perf_counter()
    run = evaluating.evaluate(run)
    took = time.perf_counter() - began
    with run.pdf.open("rb") as file:
        body = file.read()
    pages = len(PdfReader(io.BytesIO(body)).pages)
    people_counted = run.cut.rows
    return {
        "people": people_counted,
        "seconds": round(took, 1),
        "pages": pages,
        "megabytes": round(len(body) / 1e6, 2),
    }


def wire(port: int) -> dict:
    """Bytes of a first and of a repeat visit to the triage page, as a browser fetches them."""
    told = {**dict(headers("teamlead")), "Accept-Encoding": "br, gzip"}
    _status, body, heads = load.get(port, "/", told)
    text = _unpacked(body, heads)
    pattern = r'(?:href|src)="(/static/[^"]+\.(?:css|js|woff2|svg))"'
    assets = list(dict.fromkeys(re.findall(pattern, text)))
    sizes = {path: len(load.get(port, path, told)[1]) for path in assets}
    script = sum(size for path, size in sizes.items() if path.endswith(".js"))
    return {
        "first_kb": round((len(body) + sum(sizes.values())) / 1000, 1),
        "repeat_kb": round(len(body) / 1000, 1),
        "script_kb": round(script / 1000, 1),
        "assets": {path.rsplit("/", 1)[-1]: size for path, size in sizes.items()},
    }


def _unpacked(body: bytes, heads: dict) -> str:
    import gzip

    kind = {name.lower(): value for name, value in heads.items()}.get("content-encoding", "")
    if kind == "gzip":
        return gzip.decompress(body).decode()
    if kind == "br":
        import brotli

        return brotli.decompress(body).decode()
    return body.decode()
