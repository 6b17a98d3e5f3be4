"""The demo keeps its mails instead of sending them. These pages exist in the demo only."""

from django.conf import settings
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import PUBLIC
from core.models import Mail
from core.presenters import Cell, Crumb, Empty, Row, Table
from core.presenters.lists import Column
from core.views.base import HouseView


class DemoMails(HouseView):
    """The last hundred mails, newest first."""

    access = PUBLIC
    template_name = "core/demo_mails.html"
    title = _("Mail kept in the demo")

    def before(self, request):
        if not settings.DEMO:
            raise Http404

    def get_context_data(self, **kwargs):
        mails = Mail.objects.visible_to(self.request.user).order_by("-created_at", "-pk")[:100]
        rows = tuple(_row(each) for each in mails)
        columns = (Column(_("Subject")), Column(_("To")), Column(_("Written")))
        return super().get_context_data(
            table=Table(self.get_title(), columns, rows) if rows else None,
            empty=None
            if rows
            else Empty(_("No mail yet"), _("Whatever the service sends is kept here.")),
            **kwargs,
        )


def _row(mail) -> Row:
    written = timezone.localtime(mail.created_at)
    return Row(
        (
            Cell(mail.subject, url=f"/demo/mail/{mail.reference}/"),
            Cell(mail.to),
            Cell(f"{written:%-d %B %Y, %H:%M}"),
        )
    )


class DemoMail(DemoMails):
    """One mail as its reader sees it."""

    template_name = "core/demo_mail.html"

    def before(self, request):
        super().before(request)
        self.mail = (
            Mail.objects.visible_to(request.user).filter(reference=self.kwargs["reference"]).first()
        )
        if self.mail is None:
            raise Http404

    def get_title(self):
        return self.mail.subject

    def get_back(self):
        return Crumb(_("All mail"), "/demo/mail/")

    def get_context_data(self, **kwargs):
        return HouseView.get_context_data(self, mail=self.mail, **kwargs)
