"""Pages behind a signed link: what is shown to, and done by, people without an account.

The signature in the address is the right to be here, for one thing and one purpose only; there is
no scope to load through, so the purpose itself loads its thing. See ``core.links`` for an example.
"""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core import clock, events, links
from core.access import PUBLIC, declare
from core.forms.links import named
from core.links import services
from core.models import PartnerLinkUse
from core.views.base import HouseView
from core.views.verbs import Outcome, VerbView

What = PartnerLinkUse.What


@declare(PUBLIC)
def door(request, purpose: str, token: str, step: str = ""):
    """Every address of every link: finds the page that the purpose has registered."""
    known = links.purposes.get(purpose)
    view = known.view(step) if known else None
    if view is None:
        raise Http404
    return view.as_view()(request, purpose=purpose, token=token, step=step)


def origin_of(request) -> str:
    """A keyed digest of where the request came from, good only for counting tries."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:  # behind one proxy, which adds the last name itself
        forwarded = request.headers.get("X-Forwarded-For", "")
        address = forwarded.rpartition(",")[2].strip() or address
    return salted_hmac("core.links.origin", address, algorithm="sha256").hexdigest()[:16]


class FromLink:
    """Reads the link of the address before anything else."""

    access = PUBLIC
    link = None
    target = None

    def dispatch(self, request, *args, **kwargs):
        """Nobody keeps the page, finds it, or learns its address from a page it leads to.

        Not ``no-referrer``: browsers then send forms with an empty Origin, which CSRF protection
        refuses. ``strict-origin`` tells the site's name and never the address.
        """
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @cached_property
    def purpose(self):
        """The purpose that the address names."""
        return links.purposes.get(self.kwargs["purpose"])

    @cached_property
    def origin(self) -> str:
        """Where the request came from."""
        return origin_of(self.request)

    def enter(self):
        """Read the link and load its thing; an answer at once when it may not be used."""
        reading = services.read(
            self.kwargs["purpose"], self.kwargs["token"], at=clock.now(), origin=self.origin
        )
        self.link = reading.link
        self.target = self.purpose.load(self.link.target) if self.link else None
        if reading.refused and reading.refused != What.ALREADY:
            return self.refused(reading.refused, too_many=reading.too_many)
        settled = self.purpose.settled(self.target) if self.target else _("This is over.")
        if settled or reading.refused:
            if not reading.refused:
                services.note(self.link, What.ALREADY, at=clock.now(), origin=self.origin)
            return self.over(settled)
        return None

    def refused(self, what: str, *, too_many: bool = False):
        """The link is not ours, has run out or was taken back: say so, and nothing else."""
        status = 429 if too_many else 404 if what == What.BAD else 410
        context = {"title": _("This link cannot be used"), "words": _REFUSED[what]()}
        if too_many:
            context["words"] = _("Too many links were tried. Wait a quarter of an hour.")
        return render(self.request, "core/link_over.html", context, status=status)

    def over(self, words: str):
        """There is nothing more to do: a kind page, and for a form that came too late a 409."""
        status = 409 if self.request.method == "POST" else 200
        words = words or _("It has been answered. There is nothing more to do here.")
        context = {"title": _("Nothing more to do here"), "words": words}
        return render(self.request, "core/link_over.html", context, status=status)

    def get_context_data(self, **kwargs):
        return super().get_context_data(target=self.target, **kwargs)

    def step_url(self, step: str = "") -> str:
        """The address of one step of this link; of its page without a step."""
        return links.path(self.link, step)

    def note_shown(self) -> None:
        """Write down that a page was shown."""
        step = self.kwargs.get("step", "")
        services.note(self.link, What.OPENED, at=clock.now(), step=step, origin=self.origin)


_REFUSED = {
    What.BAD: lambda: _(
        "It is not whole. Copy the whole link from the mail, or ask whoever sent it for a new one."
    ),
    What.EXPIRED: lambda: _("It has run out. Ask whoever sent it for a new one."),
    What.REVOKED: lambda: _(
        "It was taken back: what it asked for is no longer needed, or a newer mail is on its way."
    ),
}


class LinkPage(FromLink, HouseView):
    """What the link leads to. `self.target` is the thing, `self.link` the link."""

    def before(self, request):
        return self.enter()

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        self.note_shown()
        return response


class LinkVerbView(FromLink, VerbView):
    """One verb done through a link. The service is told the organisation's stand-in as `by`.

    `answers` says that the link is used up by it. Drafts are not kept: there is nobody to whom
    they would belong.
    """

    template_name = "core/link_verb.html"
    keeps_draft = False
    answers = False

    def before(self, request):
        self.object = self.conflict = None
        over = self.enter()
        if over:
            return over
        self.object = self.target
        sent = self.sent_before() if request.method == "POST" else None
        return self.answer(sent) if sent else None

    @cached_property
    def actor(self):
        """Who acts: the stand-in of the organisation that was asked."""
        return self.purpose.actor(self.target)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": None}

    def get_form(self, **kwargs):
        return named(self.form_class)(**self.get_form_kwargs(), **kwargs)

    def get_initial(self):
        return {"your_name": services.last_name(self.link)}

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        self.note_shown()
        return response

    def note_opening(self) -> None:
        """Written down as a use of the link instead: there is no user who opened a record."""

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        if isinstance(response, HttpResponseRedirect):
            return response
        return self.too_late() or response

    def too_late(self):
        """Somebody else was quicker: a kind page instead of an error on the form."""
        settled = self.purpose.settled(self.purpose.load(self.link.target))
        return self.over(settled) if settled else None

    def perform(self, form):
        name = form.cleaned_data.pop("your_name")
        with events.through(link=self.link.reference, name=name):
            result = super().perform(form)
        services.use(
            self.link,
            at=clock.now(),
            step=self.kwargs["step"],
            name=name,
            origin=self.origin,
            answers=self.answers,
        )
        return result

    def get_success_url(self, result) -> str:
        return self.step_url()

    def get_cancel_url(self) -> str:
        return self.step_url() if self.link else "/"


__all__ = ["FromLink", "LinkPage", "LinkVerbView", "Outcome", "door"]
