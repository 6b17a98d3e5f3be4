"""A list: scope, filters, order, pages, export, and what to do when it is empty."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import access_log, clock, paging
from core.exports import csv_response
from core.models import AccessEntry
from core.presenters import Action, Column, Empty, Filter, Option, Page, Row, Table
from core.presenters.words import Words
from core.views.base import HouseView


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading; `sort` names one of the view's ``sorts``."""

    title: Words
    sort: str = ""
    numeric: bool = False
    hidden: bool = False


class ScopedListView(HouseView):
    """A page of rows that the person may see. See the example in ``core.views``."""

    template_name = "core/list.html"
    model = None
    filterset_class = None
    headings: tuple[Heading, ...] = ()
    sorts: dict[str, tuple[str, ...]] = {}
    default_sort = ""
    cursor = "reference"
    per_page = paging.PER_PAGE
    export_permission = ""
    export_columns: tuple = ()
    export_limit = 100_000

    def get_queryset(self):
        """What this person may see, with what each row shows."""
        return self.prepare(self.model.objects.visible_to(self.request.user))

    def prepare(self, rows):
        """A hook: select_related, annotate."""
        return rows

    def dress(self, things: list) -> list:
        """A hook: add to the rows of this page what takes one query for all of them."""
        return things

    def row(self, thing) -> Row:
        """One row as the page shows it."""
        raise NotImplementedError

    def get_empty(self) -> Empty:
        """What to say when there is nothing."""
        if self.filtered:
            return Empty(
                _("Nothing fits these filters"),
                _("Take a filter away to see more."),
                Action(_("Show all"), self.request.path),
            )
        return Empty(_("Nothing here yet"), _("It appears here by itself as soon as there is one."))

    def get_actions(self) -> list[Action]:
        """Buttons beside the title."""
        return []

    # -- filters and order ------------------------------------------------------------------

    @property
    def filtered(self) -> bool:
        """Whether some filter is set."""
        return any(self.request.GET.get(each.name) for each in self.filters)

    def narrowed(self):
        """The rows that pass the filters."""
        rows = self.get_queryset()
        if self.filterset_class is None:
            self.filterset, self.filters = None, ()
            return rows
        self.filterset = self.filterset_class(
            self.request.GET or None, queryset=rows, request=self.request
        )
        self.filters = tuple(_as_filter(each) for each in self.filterset.form)
        return self.filterset.qs

    @property
    def sort(self) -> str:
        """The order asked for, or the usual one."""
        asked = self.request.GET.get("sort", "")
        return asked if asked.lstrip("-") in self.sorts else self.default_sort

    def order(self) -> list[str]:
        """The order as field names."""
        fields = self.sorts.get(self.sort.lstrip("-"), ())
        return [_flip(each) for each in fields] if self.sort.startswith("-") else list(fields)

    def address(self, **changes) -> str:
        """This page's address with some parameters changed; paging starts anew unless named."""
        params = self.request.GET.copy()
        for name in ("after", "before"):
            params.pop(name, None)
        for name, value in changes.items():
            params[name] = value
        query = params.urlencode()
        return f"{self.request.path}?{query}" if query else self.request.path

    # -- what the template gets -------------------------------------------------------------

    def columns(self) -> tuple[Column, ...]:
        """The headings as links that sort."""
        return tuple(self._column(each) for each in self.headings)

    def _column(self, heading: Heading) -> Column:
        if not heading.sort:
            return Column(heading.title, numeric=heading.numeric, hidden=heading.hidden)
        here = self.sort.lstrip("-") == heading.sort
        down = here and self.sort.startswith("-")
        target = f"-{heading.sort}" if here and not down else heading.sort
        state = ("descending" if down else "ascending") if here else ""
        return Column(
            heading.title,
            numeric=heading.numeric,
            hidden=heading.hidden,
            sort_url=self.address(sort=target),
            sorted=state,
        )

    def get_page(self, cut: paging.Slice) -> Page:
        """Where one is, with links before and after."""
        first, last = cut.cursors
        return Page(
            cut.total_words,
            previous_url=self.address(before=first) if cut.before and first else "",
            next_url=self.address(after=last) if cut.after and last else "",
        )

    def get_context_data(self, **kwargs):
        cut = paging.cut(
            self.narrowed(),
            order=self.order(),
            after=self.request.GET.get("after", ""),
            before=self.request.GET.get("before", ""),
            cursor=self.cursor,
            per_page=self.per_page,
        )
        rows = tuple(self.row(each) for each in self.dress(cut.rows))
        return super().get_context_data(
            table=Table(self.get_title(), self.columns(), rows) if rows else None,
            filterset=self.filterset,
            filters=self.filters,
            filtered=self.filtered,
            page=self.get_page(cut),
            count=cut.count_words,
            empty=None if rows else self.get_empty(),
            export=self.get_export(),
            actions=self.get_actions(),
            **kwargs,
        )

    # -- export -----------------------------------------------------------------------------

    def may_export(self) -> bool:
        """Whether this list can be taken away, by this person."""
        return bool(self.export_permission) and self.request.user.has_perm(self.export_permission)

    def get_export(self) -> Action | None:
        """The export button: a POST to this page's own address, filters included."""
        if not self.may_export():
            return None
        return Action(_("Export as CSV"), self.request.get_full_path(), post=True)

    def post(self, request, *args, **kwargs):
        """Export what the filters leave. An export is a verb: it is written to the access log."""
        if not self.may_export():
            raise PermissionDenied
        rows = self.narrowed().order_by(*self.order(), "pk")[: self.export_limit]
        access_log.note(request, kind=AccessEntry.Kind.EXPORTED, rows=rows.count())
        filename = f"{slugify(self.get_title())}-{clock.today():%Y-%m-%d}.csv"
        return csv_response(filename, self.export_columns, rows.iterator(chunk_size=2000))


def _flip(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _as_filter(field) -> Filter:
    """A filter form's field for the bar: a select when it has choices, else a search box."""
    value = field.value()
    choices = getattr(field.field, "choices", ())
    options = tuple(
        Option(str(code), words, chosen=str(code) == str(value if value is not None else ""))
        for code, words in choices
    )
    text = "" if value is None or options else str(value)
    return Filter(field.html_name, field.label, options, text)
