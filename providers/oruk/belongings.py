"""What hangs on a service of a feed: its places, its times, its terms and needs."""

from providers.models import Schedule, Service, ServiceLocation
from providers.oruk.identifiers import Identities
from providers.oruk.reading import ReadPlace, ReadSchedule, ReadService
from providers.oruk.understanding import Terms


class Belongings:
    """Brings the rows under a service in line with what was read, each found again by its id."""

    def __init__(self, source: str, identities: Identities, terms: Terms):
        self.source, self.identities, self.terms = source, identities, terms

    def settle(self, service: Service, read: ReadService, *, new: bool) -> None:
        """Places, times, terms, needs. A service given in short tells of some places at most."""
        wanted = {each.source_id: (each.link_id, _place(each)) for each in read.places}
        places = self._sync(ServiceLocation, service, wanted, new=new, add_only=read.short)
        if read.short:
            return
        times = {
            each.source_id or f"#{number}": (each.source_id, _times(each, places))
            for number, each in enumerate(read.schedules, start=1)
        }
        self._sync(Schedule, service, times, new=new)
        self._terms(service, read, new=new)

    def _sync(
        self, model, service: Service, wanted: dict, *, new: bool, add_only: bool = False
    ) -> dict:
        """Make the rows of `model` under `service` those that are `wanted`; returns them by id.

        Only rows that came with a feed are taken away; what was added here stays.
        """
        here = {} if new else {e.source_id: e for e in model.objects.filter(service=service)}
        rows = {}
        for source_id, (name, told) in wanted.items():
            row = here.get(source_id)
            if row is None:
                uid = self.identities.free(model, self.source, name, service.source_id, source_id)
                row = model(uid=uid, service=service, source_id=source_id)
            rows[source_id] = _saved(row, told, add_only=add_only)
        for source_id, row in here.items():
            if source_id and source_id not in wanted and not add_only:
                row.delete()
        return rows

    def _terms(self, service: Service, read: ReadService, *, new: bool) -> None:
        """Terms as read; needs that followed from terms before follow from those of now."""
        before = [] if new else list(service.terms.all())
        rows = self.terms.rows(read)
        service.terms.set(rows)
        now = self.terms.needs_of(read, rows)
        service.needs.remove(*({each.need_id for each in before if each.need_id} - now))
        service.needs.add(*now)


def _saved(row, told: dict, *, add_only: bool):
    """`row` with what was told, written when that is something new."""
    news = {
        name: value
        for name, value in told.items()
        if getattr(row, name) != value and not (add_only and not value)
    }
    if news or row.pk is None:
        for name, value in news.items():
            setattr(row, name, value)
        row.save()
    return row


def _place(read: ReadPlace) -> dict:
    return {
        "kind": read.kind,
        "name": read.name,
        "address_1": read.address_1,
        "city": read.city,
        "county": read.region,
        "postcode": read.postcode,
        "latitude": None if read.latitude is None else float(read.latitude),
        "longitude": None if read.longitude is None else float(read.longitude),
        "accessibility": read.accessibility,
    }


def _times(read: ReadSchedule, places: dict) -> dict:
    monthly = read.freq == "MONTHLY"
    return {
        "location": places.get(read.place_id),
        "weekdays": list(read.days),
        "opens_at": read.opens_at,
        "closes_at": read.closes_at,
        "frequency": Schedule.Frequency.MONTHLY if monthly else Schedule.Frequency.WEEKLY,
        "valid_from": read.valid_from,
        "valid_to": read.valid_to,
        "words": read.words,
    }
