"""The page of one referral, and the page right after sending it."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.presenters import Crumb
from core.views import ScopedDetailView
from referrals.desks import CREW, desk_of
from referrals.models import Referral, ReferralEvent, ReferralMessage
from referrals.presenters.known import next_steps
from referrals.presenters.page import page_of
from referrals.registry import lines_of


class Detail(ScopedDetailView):
    """What was asked, where it stands, who moves next; no case notes."""

    access = "referrals.view"
    model = Referral
    name = "referral"
    template_name = "referrals/detail.html"

    def prepare(self, rows):
        user = self.request.user
        messages = ReferralMessage.objects.visible_to(user).select_related("sent_by")
        events = ReferralEvent.objects.visible_to(user).select_related("by")
        return (
            rows.select_related(
                *("resident", "programme", "policy", "ward__site", "site", "organisation"),
                *("made_by", "redirected_to", "redirected_to_organisation", "duplicate_of"),
            )
            .with_barriers()
            .prefetch_related(
                "resident__risks",
                "resident__consents__organisation",
                Prefetch("messages", messages.order_by("pk")),
                Prefetch("events", events.order_by("-at", "-pk")),
            )
        )

    def get_title(self):
        return self.object.resident.full_name

    def get_back(self):

        if self.request.user.has_perm("referrals.accept"):
            return Crumb(_("Back to triage"), reverse("referrals:triage"))
        return Crumb(_("Back to the list"), reverse("referrals:list"))

    def get_context_data(self, **kwargs):
        line = lines_of([self.object]).get(self.object.pk)
        shown = page_of(self.object, line, user=self.request.user, now=clock.now())
        return super().get_context_data(
            shown=shown, actions=[shown.main] if shown.main else [], **kwargs
        )


class Sent(ScopedDetailView):
    """The reference at once, and what happens next, with times."""

    access = "referrals.view"
    model = Referral
    name = "referral"
    template_name = "referrals/sent.html"
    title = gettext_lazy("The referral is sent")

    def prepare(self, rows):
        return rows.select_related("resident", "programme", "policy", "ward")

    def get_context_data(self, **kwargs):
        role = self.request.acting_role
        desk = desk_of(self.request.user, acting=role.slug if role else "", today=clock.today())
        steps = ()
        if desk is not None and desk.policy is not None:
            urgent = self.object.urgency != "routine" or desk.mode == CREW
            steps = next_steps(desk, self.object.submitted_at, urgent=urgent)
        return super().get_context_data(steps=steps, **kwargs)
