"""Two evaluations of one programme side by side: what was asked, who was counted, what came out."""

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.presenters import Cell, Column, Row, Table
from outcomes.models import EventType
from outcomes.presenters import pages
from outcomes.words import LEFT_OUT


def tables(one, other) -> list[tuple[str, Table]]:
    """Titles with their tables: parameters that differ, people, activity, money."""
    heads = (Column(_("What")), *(Column(run.reference, numeric=True) for run in (one, other)))
    figures = (*heads, Column(_("Difference"), numeric=True))
    asked = _asked(one, other)
    return [
        (_("What was asked differently"), Table(_("What was asked"), heads, asked)),
        (_("People"), Table(_("People"), figures, _people(one, other))),
        (_("Activity before and after"), Table(_("Activity"), figures, _activity(one, other))),
        (_("Money and readmissions"), Table(_("Money"), figures, _money(one, other))),
    ]


def _asked(one, other) -> tuple[Row, ...]:
    """Only what differs; one row that says so when nothing does."""
    told = [_parameters(run) for run in (one, other)]
    rows = [
        Row((Cell(what), Cell(told[0][what]), Cell(told[1][what])))
        for what in told[0]
        if told[0][what] != told[1][what]
    ]
    if not rows:
        same = _("Nothing") if one.fingerprint != other.fingerprint else _("Nothing; same records")
        rows = [Row((Cell(same), Cell("–"), Cell("–")))]
    return tuple(rows)


def _parameters(run) -> dict[str, str]:
    parameters = run.parameters
    costs = parameters.get("unit_costs", {})
    return {
        _("Whose hospital use"): pages.whom(run),
        _("Data to"): date_format(run.as_of, "j F Y"),
        _("Days each side"): str(run.window_days),
        _("Rules in force from"): parameters.get("policy_from") or "–",
        _("Prices of one year"): run.price_year or _("each in its own"),
        **{
            _("Cost of %(what)s") % {"what": label}: _cost(costs.get(kind))
            for kind, label in EventType.choices
        },
    }


def _cost(cost: dict | None) -> str:
    return f"£{cost['amount']}, {cost['price_year']}" if cost else "–"


def _people(one, other) -> tuple[Row, ...]:
    cohorts = [run.results["cohort"] for run in (one, other)]
    names = {"people": _("On the roster"), "complete_follow_up": _("Counted")}
    rows = [_row(label, *(each[key] for each in cohorts)) for key, label in names.items()]
    rows += [
        _row(capfirst(str(label)), *(each["left_out"].get(why, 0) for each in cohorts))
        for why, label in LEFT_OUT.items()
        if any(each["left_out"].get(why) for each in cohorts)
    ]
    rows.append(_row(_("Events on record"), *(_events(run) for run in (one, other))))
    return tuple(rows)


def _events(run) -> int:
    return sum(each["rows"] for each in run.frozen.get("facts", {}).get("sources", []))


def _activity(one, other) -> tuple[Row, ...]:
    found = [{each["event_type"]: each for each in run.results["streams"]} for run in (one, other)]
    rows = []
    for kind, label in EventType.choices:
        pair = [each[kind] for each in found]
        for key, words in (("before", _("before")), ("after", _("after"))):
            rows.append(_row(f"{label}, {words}", *(each[key] for each in pair)))
        rows.append(
            _row(f"{label}, {_('change, %')}", *(each["percent"] for each in pair), places=1)
        )
    return tuple(rows)


def _money(one, other) -> tuple[Row, ...]:
    results = [run.results for run in (one, other)]
    names = {
        "cost_avoided_total": _("Cost avoided, £"),
        "programme_cost": _("Cost of the programme, £"),
        "net": _("Net, £"),
    }
    rows = [
        _row(label, *(_number(each["money"][key]) for each in results), places=2)
        for key, label in names.items()
    ]
    rows += [
        _row(_("Bed days, %(window)s") % {"window": words},
             *(each["bed_days"][window] for each in results))
        for window, words in (("before", _("before")), ("after", _("after")))
    ]  # fmt: skip
    percents = (each["readmission"]["percent"] for each in results)
    return (*rows, _row(_("Readmitted within 30 days, %"), *percents, places=1))


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)


def _row(label: str, one, other, *, places: int = 0) -> Row:
    difference = None if one is None or other is None else other - one
    told = f"{difference:+,.{places}f}" if difference else "0" if difference == 0 else "–"
    cells = (Cell(label), Cell(_told(one, places)), Cell(_told(other, places)))
    return Row((*cells, Cell(_minus(told))))


def _told(value, places: int) -> str:
    return "–" if value is None else _minus(f"{value:,.{places}f}")


def _minus(text: str) -> str:
    """With a true minus sign, as wide as the plus."""
    return text.replace("-", "−")
