"""Asking another computer for JSON without being led astray.

An address is given by a person, and a redirect by a stranger: each is checked anew. Only http and
https; the name is resolved once, every address it has must be public, and the connection goes to
one of those, so that the name cannot mean another computer a moment later. No cookies, no proxy,
no credentials. `ORUK_ALLOW_PRIVATE_ADDRESSES` opens the house's own network, for a feed there.
"""

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from providers.oruk.envelopes import MOST_BYTES, NotAFeed

ONE_ANSWER_SECONDS = 30
MOST_REDIRECTS = 4
_CHUNK = 64 * 1024
_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "User-Agent": "CommunityBridge-ORUK/1.0",
}


class FeedAway(NotAFeed):
    """The feed did not answer as it should; the words say how. Nothing was changed."""

    def __init__(self, message, *, status: int = 0):
        super().__init__(message)
        self.status = status


@dataclass(slots=True)
class Budget:
    """How long and how much one import may take in all."""

    until: float
    bytes_left: int = 4 * MOST_BYTES

    @classmethod
    def of(cls, seconds: float) -> "Budget":
        """So many seconds from now."""
        return cls(until=time.monotonic() + seconds)

    def spend(self, count: int) -> None:
        """Take `count` bytes off what is left; raise when there is none."""
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise FeedAway(_("The feed sends more than 256 MB, so reading was stopped."))
        self.check()

    def check(self) -> None:
        """Raise when the time is over."""
        if time.monotonic() > self.until:
            raise FeedAway(_("The feed takes too long to answer, so reading was stopped."))

    def seconds(self) -> float:
        """What one answer may take."""
        self.check()
        return min(ONE_ANSWER_SECONDS, max(0.1, self.until - time.monotonic()))


def get(address: str, *, budget: Budget) -> bytes:
    """The body of `address`, redirects followed; raises FeedAway in words."""
    for _hop in range(MOST_REDIRECTS + 1):
        status, body, onward = _once(address, budget=budget)
        if onward is None:
            if status != 200:
                words = _("The feed answered %(status)s at %(address)s.")
                told = {"status": status, "address": without_query(address)}
                raise FeedAway(words % told, status=status)
            return body
        address = urljoin(address, onward)
    raise FeedAway(_("The feed sends one on and on without an end, so reading was stopped."))


def without_query(address: str) -> str:
    """An address as it may be shown: without what stands after the question mark."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def checked(address: str):
    """The parts of an address that may be asked; raises FeedAway in words."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise FeedAway(_("This is not an address of the web.")) from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FeedAway(_("Give an address that begins with https:// or http://."))
    if parts.username or parts.password:
        raise FeedAway(_("An address with a name and password in it is not used."))
    return parts, port


def public_address(host: str, port: int) -> tuple[int, str]:
    """(family, address) to connect to; refuses a name that leads into a private network."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FeedAway(_("There is no computer called %(host)s.") % {"host": host}) from None
    where = [(int(family), str(name[0])) for family, _kind, _proto, _canon, name in found]
    if not settings.ORUK_ALLOW_PRIVATE_ADDRESSES and not all(
        _is_public(each) for _f, each in where
    ):
        raise FeedAway(_("That address leads into a private network, so it is not read."))
    return where[0]


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is not None:
            return _is_public(str(inner))
        if address in ipaddress.ip_network("64:ff9b::/96"):
            return _is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
    return address.is_global and not address.is_multicast and not address.is_reserved


def _once(address: str, *, budget: Budget):
    """(status, body, where to go on or None) of one request."""
    parts, port = checked(address)
    family, where = public_address(parts.hostname, port)
    seconds = budget.seconds()
    connection = http.client.HTTPConnection(parts.hostname, port, timeout=seconds)
    try:
        connection.sock = _connected(family, where, port, seconds, parts)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"Host": parts.netloc, **_HEADERS})
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308) and answer.getheader("Location"):
            return answer.status, b"", answer.getheader("Location")
        return answer.status, _body(answer, budget), None
    except FeedAway:
        raise
    except (OSError, http.client.HTTPException, zlib.error, ValueError):
        words = _("The feed at %(address)s could not be read: the connection failed.")
        raise FeedAway(words % {"address": without_query(address)}) from None
    finally:
        connection.close()


def _connected(family, where: str, port: int, seconds: float, parts):
    """A socket to that very computer, with TLS for the name that was asked."""
    plain = socket.socket(family, socket.SOCK_STREAM)
    try:
        plain.settimeout(seconds)
        plain.connect((where, port))
        if parts.scheme != "https":
            return plain
        return ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname)
    except BaseException:
        plain.close()
        raise


def _body(answer, budget: Budget) -> bytes:
    """The body, unpacked, never more than one answer may hold."""
    packed = answer.getheader("Content-Encoding", "").lower() == "gzip"
    unpack = zlib.decompressobj(31) if packed else None
    parts, size = [], 0
    while chunk := answer.read1(_CHUNK):
        if unpack is not None:
            chunk = unpack.decompress(chunk, MOST_BYTES + 1 - size)
        size += len(chunk)
        budget.spend(len(chunk))
        if size > MOST_BYTES:
            raise FeedAway(
                _("One answer of the feed is larger than 64 MB, so reading was stopped.")
            )
        parts.append(chunk)
    if answer.length:  # it promised more than came
        raise http.client.IncompleteRead(b"", answer.length)
    return b"".join(parts)
