"""What is done with a placement by people who are signed in: one page a verb."""

from django.utils.translation import gettext_lazy

from cases.forms import placements as forms
from cases.lifecycle import PLACEMENT_LIFE
from cases.models import Placement
from cases.presenters import placements as presenters
from cases.services import placements as services
from core.presenters import Crumb
from core.views import VerbView

JOINED = ("case__resident", "case__worker", "service__provider__organisation")


class _OnPlacement(VerbView):
    """A verb on a placement, which leads back to its page."""

    model = Placement
    life = PLACEMENT_LIFE

    def prepare(self, rows):
        return rows.select_related(*JOINED)

    def get_back(self):
        return Crumb(self.object.service.name, self.get_cancel_url())

    def get_cancel_url(self):
        return presenters.url_of(self.object)

    def get_success_url(self, result):
        return self.get_cancel_url()

    def get_resident(self):
        """Written down as an opening by those of the team, who read the name in the form."""
        of_team = self.object is not None and self.request.user.has_perm(
            "cases.view", self.object.case
        )
        return self.object.case.resident if of_team else None


class OpenLink(_OnPlacement):
    """Read what one needs to know."""

    access = "placements.open_link"
    service = staticmethod(services.open_link)
    verb = "open_link"
    title = gettext_lazy("Open this placement")
    lead = gettext_lazy("The link worker sees that you have opened it.")
    submit_label = gettext_lazy("Open")


class Accept(_OnPlacement):
    """We take them."""

    access = "placements.accept"
    form_class = forms.AcceptForm
    service = staticmethod(services.accept)
    verb = "accept"
    title = gettext_lazy("Accept this placement")
    lead = gettext_lazy("The link worker is told at once.")
    submit_label = gettext_lazy("Accept")
    success_message = gettext_lazy("Accepted. The link worker sees it on their Today page.")


class Decline(_OnPlacement):
    """We cannot take them."""

    access = "placements.decline"
    form_class = forms.DeclineForm
    service = staticmethod(services.decline)
    verb = "decline"
    title = gettext_lazy("Decline this placement")
    lead = gettext_lazy("The place is free again, and the link worker looks for somebody else.")
    submit_label = gettext_lazy("Decline")
    submit_kind = "danger"
    success_message = gettext_lazy("Declined. The link worker sees it on their Today page.")


class Start(_OnPlacement):
    """It has begun."""

    access = "placements.start"
    form_class = forms.StartForm
    service = staticmethod(services.start)
    verb = "start"
    title = gettext_lazy("Help has begun")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Under way.")


class RecordSession(_OnPlacement):
    """It took place, or did not."""

    access = "placements.record_session"
    form_class = forms.SessionForm
    service = staticmethod(services.record_session)
    verb = "record_session"
    title = gettext_lazy("Note a session")
    lead = gettext_lazy("The same day again corrects what you noted before.")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Noted. The link worker can read it.")


class End(_OnPlacement):
    """It has ended."""

    access = "placements.end"
    form_class = forms.EndForm
    service = staticmethod(services.end)
    verb = "end"
    title = gettext_lazy("End with a report")
    lead = gettext_lazy("The place is free again. Both sides can read the report.")
    submit_label = gettext_lazy("End it")
    success_message = gettext_lazy("Ended. The place is free again.")


class Cancel(_OnPlacement):
    """Taken back."""

    access = "placements.cancel"
    form_class = forms.CancelForm
    service = staticmethod(services.cancel)
    verb = "cancel"
    title = gettext_lazy("Take this placement back?")
    lead = gettext_lazy(
        "The provider is told, sees the name no longer, and the place is free again."
    )
    submit_label = gettext_lazy("Take it back")
    submit_kind = "danger"
    success_message = gettext_lazy("Taken back. The provider has been told.")


class GiveFeedback(_OnPlacement):
    """What the resident says of it."""

    access = "placements.give_feedback"
    form_class = forms.FeedbackForm
    service = staticmethod(services.give_feedback)
    verb = "give_feedback"
    title = gettext_lazy("What they say of it")
    lead = gettext_lazy("Ask them, and write down their words. The provider can read it.")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Saved.")


class SendLink(_OnPlacement):
    """The mail was lost, or whoever had it has left."""

    access = "placements.send_link"
    service = staticmethod(services.send_link)
    verb = "send_link"
    title = gettext_lazy("Send the provider a new link?")
    lead = gettext_lazy("The mail goes out again. The link in the older mail stops working.")
    submit_label = gettext_lazy("Send it")
    success_message = gettext_lazy("Sent. The older link no longer works.")


class ThreadDone(_OnPlacement):
    """Nothing more to answer."""

    access = "placements.thread_done"
    service = staticmethod(services.thread_done)
    life = None
    title = gettext_lazy("Are the messages done?")
    lead = gettext_lazy("A new message opens them again.")
    submit_label = gettext_lazy("They are done")
    success_message = gettext_lazy("Messages done.")


class SendMessage(_OnPlacement):
    """A word to the other side."""

    access = "placements.view"
    form_class = forms.MessageForm
    service = staticmethod(services.send_message)
    life = None
    title = gettext_lazy("Write a message")
    lead = gettext_lazy("The other side gets a mail that there is one, without its words.")
    submit_label = gettext_lazy("Send")
    success_message = gettext_lazy("Sent.")
