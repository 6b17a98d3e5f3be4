"""Panels on screen: what is decided, who sits, how they voted. Never the resident's name."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.money import pounds
from core.presenters import Action, Cell, Column, Fact, Row, Table, Tag, TimelineEntry
from funding.lifecycle import PANEL_LIFE, PanelStatus
from funding.presenters import words
from funding.presenters.story import of_one
from funding.services.purchases.panels import tally, voted

COLOURS = {
    PanelStatus.CALLED: "amber",
    PanelStatus.AGREED: "good",
    PanelStatus.DECLINED: "danger",
    PanelStatus.CALLED_OFF: "stone",
}
VOTES = {"for": "good", "against": "danger", "abstain": "stone"}
STORY = {
    "call": (gettext_lazy("Panel called"), "people", "wash"),
    "vote": (gettext_lazy("Voted"), "tick", "wash"),
    "declare_interest": (gettext_lazy("Declared an interest"), "alert", "amber"),
    "agree": (gettext_lazy("The panel agreed"), "tick", "good"),
    "decline": (gettext_lazy("The panel declined"), "cross", "danger"),
    "call_off": (gettext_lazy("Called off"), "cross", "stone"),
}
_URLS = {
    "vote": "funding:panel_vote",
    "declare_interest": "funding:panel_declare_interest",
    "decide": "funding:panel_decide",
    "call_off": "funding:panel_call_off",
}


def tag(panel) -> Tag:
    """Where a panel stands."""
    return Tag(panel.get_status_display(), COLOURS[panel.status])


def row(user, panel) -> Row:
    """One panel in a list, with the reader's own vote."""
    mine = next((each for each in panel.members.all() if each.user_id == user.pk), None)
    return Row(
        (
            Cell(panel.purchase.what, url=panel.get_absolute_url(), sub=panel.reference),
            Cell(tags=(tag(panel),)),
            _vote(mine) if mine else Cell("–"),
            Cell(words.short_day(panel.decide_by)),
            Cell(pounds(panel.purchase.amount)),
        ),
        key=panel.reference,
    )


def facts(panel) -> list[Fact]:
    """What the members decide on."""
    purchase = panel.purchase
    whom = purchase.case.reference if purchase.case_id else purchase.group_name
    found = [
        Fact(_("Price"), pounds(purchase.amount)),
        Fact(_("What it makes possible"), purchase.why),
        Fact(_("For"), whom),
        Fact(_("Fund"), purchase.fund.name),
        Fact(_("Asked for by"), str(purchase.requested_by)),
        Fact(_("Decide by"), words.day(panel.decide_by)),
        Fact(_("Counts with"), _rule(panel)),
    ]
    if purchase.provider_id:
        found.insert(1, Fact(_("From"), purchase.provider.organisation.name))
    if panel.words:
        found.append(Fact(_("The decision"), panel.words))
    return found


def _rule(panel) -> str:
    told = {"quorum": panel.quorum, "majority": panel.majority}
    return _("%(quorum)d votes, and more than %(majority)d percent of those for and against") % told


def standing(panel) -> str:
    """Where the votes are now, in one sentence."""
    counts = tally(panel)
    told = {**counts, "voted": voted(counts), "quorum": panel.quorum}
    said = _("%(for)d for, %(against)d against, %(abstain)d abstain.") % told
    if voted(counts) < panel.quorum:
        return f"{said} " + _("%(voted)d of the %(quorum)d votes needed are in.") % told
    carried = counts["for"] * 100 > panel.majority * (counts["for"] + counts["against"])
    ending = _("As it stands, it is agreed.") if carried else _("As it stands, it is declined.")
    return f"{said} {ending}"


def seats(panel) -> Table:
    """Each member with vote and words, or with the interest that bars it."""
    columns = (Column(_("Member")), Column(_("Vote")), Column(_("In words")))
    members = sorted(panel.members.all(), key=lambda each: str(each.user))
    return Table(_("Who decides"), columns, tuple(_seat_row(each) for each in members))


def _seat_row(seat) -> Row:
    return Row((Cell(str(seat.user)), _vote(seat), Cell(seat.interest or seat.vote_words)))


def _vote(seat) -> Cell:
    if seat.interest_at:
        return Cell(tags=(Tag(_("No vote: an interest"), "amber"),))
    if not seat.vote:
        return Cell(_("Not yet"), quiet=True)
    return Cell(tags=(Tag(seat.get_vote_display(), VOTES[seat.vote]),))


def actions(user, panel) -> list[Action]:
    """What this person can do now, the main thing first."""
    mine = next((each for each in panel.members.all() if each.user_id == user.pk), None)
    found = [
        verb
        for verb in PANEL_LIFE.verbs_from(panel.status)
        if verb in _URLS
        and user.has_perm(f"panels.{verb}", panel)
        and _fits(user, panel, verb, mine)
    ]
    main = next((verb for verb in ("vote", "decide") if verb in found), "")
    return [
        Action(
            PANEL_LIFE.moves[verb].label,
            reverse(_URLS[verb], args=[panel.reference]),
            "main" if verb == main else "link" if verb == "call_off" else "second",
        )
        for verb in sorted(found, key=lambda each: (each != main, each == "call_off"))
    ]


def _fits(user, panel, verb: str, mine) -> bool:
    """What the table cannot know: who has voted, who has an interest, whether enough have."""
    barred = mine is not None and mine.interest_at is not None
    if verb == "vote":
        return not barred and not mine.vote
    if verb == "declare_interest":
        return not barred
    if verb == "decide":
        enough = voted(tally(panel)) >= panel.quorum
        return enough and not barred and panel.purchase.requested_by_id != user.pk
    return True


def story(panel) -> list[TimelineEntry]:
    """What happened, newest first."""
    return of_one(panel, STORY)
