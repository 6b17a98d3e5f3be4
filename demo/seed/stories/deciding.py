"""Prices compared and panels held, before something dear is agreed to."""

from decimal import Decimal

from demo.seed.stories.cast import Actor
from funding.services import purchases
from funding.services.purchases import panels, quoting

_DEARER = (Decimal("1.08"), Decimal("1.17"))
_SAID = ("Within a week.", "With two people, on weekdays.", "Everything included.")


def compare(actor: Actor, purchase):
    """Where the rules ask for it, two more providers name a price and the cheapest is taken."""
    if not quoting.too_few(purchase):
        return purchase
    world, by = actor.world, purchase.requested_by
    able = [each for each in world.providers.values() if each.pk in world.able]
    others = [each for each in able if each != purchase.provider][:1]
    first = None
    for provider, factor in zip([purchase.provider, *others], (Decimal(1), *_DEARER), strict=False):
        made = purchases.quote(
            purchase,
            by=by,
            at=actor.soon(3),
            provider=provider,
            amount=(purchase.amount * factor).quantize(Decimal("1")),
            lead_days=actor.rng.randint(2, 14),
            words=actor.rng.choice(_SAID),
        )
        first = first or made
    return purchases.choose_quote(purchase, by=by, at=actor.soon(1), quote=first)


def by_panel(actor: Actor, purchase):
    """Three people vote, one manager records what it comes to."""
    people = actor.world.people
    members = [people["teamlead"], people["finance"], people["manager.two"]]
    panel = purchases.call_panel(purchase, by=people["manager"], at=actor.soon(2), members=members)
    for each, said in zip(members, ("Needed every week.", "Fair price.", ""), strict=True):
        panels.vote(panel, by=each, at=actor.soon(5), vote="for", words=said)
    panel = panels.decide(panel, by=people["manager"], at=actor.soon(2), words="Agreed by all.")
    panel.purchase.refresh_from_db()
    return panel.purchase
