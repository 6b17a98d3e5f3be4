"""Schedules of reports: what is made by itself, what became of it, pause and start again."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.presenters import Action, Crumb, Empty
from core.views import HouseView, VerbView
from outcomes.forms.reports import ScheduleForm
from outcomes.models import ReportSchedule, ReportSlot
from outcomes.presenters.reports import schedules as shown
from outcomes.report_lives import SCHEDULE_LIFE
from outcomes.services.reports import schedules
from programmes.models import Programme

BACK = Crumb(gettext_lazy("Report room"), "/outcomes/reports/")


class Schedules(HouseView):
    """All schedules of the person's programmes, and the newest deliveries."""

    access = "schedules.view"
    template_name = "outcomes/reports/schedules.html"
    title = gettext_lazy("Schedules")
    back = BACK
    newest = 20

    def get_context_data(self, **kwargs):
        user = self.request.user
        rows = ReportSchedule.objects.visible_to(user).select_related("programme")
        slots = (
            ReportSlot.objects.visible_to(user)
            .select_related("schedule__programme", "run")
            .order_by("-opened_at", "-pk")[: self.newest]
        )
        return super().get_context_data(
            lead=_("A notice with the way to the report room is sent, never a file."),
            schedules=shown.schedules(rows.order_by("programme__name", "kind"), user),
            slots=shown.slots_table(slots),
            empty=Empty(_("No schedule yet"), _("Choose a programme to begin.")),
            programmes=self.programmes(user),
            **kwargs,
        )

    def programmes(self, user) -> list[Action]:
        """Where a schedule can be made and the public page opened."""
        rows = Programme.objects.visible_to(user).order_by("name")
        return [
            Action(_("New schedule for %(name)s") % {"name": each.name},
                   reverse("outcomes:make_schedule", args=[each.slug]), kind="link")
            for each in rows if user.has_perm("schedules.make_schedule", each)
        ] + [
            Action(_("Public page of %(name)s") % {"name": each.name},
                   reverse("outcomes:open_room", args=[each.slug]), kind="link")
            for each in rows if user.has_perm("reports.open_room", each)
        ]  # fmt: skip


class MakeSchedule(VerbView):
    """A new schedule."""

    access = "schedules.make_schedule"
    model = Programme
    lookup = "slug"
    form_class = ScheduleForm
    service = staticmethod(schedules.make_schedule)
    title = gettext_lazy("A new schedule")
    submit_label = gettext_lazy("Make the schedule")
    success_message = gettext_lazy("The report is made by itself from now on.")
    back = Crumb(gettext_lazy("Schedules"), "/outcomes/reports/schedules/")

    @property
    def lead(self):
        """For which programme."""
        return self.object.name

    def get_cancel_url(self):
        return reverse("outcomes:schedules")


class _Verb(VerbView):
    """A verb about one schedule."""

    model = ReportSchedule
    life = SCHEDULE_LIFE
    keeps_draft = False
    back = Crumb(gettext_lazy("Schedules"), "/outcomes/reports/schedules/")

    def prepare(self, rows):
        return rows.select_related("programme")

    @property
    def lead(self):
        """Which one."""
        return shown.name_of(self.object)


class PauseSchedule(_Verb):
    """Stop for a while."""

    access = "schedules.pause_schedule"
    verb = "pause_schedule"
    service = staticmethod(schedules.pause_schedule)
    title = gettext_lazy("Pause this schedule")
    submit_label = gettext_lazy("Pause")
    success_message = gettext_lazy("Paused. Nothing is made until you start it again.")


class ResumeSchedule(_Verb):
    """Go on."""

    access = "schedules.resume_schedule"
    verb = "resume_schedule"
    service = staticmethod(schedules.resume_schedule)
    title = gettext_lazy("Start this schedule again")
    submit_label = gettext_lazy("Start again")
    success_message = gettext_lazy("It runs again. What fell due meanwhile is not made.")
