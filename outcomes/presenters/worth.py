"""What it came to: days at home, bed days, call-outs, judged days saved, pounds per outcome."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.money import pounds
from outcomes.instruments import definition
from outcomes.presenters.blocks import Chapter, Panel, Table
from outcomes.presenters.checks import price
from outcomes.presenters.waiting import GROUPS
from outcomes.words import between, joined

Found = dict[str, Any]


def worth(cut, found: Found, numbers) -> Chapter:
    """Days and pounds, each with what it rests on."""
    title, told = _("Days and value"), found.get("worth") or {}
    makers = (_bed_days, _at_home, _judged, _ambulance, _pounds, _social)
    blocks = [block for make in makers if told for block in make(told, found, numbers)]
    if not blocks:
        words = _("No bed days, no days at home and no judged days saved are on record.")
        return Chapter("worth", title, words, ())
    lead = _("What the change came to in days, and what it cost. Outcomes overlap and are never "
             "added together.")  # fmt: skip
    return Chapter("worth", title, lead, tuple(blocks))


def _bed_days(told: Found, found: Found, numbers) -> list:
    days, each = found["bed_days"], told["bed_days"]
    if not days["before"] and not days["after"]:
        return []
    people = found["cohort"]["complete_follow_up"]
    rows = (
        (_("Before"), numbers.count(days["before"])),
        (_("After"), numbers.count(days["after"])),
        (_("Change"), numbers.change(days["before"], days["after"], each["percent"])),
        (_("95% interval"), between(each["ci_low"], each["ci_high"])),
        (_("Fewer for each person, on average"), numbers.about(each["each"], people)),
        (_("At the price of a bed day"),
         _worth(numbers.apart(days["before"], days["after"]), each["price"], people, numbers)),
    )  # fmt: skip
    note = _("Bed days free a bed, not cash: %(price)s. The raw change, of which a part was to be "
             "expected anyway.") % {"price": price(each["price"])}  # fmt: skip
    return [Table(_("Bed days"), (_("Measure"), _("Figure")), rows, note=note)]


def _worth(days: int | None, price: Found | None, people: int, numbers) -> str:
    """Pounds for days as they are shown: the price is known, and would tell the true days."""
    if days is None or price is None:
        return numbers.money(None, people)
    return numbers.money(days * Decimal(price["amount"]), people)


def _at_home(told: Found, found: Found, numbers) -> list:
    if not told["at_home"]:
        return []
    rows = tuple(
        (GROUPS[each["group"]], numbers.count(each["people"]),
         numbers.about(each["mean"], each["people"]),
         _("%(low)s to %(high)s") % {
             "low": numbers.about(each["ci_low"], each["people"]),
             "high": numbers.about(each["ci_high"], each["people"])},
         numbers.share(each["every_day"], each["people"]))
        for each in told["at_home"]
    )  # fmt: skip
    return [
        Table(
            caption=_("Days at home in the first 90"),
            head=(_("People"), _("Number"), _("Mean days"), _("95% interval"), _("All 90 days")),
            rows=rows,
            note=_("Days alive and not in hospital for the night, of the 90 from the first day of "
                   "support. A death ends them. People not yet followed for 90 days are left "
                   "out."),
        )
    ]  # fmt: skip


def _judged(told: Found, found: Found, numbers) -> list:
    judged = told["judged"]
    if not judged:
        return []
    people = judged["referrals"]
    rows = [
        (_("Referrals with days judged"), numbers.count(people)),
        (_("Days judged to be saved"), _judged_days(judged, numbers)),
        (_("For each referral, mean"), numbers.about(judged["mean"], people)),
        (_("For each referral, median"), numbers.about(judged["median"], people)),
    ]
    if judged["quartiles"]:
        low, high = (numbers.about(each, people) for each in judged["quartiles"])
        rows.append((_("Middle half"), _("%(low)s to %(high)s") % {"low": low, "high": high}))
    if not numbers.hides(people):
        rows.append((_("At the price of a bed day"), _judged_worth(judged, numbers)))
    rows.append((_("Admissions judged to be avoided"),
                 numbers.count(judged["admissions_avoided"])))  # fmt: skip
    rows += [
        (_("Evidence grade %(n)s") % {"n": grade}, numbers.count(number))
        for grade, number in judged["by_grade"].items()
        if number
    ]
    return [
        Table(_("Delay days saved and admissions avoided, as judged"),
              (_("Measure"), _("Figure")), tuple(rows),
              note=_("Somebody’s judgement of what would have happened otherwise, recorded at the "
                     "time with who made it and on what basis: not measured. 1 is the best "
                     "evidence, 6 an opinion.")),
    ]  # fmt: skip


def _judged_days(judged: Found, numbers) -> str:
    return "*" if numbers.hides(judged["referrals"]) else numbers.count(judged["days"])


def _judged_worth(judged: Found, numbers) -> str:
    """As the days are shown; nothing where they are hidden or have no price."""
    days = numbers.apart(judged["days"], 0)
    if days is None or judged["worth"] is None or not judged["days"]:
        return "–"
    price = Decimal(judged["worth"]) / judged["days"]
    return numbers.money(days * price, judged["referrals"])


def _ambulance(told: Found, found: Found, numbers) -> list:
    each = told["ambulance"]
    if not each:
        return []
    rows = (
        (_("Taken to hospital"), *(numbers.count(n) for n in each["conveyed"])),
        (_("Seen and not taken"), *(numbers.count(n) for n in each["not_conveyed"])),
    )
    note = _("Taken to hospital: %(one)s. Not taken: %(other)s.") % {
        "one": price(each["conveyed_price"]), "other": price(each["not_conveyed_price"]),
    }  # fmt: skip
    if each["cost_avoided"] is not None:
        note += " " + _("Cost avoided at these prices: %(sum)s. Where the price of a call-out "
                        "holds the A&E attendance too, it must not be added to that of A&E "
                        "attendances.") % {
            "sum": numbers.valued(each["cost_avoided"])
        }  # fmt: skip
    return [Table(_("Ambulance call-outs, by whether people were taken to hospital"),
                  (_("Call-outs"), _("Before"), _("After")), rows, note=note)]  # fmt: skip


def outcome_words(what: str) -> str:
    """An outcome that is divided into the cost."""
    named = {
        "home": _("Person brought home"),
        "completed": _("Person who reached week 12"),
        "achieved": _("Person whose goals were achieved"),
        "judged_days": _("Day judged to be saved"),
    }
    if what in named:
        return named[what]
    key, version, scale = what.split("/")
    return _("Person improved in: %(scale)s") % {
        "scale": definition(key, version).scale(scale).name
    }


def _pounds(told: Found, found: Found, numbers) -> list:
    rows = tuple(
        (outcome_words(each["what"]), numbers.count(each["number"]),
         numbers.for_each(each["each"], each["number"]))
        for each in told["pounds_for_each"]
    )  # fmt: skip
    if not rows:
        return []
    return [Table(_("What the service cost for each outcome"),
                  (_("For each"), _("Number"), _("Pounds")), rows,
                  note=_("The whole cost of the service over each number. One person may stand in "
                         "several rows: never add them."))]  # fmt: skip


def _social(told: Found, found: Found, numbers) -> list:
    each = told["social_return"]
    if not each:
        return []
    words = _(
        "From £%(low)s to £%(high)s of social value for each pound spent. It rests on the change "
        "in life satisfaction of the %(people)s people who answered twice, for as long as the "
        "window, "
        "at %(values)s a point and year in prices of %(year)s (%(sources)s). The low end takes "
        "the lower end of the change and of the value. Nobody without the service was taken off, "
        "and those who did not answer may differ: this range is no finding and must not be quoted "
        "as one figure."
    ) % {
        "low": numbers.about(float(each["low"]), each["people"], places=2),
        "high": numbers.about(float(each["high"]), each["people"], places=2),
        "people": numbers.count(each["people"]),
        "values": joined(pounds(Decimal(value)) for value in each["values"]),
        "year": each["price_year"],
        "sources": "; ".join(each["sources"]),
    }
    return [Panel(_("Social return, as a range only"), words)]
