"""What the public may see of the directory, and how it is asked."""

import json
from collections.abc import Callable

from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from programmes.models import NeedDomain
from providers.models import Access, Schedule, Service, ServiceLocation, Suits, TaxonomyTerm
from providers.oruk.asking import Asked
from providers.oruk.writing import TermBook, envelope, service_json
from providers.oruk.writing.terms import ACCESS, KINDS, NEEDS, SUITS, other_taxonomy_id, taxonomy_id
from providers.oruk.writing.terms import term_id as own_term_id
from providers.querysets import ServiceQuerySet

AT_ONCE = 500
KEEP_TOTAL_SECONDS = 60
MANY = 5000
_PARTS = ("needs", "terms", "locations", "schedules")


def published() -> ServiceQuerySet:
    """Services for everybody to see: listed, of an approved provider, still in their feed.

    A paused one stays, as temporarily closed; what was taken out of its feed does not.
    """
    listed = Service.objects.filter(is_active=True, provider__approved_at__isnull=False)
    gone = ~Q(source="") & Q(stale_since__isnull=False)
    return listed.exclude(gone).select_related("provider__organisation").defer("search_words")


def published_places() -> QuerySet[ServiceLocation]:
    """The places of those services, each with its service."""
    rows = ServiceLocation.objects.filter(service__in=published().order_by().values("pk"))
    return rows.select_related("service__provider__organisation").defer("service__search_words")


def book() -> TermBook:
    """Every term: our own, and those that came with feeds."""
    needs = NeedDomain.objects.filter(is_active=True).order_by("order", "code")
    others = TaxonomyTerm.objects.order_by("source", "taxonomy", "name", "pk")
    return TermBook(needs=needs, others=others)


def in_full(rows: QuerySet[Service]) -> QuerySet[Service]:
    """With everything that a service in full is made of, as lists: `its_needs`, `its_terms`, …"""
    return rows.prefetch_related(*(Prefetch(each, to_attr=f"its_{each}") for each in _PARTS))


def places_in_full(rows: QuerySet[ServiceLocation]) -> QuerySet[ServiceLocation]:
    """The same for places."""
    parts = (Prefetch(f"service__{each}", to_attr=f"its_{each}") for each in _PARTS)
    return rows.prefetch_related(*parts)


def narrowed(asked: Asked) -> QuerySet[Service]:
    """The published services that fit what was asked."""
    rows = published()
    if asked.search:
        rows = rows.about(asked.search)
    if asked.minimum_age is not None:
        rows = rows.alias(youngest=Coalesce("minimum_age", 0))
        rows = rows.filter(youngest__gte=asked.minimum_age)
    if asked.maximum_age is not None:
        rows = rows.filter(maximum_age__lte=asked.maximum_age)
    if asked.day or asked.start_time or asked.end_time:
        rows = rows.filter(Exists(_times(asked)))
    if asked.taxonomy_term_id is not None:
        rows = rows.filter(_of_term(str(asked.taxonomy_term_id)))
    if asked.taxonomy_id is not None:
        rows = rows.filter(_of_taxonomy(str(asked.taxonomy_id)))
    return rows.order_by("name", "pk")


def total(rows: QuerySet, asked: Asked, *, kept_as: str) -> int:
    """How many there are. Of many it is counted once a minute: it takes longer than a page, and
    whoever reads page after page meets a directory that moves on anyway. Where somebody lives is
    kept nowhere, so around a postcode it is counted each time."""
    if asked.postcode:
        return rows.order_by().count()
    kept = f"oruk-total-{kept_as}-{asked.mark}"
    found = cache.get(kept)
    if found is None:
        found = rows.order_by().count()
        if found > MANY:
            cache.set(kept, found, KEEP_TOTAL_SECONDS)
    return found


def _times(asked: Asked) -> QuerySet[Schedule]:
    """One opening time that fits all that was asked of times."""
    times = Schedule.objects.filter(service=OuterRef("pk"))
    if asked.day:
        times = times.filter(weekdays__contains=[asked.day])
    if asked.start_time:
        times = times.filter(opens_at__gte=asked.start_time)
    if asked.end_time:
        times = times.filter(closes_at__lte=asked.end_time)
    return times


def _of_term(uid: str) -> Q:
    """Services under one term, ours or somebody else's."""
    for need in NeedDomain.objects.all():
        if own_term_id(NEEDS, need.code) == uid:
            return Q(pk__in=Service.needs.through.objects.filter(needdomain=need).values("service"))
    for which, codes, make in (
        (KINDS, Service.Kind.values, lambda code: Q(kind=code)),
        (ACCESS, Access.values, lambda code: Q(access__contains=[code])),
        (SUITS, Suits.values, lambda code: Q(suits__contains=[code])),
    ):
        for code in codes:
            if own_term_id(which, code) == uid:
                return make(code)
    under = Service.terms.through.objects.filter(taxonomyterm__uid=uid)
    return Q(pk__in=under.values("service"))


def _of_taxonomy(uid: str) -> Q:
    """Services under any term of a taxonomy."""
    ours = {
        taxonomy_id(NEEDS): Q(pk__in=Service.needs.through.objects.values("service")),
        taxonomy_id(KINDS): Q(),
        taxonomy_id(ACCESS): ~Q(access=[]),
        taxonomy_id(SUITS): ~Q(suits=[]),
    }
    if uid in ours:
        return ours[uid]
    for source, name in TaxonomyTerm.objects.values_list("source", "taxonomy").distinct():
        if other_taxonomy_id(source, name) == uid:
            under = Service.terms.through.objects.filter(
                taxonomyterm__source=source, taxonomyterm__taxonomy=name
            )
            return Q(pk__in=under.values("service"))
    return Q(pk__in=[])


def everything(
    write: Callable[[str], object], *, progress: Callable[[int], None] = lambda done: None
) -> int:
    """Write every published service in full as one page; returns how many. One view of the data."""
    with transaction.atomic():
        terms, rows = book(), in_full(published()).order_by("pk")
        total, done = rows.count(), 0
        frame = envelope([], total=total, page=1, per_page=max(total, 1))
        frame |= {"size": total, "empty": total == 0}
        head = json.dumps({name: value for name, value in frame.items() if name != "contents"})
        write(head[:-1] + ', "contents": [')
        for service in rows.iterator(chunk_size=AT_ONCE):
            lead = ",\n" if done else "\n"
            write(lead + json.dumps(service_json(service, terms=terms), ensure_ascii=False))
            done += 1
            if done % AT_ONCE == 0:
                progress(done)
        write("\n]}\n")
    return done
