"""Whom the service reaches: each group beside all, in what leaves protected like the rest."""

from typing import Any

from django.utils.translation import gettext as _

from outcomes.presenters.blocks import Chapter, Panel, Table
from outcomes.statistics.intervals import share as share_of
from outcomes.words import joined

Found = dict[str, Any]
FEW = 8
"""Fewer people than this say nothing about a group."""
PARTS = (("accepted", "referred"), ("finished", "ended"), ("own_home", "closed"))


def reach(cut, found: Found, numbers) -> Chapter:
    """One table for each way to tell people apart, and what stands apart in words."""
    told = cut.facts["reach"]
    blocks: list = [Panel(_("Who fares otherwise"), apart_words(told, numbers))]
    blocks += [_table(each, numbers) for each in told]
    lead = _("Referrals up to the data cut-off, by where people live, age, sex, ethnic group and "
             "deprivation. What the record lacks is a group of its own. Finished: of plans whose "
             "last day had come. In a home of their own: of closed cases, as the link worker noted "
             "it.")  # fmt: skip
    return Chapter("reach", _("Whom the service reaches"), lead, tuple(blocks))


def _table(told: Found, numbers) -> Table:
    return Table(
        caption=_("By %(what)s") % {"what": told["name"][:1].lower() + told["name"][1:]},
        head=(_("Group"), _("Referred"), _("Accepted"), _("Share accepted"),
              _("Finished their plan"), _("In a home of their own")),
        rows=tuple(_row(each, numbers) for each in told["groups"]),
    )  # fmt: skip


def _row(each: Found, numbers) -> tuple:
    return (
        each["name"],
        numbers.count(each["referred"]),
        numbers.count(each["accepted"]),
        *(numbers.share(each[part], each[whole]) for part, whole in PARTS),
    )


def apart_words(told: list[Found], numbers) -> str:
    """Groups whose share lies below or above all together by more than chance."""
    sentences = {
        "accepted": (_("Accepted less often: %(groups)s."), _("Accepted more often: %(groups)s.")),
        "finished": (_("Finished their plan less often: %(groups)s."),
                     _("Finished their plan more often: %(groups)s.")),
        "own_home": (_("In a home of their own less often: %(groups)s."),
                     _("In a home of their own more often: %(groups)s.")),
    }  # fmt: skip
    said = []
    for part, whole in PARTS:
        for words, way in zip(sentences[part], (-1, 1), strict=True):
            names = _named(told, part, whole, way, numbers)
            said += [words % {"groups": joined(names)}] if names else []
    if not said:
        return _("No group differs from all together by more than chance would make it.")
    chance = _("Each beside all together, by more than chance (Wilson, 95%); among many groups one "
               "in twenty is marked by chance alone.")  # fmt: skip
    return " ".join((*said, chance))


def _named(told, part: str, whole: str, way: int, numbers) -> list[str]:
    return [
        _("%(group)s (%(what)s)") % {"group": each["name"], "what": grouping["name"].lower()}
        for grouping in told
        for each in grouping["groups"]
        if not numbers.hides(each[part], each[whole])
        and standing(each, grouping["groups"], part, whole) == way
    ]


def standing(each: Found, groups: list[Found], part: str, whole: str) -> int:
    """-1 below all together, 1 above, 0 where chance may explain it or few are known."""
    every = sum(group[whole] for group in groups)
    if each[whole] < FEW or not every:
        return 0
    found, all_of = share_of(each[part], each[whole]), 100 * sum(g[part] for g in groups) / every
    if found.ci_high is not None and found.ci_high < all_of:
        return -1
    return int(found.ci_low is not None and found.ci_low > all_of)
