"""Chapters about people: who was referred and helped, from ready to home, twelve weeks."""

from typing import Any

from django.utils.translation import gettext as _

from outcomes.presenters.blocks import Chapter, Table, Text, bars
from outcomes.words import LEFT_OUT, left_out_sentence, opened

BANDS = ("0", "1", "2–3", "4–6", "7–13", "14–20", "21+")
"""Of days delayed, in their order: what is kept as JSON loses it."""


def band_words(band: str) -> str:
    """0 days, 1 day, 2–3 days, 21 days or more."""
    if band == "1":
        return _("1 day")
    if band.endswith("+"):
        return _("%(n)s days or more") % {"n": band[:-1]}
    return _("%(band)s days") % {"band": band}


def helped(cut, found: dict[str, Any], numbers) -> Chapter:
    """Who was referred, from where, why; who is counted and who is left out."""
    facts = cut.facts
    blocks = [_counted(found, numbers)]
    referred = facts.get("referred") or {}
    if referred.get("total"):
        blocks.append(_decisions(referred, numbers))
        blocks.append(bars(_("Where referrals came from"), referred["by_source"], numbers))
        if referred.get("declined_for"):
            blocks.append(bars(_("Why referrals were declined"), referred["declined_for"], numbers))
    for title, key in ((_("What people needed"), "needs"), (_("Age"), "age_bands"),
                       (_("Sex"), "sexes")):  # fmt: skip
        if facts.get(key):
            blocks.append(bars(title, facts[key], numbers))
    lead = _("%(people)s people are in the group, %(counted)s of them are counted.") % {
        "people": numbers.count(found["cohort"]["people"]),
        "counted": numbers.count(found["cohort"]["complete_follow_up"]),
    }
    return Chapter("helped", _("Who was referred and helped"), lead, tuple(blocks))


def _counted(found: dict[str, Any], numbers) -> Table:
    cohort = found["cohort"]
    left_out = {why: number for why, number in cohort["left_out"].items() if number}
    parts, whole = numbers.parts(
        [cohort["complete_follow_up"], *left_out.values()], cohort["people"]
    )
    rows = [
        (_("In the group"), whole),
        (_("Counted, with complete follow-up"), parts[0]),
        *((opened(str(LEFT_OUT[why])), words)
          for why, words in zip(left_out, parts[1:], strict=True)),
    ]  # fmt: skip
    return Table(
        caption=_("Who is counted and who is left out"),
        head=(_("People"), _("Number")),
        rows=tuple(rows),
        note=""
        if numbers.publishes
        else left_out_sentence(cohort["left_out"], count=numbers.count),
    )


def _decisions(referred: dict[str, Any], numbers) -> Table:
    total = referred["total"]
    kinds = {"accepted": _("Accepted"), "declined": _("Declined"),
             "other": _("Still to decide or withdrawn")}  # fmt: skip
    counted = [referred.get(key, 0) for key in kinds]
    parts, whole = numbers.parts(counted, total)
    rows = [(_("Referred"), whole, "")]
    for name, number, words in zip(kinds.values(), counted, parts, strict=True):
        rows.append((name, words, numbers.share(number, total)))
    return Table(
        caption=_("What became of referrals"),
        head=(_("Referrals"), _("Number"), _("Share")),
        rows=tuple(rows),
    )


def ready_to_home(cut, found: dict[str, Any], numbers) -> Chapter:
    """Days from ready to home, by the published bands, and what held people."""
    delays = found["delays"]
    blocks: list = []
    if delays["discharges"]:
        blocks.append(_delay_table(delays, numbers))
        bands = [(band_words(band), delays["bands"].get(band, 0)) for band in BANDS]
        blocks.append(bars(_("Days from ready for discharge to leaving"), bands, numbers))
    else:
        blocks.append(Text(_("No referral has both a ready date and a date of leaving hospital.")))
    if cut.facts.get("how_soon"):
        blocks.append(_how_soon(cut.facts["how_soon"], numbers))
    if cut.facts.get("barriers"):
        blocks.append(_barrier_table(cut.facts["barriers"], numbers))
    lead = _("Same day is 0 days. The average is given with and without those who left the same "
             "day, because the two differ greatly.")  # fmt: skip
    return Chapter("home", _("From ready to home"), lead, tuple(blocks))


def _delay_table(delays: dict[str, Any], numbers) -> Table:
    discharges, delayed = delays["discharges"], delays["delayed"]
    rows = (
        (_("Discharges with both dates"), numbers.count(discharges)),
        (_("Delayed by a day or more"), numbers.count(delayed)),
        (_("Share delayed"), numbers.share(delayed, discharges)),
        (_("Mean days, everyone"), numbers.about(delays["mean_all"], discharges, places=2)),
        (_("Mean days, those delayed"), numbers.about(delays["mean_delayed"], delayed, places=2)),
        (_("Median days, those delayed"), numbers.about(delays["median_delayed"], delayed)),
    )
    note = ""
    if delays["wrong_dates"]:
        note = _("%(n)s referrals have a leaving date before the ready date and are left out.") % {
            "n": numbers.count(delays["wrong_dates"])
        }
    return Table(caption=_("Days delayed"), head=(_("Measure"), _("Figure")), rows=rows, note=note)


def _how_soon(soon: dict[str, Any], numbers) -> Table:
    rows = (
        (_("From the referral to leaving hospital"), numbers.count(soon["left"]),
         numbers.about(soon["median_days_to_leaving"], soon["left"]), _("days")),
        (_("From the referral to the first contact at home"), numbers.count(soon["reached"]),
         numbers.about(soon["median_hours_to_contact"], soon["reached"]), _("hours")),
    )  # fmt: skip
    return Table(
        caption=_("How soon"),
        head=(_("Time"), _("People"), _("Median"), _("In")),
        rows=rows,
        note=_("Half of the people waited no longer than the median."),
    )


def _barrier_table(barriers: list, numbers) -> Table:
    return Table(
        caption=_("What held people, and how long it took to clear"),
        head=(_("Barrier"), _("Times"), _("Cleared"), _("Median days to clear")),
        rows=tuple(
            (
                each["name"],
                numbers.count(each["opened"]),
                numbers.count(each["resolved"]),
                numbers.about(each["median_days"], each["resolved"]),
            )
            for each in barriers
        ),
    )


def twelve_weeks(cut, found: dict[str, Any], numbers) -> Chapter:
    """The plan at home: contacts, who gave them, how plans ended."""
    weeks = cut.facts.get("weeks") or {}
    if not weeks.get("home"):
        words = _("No case of this programme has come home in the period.")
        return Chapter("weeks", _("Twelve weeks"), words, ())
    blocks = [_plan_table(weeks, numbers)]
    if weeks.get("by_mode"):
        blocks.append(bars(_("How contacts were made"), weeks["by_mode"], numbers))
    if weeks.get("closures"):
        blocks.append(bars(_("How cases ended"), weeks["closures"], numbers))
    if weeks.get("lived"):
        blocks.append(
            bars(
                _("Where people lived at the end"),
                weeks["lived"],
                numbers,
                note=_("When their case was closed, as the link worker noted it."),
            )
        )
    lead = _("The plan runs from the day someone gets home.")
    return Chapter("weeks", _("Twelve weeks"), lead, tuple(blocks))


def _plan_table(weeks: dict[str, Any], numbers) -> Table:
    home = weeks["home"]
    made, missed = weeks.get("planned_made", 0), weeks.get("planned_missed", 0)
    planned = weeks.get("planned", made + missed)
    rows = (
        (_("People who came home"), numbers.count(home), ""),
        (_("Reached week 12"), numbers.count(weeks["completed"]),
         numbers.share(weeks["completed"], weeks["could_complete"])),
        (_("Reached within two working days"), numbers.count(weeks["first_in_time"]),
         numbers.share(weeks["first_in_time"], home)),
        (_("Planned contacts made"), numbers.count(weeks.get("planned_made", 0)),
         numbers.share(weeks.get("planned_made", 0), planned)),
        (_("Contacts by staff"), numbers.count(weeks.get("by_staff", 0)), ""),
        (_("Contacts by volunteers"), numbers.count(weeks.get("by_volunteers", 0)), ""),
        (_("Contacts per person"), numbers.about(weeks.get("contacts_each"), home), ""),
    )  # fmt: skip
    return Table(
        caption=_("The plan at home"), head=(_("Measure"), _("Number"), _("Share")), rows=rows
    )
