"""An agreement on screen: its terms, what the funder asks for, what came and what is late."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from core.money import pounds
from core.presenters import Action, Cell, Column, Fact, Row, Table, Tag
from funding.models import Purchase
from funding.presenters import words
from programmes.models import NeedDomain


def facts(agreement, standing) -> tuple[Fact, ...]:
    """What was agreed, as a list of words."""
    came = _("%(came)s of %(agreed)s") % {
        "came": pounds(standing.received),
        "agreed": pounds(standing.agreed),
    }
    period = _("%(first)s to %(last)s") % {
        "first": words.day(agreement.starts_on),
        "last": words.day(agreement.ends_on),
    }
    told = [
        Fact(_("Paid in"), came),
        Fact(_("Period"), period),
        Fact(_("For what"), agreement.purposes or _("Any purpose")),
        Fact(_("Only for"), only_words(agreement.only_needs) or _("No restriction")),
        Fact(_("Only where"), ", ".join(agreement.only_districts) or _("Anywhere")),
        Fact(
            _("Before it is paid in"),
            _("May be spent") if agreement.spend_ahead else _("May not be spent"),
        ),
    ]
    if agreement.conditions:
        told.append(Fact(_("Conditions in short"), agreement.conditions))
    return tuple(told)


def only_words(codes) -> str:
    """Codes of categories and needs as words."""
    if not codes:
        return ""
    names = dict(Purchase.Category.choices)
    names.update(NeedDomain.objects.filter(code__in=codes).values_list("code", "name"))
    return ", ".join(str(names.get(code, code.replace("_", " "))) for code in codes)


def former_names(funder) -> str:
    """Dudley CCG until 30 June 2022."""
    rows = funder.former_names.order_by("until_on")
    return ", ".join(
        _("%(name)s until %(day)s") % {"name": each.name, "day": words.day(each.until_on)}
        for each in rows
    )


def terms_table(agreement) -> Table | None:
    """Each version of the terms, the newest first."""
    rows = list(agreement.terms.select_related("made_by").order_by("-effective_from", "-pk"))
    if len(rows) < 2:
        return None
    columns = (
        Column(_("From")),
        Column(_("Amount £"), numeric=True),
        Column(_("To")),
        Column(_("Only for")),
        Column(_("Why")),
        Column(_("By")),
    )
    drawn = tuple(
        Row(
            (
                Cell(words.day(each.effective_from)),
                Cell(f"{each.amount:,.2f}"),
                Cell(words.day(each.ends_on)),
                Cell(
                    ", ".join(filter(None, (only_words(each.only_needs), *each.only_districts)))
                    or _("No restriction")
                ),
                Cell(each.reason or _("As first agreed")),
                Cell(str(each.made_by) if each.made_by_id else ""),
            )
        )
        for each in rows
    )
    return Table(_("Terms, each with the day it counts from"), columns, drawn)


def condition_tag(condition, *, on) -> Tag:
    """Met, not met, due in 12 days, 3 days late."""
    if condition.settled_at is not None:
        return Tag(_("Met"), "good") if condition.is_met else Tag(_("Not met"), "danger")
    if condition.due_on is None:
        return Tag(_("No day set"), "stone")
    days = (condition.due_on - on).days
    if days < 0:
        late = ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
        return Tag(late, "danger")
    if days > 30:
        return Tag(_("Open"), "wash")
    return Tag(
        ngettext("Due in %(days)d day", "Due in %(days)d days", days) % {"days": days}, "amber"
    )


def conditions_of(agreement) -> list:
    """What the funder asks for, the next first."""
    return list(agreement.asked_for.select_related("settled_by").order_by("due_on", "pk"))


def conditions_table(rows, *, on) -> Table | None:
    """What the funder asks for."""
    if not rows:
        return None
    columns = (
        Column(_("What is asked for")),
        Column(_("By")),
        Column(_("State")),
        Column(_("What shows it")),
    )
    drawn = tuple(
        Row(
            (
                Cell(each.words),
                Cell(words.short_day(each.due_on) if each.due_on else "–"),
                Cell(tags=(condition_tag(each, on=on),)),
                Cell(
                    each.evidence,
                    sub=f"{each.settled_by}, {words.day(each.settled_at)}"
                    if each.settled_at
                    else "",
                ),
            )
        )
        for each in rows
    )
    return Table(_("Conditions"), columns, drawn)


def instalment_tag(expected) -> Tag:
    """Received, late, or to come."""
    if not expected.open:
        return Tag(_("Received"), "good")
    if expected.is_late:
        late = expected.days_late
        return Tag(ngettext("%(n)d day late", "%(n)d days late", late) % {"n": late}, "danger")
    return Tag(_("In part"), "amber") if expected.came else Tag(_("To come"), "stone")


def instalments_table(found, *, with_funder: bool = False) -> Table | None:
    """The plan with what came of it."""
    if not found:
        return None
    foot = None
    if not with_funder and len(found) > 1:
        sums = (sum(each.instalment.amount for each in found), sum(each.came for each in found))
        foot = Row((Cell(_("In all")), Cell(), Cell(), *(Cell(f"{each:,.2f}") for each in sums)))
    columns = (
        *((Column(_("Agreement")),) if with_funder else ()),
        Column(_("Due")),
        Column(_("State")),
        Column(_("Last came")),
        Column(_("Planned £"), numeric=True),
        Column(_("Came £"), numeric=True),
    )
    rows = tuple(_instalment(each, with_funder) for each in found)
    return Table(_("Instalments"), columns, rows, foot=foot)


def _instalment(each, with_funder: bool) -> Row:
    agreement = each.instalment.agreement
    whose = Cell(agreement.reference, url=agreement_url(agreement), sub=agreement.funder.name)
    funder = (whose,) if with_funder else ()
    return Row(
        (
            *funder,
            Cell(words.short_day(each.instalment.due_on), sub=each.instalment.words),
            Cell(tags=(instalment_tag(each),)),
            Cell(words.short_day(each.last_came_on) if each.last_came_on else "–"),
            Cell(f"{each.instalment.amount:,.2f}"),
            Cell(f"{each.came:,.2f}"),
        )
    )


def history(agreement) -> list[str]:
    """Overrides, year-ends and re-attributions, as sentences with their reason."""
    told = [(each.at, _advance(each)) for each in agreement.advances.select_related("by")]
    told += [
        (each.at, _year_end(each)) for each in agreement.year_ends.select_related("by", "into")
    ]
    told += [
        (each.at, _moved(each, away=True))
        for each in agreement.moved_away.select_related("by", "into__funder")
    ]
    told += [
        (each.at, _moved(each, away=False))
        for each in agreement.moved_here.select_related("by", "agreement__funder")
    ]
    return [text for _at, text in sorted(told, key=lambda pair: pair[0], reverse=True)]


def _advance(each) -> str:
    told = {
        "amount": pounds(each.amount),
        "above": pounds(each.above),
        "by": each.by,
        "day": words.day(each.at),
        "reason": each.reason,
    }
    if each.above:
        return _("%(day)s: %(by)s let %(above)s be spent above what was agreed. %(reason)s") % told
    return _("%(day)s: %(by)s set %(amount)s free before it was paid in. %(reason)s") % told


def _year_end(each) -> str:
    told = {
        "amount": pounds(each.amount),
        "by": each.by,
        "day": words.day(each.at),
        "words": each.words,
        "into": each.into.reference if each.into_id else "",
    }
    if each.into_id:
        return _("%(day)s: %(by)s carried %(amount)s forward into %(into)s. %(words)s") % told
    return _("%(day)s: %(by)s gave %(amount)s back to the funder. %(words)s") % told


def _moved(each, *, away: bool) -> str:
    other = each.into if away else each.agreement
    told = {
        "amount": pounds(each.amount),
        "bought": ngettext("%(n)d purchase", "%(n)d purchases", each.purchases)
        % {"n": each.purchases},
        "other": other.funder.name,
        "by": each.by,
        "day": words.day(each.at),
        "reason": each.reason,
    }
    if away:
        said = _("%(day)s: %(by)s moved %(amount)s of %(bought)s to %(other)s. %(reason)s")
    else:
        said = _("%(day)s: %(by)s took over %(amount)s of %(bought)s from %(other)s. %(reason)s")
    return said % told


def agreement_url(agreement) -> str:
    """The agreement's page for those who look after it."""
    return reverse("funding:agreement", args=[agreement.reference])


VERBS = (
    ("funds.receive", "funding:receive", _lazy("Money came in"), "main"),
    ("claims.draft", "funding:claim_draft", _lazy("Draft a claim"), "second"),
    ("funds.agree", "funding:change_agreement", _lazy("Change the terms"), "second"),
    ("funds.agree", "funding:plan_instalment", _lazy("Plan an instalment"), "plan"),
    ("funds.agree", "funding:drop_instalment", _lazy("Take an instalment out"), "plan"),
    ("funds.agree", "funding:add_condition", _lazy("Add a condition"), "conditions"),
    ("funds.agree", "funding:settle_condition", _lazy("Settle a condition"), "conditions"),
    ("funds.override", "funding:advance", _lazy("Set money free before it is paid in"), "link"),
    ("funds.override", "funding:override", _lazy("Allow spending above what was agreed"), "link"),
    (
        "funds.reattribute",
        "funding:reattribute",
        _lazy("Move its costs to another funder"),
        "link",
    ),
    ("funds.close", "funding:year_end", _lazy("Carry forward or give back"), "link"),
    ("funds.agree", "funding:rename_funder", _lazy("The funder has a new name"), "link"),
)


def verbs(user, agreement, place: str, *, without=frozenset()) -> list[Action]:
    """The acts of one place that the person may do, but for those named in `without`.

    Places are a kind of button, or the part of the page (plan, conditions) whose links they are.
    """
    kind = place if place in ("main", "second") else "link"
    return [
        Action(text, reverse(name, args=[agreement.reference]), kind)
        for permission, name, text, stands in VERBS
        if stands == place and name not in without and user.has_perm(permission, agreement)
    ]


def pointless(found, conditions) -> set[str]:
    """Acts for which there is nothing yet: no open instalment, no condition to settle."""
    names = set()
    if not any(each.open and not each.came for each in found):
        names.add("funding:drop_instalment")
    if not any(each.settled_at is None for each in conditions):
        names.add("funding:settle_condition")
    return names
