"""A placement behind a signed link: what a provider without an account reads and does.

Two purposes: to answer an offer (used up by the answer), and to report on one that was taken
(good until it ends). Every act calls the service that the signed-in page calls.
"""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services import stand_in_for
from cases.forms import placements as forms
from cases.lifecycle import PLACEMENT_LIFE, PlacementStatus
from cases.models import Placement
from cases.presenters import placements as presenters
from cases.services import placements as services
from core import clock, links
from core.presenters import Action
from core.views import LinkPage, LinkVerbView

REPORT_LASTS = dt.timedelta(days=200)
"""Longer than any plan runs; it ends earlier with the placement itself."""


def register() -> None:
    """Tell core.links what a placement's links are for. Called once, when the app is ready."""
    links.purposes.register(
        services.ANSWER,
        links.Purpose(
            name=gettext_lazy("Answer a placement"),
            load=behind_link,
            actor=actor,
            settled=presenters.answer_settled,
            page=AnswerPage,
            verbs={"open": OpenIt, "accept": Accept, "decline": Decline, "ask": Ask},
        ),
    )
    links.purposes.register(
        services.REPORT,
        links.Purpose(
            name=gettext_lazy("Report on a placement"),
            load=behind_link,
            actor=actor,
            settled=presenters.report_settled,
            page=ReportPage,
            verbs={"start": Start, "session": NoteSession, "write": Write, "end": End},
            lasts=REPORT_LASTS,
        ),
    )


def behind_link(reference: str) -> Placement | None:
    """The placement that a link names."""
    return services.behind_link(reference)


def actor(placement: Placement):
    """Who acts: whoever stands in for the provider."""
    return stand_in_for(placement.service.provider.organisation)


class _PlacementPage(LinkPage):
    """Who it is about as far as may be known, the thread, and what can be done."""

    steps: dict[str, str] = {}

    def get_title(self):
        return presenters.who_words(self.target)

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.known:
            services.mark_read(self.target, at=clock.now(), provider=True)
        return response

    @property
    def known(self) -> bool:
        """Whether anything of the resident may be shown."""
        return presenters.may_be_known(self.target)

    def get_context_data(self, **kwargs):
        placement = self.target
        thread = placement.messages.select_related("sent_by").order_by("-sent_at", "-pk")
        return super().get_context_data(
            tag=presenters.status_tag(placement),
            facts=presenters.placement_facts(placement, provider=True),
            person=self.person(),
            aims=presenters.aims_table(placement.aims.all()) if self.known else None,
            sessions=presenters.sessions_table(placement.sessions.all()),
            thread=presenters.thread(thread) if self.known else [],
            acts=self.acts(),
            **kwargs,
        )

    def person(self):
        """What the provider reads of the resident, if anything."""
        if not self.known:
            return None
        today = clock.today()
        risks = self.target.case.resident.risks.standing(today)
        return presenters.need_to_know(self.target, risks=risks, on=today)

    def acts(self) -> list[Action]:
        """The buttons that the life allows; questions can be asked at any time."""
        open_ = [
            (step, verb)
            for step, verb in self.steps.items()
            if not verb or PLACEMENT_LIFE.allows(self.target.status, verb)
        ]
        return [
            Action(_WORDS[step](), self.step_url(step), kind="second" if number else "main")
            for number, (step, _verb) in enumerate(open_)
        ]


_WORDS = {
    "open": lambda: _("Read what you need to know"),
    "accept": lambda: _("Say yes"),
    "decline": lambda: _("Say no"),
    "ask": lambda: _("Ask a question"),
    "start": lambda: _("Say that it has begun"),
    "session": lambda: _("Note a session"),
    "end": lambda: _("End with a report"),
    "write": lambda: _("Write to the link worker"),
}


class AnswerPage(_PlacementPage):
    """The offer."""

    template_name = "cases/placements/by_link.html"

    @property
    def steps(self):
        """Nothing but opening it before it is opened."""
        if self.target.status == PlacementStatus.OFFERED:
            return {"open": "open_link"}
        return {"accept": "accept", "decline": "decline", "ask": ""}


class ReportPage(_PlacementPage):
    """The one that was taken."""

    template_name = "cases/placements/by_link.html"
    steps = {"start": "start", "session": "record_session", "end": "end", "write": ""}


class OpenIt(LinkVerbView):
    """Read what one needs to know. A POST, since programs that guard a mailbox open every link."""

    service = staticmethod(services.open_link)
    title = gettext_lazy("Read what you need to know")
    lead = gettext_lazy("The link worker sees that you have opened it. You can still say no.")
    submit_label = gettext_lazy("Read it")


class Accept(LinkVerbView):
    """We take them."""

    form_class = forms.AcceptForm
    service = staticmethod(services.accept)
    answers = True
    title = gettext_lazy("Say yes")
    lead = gettext_lazy("The link worker is told at once. You then read how to reach them.")
    submit_label = gettext_lazy("Say yes")
    success_message = gettext_lazy(
        "Thank you. This is the page of this placement; a mail with its link is on its way."
    )

    def get_success_url(self, result):
        found = links.standing(services.REPORT, result.reference, at=clock.now())
        return links.path(found[-1]) if found else self.step_url()


class Decline(LinkVerbView):
    """We cannot take them."""

    form_class = forms.DeclineForm
    service = staticmethod(services.decline)
    answers = True
    title = gettext_lazy("Say no")
    lead = gettext_lazy("The place is free again, and the link worker looks for somebody else.")
    submit_label = gettext_lazy("Say no")
    submit_kind = "danger"
    success_message = gettext_lazy("Thank you for saying so. The link worker has been told.")


class Ask(LinkVerbView):
    """A question before the answer."""

    form_class = forms.MessageForm
    service = staticmethod(services.send_message)
    title = gettext_lazy("Ask a question")
    lead = gettext_lazy("You get a mail when it is answered. The place is kept meanwhile.")
    submit_label = gettext_lazy("Ask")
    success_message = gettext_lazy("Your question is on its way.")


class Write(Ask):
    """A word to the link worker."""

    title = gettext_lazy("Write to the link worker")
    lead = gettext_lazy("You get a mail when it is answered.")
    submit_label = gettext_lazy("Send")
    success_message = gettext_lazy("Sent.")


class Start(LinkVerbView):
    """It has begun."""

    form_class = forms.StartForm
    service = staticmethod(services.start)
    title = gettext_lazy("Say that it has begun")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Under way.")


class NoteSession(LinkVerbView):
    """It took place, or did not."""

    form_class = forms.SessionForm
    service = staticmethod(services.record_session)
    title = gettext_lazy("Note a session")
    lead = gettext_lazy("The same day again corrects what you noted before.")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Noted. The link worker can read it.")


class End(LinkVerbView):
    """It has ended: the report uses the link up."""

    form_class = forms.EndForm
    service = staticmethod(services.end)
    answers = True
    title = gettext_lazy("End with a report")
    lead = gettext_lazy("The place is free again. The link worker reads the report.")
    submit_label = gettext_lazy("End it")
    success_message = gettext_lazy("Thank you. Your report has arrived.")
