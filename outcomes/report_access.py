"""Who may make, place, read and withdraw reports, stories, schedules and extracts."""

import rules

from accounts.access import holds, somewhere
from outcomes.access import in_programme, on_case


@rules.predicate
def may_read(user, report=None):
    """Makes reports in the programme, or it was placed for them (the scope says which)."""
    if report is None:
        return holds(user, "reports.view")
    return type(report).objects.visible_to(user).filter(pk=report.pk).exists()


rules.add_perm("reports.view", may_read)
for _reader in ("funder", "ward", "governor"):
    rules.add_perm(f"reports.read_as_{_reader}", somewhere(f"reports.read_as_{_reader}"))
for _verb in ("make", "try_again", "publish", "withdraw", "place_story", "renew", "see_exact",
              "read_log", "open_room"):  # fmt: skip
    rules.add_perm(f"reports.{_verb}", in_programme(f"reports.{_verb}"))
for _verb in ("view", "make_schedule", "pause_schedule", "resume_schedule"):
    rules.add_perm(f"schedules.{_verb}", in_programme(f"schedules.{_verb}"))
for _verb in ("view", "tell", "take_back"):
    rules.add_perm(f"stories.{_verb}", on_case(f"stories.{_verb}"))
for _verb in ("view", "ask_for_extract", "confirm_extract", "refuse_extract", "release",
              "end_extract"):  # fmt: skip
    rules.add_perm(f"extracts.{_verb}", in_programme(f"extracts.{_verb}"))
