"""The plan's clock: home, paused, in hospital, longer, closed, opened again."""

from django.utils.translation import gettext_lazy

from cases import services
from cases.forms import plan as forms
from cases.lifecycle import CASE_LIFE
from cases.views.base import CaseVerb


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
