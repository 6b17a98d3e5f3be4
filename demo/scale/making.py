"""A county's worth of work: residents, referrals, cases, contacts, hospital activity."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from django.db import connection, transaction

from accounts import services as accounts
from cases.lifecycle import Status as CaseStatus
from cases.models import Case, CaseEvent, Contact, PlannedContact, PlanPeriod
from core import clock
from demo.scale.copying import copy, reference, reserve
from demo.seed import lists, people, places
from demo.seed.places import MAIN, World, sign_in
from outcomes.models import ActivityImport, HospitalEvent
from programmes.models import BarrierReason
from referrals.lifecycle import Status
from referrals.models import Barrier, Referral, ReferralEvent
from residents.models import Consent, Resident, Risk

WARDS, WORKERS = 24, 60
CONTACTS_EACH = 12
SPAN = 1000  # days over which the referrals are spread
PLAN = 84
_DAYS = (1, 3, 7, 14, 21, 28, 35, 42, 49, 56, 70, 83)
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of each."""

    residents: int
    events: int
    seed: int


@dataclass(slots=True)
class Life:
    """One resident's referral and case, as far as the rows need it."""

    number: int
    status: str
    sent_at: dt.datetime
    ward: int
    case: str = ""
    home_on: dt.date | None = None
    worker: int = 0


def make(sizes: Sizes, *, say: Say) -> dict[str, int]:
    """Fill an empty database; returns how many rows of each kind there are now."""
    today = clock.today()
    with transaction.atomic():
        world = places.build(today)
        _staff(world)
    maker = Maker(world, sizes, say)
    _ignore_no_trigger()
    maker.everything()
    _tidy(say)
    return maker.counts


def _staff(world: World) -> None:
    """Wards and workers enough for so many people."""
    told = {"by": world.admin, "at": world.began_at}
    site, programme = world.sites["russells-hall"], world.main
    for number in range(WARDS):
        ward = accounts.add_ward(site, **told, name=f"Scale ward {number + 1}", kind="ward")
        user = sign_in(f"scale.ward.{number + 1}", f"Nurse {number + 1}")
        accounts.add_membership(
            user,
            **told,
            organisation=site.organisation,
            role="ward_referrer",
            site=site,
            ward=ward,
        )
        world.wards[f"scale/{number}"], world.people[f"scale.ward/{number}"] = ward, user
    for number in range(WORKERS):
        user = sign_in(f"scale.worker.{number + 1}", f"Worker {number + 1}")
        accounts.add_membership(
            user,
            **told,
            organisation=programme.lead_provider,
            role="link_worker",
            programme=programme,
            capacity=30,
            starts_on=programme.starts_on,
        )
        world.workers[MAIN].append(user)


class Maker:
    """Makes all rows of one programme, table by table, lives kept in memory."""

    def __init__(self, world: World, sizes: Sizes, say: Say):
        self.world, self.sizes, self.say = world, sizes, say
        self.rng = Random(sizes.seed)
        self.counts: dict[str, int] = {}
        self.policy = world.main.policy_on(world.today)
        self.now = clock.now()
        self.wards = [world.wards[f"scale/{n}"] for n in range(WARDS)]
        self.nurses = [world.people[f"scale.ward/{n}"] for n in range(WARDS)]
        self.workers = world.workers[MAIN]
        self.lead = world.people["teamlead"]
        self.lives = [self._life(n) for n in range(sizes.residents)]

    def everything(self) -> None:
        """All tables, those that others point to first."""
        self.residents = reserve(Resident, len(self.lives))
        self._copy(Resident, *self._residents())
        self._copy(Consent, *self._consents())
        self._copy(Risk, *self._risks())
        self.referrals = reserve(Referral, len(self.lives))
        self._copy(Referral, *self._referrals())
        self._copy(Barrier, *self._barriers())
        self._copy(ReferralEvent, *self._referral_events())
        self.cased = [each for each in self.lives if each.case]
        keys = reserve(Case, len(self.cased))
        self.cases = dict(zip((each.number for each in self.cased), keys, strict=True))
        self._copy(Case, *self._cases())
        self._copy(PlanPeriod, *self._periods())
        self._copy(CaseEvent, *self._case_events())
        self._contacts()
        self._activity()

    def _copy(self, model, columns, rows) -> None:
        name = str(model._meta.verbose_name)
        self.say(f"{name} …")
        with transaction.atomic():
            self.counts[name] = copy(model, columns, rows)
        _analyse(model)

    # -- lives ------------------------------------------------------------------------------

    def _life(self, number: int) -> Life:
        rng = self.rng
        days = rng.random() ** 1.3 * SPAN
        sent_at = self.now - dt.timedelta(days=days, minutes=number % 60)
        life = Life(number, self._status(rng, days), sent_at, rng.randrange(WARDS))
        if life.status == Status.ACCEPTED:
            life.worker = rng.randrange(len(self.workers))
            life.home_on = clock.day_of(sent_at) + dt.timedelta(days=rng.randint(1, 6))
            life.case = self._case_status(rng, life)
        return life

    def _status(self, rng: Random, days: float) -> str:
        throw = rng.random()
        if days < 2 and throw < 0.8:
            return Status.SUBMITTED if throw < 0.65 else Status.INFORMATION_NEEDED
        if throw < 0.86:
            return Status.ACCEPTED
        return Status.DECLINED if throw < 0.95 else Status.WITHDRAWN

    def _case_status(self, rng: Random, life: Life) -> str:
        day = (self.world.today - life.home_on).days
        if day < 0:
            return CaseStatus.WAITING_FOR_HOME
        if day <= PLAN:
            return CaseStatus.PAUSED if rng.random() < 0.04 else CaseStatus.ACTIVE
        return CaseStatus.CLOSED

    # -- residents --------------------------------------------------------------------------

    def _residents(self):
        columns = (
            *("id", "reference", "nhs_number", "given_name", "family_name", "date_of_birth"),
            *("sex", "address", "postcode", "district", "phone", "lives_alone"),
        )
        return columns, self._resident_rows()

    def _resident_rows(self) -> Iterator[tuple]:
        rng, today = self.rng, self.world.today
        everyone = [("female", each) for each in lists.WOMEN] + [
            ("male", each) for each in lists.MEN
        ]
        codes = people.AREAS[MAIN].postcodes
        for pk, life in zip(self.residents, self.lives, strict=True):
            sex, given = rng.choice(everyone)
            family = f"{rng.choice(lists.FAMILIES)}{rng.choice(_ENDINGS)}"
            born = today - dt.timedelta(days=rng.randint(55 * 365, 97 * 365))
            number = life.number
            yield (
                *(pk, reference("CBR", number), people.nhs_number(number), given, family, born),
                *(sex, f"{number % 140 + 1} {rng.choice(lists.STREETS)}"),
                *(f"{codes[number % len(codes)]} {number % 9 + 1}AB", "Dudley"),
                *(f"01134960{number % 1000:03d}", number % 3 != 0),
            )

    def _consents(self):
        columns = ("resident_id", "kind", "given_at", "recorded_by_id", "recipient")
        return columns, (
            (pk, kind, life.sent_at, self.nurses[life.ward].pk, to)
            for pk, life in zip(self.residents, self.lives, strict=True)
            for kind, to in (("referral", ""), ("sharing", ""))
        )

    def _risks(self):
        columns = ("resident_id", "kind", "starts_on", "stated_at", "stated_by_id")
        kinds = ("none_known", "none_known", "none_known", "falls", "animals")
        return columns, (
            (pk, kinds[life.number % 5], clock.day_of(life.sent_at), life.sent_at,
             self.nurses[life.ward].pk)
            for pk, life in zip(self.residents, self.lives, strict=True)
        )  # fmt: skip

    # -- referrals --------------------------------------------------------------------------

    def _referrals(self):
        columns = (
            *("id", "reference", "programme_id", "policy_id", "resident_id", "status", "source"),
            *("urgency", "made_at", "made_by_id", "organisation_id", "site_id", "ward_id"),
            *("reason", "admitted_on", "submitted_at", "respond_by", "decided_at"),
            *("decided_by_id", "decline_reason", "withdrawn_at", "withdrawn_by_id"),
        )
        return columns, self._referral_rows()

    def _referral_rows(self) -> Iterator[tuple]:
        main, site = self.world.main, self.world.sites["russells-hall"]
        words = "Could be at home with a little help. Lives alone and is worried."
        hours = (24, 24, 24, 4)
        for pk, person, life in zip(self.referrals, self.residents, self.lives, strict=True):
            number, sent = life.number, life.sent_at
            nurse, urgent = self.nurses[life.ward].pk, number % 4 == 3
            decided = life.status in (Status.ACCEPTED, Status.DECLINED)
            decided_at = self._decided_at(life)
            yield (
                *(pk, reference("CB", number), main.pk, self.policy.pk, person, life.status),
                *("ward", "urgent" if urgent else "routine", sent, nurse),
                *(site.organisation_id, site.pk, self.wards[life.ward].pk, words),
                *(clock.day_of(sent) - dt.timedelta(days=number % 12), sent),
                sent + dt.timedelta(hours=hours[number % 4]),
                *(decided_at if decided else None, self.lead.pk if decided else None),
                "out_of_area" if life.status == Status.DECLINED else "",
                *((decided_at, nurse) if life.status == Status.WITHDRAWN else (None, None)),
            )

    def _decided_at(self, life: Life) -> dt.datetime:
        return min(life.sent_at + dt.timedelta(hours=2 + life.number % 20), self.now)

    def _barriers(self):
        codes = ("way_home", "cold_home", "no_food", "keys", "clutter", "money", "alone")
        found = dict(BarrierReason.objects.values_list("code", "pk"))
        reasons = [found[code] for code in codes]
        columns = ("referral_id", "reason_id", "opened_at")
        return columns, (
            (pk, reasons[(life.number + more) % len(reasons)], life.sent_at)
            for pk, life in zip(self.referrals, self.lives, strict=True)
            for more in range(1 + life.number % 2)
        )

    def _referral_events(self):
        columns = ("at", "by_id", "verb", "from_status", "to_status", "referral_id")
        return columns, self._referral_event_rows()

    def _referral_event_rows(self) -> Iterator[tuple]:
        verbs = {
            Status.ACCEPTED: "accept",
            Status.DECLINED: "decline",
            Status.WITHDRAWN: "withdraw",
        }
        for pk, life in zip(self.referrals, self.lives, strict=True):
            nurse = self.nurses[life.ward].pk
            yield (life.sent_at, nurse, "submit", "draft", "submitted", pk)
            if life.status in verbs:
                by = nurse if life.status == Status.WITHDRAWN else self.lead.pk
                at = self._decided_at(life)
                yield (at, by, verbs[life.status], "submitted", life.status, pk)

    # -- cases ------------------------------------------------------------------------------

    def _cases(self):
        columns = (
            *("id", "reference", "programme_id", "policy_id", "resident_id", "referral_id"),
            *("status", "worker_id", "weight", "risk_tier", "opened_at", "opened_by_id"),
            *("allocated_at", "home_on", "plan_ends_on", "first_contact_at", "paused_since"),
            *("closed_at", "closed_by_id", "close_reason", "what_matters"),
        )
        return columns, self._case_rows()

    def _case_rows(self) -> Iterator[tuple]:
        main = self.world.main
        tiers, reasons = (
            ("light", "medium", "medium", "intensive"),
            ("goals_achieved", "plan_ended"),
        )
        for life in self.cased:
            number, home = life.number, life.home_on
            worker, opened = self.workers[life.worker].pk, self._decided_at(life)
            is_home = life.case != CaseStatus.WAITING_FOR_HOME
            closed = life.case == CaseStatus.CLOSED
            paused = life.case == CaseStatus.PAUSED
            yield (
                *(self.cases[number], reference("CBC", number), main.pk, self.policy.pk),
                *(self.residents[number], self.referrals[number], life.case, worker),
                *(1 + number % 3, tiers[number % 4], opened, self.lead.pk, opened),
                *((home, home + dt.timedelta(days=PLAN)) if is_home else (None, None)),
                clock.start_of(home + dt.timedelta(days=1)) if is_home else None,
                self.world.today if paused else None,
                *(
                    (clock.start_of(home + dt.timedelta(days=PLAN)), worker)
                    if closed
                    else (None, None)
                ),
                reasons[number % 2] if closed else "",
                "My garden, and my own bed.",
            )

    def _periods(self):
        columns = ("case_id", "kind", "starts_on", "ends_on")
        return columns, (
            (self.cases[each.number], "running", each.home_on,
             each.home_on + dt.timedelta(days=PLAN) if each.case == CaseStatus.CLOSED else None)
            for each in self.cased
            if each.case in (CaseStatus.ACTIVE, CaseStatus.CLOSED)
        )  # fmt: skip

    def _case_events(self):
        columns = ("at", "by_id", "verb", "from_status", "to_status", "case_id")
        return columns, (
            (self._decided_at(each), self.lead.pk, "open", "", "waiting_for_home",
             self.cases[each.number])
            for each in self.cased
        )  # fmt: skip

    def _contacts(self) -> None:
        """What the schedule asked for, and a contact for most of it."""
        due = [
            (life, day, life.home_on + dt.timedelta(days=day))
            for life in self.cased
            if life.case != CaseStatus.WAITING_FOR_HOME
            for day in _DAYS
        ]
        today = self.world.today
        past = [each for each in due if each[2] < today]
        keys = reserve(Contact, len(past))
        columns = (
            *("id", "case_id", "at", "mode", "outcome", "given_by_id", "organisation_id"),
            *("minutes", "words", "recorded_at", "recorded_by_id"),
        )
        self._copy(Contact, columns, self._contact_rows(keys, past))
        met = {(life.number, day): key for key, (life, day, _on) in zip(keys, past, strict=True)}
        planned = ("case_id", "due_on", "mode", "purpose", "status", "contact_id")
        self._copy(PlannedContact, planned, self._planned_rows(due, met))

    def _contact_rows(self, keys, past) -> Iterator[tuple]:
        cvs = self.world.main.lead_provider_id
        modes = ("call", "call", "visit", "call")
        outcomes = ("made",) * 7 + ("no_answer",)
        starts: dict[dt.date, str] = {}
        for pk, (life, day, on) in zip(keys, past, strict=True):
            at = starts.get(on)
            if at is None:
                moment = clock.start_of(on) + dt.timedelta(hours=10)
                at = starts.setdefault(on, moment.isoformat())
            worker = self.workers[life.worker].pk
            number = life.number + day
            yield (
                *(pk, self.cases[life.number], at, modes[number % 4], outcomes[number % 8]),
                *(worker, cvs, 10 + number % 40, "Well. Ate, slept, will ring on Friday."),
                *(at, worker),
            )

    def _planned_rows(self, due, met) -> Iterator[tuple]:
        for life, day, on in due:
            key = met.get((life.number, day))
            made = key is not None and (life.number + day) % 8 != 7
            status = "made" if made else "planned" if key is None else "missed"
            yield (
                *(self.cases[life.number], on, "call", f"Day {day}", status),
                key if made else None,
            )

    # -- activity ---------------------------------------------------------------------------

    def _activity(self) -> None:
        """Hospital events, spread over the residents."""
        count = self.sizes.events
        if not count:
            return
        batch = ActivityImport.objects.create(
            programme=self.world.main,
            kind=ActivityImport.Kind.ACTIVITY,
            source="scale",
            read=count,
            stored=count,
            imported_at=self.now,
            imported_by=self.world.people["analyst"],
        )
        columns = (
            *("source", "event_id", "nhs_number", "event_type", "occurred_on", "ended_on"),
            *("admission_method", "conveyed", "batch_id"),
        )
        self._copy(HospitalEvent, columns, self._event_rows(count, batch.pk))

    def _event_rows(self, count: int, batch: int) -> Iterator[tuple]:
        rng, today = self.rng, self.world.today
        days = [(today - dt.timedelta(days=n)).isoformat() for n in range(SPAN)]
        kinds = ("ae_attendance",) * 5 + ("gp_contact",) * 4 + ("ambulance_incident",) * 2
        kinds += ("emergency_admission",) * 2
        whole = len(self.lives)
        numbers = [people.nhs_number(n) for n in range(whole)]
        for n in range(count):
            kind = kinds[int(rng.random() * 13)]
            back = int(rng.random() * SPAN)
            stay = kind == "emergency_admission"
            yield (
                *("scale", f"S{n}", numbers[n % whole], kind, days[back]),
                days[max(0, back - n % 9)] if stay else None,
                "21" if stay else "",
                True if kind == "ambulance_incident" else None,
                batch,
            )


_ENDINGS = ("", "", "", "s", "-Round", "-Haden", "ley", "ton", "worth", "by")


def _ignore_no_trigger() -> None:
    """Say to pgtrigger that it ignores no trigger, which it would otherwise find out for each row
    by an exception. All triggers stay on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', false)")


def _analyse(model) -> None:
    """Statistics at once: the checks of foreign keys that follow are planned with them."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _tidy(say: Say) -> None:
    """Statistics for the planner."""
    say("statistics …")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
