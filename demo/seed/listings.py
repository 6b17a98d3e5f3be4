"""What the directory knows beside names: times, places, access, tips, papers, calls for offers."""

import datetime as dt
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from demo.seed.lists import WAITING
from demo.seed.places import World
from providers import services
from providers.models import CatalogueItem, Gap, Service
from providers.services import calls, papers

# service: days, from, until, name of the place, postcode, access, suits
TIMES = (
    (
        "Open workshop",
        "TU TH",
        "10:00",
        "15:00",
        "The Old Forge",
        "DY1 1QP",
        "step_free parking",
        "",
    ),
    (
        "Tuesday lunch club",
        "TU",
        "12:00",
        "14:00",
        "Savoy Hall",
        "DY2 9PZ",
        "step_free accessible_toilet hearing_loop carer_welcome",
        "frailty dementia",
    ),
    (
        "Strength and balance",
        "MO FR",
        "10:30",
        "11:30",
        "Castle Hill Centre",
        "DY1 4QF",
        "step_free parking",
        "falls frailty long_term_condition",
    ),
    (
        "Benefits check",
        "MO TU WE TH FR",
        "09:00",
        "16:30",
        "Priory House",
        "DY1 1HF",
        "step_free by_phone interpreter",
        "",
    ),
    (
        "Weekly visits",
        "MO TU WE TH FR SA",
        "10:00",
        "19:30",
        "",
        "",
        "home_visits",
        "frailty bereavement",
    ),
    (
        "Telephone friends",
        "MO TU WE TH FR SA SU",
        "09:00",
        "20:00",
        "",
        "",
        "by_phone",
        "sight_loss frailty",
    ),
    (
        "Home from hospital",
        "MO TU WE TH FR SA SU",
        "08:00",
        "20:00",
        "",
        "",
        "home_visits transport",
        "wheelchair",
    ),
    ("Shopping bus", "TH", "09:30", "13:00", "", "", "transport carer_welcome", "frailty"),
    (
        "Meals at the door",
        "MO TU WE TH FR SA SU",
        "11:30",
        "13:30",
        "",
        "",
        "home_visits",
        "frailty",
    ),
    ("Small repairs and aids", "MO TU WE TH FR SA", "08:00", "17:00", "", "", "home_visits", ""),
)
TIPS = (
    (
        "Tuesday lunch club",
        "linkworker",
        "Ask for Dawn. New people sit at her table the first time.",
    ),
    ("Benefits check", "teamlead", "Ring before 10: the line is quiet then, and say it is for us."),
    (
        "Weekly visits",
        "linkworker",
        "They match by interests, so send three things the person likes.",
    ),
)
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def build(world: World) -> None:
    """At the end of the story of the directory, so that each state can be seen today."""
    at = world.began_at.replace(year=world.today.year, month=world.today.month, day=1)
    told = {"by": world.people["manager"], "at": at}
    found = {each.name: each for each in Service.objects.all()}
    _times(found, told)
    _tips(world, found, told)
    _papers(world, told)
    _calls(world, told)
    item = CatalogueItem.objects.order_by("pk").first()
    services.set_price(item, **told, price=item.price + Decimal("4.50"), lead_days=item.lead_days)
    quiet = found["Shopping bus"]
    Service.objects.filter(pk=quiet.pk).update(
        last_checked_on=world.today - dt.timedelta(days=220), stale_since=at
    )


def _times(found, told) -> None:
    for name, days, opens, closes, place, postcode, access, suits in TIMES:
        service = found[name]
        services.edit_listing(service, **told, access=access.split(), suits=suits.split())
        where = None
        if postcode:
            where = services.add_place(
                service, **told, name=place, city="Oldcroft", postcode=postcode
            )
        services.add_time(
            service,
            **told,
            weekdays=days.split(),
            opens_at=dt.time.fromisoformat(opens),
            closes_at=dt.time.fromisoformat(closes),
            location=where,
        )


def _tips(world: World, found, told) -> None:
    for name, author, words in TIPS:
        services.add_tip(
            found[name],
            by=world.people[author],
            at=told["at"],
            programme=world.main,
            words=words,
        )


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("paper.pdf", PAPER, "application/pdf")


def _papers(world: World, told) -> None:
    """One to be checked, one sent back, one in order that runs out within a month."""
    sender, at = world.people["provider"], told["at"]
    own = world.providers["Stourbeck Befriending"]
    year = world.today + dt.timedelta(days=365)
    papers.submit(own, by=sender, at=at, kind="insurance", file=_file(), expires_on=year)
    blurred = papers.submit(own, by=sender, at=at, kind="dbs", file=_file(), expires_on=year)
    papers.send_back(blurred, **told, reason="The second page cannot be read.")
    soon = world.today + dt.timedelta(days=25)
    read = papers.submit(own, by=sender, at=at, kind="safeguarding", file=_file(), expires_on=soon)
    papers.accept(read, **told)
    new = world.providers[WAITING]
    papers.submit(new, by=world.admin, at=at, kind="insurance", file=_file(), expires_on=year)


def _calls(world: World, told) -> None:
    """One open with an offer, one taken up, one closed without."""
    gaps = list(Gap.objects.open().filter(programme=world.main).order_by("pk")[:3])
    closes = world.today + dt.timedelta(days=18)
    made = [
        calls.invite(
            **told,
            programme=world.main,
            need=gap.need,
            area=gap.area,
            wanted=f"{gap.words}. Say what you could do, from when and at what price.",
            closes_on=closes,
        )
        for gap in gaps
    ]
    names = ("Netherton Community Kitchen", "Oldcroft Men’s Shed", "Castle Steps Exercise")
    for number, call in enumerate(made[:2]):
        for name, price in zip(names[: 2 - number], ("1850.00", "2400.00"), strict=False):
            offer = calls.make(
                call,
                by=world.people["provider.kitchen"],
                at=told["at"],
                provider=world.providers[name],
                words="A small group each week with two volunteers and a lift there and back.",
                places=12,
                price=Decimal(price),
            )
        if number == 1:
            calls.take_up(offer, **told)
    if len(made) > 2:
        calls.close(made[2], **told, reason="Nobody could begin before the summer.")
