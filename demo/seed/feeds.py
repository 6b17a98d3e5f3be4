"""A neighbouring council's directory, read in spring and again in autumn."""

import datetime as dt
from pathlib import Path

from django.core.files.base import ContentFile

from demo.seed.places import World
from providers import services
from providers.models import FeedImport, Provider, TaxonomyTerm
from providers.services import feeds

HERE = Path(__file__).resolve().parents[1] / "feeds"
SOURCE = "Borsetshire Council"
MEANT = {
    "Loneliness": "loneliness",
    "Food": "food",
    "Money": "money",
    "Keeping active": "physical_activity",
    "Carers": "carer",
}
CHECKED = "Sedgley Strollers"


def build(world: World) -> None:
    """New listings, one provider approved, one service gone, rows that could not be taken, a
    file that was no feed, and terms of which some are still to be decided."""
    spring = _ago(world, 150)
    autumn = _ago(world, 20)
    _read(world, (HERE / "borsetshire-spring.json").read_bytes(), at=spring)
    _decide(world, at=spring)
    _approve(world, at=spring)
    _read(world, b'{"message": "Service unavailable"}', at=autumn - dt.timedelta(days=1))
    _read(world, (HERE / "borsetshire-autumn.json").read_bytes(), at=autumn)


def _ago(world: World, days: int) -> dt.datetime:
    day = world.today - dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time(9, 20), tzinfo=world.began_at.tzinfo)


def _read(world: World, content: bytes, *, at: dt.datetime) -> FeedImport:
    file = ContentFile(content, name=f"borsetshire-{at:%Y-%m}.json")
    batch = feeds.import_feed(by=world.people["manager"], at=at, source=SOURCE, file=file)
    return feeds.read_feed(batch, at=at + dt.timedelta(minutes=1))


def _decide(world: World, *, at: dt.datetime) -> None:
    for term in TaxonomyTerm.objects.filter(source=feeds.source_from(SOURCE), name__in=MEANT):
        need = world.needs.get(MEANT[term.name])
        if need is not None:
            feeds.map_term(term, by=world.people["manager"], at=at, need=need)


def _approve(world: World, *, at: dt.datetime) -> None:
    provider = Provider.objects.get(organisation__name=CHECKED)
    told = {"by": world.people["manager"], "at": at}
    until = dict.fromkeys(services.assurance.PAPERS, world.today + dt.timedelta(days=200))
    services.record_papers(provider, **told, **until)
    services.approve(provider, **told)
