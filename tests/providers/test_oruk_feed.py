"""Reading a feed over the network: pages, lies, faults, and computers that must not be asked."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import CommandError, call_command

from providers.models import FeedImport, Service
from providers.oruk import feeds, fetching
from providers.oruk.envelopes import NotAFeed
from providers.oruk.fetching import Budget, FeedAway
from tests.providers.oruk_samples import page, service


class Feed:
    """A feed that answers as `answer(path, query)` says: (status, body or object, headers)."""

    def __init__(self, answer):
        self.asked, self.answer = [], answer

    def handler(feed):  # noqa: N805 (the handler is another self)
        class Handler(BaseHTTPRequestHandler):
            """One request."""

            def do_GET(self):
                parts = urlsplit(self.path)
                query = {name: each[0] for name, each in parse_qs(parts.query).items()}
                feed.asked.append((parts.path, query))
                status, told, headers = feed.answer(parts.path, query)
                body = told if isinstance(told, bytes) else json.dumps(told).encode()
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                """Say nothing."""

        return Handler


@contextmanager
def serving(answer):
    """The feed and its address, while it runs."""
    feed = Feed(answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), feed.handler())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        feed.address = f"http://127.0.0.1:{server.server_port}"
        yield feed
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def private(settings):
    """Our own machine may be asked."""
    settings.ORUK_ALLOW_PRIVATE_ADDRESSES = True


def read(address, **given):
    return feeds.from_feed(address, budget=Budget.of(20), **given)


def paged(*services, **counters):
    """A feed with its services in pages of two; an empty page beyond the last."""

    def answer(path, query):
        if path == "/":
            return 200, {"version": "HSDS-UK-3.0", "profile": "x", "openapi_url": "y"}, {}
        if path == "/services":
            number = int(query["page"])
            part = services[(number - 1) * 2 : number * 2]
            return 200, page(*part, page_number=number, **counters), {}
        return 404, {}, {}

    return answer


FIVE = [service(f"Tea {number}") for number in range(5)]


@pytest.mark.usefixtures("private")
@pytest.mark.parametrize("path", ["", "/", "/services", "/services?page=3"])
def test_pages_are_followed_from_wherever_one_begins(path):
    with serving(paged(*FIVE)) as feed:
        whole = read(feed.address + path)
    assert [row.data["name"] for row in whole.rows] == [each["name"] for each in FIVE]
    assert whole.complete


@pytest.mark.usefixtures("private")
@pytest.mark.parametrize(
    "lies",
    [
        {"last_page": True, "total_pages": 1, "total_items": 1, "size": 1},
        {"last_page": False, "total_pages": 900, "total_items": 9000},
        {"empty": True, "size": 0},
    ],
)
def test_counters_are_never_believed(lies):
    with serving(paged(*FIVE, **lies)) as feed:
        assert len(read(f"{feed.address}/services").rows) == 5


@pytest.mark.usefixtures("private")
def test_a_feed_that_gives_the_same_page_for_ever_ends():
    with serving(lambda path, query: (200, page(*FIVE, last_page=False), {})) as feed:
        assert len(read(f"{feed.address}/services").rows) == 5
        assert len(feed.asked) == 2


@pytest.mark.usefixtures("private")
@pytest.mark.parametrize("status", [404, 400])
def test_a_page_beyond_the_last_may_be_refused(status):
    def answer(path, query):
        return (200, page(*FIVE), {}) if query.get("page") == "1" else (status, {}, {})

    with serving(answer) as feed:
        assert len(read(f"{feed.address}/services").rows) == 5


def in_short(each: dict) -> dict:
    names = ("id", "name", "status", "organization", "last_modified")
    return {name: each[name] for name in names}


def short_feed(path, query):
    """A feed by the letter of the profile: lists in short, each service in full by its id."""
    if path == "/services":
        return 200, page(*(in_short(each) for each in FIVE) if query["page"] == "1" else ()), {}
    found = [each for each in FIVE if path == f"/services/{each['id']}"]
    return (200, found[0], {}) if found else (404, {}, {})


@pytest.mark.usefixtures("private")
def test_a_service_given_in_short_is_asked_for_in_full():
    with serving(short_feed) as feed:
        whole = read(f"{feed.address}/services")
    assert all("schedules" in row.data for row in whole.rows)


@pytest.mark.django_db
@pytest.mark.usefixtures("private")
def test_only_what_changed_is_asked_for_again(capsys):
    with serving(short_feed) as feed:
        call_command("import_oruk", f"{feed.address}/services", source="x")
        asked = len(feed.asked)
        call_command("import_oruk", f"{feed.address}/services", source="x")
    assert (asked, len(feed.asked) - asked) == (7, 2)
    assert "unchanged 5, stale 0, not taken 0" in capsys.readouterr().out.splitlines()[-1]
    assert Service.objects.filter(schedules__isnull=False).count() == 5


@pytest.mark.django_db
@pytest.mark.usefixtures("private")
@pytest.mark.parametrize(
    "broken",
    [
        (500, b"", {}),
        (200, b'{"contents": [', {}),
        (200, b'{"contents": []}', {"Content-Length": "9999"}),
        (403, b"", {}),
    ],
)
def test_a_fault_in_the_middle_changes_nothing(broken):
    good = paged(*FIVE)

    def answer(path, query):
        return broken if query.get("page") == "2" else good(path, query)

    with serving(answer) as feed, pytest.raises(CommandError, match=r"^[A-Z].*\.$"):
        call_command("import_oruk", f"{feed.address}/services")
    assert not Service.objects.exists()
    assert not FeedImport.objects.exists()


@pytest.mark.usefixtures("private")
def test_an_empty_feed_is_taken_for_a_fault():
    with serving(paged()) as feed, pytest.raises(NotAFeed, match="no service"):
        read(f"{feed.address}/services")


# -- computers that must not be asked -----------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/services",
        "http://localhost:6379/",
        "http://10.0.0.5/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fd00::1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://224.0.0.1/",
    ],
)
def test_a_private_address_is_not_asked(address):
    with pytest.raises(FeedAway, match=r"private network|no computer"):
        fetching.get(address, budget=Budget.of(5))


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/", "gopher://a/", "a.example", "http://", ""]
)
def test_only_the_web_is_asked(address):
    with pytest.raises(FeedAway):
        fetching.get(address, budget=Budget.of(5))


def test_a_name_that_leads_into_a_private_network_is_not_asked(monkeypatch):
    told = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.1.2.3", 80))]
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *args, **kwargs: told)
    with pytest.raises(FeedAway, match="private network"):
        fetching.public_address("feed.example", 80)


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    """The name is resolved once: a second answer could be another computer."""
    asked = []

    def resolve(host, port, **kwargs):
        asked.append(host)
        return [(2, 1, 6, "", ("93.184.216.34", port))]

    def connected(family, where, port, seconds, parts):
        asked.append(where)
        raise OSError

    monkeypatch.setattr(fetching.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(fetching, "_connected", connected)
    with pytest.raises(FeedAway, match="connection failed"):
        fetching.get("http://feed.example/", budget=Budget.of(5))
    assert asked == ["feed.example", "93.184.216.34"]


@pytest.mark.usefixtures("private")
def test_a_redirect_is_checked_like_an_address(settings):
    def answer(path, query):
        return 302, b"", {"Location": "file:///etc/passwd"}

    with serving(answer) as feed, pytest.raises(FeedAway, match="begins with https"):
        fetching.get(feed.address, budget=Budget.of(5))


@pytest.mark.usefixtures("private")
def test_redirects_are_followed_but_not_for_ever():
    def answer(path, query):
        step = int(path.strip("/") or 0)
        if step == 3:
            return 200, b"{}", {}
        return 302, b"", {"Location": f"/{step + 1 if step < 3 else step}"}

    with serving(answer) as feed:
        assert fetching.get(f"{feed.address}/0", budget=Budget.of(5)) == b"{}"
        with pytest.raises(FeedAway, match="without an end"):
            fetching.get(f"{feed.address}/7", budget=Budget.of(5))


@pytest.mark.usefixtures("private")
def test_too_much_and_too_slow_are_stopped(monkeypatch):
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    with serving(lambda path, query: (200, b"x" * 2000, {})) as feed:
        with pytest.raises(FeedAway, match="larger than"):
            fetching.get(feed.address, budget=Budget.of(5))
        with pytest.raises(FeedAway, match="too long"):
            fetching.get(feed.address, budget=Budget.of(-1))
        with pytest.raises(FeedAway, match="256 MB"):
            fetching.get(feed.address, budget=Budget(until=Budget.of(5).until, bytes_left=10))


@pytest.mark.usefixtures("private")
def test_a_small_answer_that_unpacks_to_a_large_one_is_stopped(monkeypatch):
    import gzip

    monkeypatch.setattr(fetching, "MOST_BYTES", 100_000)
    packed = gzip.compress(b"0" * 5_000_000)

    large = serving(lambda path, query: (200, packed, {"Content-Encoding": "gzip"}))
    with large as feed, pytest.raises(FeedAway, match="larger than"):
        fetching.get(feed.address, budget=Budget.of(5))
    told = gzip.compress(b'{"a": 1}')
    with serving(lambda path, query: (200, told, {"Content-Encoding": "gzip"})) as feed:
        assert fetching.get(feed.address, budget=Budget.of(5)) == b'{"a": 1}'


def test_words_about_an_address_leave_its_query_out():
    assert fetching.without_query("https://a.example/x?key=secret") == "https://a.example/x"
