"""How the figures of the designs are counted, for the method chapter."""

from typing import Any

from django.utils.translation import gettext as _


def design_definitions(found: dict[str, Any]) -> list[tuple[str, str]]:
    """One entry for each design that the evaluation holds."""
    told = [
        (_("Two baselines"),
         _("The window before the one before is counted too. From earlier to before shows whether "
           "use was rising; from earlier to after leaves the peak out.")),
        (_("Rate ratio"),
         _("Events a day after over events a day before, each person for the days they were "
           "followed, until death, a move or the data cut-off. Poisson up to a dispersion of 1.2, "
           "else negative binomial; errors by person.")),
        (_("Time to readmission"),
         _("Kaplan–Meier from leaving hospital, interval on the log(−log) scale; death as a "
           "competing end by Aalen–Johansen; groups compared by the log-rank test.")),
        (_("Days at home"),
         _("Of the 90 days from the first day of support, those alive and without a night in "
           "hospital; stays that overlap are counted once.")),
        (_("Month by month"),
         _("XmR charts by the Making Data Count rules: beyond a limit, seven rising or falling, "
           "two of three near a limit, seven on one side of the mean. Interrupted series by "
           "segmented regression with Newey–West errors.")),
        (_("Wards and providers"),
         _("Funnel with limits at 95% and 99.8% around the share of all (arcsine), widened where "
           "ten or more scatter beyond chance.")),
        (_("Does it hold?"),
         _("Windows half and twice as long; unit costs at the lowest and highest of their "
           "source, else as far off as is assumed and told in that chapter, with the "
           "optimism correction one grade worse and better.")),
    ]  # fmt: skip
    if (found["comparison"] or {}).get("matched"):
        told.append(
            (_("Matching"),
             _("On age, sex and hospital use in both windows before, as far as they are known of "
               "all. Grade B asks that every standardised difference be within 0.1 and every "
               "ratio of variances between 0.5 and 2, and that half of the supported or more be "
               "matched.")),
        )  # fmt: skip
    return told
