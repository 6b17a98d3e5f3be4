"""What is done with a case: a page that asks, and one service."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import services
from cases.forms import case as forms
from cases.lifecycle import CASE_LIFE
from cases.models import Case, Goal, Review, SafeguardingConcern, Task
from core import clock
from core.presenters import Crumb
from core.views import ScopedDetailView, VerbView


class CaseVerb(VerbView):
    """A verb on a case; afterwards one is back on it."""

    model = Case
    tab = ""

    def prepare(self, rows):
        return rows.select_related("resident", "programme", "policy", "worker", "referral")

    @property
    def case(self) -> Case:
        """The case that the loaded thing is, or belongs to."""
        return getattr(self.object, "case", self.object)

    def get_resident(self):
        return self.case.resident if self.object is not None else None

    def get_back(self):
        return Crumb(self.case.resident.full_name, self.case_url())

    def case_url(self) -> str:
        """The case's page, at the tab to which this verb belongs."""
        if self.tab:
            return reverse("cases:tab", args=[self.case.reference, self.tab])
        return reverse("cases:detail", args=[self.case.reference])

    def get_success_url(self, result):
        return self.case_url()

    def get_cancel_url(self):
        return self.case_url()


class OfCase(CaseVerb):
    """A verb on something that belongs to a case."""

    def prepare(self, rows):
        return rows.select_related("case__resident", "case__programme", "case__policy")


class AddContact(CaseVerb):
    access = "cases.add_contact"
    form_class = forms.ContactForm
    title = gettext_lazy("Add a contact")
    success_message = gettext_lazy("Saved. It stands in the timeline.")

    def perform(self, form):
        data = form.cleaned_data
        return services.add_contact(
            self.object,
            by=self.request.user,
            at=clock.now(),
            mode=data["mode"],
            outcome=data["outcome"],
            words=data["words"],
            minutes=data["minutes"],
            giver_kind=data["giver_kind"],
            happened_at=form.happened_at(),
        )


class CameHome(CaseVerb):
    access = "cases.came_home"
    form_class = forms.CameHomeForm
    service = staticmethod(services.came_home)
    life, verb = CASE_LIFE, "came_home"
    title = gettext_lazy("They are home")
    lead = gettext_lazy(
        "The day they got home is day 0. Contacts and reviews are planned from it at once."
    )
    success_message = gettext_lazy("The twelve weeks have begun.")


class Pause(CaseVerb):
    access = "cases.pause"
    form_class = forms.PauseForm
    service = staticmethod(services.pause)
    life, verb = CASE_LIFE, "pause"
    title = gettext_lazy("Pause the plan")
    lead = gettext_lazy("Nothing is missed meanwhile. When it goes on, everything moves with it.")
    success_message = gettext_lazy("Paused.")


class RecordStay(CaseVerb):
    access = "cases.pause"
    form_class = forms.StayForm
    service = staticmethod(services.record_stay)
    title = gettext_lazy("Record a hospital stay")
    lead = gettext_lazy("The rules of the programme say whether it stops the clock of the plan.")
    success_message = gettext_lazy("Saved.")


class Resume(CaseVerb):
    access = "cases.resume"
    form_class = forms.ResumeForm
    service = staticmethod(services.resume)
    life, verb = CASE_LIFE, "resume"
    title = gettext_lazy("Resume the plan")
    lead = gettext_lazy("What was planned moves by the days that were lost.")
    success_message = gettext_lazy("The plan goes on.")


class Extend(CaseVerb):
    access = "cases.extend"
    form_class = forms.ExtendForm
    service = staticmethod(services.extend)
    life, verb = CASE_LIFE, "extend"
    title = gettext_lazy("Extend the plan")
    success_message = gettext_lazy("Extended.")


class Close(CaseVerb):
    access = "cases.close"
    form_class = forms.CloseForm
    service = staticmethod(services.close)
    life, verb = CASE_LIFE, "close"
    title = gettext_lazy("Close the case")
    submit_kind = "danger"
    template_name = "cases/close.html"
    success_message = gettext_lazy("Closed. What was planned or offered has been taken back.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            missing=services.missing_before_close(self.object), **kwargs
        )


class Reopen(CaseVerb):
    access = "cases.reopen"
    form_class = forms.ReopenForm
    service = staticmethod(services.reopen)
    life, verb = CASE_LIFE, "reopen"
    title = gettext_lazy("Reopen the case")
    success_message = gettext_lazy("Open again.")


class WhatMatters(CaseVerb):
    access = "cases.what_matters"
    form_class = forms.WhatMattersForm
    service = staticmethod(services.what_matters)
    version_fields = ("what_matters",)
    title = gettext_lazy("What matters to them")
    success_message = gettext_lazy("Saved, in their words.")

    def get_initial(self):
        return {"words": self.object.what_matters}


class SetGoal(CaseVerb):
    access = "cases.set_goal"
    form_class = forms.GoalForm
    service = staticmethod(services.set_goal)
    tab = "plan"
    title = gettext_lazy("Set a goal")
    success_message = gettext_lazy("The goal is set.")


class ReviewGoal(OfCase):
    access = "cases.review_goal"
    model = Goal
    form_class = forms.GoalReviewForm
    tab = "plan"
    title = gettext_lazy("Review a goal")
    success_message = gettext_lazy("Saved.")

    @property
    def lead(self):
        """The goal itself."""
        return f"“{self.object.words}”" if self.object else ""

    def perform(self, form):
        data, now = form.cleaned_data, clock.now()
        for step in form.taken():
            services.finish_step(step, by=self.request.user, at=now)
        return services.review_goal(
            self.object,
            by=self.request.user,
            at=now,
            result=data["result"],
            confidence=data["confidence"],
            words=data["words"],
        )


class AddStep(OfCase):
    access = "cases.set_goal"
    model = Goal
    form_class = forms.StepForm
    service = staticmethod(services.add_step)
    tab = "plan"
    title = gettext_lazy("Add a step")
    success_message = gettext_lazy("Added.")


class AddTask(CaseVerb):
    access = "cases.add_task"
    form_class = forms.TaskForm
    service = staticmethod(services.add_task)
    tab = "plan"
    title = gettext_lazy("Add a task")
    success_message = gettext_lazy("The task is added.")


class FinishTask(OfCase):
    access = "cases.finish_task"
    model = Task
    service = staticmethod(services.finish_task)
    tab = "plan"
    submit_label = gettext_lazy("It is done")
    success_message = gettext_lazy("Done.")

    def get_title(self):
        return self.object.what


class WriteReview(CaseVerb):
    access = "cases.write_review"
    form_class = forms.ReviewForm
    tab = "plan"
    success_message = gettext_lazy("The review is written.")

    @property
    def review(self) -> Review:
        """The review of this kind that is still to be written; else the latest one."""
        if not hasattr(self, "_review"):
            rows = self.object.reviews.filter(kind=self.kwargs["kind"])
            self._review = (
                rows.filter(held_at__isnull=True).order_by("due_on").first()
                or rows.order_by("-due_on").first()
            )
            if self._review is None:
                raise Http404
        return self._review

    def get_title(self):
        return Review.Kind(self.review.kind).label

    def perform(self, form):
        return services.write_review(
            self.review, by=self.request.user, at=clock.now(), **form.cleaned_data
        )


class RecordFall(CaseVerb):
    access = "cases.add_contact"
    form_class = forms.FallForm
    service = staticmethod(services.record_fall)
    tab = "plan"
    title = gettext_lazy("Record a fall")
    success_message = gettext_lazy("Saved.")


class RaiseSafeguarding(CaseVerb):
    access = "cases.raise_safeguarding"
    form_class = forms.ConcernForm
    service = staticmethod(services.raise_safeguarding)
    title = gettext_lazy("Raise a safeguarding concern")
    lead = gettext_lazy(
        "If someone is in danger now, ring 999 first. What you write is read by the safeguarding "
        "lead and by you; the team sees only that there is a concern."
    )
    success_message = gettext_lazy("Raised. The safeguarding lead has been told.")


class ConcernPage(ScopedDetailView):
    """A concern: for the safeguarding role and its author; anybody else finds no page."""

    access = "cases.raise_safeguarding"
    model = SafeguardingConcern
    name = "concern"
    template_name = "cases/concern.html"

    def prepare(self, rows):
        return rows.select_related("case__resident", "case__programme", "raised_by", "closed_by")

    def get_title(self):
        return _("Safeguarding concern %(reference)s") % {"reference": self.object.reference}

    def get_back(self):
        case = self.object.case
        return Crumb(case.resident.full_name, reverse("cases:detail", args=[case.reference]))

    def get_resident(self):
        return self.object.case.resident

    def get_context_data(self, **kwargs):
        concern = self.object
        may_close = concern.closed_at is None and self.request.user.has_perm(
            "cases.safeguarding", concern
        )
        return super().get_context_data(may_close=may_close, **kwargs)


class CloseConcern(OfCase):
    access = "cases.safeguarding"
    model = SafeguardingConcern
    form_class = forms.CloseConcernForm
    service = staticmethod(services.close_concern)
    title = gettext_lazy("Close this concern")
    success_message = gettext_lazy("Closed.")


class Allocate(CaseVerb):
    access = "cases.allocate"
    form_class = forms.AllocateForm
    service = staticmethod(services.allocate)
    title = gettext_lazy("Who takes this case?")
    success_message = gettext_lazy("Given. They see it under “My caseload”.")


class ArrangeCover(CaseVerb):
    access = "cases.cover"
    form_class = forms.CoverForm
    service = staticmethod(services.cover)
    title = gettext_lazy("Arrange cover")
    lead = gettext_lazy("The case stays with its worker; somebody else sees it meanwhile.")
    success_message = gettext_lazy("Cover is arranged.")
