"""Placements in every state, so that whoever looks finds each: offered, opened, asked, accepted,
declined, run out, under way with sessions, ended with a score, taken back, asked together.

What a provider did by link is done here as by link: by its stand-in, with the name they gave.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from accounts.services import stand_in_for
from cases.models import Case, Placement
from cases.services import placements as services
from cases.services.signposts import point_on
from core import clock, events, links
from core.errors import DomainError
from core.links import services as link_services
from demo.seed.places import World
from demo.seed.quiet import quiet, undoable

KNOW = "Glad of company in the afternoon. Ring twice and allow time to come to the door."
AIMS = ("Out of the house once a week", "Somebody to ring when it gets too much")
NAME = "Marcia Bayliss"


@dataclass
class Scene:
    """One case, the services that could help, and the day."""

    world: World
    now: dt.datetime
    case: Case
    services: Iterator

    def offer(self, *, days: float, quietly: bool = True) -> Placement:
        """An offer made so many days ago, to the next service that can be asked."""
        at = self.now - dt.timedelta(days=days)
        waiting = services.scattergun_words(services.awaiting_answers(self.case))
        because = "Each covers one day of the week." if waiting else ""
        told = {"what_to_know": KNOW, "aims": AIMS, "several_because": because}
        told.update(by=self.case.worker, at=at, agreed_to_share=True, share_address=True)
        for service in self.services:
            try:
                with undoable():
                    if not quietly:
                        return services.offer(self.case, service=service, **told)
                    with quiet():
                        return services.offer(self.case, service=service, **told)
            except DomainError:
                continue
        raise RuntimeError("the demo's directory has no room left")

    def by_link(self, verb: Callable, placement: Placement, *, days: float, **answers):
        """Done through the link, as the pages do it."""
        at = self.now - dt.timedelta(days=days)
        purpose = services.REPORT if placement.answered_at else services.ANSWER
        found = links.standing(purpose, placement.reference, at=at)
        with events.through(link=found[-1].reference if found else "", name=NAME):
            result = verb(
                placement,
                by=stand_in_for(placement.service.provider.organisation),
                at=at,
                **answers,
            )
        if found:
            answered = verb in (services.accept, services.decline, services.end)
            step = verb.__name__.replace("_", "-")
            link = found[-1]
            link.refresh_from_db()
            if not link.revoked_at:
                link_services.use(link, at=at, step=step, name=NAME, origin="", answers=answered)
        return result


def offered(scene: Scene) -> None:
    """This morning, by mail."""
    scene.offer(days=0.05, quietly=False)


def opened(scene: Scene) -> None:
    """Read, not answered, reminded once."""
    placement = scene.offer(days=4)
    scene.by_link(services.open_link, placement, days=3.5)


def asked(scene: Scene) -> None:
    """A question that waits for the link worker."""
    placement = scene.by_link(services.open_link, scene.offer(days=1, quietly=False), days=0.9)
    words = "Are there steps to the front door? Our driver has a bad knee."
    scene.by_link(services.send_message, placement, days=0.8, words=words)


def accepted(scene: Scene) -> None:
    """Taken by link; the mail with its page is there to be followed."""
    placement = scene.by_link(services.open_link, scene.offer(days=2, quietly=False), days=1.9)
    starts = clock.day_of(scene.now) + dt.timedelta(days=3)
    scene.by_link(services.accept, placement, days=1.5, starts_on=starts, words="Gladly.")


def declined(scene: Scene) -> None:
    """No, and why."""
    with quiet():
        placement = scene.by_link(services.open_link, scene.offer(days=3), days=2.5)
        words = "Try again after the 8th, a befriender comes back then."
        told = {"reason": "no_volunteer", "words": words}
        scene.by_link(services.decline, placement, days=2, **told)


def run_out(scene: Scene) -> None:
    """Nobody answered, for all the reminders."""
    placement = scene.offer(days=9)
    with quiet():
        for share in (0.6, 0.9):
            services.remind_due(
                at=placement.offered_at + (placement.expires_at - placement.offered_at) * share
            )
        services.expire(placement, at=placement.expires_at)


def _under_way(scene: Scene, *, days: float) -> Placement:
    placement = scene.by_link(services.open_link, scene.offer(days=days), days=days - 0.5)
    starts = clock.day_of(scene.now - dt.timedelta(days=days - 2))
    placement = scene.by_link(services.accept, placement, days=days - 1, starts_on=starts)
    placement = scene.by_link(services.start, placement, days=days - 2)
    weekly = range(int(days) - 3, 1, -7)
    for number, ago in enumerate(weekly):
        held = clock.day_of(scene.now - dt.timedelta(days=ago))
        told = {
            "held_on": held,
            "attended": number != 1,
            "why_not": "unwell" if number == 1 else "",
        }
        scene.by_link(services.record_session, placement, days=ago - 0.5, **told)
    return placement


def under_way(scene: Scene) -> None:
    """Four weeks of it, one session missed, and worried at the last."""
    with quiet():
        placement = _under_way(scene, days=27)
        told = {"held_on": clock.day_of(scene.now - dt.timedelta(days=1)), "attended": True}
        words = "Short of breath on the stairs."
        scene.by_link(
            services.record_session, placement, days=0.7, words=words, worried=True, **told
        )


def ended(scene: Scene) -> None:
    """With a report scored aim by aim, and what the resident says."""
    with quiet():
        placement = _under_way(scene, days=45)
        scores = {
            1: ("achieved", "Comes to the lunch club every Thursday."),
            2: ("partly", "Rings us, not yet anybody near."),
        }
        report = "Five visits and a lunch club. A friend was made there."
        placement = scene.by_link(services.end, placement, days=3, report=report, scores=scores)
        services.give_feedback(
            placement,
            by=scene.case.worker,
            at=scene.now - dt.timedelta(days=1),
            feedback=5,
            feedback_words="I look forward to Thursdays.",
        )


def taken_back(scene: Scene) -> None:
    """Not needed any more."""
    with quiet():
        placement = scene.offer(days=5)
        at = scene.now - dt.timedelta(days=4)
        words = "A sister has moved in."
        services.cancel(placement, by=scene.case.worker, at=at, words=words)


def asked_together(scene: Scene) -> None:
    """Two at once; the first to say yes takes it."""
    pair = []
    for service in scene.services:
        pair.append(service)
        if len(pair) < 2:
            continue
        try:
            with undoable():
                services.offer_to_several(
                    scene.case,
                    by=scene.case.worker,
                    at=scene.now - dt.timedelta(hours=2),
                    services=pair,
                    what_to_know=KNOW,
                    aims=AIMS,
                    agreed_to_share=True,
                    several_because="Going home on Thursday.",
                )
            return
        except DomainError:
            pair.pop(0)


SCENES = (
    offered,
    opened,
    asked,
    accepted,
    declined,
    run_out,
    under_way,
    ended,
    taken_back,
    asked_together,
)


def build(world: World, *, now: dt.datetime) -> None:
    """Each scene with a resident of the link worker who signs in to the demo."""
    worker = world.people["linkworker"]
    mine = Case.objects.filter(programme=world.main, worker=worker, status="active")
    long_home = mine.filter(opened_at__lt=now - dt.timedelta(days=46))
    cases = list(long_home.order_by("pk")) or list(mine.order_by("pk"))
    first = [each for each in world.services if each.provider_id in world.answering]
    rest = [
        each for each in world.services if each.provider_id in world.able - set(world.answering)
    ]
    for number, scene in enumerate(SCENES if cases else ()):
        asked_first = first + rest if number % 2 else rest + first
        case = cases[number % len(cases)]
        scene(Scene(world, now, case, iter(asked_first)))
    _signposts(world, now=now)
    with quiet():
        services.expire_due(at=now)
    services.remind_due(at=now)


def _signposts(world: World, *, now: dt.datetime) -> None:
    """A few people who were pointed on, without a case."""
    worker = world.people["linkworker"]
    told = {"by": worker, "need": world.needs.get("money")}
    for days, who, elsewhere in (
        (0.1, "A daughter in Tipley", "Citizens Advice Dudley"),
        (2, "Someone on Ward B4", "The hospital’s carers’ café"),
        (6, "A neighbour who rang", "Age UK’s advice line"),
    ):
        at = now - dt.timedelta(days=days)
        point_on(world.main, **told, at=at, who=who, elsewhere=elsewhere)


__all__ = ["SCENES", "build"]
