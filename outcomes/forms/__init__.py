"""What counts as an answer in outcomes."""

from outcomes.forms.costs import UnitCostForm
from outcomes.forms.files import ActivityFileForm, CohortFileForm
from outcomes.forms.measures import measure_form
from outcomes.forms.runs import AskForm

__all__ = ["ActivityFileForm", "AskForm", "CohortFileForm", "UnitCostForm", "measure_form"]
