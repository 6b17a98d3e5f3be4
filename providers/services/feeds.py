"""Bringing a feed of another directory in, and saying what its terms mean to us."""

import datetime as dt

from django.conf import settings
from django.db import connection, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import clock, outbox
from core.errors import DomainError, NotAllowedNow, RuleBroken
from core.services import lock
from providers.models import FeedImport, FeedNote, Service, TaxonomyTerm
from providers.oruk import feeds, fetching
from providers.oruk.reading import NotTaken
from providers.oruk.storing import Storing, known_at
from providers.services.finding import refresh

COUNTS = ("read", "new", "changed", "unchanged", "stale", "not_taken")
_LOCK = 0x0F0E  # advisory locks of feeds; the second half is made from the source


def source_from(name: str) -> str:
    """A source's name as it is kept: small letters and hyphens."""
    slug = slugify(name)[:60].strip("-")
    if not slug:
        raise RuleBroken(_("Give the source a name, such as “dudley-directory”."), field="source")
    return slug


def source_of(address: str) -> str:
    """The name of a source of which only the address is known: its computer's name."""
    parts, _port = fetching.checked(address)
    return source_from(parts.hostname.removeprefix("www.").replace(".", "-"))


@transaction.atomic
def import_feed(*, by, at: dt.datetime, source: str, address: str = "", file=None) -> FeedImport:
    """Promise to read a feed (or a file of one) in the background, and keep what comes of it."""
    if bool(address) == (file is not None):
        raise RuleBroken(_("Give either an address or a file."), field="address")
    if address:
        fetching.checked(address)
    batch = FeedImport(
        source=source_from(source), address=address, asked_at=at, asked_by=by, file_name=""
    )
    if file is not None:
        batch.file_name = file.name[-120:]
        batch.file.save(f"{clock.day_of(at):%Y-%m-%d}.json", file, save=False)
    batch.save()
    outbox.enqueue("providers.tasks.read_feed", reference=batch.reference)
    return batch


def read_feed(batch: FeedImport, *, at: dt.datetime) -> FeedImport:
    """Read what was promised and take it in. Safe to do twice; a failure is kept with its words
    and changes nothing else."""
    if batch.finished_at is not None:
        return batch
    FeedImport.objects.filter(pk=batch.pk, started_at__isnull=True).update(started_at=at)
    try:
        whole = whole_of(batch)
        return take_in(batch, whole, at=at)
    except DomainError as refusal:
        return _failed(batch, at=at, words=str(refusal.message))


def whole_of(batch: FeedImport) -> feeds.Whole:
    """Everything that the file or feed holds, as it stands there. Touches no row but the count."""
    if batch.file:
        with batch.file.open("rb") as content:
            return feeds.from_file(content.read(feeds.MOST_BYTES + 1))

    def progress(read: int) -> None:
        FeedImport.objects.filter(pk=batch.pk).update(read_so_far=read)

    return fetch(batch.source, batch.address, progress=progress)


def fetch(source: str, address: str, *, progress=lambda read: None) -> feeds.Whole:
    """The feed at `address`, its services asked for in full only where they changed."""
    known = known_at(source)

    def unchanged(entry: dict) -> bool:
        had = known.get(str(entry.get("id")))
        return had is not None and feeds.modified(entry) == had

    budget = fetching.Budget.of(settings.ORUK_SECONDS)
    return feeds.from_feed(address, budget=budget, unchanged=unchanged, progress=progress)


@transaction.atomic
def take_in(batch: FeedImport, whole: feeds.Whole, *, at: dt.datetime) -> FeedImport:
    """Store a whole feed and the report on it in one transaction; one at a time of a source."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, batch.source])
    if batch.pk:
        batch = lock(batch)
        if batch.finished_at is not None:
            return batch
    result = Storing(batch.source, by=batch.asked_by, at=at).store(whole)
    refresh(result.written)
    for name in COUNTS:
        setattr(batch, name, result.counts[name])
    batch.started_at, batch.finished_at = batch.started_at or at, at
    batch.read_so_far = batch.read
    batch.save()
    FeedNote.objects.bulk_create([_note(batch, each) for each in result.notes], batch_size=1000)
    return batch


def _note(batch: FeedImport, each: NotTaken) -> FeedNote:
    return FeedNote(
        feed_import=batch,
        row=each.row,
        service_id=each.service_id[:120],
        service=each.service[:120],
        field=each.field[:120],
        value=each.value[:60],
        reason=each.reason[:200],
        whole=each.whole,
    )


@transaction.atomic
def _failed(batch: FeedImport, *, at: dt.datetime, words: str) -> FeedImport:
    batch = lock(batch)
    if batch.finished_at is None:
        batch.started_at, batch.finished_at = batch.started_at or at, at
        batch.failure = words[:300]
        batch.save()
    return batch


def summary(batch: FeedImport) -> str:
    """One line of what became of it."""
    told = {name: getattr(batch, name) for name in COUNTS}
    return _(
        "read %(read)s, new %(new)s, changed %(changed)s, unchanged %(unchanged)s, "
        "stale %(stale)s, not taken %(not_taken)s"
    ) % {name: f"{count:,}" for name, count in told.items()}


@transaction.atomic
def map_term(term: TaxonomyTerm, *, by, at: dt.datetime, need=None) -> TaxonomyTerm:
    """Say which need of ours a term of another directory stands for (None: for none of them).

    Every service that carries the term meets that need from now on; one that met a need only
    because of what the term meant before no longer does.
    """
    term = lock(term)
    if term.mapped_at is not None and term.need == need:
        raise NotAllowedNow(_("This term is mapped like that already."))
    before, term.need = term.need, need
    term.mapped_at, term.mapped_by = at, by
    term.save()
    carrying = Service.objects.filter(terms=term)
    for service in carrying.order_by("pk").iterator():
        if before is not None and not service.terms.filter(need=before).exists():
            service.needs.remove(before)
        if need is not None:
            service.needs.add(need)
    refresh(carrying.values_list("pk", flat=True))
    return term


@transaction.atomic
def map_terms(*, by, at: dt.datetime, decided: dict) -> int:
    """Map several terms at once ({term: need or None}); returns how many."""
    for term, need in sorted(decided.items(), key=lambda pair: pair[0].pk):
        map_term(term, by=by, at=at, need=need)
    return len(decided)


@transaction.atomic
def read_again(batch: FeedImport, *, by, at: dt.datetime) -> FeedImport:
    """Read the feed at the same address once more."""
    if not batch.address:
        raise RuleBroken(_("This was read from a file. Bring in the newer file instead."))
    waiting = FeedImport.objects.filter(source=batch.source, finished_at__isnull=True)
    if waiting.exists():
        raise NotAllowedNow(_("This feed is being read already."))
    return import_feed(by=by, at=at, source=batch.source, address=batch.address)
