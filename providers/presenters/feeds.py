"""Readings of feeds and their terms, as rows and words."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.presenters import Cell, Fact, Figure, Progress, Row, Tag


def state_tag(batch) -> Tag:
    """How a reading stands."""
    if batch.failure:
        return Tag(_("Could not be read"), "danger")
    if batch.finished_at is not None:
        return Tag(_("Read"), "good")
    return Tag(_("Being read"), "wash")


def import_row(batch) -> Row:
    """One reading in the list."""
    asked = timezone.localtime(batch.asked_at)
    counts = [
        Cell(f"{count:,}" if batch.finished_at and not batch.failure else "–")
        for count in (batch.new, batch.changed, batch.stale, batch.not_taken)
    ]
    return Row(
        (
            Cell(
                batch.source,
                url=reverse("feeds:detail", args=[batch.reference]),
                sub=batch.file_name or _("From its address"),
                hidden=f"{asked:%-d %B %Y, %H:%M}",
            ),
            Cell(f"{asked:%-d %B %Y, %H:%M}"),
            *counts,
            Cell(tags=(state_tag(batch),)),
        )
    )


def figures(batch) -> list[Figure]:
    """What became of the services that were read."""
    told = (
        (_("New"), batch.new),
        (_("Changed"), batch.changed),
        (_("Unchanged"), batch.unchanged),
        (_("Gone: marked, not deleted"), batch.stale),
        (_("Not taken"), batch.not_taken),
    )
    return [Figure(name, f"{count:,}") for name, count in told]


def working(batch) -> Progress:
    """How far the reading is. How long a feed is, it tells itself at the end only."""
    if batch.started_at is None:
        words = _("waiting for a worker")
    else:
        words = _("%(count)s services so far") % {"count": f"{batch.read_so_far:,}"}
    return Progress(
        title=_("Reading the directory of %(source)s") % {"source": batch.source},
        step=0 if batch.started_at is None else 1,
        steps=2,
        share=0 if batch.started_at is None else 0.5,
        step_name=words,
        poll_url=reverse("feeds:progress", args=[batch.reference]),
    )


def _foldable(path: str) -> str:
    """A field's path that may fold after each dot, so that the reason beside it has room."""
    return path.replace(".", ".\u200b")


def note_row(note) -> Row:
    """One thing that was not taken."""
    whole = (Tag(_("Service not taken"), "danger"),) if note.whole else ()
    return Row(
        (
            Cell(f"{note.row:,}"),
            Cell(note.service or _("Without a name"), sub=note.service_id, tags=whole),
            Cell(_foldable(note.field) or "–", sub=note.value),
            Cell(note.reason),
        )
    )


def term_row(term) -> Row:
    """One term of another directory, with what it stands for here."""
    if term.mapped_at is None:
        meaning = Cell(tags=(Tag(_("To be decided"), "amber"),))
    else:
        meaning = Cell(term.need.name if term.need else _("None of ours"))
    return Row(
        (
            Cell(term.name, sub=term.taxonomy),
            Cell(term.source),
            Cell(f"{term.carried:,}"),
            meaning,
            Cell(
                _("Change") if term.mapped_at else _("Decide"),
                url=reverse("feeds:map_term", args=[term.uid]),
                hidden=_("what “%(name)s” stands for") % {"name": term.name},
            ),
        )
    )


def service_facts(service, on) -> list[Fact]:
    """What a feed says of a service beyond our own listing."""
    told = (
        (_("For the time being"), service.alert),
        (_("Area, in its words"), service.area_words),
        (_("Accreditations"), service.accreditations),
        (_("Comes from the directory"), service.source),
    )
    return [Fact(label, words) for label, words in told if words]
