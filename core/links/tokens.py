"""The last part of a link: a reference and a signature made with the service's key.

The purpose is part of what is signed, so that a link for one thing opens nothing else. Nothing
secret is stored: the same link can be written again (a reminder), and a leaked table opens nothing.
"""

from django.core import signing
from django.urls import reverse

from core.mail import site_url


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(sep=".", salt=f"core.links:{purpose}")


def sign(purpose: str, reference: str) -> str:
    """What stands in the address."""
    return _signer(purpose).sign(reference)


def read(purpose: str, token: str) -> str | None:
    """The reference in `token`, or None when it was not signed by us for this purpose.

    Compared in constant time by Django's signer; older keys hold while they are listed in
    ``SECRET_KEY_FALLBACKS``.
    """
    try:
        return _signer(purpose).unsign(token)
    except signing.BadSignature:
        return None


def path(link, step: str = "") -> str:
    """The link's address on this site."""
    given = {"purpose": link.purpose, "token": sign(link.purpose, link.reference)}
    if step:
        return reverse("core:by_link_step", kwargs={**given, "step": step})
    return reverse("core:by_link", kwargs=given)


def url(link, step: str = "") -> str:
    """The whole address, for a mail."""
    return site_url() + path(link, step)
