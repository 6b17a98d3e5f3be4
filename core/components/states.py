"""What a page says when it is empty, works, failed, is offline, has saved, or two people wrote."""

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.components.html import EMPTY, classes, element
from core.components.icons import icon
from core.components.words import action, quiet
from core.components.work import drawing, rect
from core.presenters import Conflict, Empty, Failure, Offline, Progress, Saved


def empty(context, *, of: Empty) -> SafeString:
    """Nothing here: what is true, and one quiet button."""
    act = element("div", {"class": "app-buttons"}, action(context, of=of.action))
    return element(
        "div",
        {"class": "app-state"},
        element("h2", None, of.title),
        element("p", None, of.words),
        act if of.action else EMPTY,
    )


def progress(*, of: Progress) -> SafeString:
    """Long work: bar, step x of y, seconds left. Asks anew every two seconds while it lasts."""
    share = min(1.0, max(0.0, of.share))
    bar = drawing(
        rect(x=0, width=1, fill="ground", rx=7),
        rect(x=0, width=share, fill="deep", rx=7),
        height=14,
        css="app-progress",
    )
    poll = {}
    if of.poll_url:
        poll = {"hx-get": of.poll_url, "hx-trigger": "every 2s", "hx-swap": "outerHTML"}
    measured = {
        "role": "progressbar",
        "aria-label": of.title,
        "aria-valuemin": 0,
        "aria-valuemax": 100,
        "aria-valuenow": round(share * 100),
    }
    return element(
        "div",
        {"class": "app-state", "data-app-background": bool(of.poll_url), **poll},
        element("h2", None, of.title),
        element("div", measured, bar),
        element("p", {"aria-live": "polite"}, _progress_words(of)),
    )


def _progress_words(of: Progress) -> str:
    words = of.words or _("Step %(step)d of %(steps)d") % {"step": of.step, "steps": of.steps}
    if of.step_name:
        words = f"{words}: {of.step_name}"
    if of.seconds_left is not None:
        seconds = max(1, round(of.seconds_left))
        left = ngettext("about %(n)d second left", "about %(n)d seconds left", seconds)
        words = f"{words}, " + left % {"n": seconds}
    return f"{words}. " + _("You can leave this page, we keep going.")


def failure(context, *, of: Failure) -> SafeString:
    """What failed, what is safe, what happens by itself, and "Try again now"."""
    return element(
        "div",
        {"class": "app-state app-state--failed", "role": "alert"},
        element("h2", None, of.title),
        element("p", None, of.words),
        element("p", None, quiet(context, of=of.action)) if of.action else EMPTY,
    )


def conflict(context, *, of: Conflict) -> SafeString:
    """Two people changed one thing: both are kept until one chooses."""
    pair = element(
        "div", {"class": "app-buttons"}, action(context, of=of.mine), action(context, of=of.theirs)
    )
    return element(
        "div",
        {"class": "app-state app-state--conflict"},
        element("h2", None, of.title),
        element("p", None, of.words),
        pair,
    )


def saved(*, of: Saved) -> SafeString:
    """The saved mark. The page's script writes into it; empty until something is kept."""
    words, note = EMPTY, EMPTY
    if of.at is not None:
        time = f"{timezone.localtime(of.at):%H:%M}"
        said = of.word or _("Saved %(time)s") % {"time": time}
        words = element("strong", None, said)
        note = element("span", None, of.note or _("draft, kept for 7 days"))
    symbol = element(
        "span", {"data-app-saved-icon": True, "hidden": of.at is None}, icon(name="tick", size=18)
    )
    inner = element("span", {"data-app-saved-words": True}, words, " ", note)
    return element(
        "p", {"class": "app-saved", "role": "status", "data-app-saved": True}, symbol, inner
    )


def offline(context, *, of: Offline) -> SafeString:
    """What is still on this tablet, since when, and a link to see it."""
    css = classes("app-offline", "app-offline--done" if of.done else None)
    words = element(
        "div",
        {"class": "app-offline__words"},
        element("strong", None, of.title),
        element("span", None, of.words),
    )
    symbol = icon(name="tick" if of.done else "cloud-off", size=32)
    inside = element("div", {"class": "app-wrap"}, symbol, words, quiet(context, of=of.action))
    return element("div", {"class": css, "role": "status"}, inside)
