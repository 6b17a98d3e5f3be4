"""Pages about files of activity on their way in, and about remembered layouts."""

from collections import Counter
from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.presenters import Action, Cell, Column, Fact, Notice, Progress, Row, Table, Tag
from outcomes.activity.reading import COLUMNS, LEFT_OUT, tidy
from outcomes.activity.words import COLUMN_NAMES, WORD_NAMES
from outcomes.lifecycle import FILE_LIFE, LAYOUT_LIFE, FileStatus, LayoutStatus

COLOURS = {
    FileStatus.UNMATCHED: "amber",
    FileStatus.QUEUED: "stone",
    FileStatus.RUNNING: "wash",
    FileStatus.STORED: "good",
    FileStatus.FAILED: "danger",
    FileStatus.CANCELLED: "stone",
    LayoutStatus.IN_USE: "good",
    LayoutStatus.WITHDRAWN: "stone",
}
VERBS = (
    ("match", "outcomes:match", "main"),
    ("queue", "outcomes:queue_file", "main"),
    ("cancel", "outcomes:cancel_file", "second"),
)
_OVER = (FileStatus.FAILED, FileStatus.CANCELLED)
MOST_LOOKED_AT = 20_000


def status_tag(thing) -> Tag:
    """The status of a file or a layout, in its words and colour."""
    return Tag(thing.get_status_display(), COLOURS[thing.status])


def moment(at) -> str:
    """A day and a time, as they are said."""
    return date_format(localtime(at), "j F Y, H:i")


def file_actions(sent, user) -> list[Action]:
    """What may be done with a file now."""
    return [
        Action(FILE_LIFE.moves[verb].label, reverse(name, args=[sent.reference]), kind=kind)
        for verb, name, kind in VERBS
        if FILE_LIFE.allows(sent.status, verb) and user.has_perm(f"activity.{verb}", sent)
    ]


def working(sent) -> Progress:
    """How many of its rows were read."""
    share = sent.rows_read / sent.rows if sent.rows else 0
    if sent.status == FileStatus.QUEUED:
        words = _("Waiting for a worker")
    elif share >= 1:
        words = _("All %(rows)s rows read. Storing them") % {"rows": f"{sent.rows:,}"}
    else:
        words = _("%(read)s of %(rows)s rows read") % {
            "read": f"{sent.rows_read:,}", "rows": f"{sent.rows:,}",
        }  # fmt: skip
    return Progress(
        title=_("Importing %(name)s") % {"name": sent.file_name},
        step=sent.rows_read,
        steps=sent.rows,
        share=share,
        words=words,
        poll_url=reverse("outcomes:file_progress", args=[sent.reference]),
    )


def file_facts(sent) -> list[Fact]:
    """Where it came from, by whom, and how it is read."""
    by = str(sent.sent_by) if sent.sent_by else _("By itself")
    facts = [
        Fact(_("Source"), sent.source),
        Fact(_("Programme"), sent.programme.name),
        Fact(_("Sent"), _("%(at)s by %(who)s") % {"at": moment(sent.sent_at), "who": by}),
        Fact(_("Rows"), f"{sent.rows:,}"),
    ]
    if sent.layout:
        facts.append(Fact(_("Layout"), sent.layout.name, url=sent.layout.get_absolute_url()))
    return facts


def on_their_way(files: Iterable) -> list[Notice]:
    """One line for each file that is not imported yet, or was not."""
    return [
        Notice(
            lead=f"{each.get_status_display()}:",
            tone=COLOURS[each.status],
            icon="cross" if each.status in _OVER else "clock",
            link_text=each.file_name or each.reference,
            url=each.get_absolute_url(),
            after=_("from %(source)s, sent %(at)s")
            % {"source": each.source, "at": moment(each.sent_at)},
            hidden=each.reference,
        )
        for each in files
    ]


def import_facts(batch) -> list[Fact]:
    """What was read, stored, known and refused."""
    at = {"at": moment(batch.imported_at), "who": batch.imported_by or _("the command")}
    facts = [
        Fact(_("Source"), batch.source),
        Fact(_("Imported"), _("%(at)s by %(who)s") % at),
        Fact(_("Rows read"), f"{batch.read:,}"),
        Fact(_("Stored"), f"{batch.stored:,}"),
        Fact(_("Known already"), f"{batch.already_known:,}"),
        Fact(_("Rejected"), f"{batch.rejected:,}"),
    ]
    if batch.layout:
        facts.append(Fact(_("Layout"), batch.layout.name, url=batch.layout.get_absolute_url()))
    return facts


def reasons(rows: Iterable[dict[str, str]], *, layout=None) -> Table:
    """Why rows were refused: how often each reason came up, and in which rows first.

    Columns are named as the file names them, where it came by a `layout`.
    """
    headers = layout.columns if layout else {}
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        key = row["column"], row["reason"]
        counts[key] += 1
        if counts[key] <= 3:
            first.setdefault(key, []).append(row["row"])
    return Table(
        caption=_("Why rows were rejected"),
        columns=(
            Column(_("Reason")),
            Column(_("Column")),
            Column(_("Rows"), numeric=True),
            Column(_("First in rows")),
        ),
        rows=tuple(
            Row((Cell(reason), Cell(headers.get(column, column) or "–"), Cell(f"{times:,}"),
                 Cell(", ".join(first[column, reason]))))
            for (column, reason), times in counts.most_common(30)
        ),
    )  # fmt: skip


def layout_row(layout) -> Row:
    """One layout in the list."""
    count = len(layout.columns)
    return Row(
        (
            Cell(layout.name, url=layout.get_absolute_url(), sub=layout.programme.name),
            Cell(layout.source),
            Cell(ngettext("%(n)s column", "%(n)s columns", count) % {"n": count}),
            Cell(date_format(localtime(layout.made_at), "j F Y")),
            Cell(tags=(status_tag(layout),)),
        ),
        key=layout.reference,
    )


def layout_actions(layout, user) -> list[Action]:
    """Change it, withdraw it."""
    return [
        Action(LAYOUT_LIFE.moves[verb].label, reverse(name, args=[layout.reference]))
        for verb, name in (
            ("change", "outcomes:change_layout"),
            ("withdraw", "outcomes:withdraw_layout"),
        )
        if LAYOUT_LIFE.allows(layout.status, verb) and user.has_perm(f"layouts.{verb}", layout)
    ]


def layout_columns(layout) -> Table:
    """Of each of our columns the header of the source."""
    rows = []
    for name in COLUMNS:
        fixed = layout.fixed.get(name)
        every = _("Every row: %(what)s") % {"what": WORD_NAMES[name][fixed]} if fixed else "–"
        rows.append(Row((Cell(COLUMN_NAMES[name]), Cell(layout.columns.get(name, every)))))
    return Table(
        caption=_("Columns"),
        columns=(Column(_("Our column")), Column(_("Header in the file"))),
        rows=tuple(rows),
    )


def layout_words(layout) -> Table | None:
    """What the source's words mean."""
    rows = [
        Row((Cell(word), Cell(COLUMN_NAMES[name]), Cell(_meaning(name, ours))))
        for name, words in layout.words.items()
        for word, ours in sorted(words.items())
    ]
    if not rows:
        return None
    columns = (Column(_("Word in the file")), Column(_("Column")), Column(_("It means")))
    return Table(caption=_("Words"), columns=columns, rows=tuple(rows))


def _meaning(name: str, ours: str) -> str:
    return str(_("Such rows are left out") if ours == LEFT_OUT else WORD_NAMES[name][ours])


def new_and_gone(layout, headers: list[str]) -> list[Notice]:
    """How the headers of a file differ from those that its source sent before."""
    if layout is None:
        return []
    before, now = {tidy(h): h for h in layout.headers if h}, {tidy(h): h for h in headers if h}
    told = (
        (_("New in this file:"), [name for key, name in now.items() if key not in before]),
        (_("No longer in it:"), [name for key, name in before.items() if key not in now]),
    )
    return [
        Notice(lead=lead, words=", ".join(names[:10]), tone="amber", icon="alert")
        for lead, names in told
        if names
    ]


def layout_facts(layout) -> list[Fact]:
    """Whose files it is for, and how they write dates."""
    by = layout.made_by or _("By itself")
    facts = [
        Fact(_("Source"), layout.source),
        Fact(_("Programme"), layout.programme.name),
        Fact(_("Dates"), layout.get_date_order_display()),
        Fact(_("Made"), _("%(at)s by %(who)s") % {"at": moment(layout.made_at), "who": by}),
    ]
    if layout.withdrawn_at:
        facts.append(Fact(_("Withdrawn"), moment(layout.withdrawn_at)))
    return facts


def survey_facts(sent, found) -> list[Fact]:
    """What the file is, as far as it was looked at."""
    columns = sum(1 for header in found.headers if header)
    return [
        Fact(_("File"), sent.file_name),
        Fact(_("Source"), sent.source),
        Fact(_("Columns"), f"{columns:,}"),
        Fact(_("Rows"), f"{sent.rows:,}"),
        Fact(_("Written in"), found.shape.words),
    ]
