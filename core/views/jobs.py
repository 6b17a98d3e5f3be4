"""Background jobs that were given up, for the administrator."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import outbox
from core.errors import NotAllowedNow
from core.models import OutboxMessage
from core.presenters import Cell, Crumb, Empty, Row
from core.views.lists import Heading, ScopedListView
from core.views.verbs import VerbView

ACCESS = "accounts.use_desk"


class Jobs(ScopedListView):
    """What failed too often and waits for somebody to look."""

    access = ACCESS
    model = OutboxMessage
    title = _("Background jobs that failed")
    headings = (
        Heading(_("Job")),
        Heading(_("Error")),
        Heading(_("Tries"), numeric=True),
        Heading(_("Given up"), sort="given_up"),
        Heading(_("What to do"), hidden=True),
    )
    sorts = {"given_up": ("dead_at",)}
    default_sort = "-given_up"
    cursor = "key"
    template_name = "core/jobs.html"

    def get_queryset(self):
        return OutboxMessage.objects.visible_to(self.request.user).dead()

    def row(self, job):
        given_up = timezone.localtime(job.dead_at)
        return Row(
            (
                Cell(job.task),
                Cell(job.last_error),
                Cell(str(job.attempts)),
                Cell(f"{given_up:%-d %B %Y, %H:%M}"),
                Cell(_("Try again"), url=f"/jobs/{job.key}/", hidden=str(job.key)[:8]),
            )
        )

    def get_empty(self):
        return Empty(_("No job has failed"), _("A job that fails too often is listed here."))

    def get_context_data(self, **kwargs):
        return super().get_context_data(state=outbox.state(), **kwargs)


class TryAgain(VerbView):
    """Give a failed job a fresh start."""

    access = ACCESS
    model = OutboxMessage
    lookup = "key"
    title = _("Try this job again")
    lead = _("It starts within a few seconds, with all its tries before it.")
    submit_label = _("Try again")
    success_message = _("The job starts again within a few seconds.")
    success_url = "/jobs/"
    back = Crumb(_("Background jobs that failed"), "/jobs/")
    keeps_draft = False

    def perform(self, form):
        if self.object.dead_at is None:
            raise NotAllowedNow(_("This job is running or done already."))
        outbox.try_again(self.object)
