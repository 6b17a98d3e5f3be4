"""Emergency access: taking it, and who took it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import forms, presenters, services
from accounts.filters import BreakGlassFilter
from accounts.models import BreakGlass
from core import access_log, clock
from core.models import AccessEntry
from core.presenters import Action, Empty
from core.views import Heading, ScopedListView, VerbView


class TakeEmergencyAccess(VerbView):
    """Break the glass."""

    access = "accounts.break_glass"
    form_class = forms.BreakGlassForm
    service = staticmethod(services.break_glass)
    title = gettext_lazy("Emergency access")
    lead = gettext_lazy(
        "You can read the records of one programme for an hour, and change nothing. The "
        "governance officer is told at once, with your name and reason, and every page you open "
        "is written down."
    )
    submit_label = gettext_lazy("Open the records")
    submit_kind = "danger"
    success_url = "/"
    keeps_draft = False

    def perform(self, form):
        glass = super().perform(form)
        kind = AccessEntry.Kind.BREAK_GLASS
        access_log.note(self.request, kind=kind, reason=glass.reason)
        return glass

    def get_success_message(self, result):
        until = presenters.moment(result.ends_at)
        return _("You can read these records until %(until)s.") % {"until": until}


class EmergencyAccess(ScopedListView):
    """Who broke the glass, when and why."""

    access = "audit.view"
    model = BreakGlass
    title = gettext_lazy("Emergency access")
    filterset_class = BreakGlassFilter
    headings = (
        Heading(gettext_lazy("When"), sort="at"),
        Heading(gettext_lazy("Who")),
        Heading(gettext_lazy("Programme")),
        Heading(gettext_lazy("Reason")),
        Heading(gettext_lazy("State")),
    )
    sorts = {"at": ("broken_at",)}
    default_sort = "-at"

    def prepare(self, rows):
        return rows.select_related("broken_by", "programme")

    def row(self, glass):
        return presenters.glass_row(glass, at=clock.now())

    def get_actions(self):
        return [Action(_("What they opened"), reverse("core:access_log"))]

    def get_empty(self):
        if self.filtered:
            return super().get_empty()
        return Empty(
            _("Nobody has taken emergency access"), _("If somebody does, you get a mail at once.")
        )
