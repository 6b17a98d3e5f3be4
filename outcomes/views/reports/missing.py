"""What is missing for the next report, with the way to each field."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.presenters.team import worker_choices
from core import clock
from core.presenters import Crumb, Empty, Filter, Option, Page
from core.views import ScopedDetailView
from outcomes.presenters.reports import missing as shown
from outcomes.services.reports.missing import BY_KEY, LACKS, lacking, rows_of
from programmes.models import Programme

A_PAGE = 50


class Missing(ScopedDetailView):
    """Each kind of gap with its number, what it costs the report, and the rows to fill.

    `?kind=` opens one kind in full, page by page; `?worker=` leaves one colleague's.
    """

    access = "evaluations.name_people"
    model = Programme
    lookup = "slug"
    template_name = "outcomes/reports/missing.html"
    title = gettext_lazy("Missing for the next report")
    back = Crumb(gettext_lazy("Report room"), "/outcomes/reports/")

    @property
    def kind(self):
        """The one kind that was asked for, if any."""
        return BY_KEY.get(self.request.GET.get("kind", ""))

    @property
    def worker(self) -> str:
        """Whose cases, as a reference that the person may choose."""
        asked = self.request.GET.get("worker", "")
        return asked if asked in dict(worker_choices(self.request.user)) else ""

    def address(self, **chosen) -> str:
        """This page with other choices."""
        given = {"kind": self.kind.key if self.kind else "", "worker": self.worker} | chosen
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{self.request.path}?{query}" if query else self.request.path

    def filters(self) -> list[Filter]:
        """Which kind, and whose."""
        kinds = [("", _("All kinds")), *((each.key, each.title) for each in LACKS)]
        people = [("", _("Everybody")), *worker_choices(self.request.user)]
        key = self.kind.key if self.kind else ""
        return [
            Filter("kind", _("What is missing"), _options(kinds, key)),
            Filter("worker", _("Worker"), _options(people, self.worker)),
        ]

    def get_context_data(self, **kwargs):
        found = self.one_kind() if self.kind else self.every_kind()
        return super().get_context_data(
            lead=self.object.name,
            filters=self.filters(),
            empty=Empty(_("Nothing is missing"), _("The record has what the next report needs.")),
            **found,
            **kwargs,
        )

    def every_kind(self) -> dict:
        """An overview, and the first rows of each kind."""
        given = {"today": clock.today(), "worker": self.worker}
        found = lacking(self.object, self.request.user, **given)
        urls = {lack.key: self.address(kind=lack.key) for lack, _number, _rows in found}
        parts = shown.parts(found, urls, self.request.user)
        return {"parts": parts, "overview": shown.overview(found), "page": None}

    def one_kind(self) -> dict:
        """All rows of one kind, a page at a time."""
        given = {"today": clock.today(), "worker": self.worker}
        rows = rows_of(self.kind, self.object, self.request.user, **given)
        pages = Paginator(rows, A_PAGE)
        here = pages.get_page(self.request.GET.get("page"))
        found = [(self.kind, pages.count, list(here))] if pages.count else []
        parts = shown.parts(found, {}, self.request.user)
        return {"parts": parts, "overview": None, "page": self.get_page(pages, here)}

    def get_page(self, pages: Paginator, here) -> Page:
        """Where one is."""
        around = pages.get_elided_page_range(here.number, on_each_side=2, on_ends=1)
        return Page(
            _("%(n)s in all") % {"n": f"{pages.count:,}"},
            previous_url=self._at(here.previous_page_number()) if here.has_previous() else "",
            next_url=self._at(here.next_page_number()) if here.has_next() else "",
            numbers=tuple(
                (number, self._at(number), number == here.number)
                for number in around
                if isinstance(number, int)
            )
            if pages.num_pages > 1
            else (),
        )

    def _at(self, number: int) -> str:
        return self.address(page=str(number))


def _options(choices, chosen: str) -> tuple[Option, ...]:
    return tuple(Option(str(code), words, chosen=str(code) == chosen) for code, words in choices)
