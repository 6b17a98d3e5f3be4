"""The audit as the governance officer reads it: who opened what, and who changed what."""

import django_filters as df
from django.db.models import Max
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access_log, history
from core.filters import BridgeFilterSet
from core.models import AccessEntry, AuditSeal
from core.presenters import Cell, Crumb, Empty, Filter, Option, Row, Table
from core.presenters.lists import Column
from core.references import tidy_reference
from core.views.base import HouseView
from core.views.lists import Heading, ScopedListView


def page_words(name: str) -> str:
    """The page of an entry as words: “outcomes: hand over” rather than its name in the code."""
    return name.replace(":", ": ").replace("_", " ")


class AccessFilter(BridgeFilterSet):
    """Openings by person, by resident, by kind and by day."""

    person = df.CharFilter(
        field_name="by__name", lookup_expr="icontains", label=gettext_lazy("Person")
    )
    resident = df.CharFilter(method="of_resident", label=gettext_lazy("Resident’s reference"))
    kind = df.ChoiceFilter(
        label=gettext_lazy("What"),
        choices=AccessEntry.Kind.choices,
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = AccessEntry
        fields = ["person", "resident", "kind"]

    def of_resident(self, rows, name, value):
        """Everything about one resident, by reference."""
        return rows.filter(resident_reference=tidy_reference(value))


class AccessLog(ScopedListView):
    """Who opened whose record, newest first."""

    access = "audit.view"
    model = AccessEntry
    title = gettext_lazy("Who opened which record")
    filterset_class = AccessFilter
    headings = (
        Heading(gettext_lazy("When"), sort="at"),
        Heading(gettext_lazy("Who")),
        Heading(gettext_lazy("What")),
        Heading(gettext_lazy("Resident")),
        Heading(gettext_lazy("Page")),
    )
    sorts = {"at": ("at",)}
    default_sort = "-at"
    cursor = "pk"  # an entry's number tells nothing about anybody
    export_permission = "audit.export"
    export_columns = (
        ("when", lambda entry: entry.at),
        ("who", lambda entry: entry.by.email),
        ("what", lambda entry: entry.kind),
        ("resident", lambda entry: entry.resident_reference),
        ("page", lambda entry: entry.page),
        ("rows", lambda entry: entry.rows),
        ("reason", lambda entry: entry.reason),
        ("request", lambda entry: entry.request_id),
    )

    def prepare(self, rows):
        return rows.select_related("by")

    def row(self, entry):
        return Row(
            (
                Cell(f"{timezone.localtime(entry.at):%-d %B %Y, %H:%M:%S}"),
                Cell(str(entry.by), sub=entry.by.email),
                Cell(entry.get_kind_display(), sub=entry.reason or _rows_words(entry)),
                Cell(entry.resident_reference),
                Cell(page_words(entry.page)),
            )
        )

    def get_empty(self):
        if self.filtered:
            return super().get_empty()
        return Empty(
            _("Nobody has opened a record yet"), _("Each opening is written down by itself.")
        )


def _rows_words(entry) -> str:
    return _("%(count)s rows") % {"count": f"{entry.rows:,}"} if entry.rows else ""


class RowHistory(HouseView):
    """Every change of one thing, found by its reference."""

    access = "audit.view"
    template_name = "core/row_history.html"
    title = gettext_lazy("Who changed what")
    back = Crumb(gettext_lazy("Who opened which record"), reverse_lazy("core:access_log"))

    def get(self, request, *args, **kwargs):
        self.kinds = history.subjects()
        self.kind = request.GET.get("kind", "")
        self.reference = tidy_reference(request.GET.get("reference", "").replace("\0", ""))
        self.versions = None
        if self.kind in dict(self.kinds) and self.reference:
            self.versions = history.of(self.kind, self.reference)
            self._note(request)
        return super().get(request, *args, **kwargs)

    def _note(self, request) -> None:
        """Reading a resident's history is opening their record too."""
        if self.versions and self.kind == "residents.Resident":
            subject = type("Subject", (), {"reference": self.reference})
            access_log.note(request, resident=subject)

    def get_context_data(self, **kwargs):
        rows = tuple(_version_row(each) for each in self.versions or ())
        empty = None
        if self.reference and self.versions is None:
            empty = Empty(_("Choose the kind as well"), _("Then all its changes are listed."))
        elif self.versions is not None and not rows:
            empty = Empty(
                _("Nothing is known under this reference"),
                _("Check the kind and each character of the reference."),
            )
        return super().get_context_data(
            filters=self._filters(),
            table=Table(_("Changes, newest first"), _COLUMNS, rows) if rows else None,
            empty=empty,
            **kwargs,
        )

    def _filters(self):
        options = tuple(
            Option(label, words, chosen=label == self.kind) for label, words in self.kinds
        )
        return (
            Filter("kind", _("Kind"), (Option("", _("Choose"), not self.kind), *options)),
            Filter("reference", _("Reference"), (), self.reference),
        )


_COLUMNS = (
    Column(gettext_lazy("When")),
    Column(gettext_lazy("Who")),
    Column(gettext_lazy("What")),
    Column(gettext_lazy("From what to what")),
)


def _version_row(version) -> Row:
    changes = "; ".join(
        _("%(field)s: %(before)s → %(after)s")
        % {"field": each.field, "before": each.before, "after": each.after}
        for each in version.changes
    )
    return Row(
        (
            Cell(f"{timezone.localtime(version.at):%-d %B %Y, %H:%M:%S}"),
            Cell(version.who, sub=page_words(version.page)),
            Cell(version.what, sub=version.kind),
            Cell(changes),
        )
    )


class Seals(HouseView):
    """How far the audit is sealed, table by table."""

    access = "audit.view"
    template_name = "core/seals.html"
    title = gettext_lazy("Seals over the audit")
    back = Crumb(gettext_lazy("Who opened which record"), reverse_lazy("core:access_log"))

    def get_context_data(self, **kwargs):
        found = (
            AuditSeal.objects.visible_to(self.request.user)
            .values("table")
            .annotate(up_to=Max("last_id"), sealed=Max("sealed_at"))
            .order_by("table")
        )
        rows = tuple(
            Row(
                (
                    Cell(each["table"]),
                    Cell(f"{each['up_to']:,}"),
                    Cell(f"{timezone.localtime(each['sealed']):%-d %B %Y, %H:%M}"),
                )
            )
            for each in found
        )
        columns = (
            Column(_("Table")),
            Column(_("Sealed up to row"), numeric=True),
            Column(_("Last seal")),
        )
        return super().get_context_data(
            table=Table(self.get_title(), columns, rows) if rows else None,
            empty=None
            if rows
            else Empty(_("Nothing is sealed yet"), _("The first seals are made within minutes.")),
            **kwargs,
        )
