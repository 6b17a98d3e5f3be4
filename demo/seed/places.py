"""Programmes, hospitals, wards, and everyone who signs in."""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts import services
from accounts.models import Organisation, Site, User, Ward
from core import clock
from programmes.models import Programme
from programmes.services import load_presets

DOMAIN = "demo.communitybridge.example"
MAIN = "community-bridge"


@dataclass
class World:
    """Everything the stories need, by short names."""

    today: dt.date
    admin: User = None
    programmes: dict[str, Programme] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    wards: dict[str, Ward] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    workers: dict[str, list[User]] = field(default_factory=dict)
    leads: dict[str, User] = field(default_factory=dict)
    providers: dict = field(default_factory=dict)
    services: list = field(default_factory=list)
    drivers: list = field(default_factory=list)
    items: list = field(default_factory=list)
    needs: dict = field(default_factory=dict)
    fund: object = None
    agreements: list = field(default_factory=list)
    able: set = field(default_factory=set)
    answering: dict = field(default_factory=dict)

    @property
    def main(self) -> Programme:
        """The programme on which the demo dwells."""
        return self.programmes[MAIN]

    @property
    def began_at(self) -> dt.datetime:
        """The morning on which the main programme began."""
        return clock.start_of(self.main.starts_on) + dt.timedelta(hours=9)


# name of the site: organisation's slug, name and kind, wards with their kinds
HOSPITALS = {
    "russells-hall": (
        "dudley-group", "", "", "Russells Hall Hospital",
        (("Ward B4", "ward"), ("Ward C3", "ward"), ("Ward A2", "ward"), ("Frailty unit", "ward"),
         ("Discharge lounge", "ward"), ("Emergency department", "emergency"),
         ("Falls clinic", "clinic")),
    ),
    "new-cross": (
        "royal-wolverhampton", "The Royal Wolverhampton NHS Trust", "trust", "New Cross Hospital",
        (("Ward A7", "ward"), ("Ward C24", "ward"), ("Emergency department", "emergency")),
    ),
    "ambulance": (
        "black-country-ambulance", "Black Country Ambulance Service", "ambulance",
        "Tividale ambulance hub", (("Crew desk", "crew"), ("Crews, west", "crew")),
    ),
    "withybush": ("hywel-dda", "", "", "Withybush Hospital",
                  (("Ward 8", "ward"), ("Emergency department", "emergency"))),
    "norfolk": ("norfolk-and-norwich", "", "", "Norfolk and Norwich University Hospital",
                (("Elsing ward", "ward"), ("Emergency department", "emergency"))),
    "practice": ("castle-street-surgery", "Castle Street Surgery", "gp", "Castle Street Surgery",
                 (("Reception", "clinic"),)),
}  # fmt: skip
REFERS_TO = {
    "russells-hall": (MAIN, "high-intensity-user"),
    "new-cross": (MAIN, "wolverhampton"),
    "ambulance": (MAIN, "high-intensity-user"),
    "withybush": ("pivot",),
    "norfolk": ("district-direct",),
    "practice": (MAIN, "wolverhampton", "high-intensity-user"),
}
# key, name, role, where: (programme) or (site, ward); sign-in is key@demo…
STAFF = (
    ("ward", "Bev Cartwright", "ward_referrer", ("russells-hall", "Ward B4")),
    ("crew", "Tom Yardley", "ward_referrer", ("ambulance", "Crew desk")),
    ("linkworker", "Kath Priddy", "link_worker", (MAIN,)),
    ("teamlead", "Marcia Dunn", "team_lead", (MAIN,)),
    ("manager", "Ruth Gittins", "manager", (MAIN,)),
    ("finance", "Harjit Sandhu", "finance", (MAIN,)),
    ("analyst", "Anil Mistry", "analyst", (MAIN,)),
    ("governor", "Olive Tranter", "governor", (MAIN,)),
    ("ward.c3", "Sunita Rana", "ward_referrer", ("russells-hall", "Ward C3")),
    ("ward.ed", "Joe Tandy", "ward_referrer", ("russells-hall", "Emergency department")),
    ("ward.frailty", "Gemma Nock", "ward_referrer", ("russells-hall", "Frailty unit")),
    ("ward.newcross", "Amy Shaw", "ward_referrer", ("new-cross", "Ward A7")),
    ("ward.withybush", "Nerys Howells", "ward_referrer", ("withybush", "Ward 8")),
    ("ward.norfolk", "Lucy Catchpole", "ward_referrer", ("norfolk", "Elsing ward")),
    ("gp", "Dr Priya Nair", "ward_referrer", ("practice", "Reception")),
    ("linkworker.joan", "Joan Attwood", "link_worker", (MAIN,)),
    ("linkworker.sam", "Sam Bytheway", "link_worker", (MAIN,)),
    ("linkworker.nadia", "Nadia Hussain", "link_worker", (MAIN,)),
    ("linkworker.owen", "Owen Flavell", "link_worker", (MAIN,)),
    ("teamlead.two", "Derek Homer", "team_lead", (MAIN,)),
    ("manager.two", "Sandra Pardoe", "manager", (MAIN,)),
    ("finance.two", "Neil Rudge", "finance", (MAIN,)),
    ("linkworker.hiu", "Steph Caddick", "link_worker", ("high-intensity-user",)),
    ("teamlead.hiu", "Raj Gill", "team_lead", ("high-intensity-user",)),
    ("linkworker.pivot", "Sian Beynon", "link_worker", ("pivot",)),
    ("teamlead.pivot", "Huw Pritchard", "team_lead", ("pivot",)),
    ("linkworker.district", "Megan Orton", "link_worker", ("district-direct",)),
    ("teamlead.district", "Paul Whale", "team_lead", ("district-direct",)),
    ("linkworker.wolves", "Tariq Mahmood", "link_worker", ("wolverhampton",)),
    ("teamlead.wolves", "Angela Newey", "team_lead", ("wolverhampton",)),
)
ALSO = (("teamlead", "team_lead", "high-intensity-user"),
        ("manager", "manager", "high-intensity-user"))  # fmt: skip


def build(today: dt.date) -> World:
    """Programmes from presets, hospitals with wards, everyone of programmes and wards."""
    world = World(today=today)
    for programme in load_presets(today=today):
        world.programmes[programme.slug] = programme
    world.admin = sign_in("admin", "Pete Mullett")
    _hospitals(world)
    cvs = world.main.lead_provider
    told = {"by": world.admin, "at": world.began_at}
    for key, name, role in (
        ("admin", "", "administrator"),
        ("governance", "Frances Hale", "governance"),
    ):
        user = world.admin if key == "admin" else sign_in(key, name)
        world.people[key] = user
        services.add_membership(user, **told, organisation=cvs, role=role)
    for key, name, role, where in STAFF:
        _hire(world, key, name, role, where)
    for key, role, slug in ALSO:
        programme = world.programmes[slug]
        services.add_membership(
            world.people[key], **told, organisation=cvs, role=role, programme=programme
        )
    return world


def sign_in(key: str, name: str) -> User:
    """Somebody with a demo sign-in; the password is hashed once for all of them."""
    return User.objects.create(email=f"{key}@{DOMAIN}", name=name, password=_hashed(), is_demo=True)


_kept: dict[str, str] = {}


def _hashed() -> str:
    plain = settings.DEMO_PASSWORD
    if plain not in _kept:
        _kept[plain] = make_password(plain)
    return _kept[plain]


def _hospitals(world: World) -> None:
    told = {"by": world.admin, "at": world.began_at}
    for key, (slug, name, kind, site_name, wards) in HOSPITALS.items():
        body = Organisation.objects.filter(slug=slug).first()
        body = body or services.add_organisation(**told, name=name, kind=kind)
        site = services.add_site(body, **told, name=site_name)
        world.sites[key] = site
        for ward_name, ward_kind in wards:
            ward = services.add_ward(site, **told, name=ward_name, kind=ward_kind)
            world.wards[f"{key}/{ward_name}"] = ward
        for programme in REFERS_TO[key]:
            world.programmes[programme].referral_sites.add(site)


def _hire(world: World, key: str, name: str, role: str, where: tuple) -> None:
    user = world.people[key] = sign_in(key, name)
    told = {"by": world.admin, "at": world.began_at}
    if role == "ward_referrer":
        ward = world.wards["/".join(where)]
        services.add_membership(
            user, **told, organisation=ward.site.organisation, role=role, site=ward.site, ward=ward
        )
        return
    programme = world.programmes[where[0]]
    services.add_membership(
        user,
        **told,
        organisation=programme.lead_provider,
        role=role,
        programme=programme,
        capacity=30 if role == "link_worker" else None,
        starts_on=programme.starts_on,
    )
    if role == "link_worker":
        world.workers.setdefault(programme.slug, []).append(user)
    if role == "team_lead":
        world.leads.setdefault(programme.slug, user)
