"""Every instrument that ships, with its licence and what this programme may do with it."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.presenters import Action, Cell, Column, Fact, Row, Table, Tag
from outcomes.instruments import LICENCE_WORDS, definitions
from outcomes.models import Occasion
from outcomes.services import measures


def page(programme, registrations, user, *, today) -> dict:
    """The parts of the page: what is used and when, then each instrument, used ones first."""
    used = {each.key for each in measures.in_use(programme, on=today)}
    leave: dict[str, list] = {}
    for each in registrations.order_by("-registered_on", "-pk"):
        leave.setdefault(each.instrument, []).append(each)
    may = user.has_perm("instruments.register", programme)
    cards = []
    for each in sorted(definitions(), key=lambda one: one.key not in used):
        known = leave.get(each.key, [])
        refused = measures.refusal(programme, each.key, on=today) if each.key in used else ""
        acts = _acts(programme, each, known) if may else []
        tags = _tags(each, each.key in used, refused)
        cards.append(_card(each, known, tags=tags, refused=refused, actions=acts))
    return {
        "parts": cards,
        "points": _points(programme.policy_on(today)),
        "actions": _actions(programme, user),
    }


def _card(instrument, registrations, **given) -> dict:
    return {
        "name": instrument.name,
        "facts": [*_facts(instrument), *(_leave(row) for row in registrations)],
        "copyright": instrument.licence.copyright_line,
        **given,
    }


def _actions(programme, user) -> list[Action]:
    found = []
    if user.has_perm("instruments.choose", programme):
        url = reverse("outcomes:choose_instruments", args=[programme.slug])
        found.append(Action(_("Change what is asked and when"), url, icon="pencil"))
    if user.has_perm("measures.completeness", programme):
        url = reverse("outcomes:completeness", args=[programme.slug])
        found.append(Action(_("How complete the answers are"), url))
    return found


def _points(policy) -> list[Fact]:
    if policy is None:
        return []
    asked = policy.measure_points or Occasion.values
    labels = [str(Occasion(each).label) for each in Occasion.values if each in asked]
    window = _("from %(before)d days before to %(after)d days after the day") % {
        "before": policy.measure_days_before,
        "after": policy.measure_days_after,
    }
    return [Fact(_("Asked at"), ", ".join(labels)), Fact(_("Window"), window)]


def _tags(instrument, is_used, refused) -> list[Tag]:
    state = Tag(LICENCE_WORDS[instrument.licence.state], "outline")
    if not is_used:
        return [Tag(instrument.short_name, "outline"), state, Tag(_("Not used"), "stone")]
    use = Tag(_("Off"), "danger") if refused else Tag(_("In use"), "good")
    return [Tag(instrument.short_name, "outline"), state, use]


def _facts(instrument) -> list[Fact]:
    number = len(instrument.items)
    asked = ngettext("%(n)d question", "%(n)d questions", number) % {"n": number}
    return [
        Fact(_("Licence"), instrument.licence.words),
        Fact(_("Asked"), asked if number else _("Figures only, no question is shown")),
        Fact(_("Direction"), " ".join(sorted({str(s.direction) for s in instrument.scales}))),
        Fact(_("When an answer is missing"), instrument.missing),
        Fact(_("What counts as a change"), _changes(instrument)),
        Fact(_("Source"), instrument.citation),
        Fact(_("Version"), instrument.version),
    ]


def _changes(instrument) -> str:
    found = dict.fromkeys(
        f"{each.words} ({each.source})" for scale in instrument.scales for each in scale.thresholds
    )
    return "; ".join(found) or _("nothing published that we could cite")


def _leave(registration) -> Fact:
    told = {
        "licence": registration.licence,
        "day": date_format(registration.registered_on, "j F Y"),
        "who": registration.recorded_by or _("nobody named"),
    }
    words = _("%(licence)s, from %(day)s, registered by %(who)s") % told
    if registration.ended_at:
        return Fact(_("Registration, ended"), f"{words}. {registration.end_reason}")
    if registration.until:
        words += _(", until %(day)s") % {"day": date_format(registration.until, "j F Y")}
    return Fact(_("Registration"), words)


def _acts(programme, instrument, registrations) -> list[Action]:
    if instrument.licence.free:
        return []
    args = [programme.slug, instrument.key]
    name = instrument.short_name
    again = _("Renew") if registrations else _("Register")
    found = [Action(again, reverse("outcomes:register_instrument", args=args), hidden=name)]
    if any(each.ended_at is None for each in registrations):
        url = reverse("outcomes:end_registration", args=args)
        found.append(Action(_("End the registration"), url, kind="link", hidden=name))
    return found


def programmes(mine) -> Table:
    """Each programme with the way to its scales."""
    columns = (Column(_("Programme")), Column(_("Area")))
    rows = tuple(
        Row((
            Cell(each.name, url=reverse("outcomes:instruments", args=[each.slug])),
            Cell(each.area),
        ))
        for each in mine
    )  # fmt: skip
    return Table(_("Programmes"), columns, rows)
