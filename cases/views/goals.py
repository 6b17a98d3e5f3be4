"""What matters, goals and steps, tasks, reviews."""

from django.http import Http404
from django.utils.translation import gettext_lazy

from cases import services
from cases.forms import goals as forms
from cases.models import Goal, Review, Task
from cases.views.base import CaseVerb, OfCase
from core import clock


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
    submit_label = gettext_lazy("Keep the review")
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
