"""Putting a whole feed into the directory: found again by source and id, never deleted.

What the feed changed is overwritten with it; what somebody changed here stays until the feed says
something new of that service. What the feed no longer carries is marked, not taken away: cases may
name it. Nothing here asks for new work to be given: providers that come in wait for approval.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts import services as accounts
from accounts.models import Organisation
from core.services import lock
from providers.models import Provider, Service
from providers.oruk.belongings import Belongings
from providers.oruk.feeds import Row, Whole
from providers.oruk.identifiers import Identities
from providers.oruk.reading import Notes, NotTaken, ReadOrganisation, ReadService, read_service
from providers.oruk.understanding import Terms


@dataclass
class Result:
    """What became of a feed: how many services, which were written, and the report."""

    counts: Counter = field(default_factory=Counter)
    written: list[int] = field(default_factory=list)
    notes: list[NotTaken] = field(default_factory=list)


class Storing:
    """One feed going in, within one transaction. `at` is the moment of the reading."""

    def __init__(self, source: str, *, by, at: dt.datetime):
        self.source, self.by, self.at = source, by, at
        self.result = Result()
        self.identities = Identities()
        self.terms = Terms(source, self.identities)
        self.belongings = Belongings(source, self.identities, self.terms)
        mine = Provider.objects.filter(source=source).select_related("organisation")
        self.providers = {each.source_id: each for each in mine}
        known = Service.objects.filter(source=source).only("source_id", "feed_digest")
        self.services = {each.source_id: each for each in known}
        self.seen: dict[str, int] = {}

    def store(self, whole: Whole) -> Result:
        """Take in every row, then settle what was seen and what is gone."""
        for row in whole.rows:
            outcome, notes = self._row(row)
            self.result.counts[outcome] += 1
            self.result.notes += notes.lines
        self.result.counts["read"] = len(whole.rows)
        self._settle(complete=whole.complete)
        return self.result

    def _row(self, row: Row) -> tuple[str, Notes]:
        if row.seen_only:
            self.seen[str(row.data["id"])] = row.number
            return "unchanged", Notes(row.number)
        read, notes = read_service(row.data, row=row.number)
        if read is None:
            return "not_taken", notes
        if read.source_id in self.seen:
            words = _("The same id stands at entry %(number)s already; that one was taken.")
            words %= {"number": self.seen[read.source_id]}
            notes.add("id", read.source_id, words, whole=True)
            return "not_taken", notes
        return self._service(read, notes), notes

    def _service(self, read: ReadService, notes: Notes) -> str:
        service = self.services.get(read.source_id)
        digest = read.digest()
        if service is not None and service.feed_digest == digest:
            self.seen[read.source_id] = notes.row
            return "unchanged"
        provider = self._provider(read.organisation, notes)
        if provider is None:
            words = _("The organisation is named by an id that the feed does not explain.")
            notes.add("organization_id", read.organisation.source_id, words, whole=True)
            return "not_taken"
        outcome = "new" if service is None else "changed"
        service = self._new(read) if service is None else lock(service)
        service.provider, service.feed_digest = provider, digest
        _fill(service, read, self.terms)
        service.save()
        self.services[read.source_id] = service
        self.result.written.append(service.pk)
        self.belongings.settle(service, read, new=outcome == "new")
        self.seen[read.source_id] = notes.row
        return outcome

    def _new(self, read: ReadService) -> Service:
        uid = self.identities.free(Service, self.source, read.source_id)
        return Service(
            uid=uid, source=self.source, source_id=read.source_id, kind=Service.Kind.OTHER
        )

    # -- organisations ----------------------------------------------------------------------

    def _provider(self, read: ReadOrganisation, notes: Notes) -> Provider | None:
        """The provider of that feed, entered without approval when it is new."""
        provider = self.providers.get(read.source_id)
        if not read.name:
            return provider
        if provider is None:
            provider = self._enter(read, notes)
        told = {
            "description": read.description or provider.description,
            "website": read.website or provider.website,
            "charity_number": read.charity_number or provider.charity_number,
        }
        if any(getattr(provider, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(provider, name, value)
            provider.save()
        return provider

    def _enter(self, read: ReadOrganisation, notes: Notes) -> Provider:
        """A new organisation. One of the same name that we know already is not touched: a feed
        must not be able to speak for somebody whom we have approved."""
        name = read.name
        if Organisation.objects.filter(name__iexact=name).exists():
            name = self._free_name(name)
            words = _("An organisation of this name is known here; it was entered as “%(name)s”.")
            notes.add("organization.name", read.name, words % {"name": name})
        body = accounts.add_organisation(
            by=self.by, at=self.at, name=name, kind=Organisation.Kind.PROVIDER, email=read.email
        )
        provider = Provider.objects.create(
            organisation=body,
            uid=self.identities.free(Provider, self.source, read.source_id),
            source=self.source,
            source_id=read.source_id,
        )
        self.providers[read.source_id] = provider
        return provider

    def _free_name(self, name: str) -> str:
        number, tried = 1, f"{name[:90]} ({self.source})"
        while Organisation.objects.filter(name__iexact=tried).exists():
            number += 1
            tried = f"{name[:90]} ({self.source} {number})"
        return tried

    # -- at the end -------------------------------------------------------------------------

    def _settle(self, *, complete: bool) -> None:
        """Say of what was seen that it was, and mark what the feed carries no more."""
        keys = [self.services[each].pk for each in self.seen if each in self.services]
        here = Service.objects.filter(pk__in=keys)
        here.update(last_seen_at=self.at)
        here.filter(stale_since__isnull=False).update(stale_since=None)
        if not complete:
            return
        gone = Service.objects.filter(source=self.source, stale_since__isnull=True)
        self.result.counts["stale"] = gone.exclude(pk__in=keys).update(stale_since=self.at)


def _fill(service: Service, read: ReadService, terms: Terms) -> None:
    """The listing as the feed has it now."""
    told = {
        name: getattr(read, name)
        for name in (
            *("name", "description", "url", "email", "phone", "fees", "accreditations", "alert"),
            *("minimum_age", "maximum_age", "assurer_email"),
        )
    }
    told |= {
        "last_checked_on": read.assured_date,
        "feed_modified_at": read.last_modified,
        "is_active": read.status in ("active", "temporarily closed"),
        "is_paused": read.status == "temporarily closed",
    }
    if not read.short:
        told |= _fill_in_full(read, terms)
    for name, value in told.items():
        setattr(service, name, value)


def _fill_in_full(read: ReadService, terms: Terms) -> dict:
    spoken = [each.words for each in read.schedules if each.words]
    ours = terms.own_codes(read)
    return {
        "unit_price": read.price,
        "unit": read.unit,
        "languages": list(read.languages),
        "accessibility": read.accessibility,
        "postcode_districts": list(read.districts),
        "area_words": read.area_words,
        "days": "; ".join(dict.fromkeys(spoken))[:120],
        "keywords": ", ".join(each.name for each in read.terms if not terms.is_own(each)),
        "access": ours["access"],
        "suits": ours["suits"],
        **({"kind": ours["kinds"][0]} if ours["kinds"] else {}),
    }


def known_at(source: str) -> dict[str, dt.datetime]:
    """When each service of a feed last changed, as far as the feed has told us."""
    rows = Service.objects.filter(source=source, feed_modified_at__isnull=False)
    return dict(rows.values_list("source_id", "feed_modified_at"))
