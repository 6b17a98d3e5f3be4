"""What is done with a referral, one page a verb."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.presenters import Crumb
from core.views import VerbView
from referrals import forms, services
from referrals.lifecycle import LIFE
from referrals.models import Barrier, Referral
from referrals.registry import acceptance


class ReferralVerb(VerbView):
    """A verb on one referral."""

    model = Referral
    life = None

    def prepare(self, rows):
        return rows.select_related("resident", "programme", "policy", "ward", "site")

    def get_back(self):
        return Crumb(
            _("Back to %(name)s") % {"name": self.object.resident.full_name}, self.get_cancel_url()
        )

    def get_cancel_url(self):
        return reverse("referrals:detail", args=[self.object.reference])

    def get_success_url(self, result):
        return self.get_cancel_url()


class TeamVerb(ReferralVerb):
    """A verb of the team, which goes back to the queue."""

    life = LIFE

    def get_success_url(self, result):
        return reverse("referrals:triage")


class Submit(ReferralVerb):
    """Send a draft."""

    access = "referrals.submit"
    service = staticmethod(services.submit)
    life, verb = LIFE, "submit"
    title = gettext_lazy("Send this referral")
    lead = gettext_lazy("The team is told at once.")
    submit_label = gettext_lazy("Send referral")
    success_message = gettext_lazy("Sent. The team has been told.")


class Accept(TeamVerb):
    """Take it on without naming a worker yet."""

    access = "referrals.accept"
    verb = "accept"
    title = gettext_lazy("Accept, no worker yet")
    lead = gettext_lazy("The ward is told at once. Somebody still has to be given the case.")
    submit_label = gettext_lazy("Accept")
    success_message = gettext_lazy("Accepted. The ward has been told.")

    def perform(self, form):
        accept = next(iter(acceptance), services.accept)
        return accept(self.object, by=self.request.user, at=clock.now(), words="")


class Decline(TeamVerb):
    """Not for us, and why."""

    access = "referrals.decline"
    template_name = "referrals/decline.html"
    form_class = forms.DeclineForm
    service = staticmethod(services.decline)
    verb = "decline"
    title = gettext_lazy("Decline this referral")
    lead = gettext_lazy("The ward is told at once, in your words.")
    submit_label = gettext_lazy("Decline")
    submit_kind = "danger"
    success_message = gettext_lazy("Declined. The ward has been told.")


class Redirect(TeamVerb):
    """To another service or organisation."""

    access = "referrals.redirect"
    form_class = forms.RedirectForm
    service = staticmethod(services.redirect)
    verb = "redirect"
    title = gettext_lazy("Send on to another service")
    lead = gettext_lazy("The other service gets its own referral at once; the ward is told.")
    submit_label = gettext_lazy("Send on")
    success_message = gettext_lazy("Sent on. The ward has been told.")


class MarkDuplicate(TeamVerb):
    """It asks the same as another one."""

    access = "referrals.mark_duplicate"
    form_class = forms.DuplicateForm
    service = staticmethod(services.mark_duplicate)
    verb = "mark_duplicate"
    title = gettext_lazy("Mark as a duplicate")
    lead = gettext_lazy("The other referral goes on; this one ends here.")
    submit_label = gettext_lazy("Mark as a duplicate")
    success_message = gettext_lazy("Marked. The ward has been told which one goes on.")


class AskForInformation(TeamVerb):
    """A question to the ward."""

    access = "referrals.ask_for_information"
    form_class = forms.AskForm
    service = staticmethod(services.ask_for_information)
    verb = "ask_for_information"
    title = gettext_lazy("Ask the ward")
    lead = gettext_lazy("They answer here. The clock runs on, so ring them when it is urgent.")
    submit_label = gettext_lazy("Send the question")
    success_message = gettext_lazy("Asked. The next move is theirs.")


class Answer(ReferralVerb):
    """The ward's answer."""

    access = "referrals.answer"
    template_name = "referrals/answer.html"
    form_class = forms.AnswerForm
    service = staticmethod(services.answer)
    life, verb = LIFE, "answer"
    title = gettext_lazy("Answer the team")
    submit_label = gettext_lazy("Send the answer")
    success_message = gettext_lazy("Answered. The next move is with the team.")

    def get_context_data(self, **kwargs):
        asked = self.object.messages.filter(from_team=True).select_related("sent_by")
        return super().get_context_data(question=asked.order_by("-pk").first(), **kwargs)


class Withdraw(ReferralVerb):
    """Taken back."""

    access = "referrals.withdraw"
    form_class = forms.WithdrawForm
    service = staticmethod(services.withdraw)
    life, verb = LIFE, "withdraw"
    title = gettext_lazy("Withdraw this referral")
    lead = gettext_lazy("The team stops. What was written stays, so that you can refer again.")
    submit_label = gettext_lazy("Withdraw")
    submit_kind = "danger"
    success_message = gettext_lazy("Withdrawn. The team has been told.")

    def get_success_url(self, result):
        return reverse("referrals:list")


class GiveDates(ReferralVerb):
    """When they could go, should go, and went."""

    access = "referrals.give_dates"
    form_class = forms.DatesForm
    service = staticmethod(services.give_dates)
    title = gettext_lazy("Give dates")
    lead = gettext_lazy("Leave out what you don’t know. What stands already stays.")
    submit_label = gettext_lazy("Save the dates")
    success_message = gettext_lazy("Saved. The team sees the new dates.")


class AddNews(ReferralVerb):
    """What is new, instead of a second referral."""

    access = "referrals.add_news"
    form_class = forms.NewsForm
    service = staticmethod(services.add_news)
    title = gettext_lazy("Add what is new")
    lead = gettext_lazy("Whoever works on it is told at once. No second referral is made.")
    submit_label = gettext_lazy("Add what is new")
    success_message = gettext_lazy("Added. Whoever works on it has been told.")


class TellHousingAuthority(ReferralVerb):
    """Duty to refer."""

    access = "referrals.resolve_barrier"
    form_class = forms.HousingForm
    service = staticmethod(services.tell_housing_authority)
    title = gettext_lazy("Duty to refer: housing authority")
    lead = gettext_lazy("Which authority was told, when it answered, and what came of it.")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Saved.")

    def get_initial(self):
        names = ("housing_authority", "duty_to_refer_on", "duty_acknowledged_on", "duty_result")
        return {name: getattr(self.object, name) for name in names}


class BarrierVerb(ReferralVerb):
    """A verb on one barrier of a referral, found by its code."""

    access = "referrals.resolve_barrier"

    def before(self, request):
        answered = super().before(request)
        if answered is None:
            found = Barrier.objects.visible_to(request.user).filter(
                referral=self.object, reason__code=self.kwargs["code"]
            )
            self.barrier = found.select_related("reason", "referral").first()
            if self.barrier is None:
                raise Http404
        return answered

    def get_cancel_url(self):
        return f"{super().get_cancel_url()}#barriers"

    def perform(self, form):
        return type(self).service(
            self.barrier, by=self.request.user, at=clock.now(), **form.cleaned_data
        )


class TakeBarrier(BarrierVerb):
    """I deal with it."""

    service = staticmethod(services.take_barrier)
    submit_label = gettext_lazy("I deal with it")
    success_message = gettext_lazy("It is with you now.")

    def get_title(self):
        return _("You deal with: %(what)s") % {"what": self.barrier.reason.name}


class ResolveBarrier(BarrierVerb):
    """It no longer holds them."""

    form_class = forms.ResolveForm
    service = staticmethod(services.resolve_barrier)
    submit_label = gettext_lazy("It is cleared")
    success_message = gettext_lazy("Cleared.")

    def get_title(self):
        return _("Cleared: %(what)s") % {"what": self.barrier.reason.name}
