"""What counts as an answer in outcomes."""

from outcomes.forms.costs import CostSpreadForm, UnitCostForm
from outcomes.forms.files import ActivityFileForm, CohortFileForm
from outcomes.forms.instruments import ChooseForm, EndRegistrationForm, RegisterForm
from outcomes.forms.matching import MatchForm
from outcomes.forms.measures import (
    AnswerForm,
    DeclineForm,
    HandOverForm,
    SendForm,
    answer_of,
    measure_form,
)
from outcomes.forms.prices import EditionForm
from outcomes.forms.runs import AskForm, CompareForm

__all__ = [
    "ActivityFileForm",
    "AnswerForm",
    "AskForm",
    "ChooseForm",
    "CohortFileForm",
    "CompareForm",
    "CostSpreadForm",
    "DeclineForm",
    "EditionForm",
    "EndRegistrationForm",
    "HandOverForm",
    "MatchForm",
    "RegisterForm",
    "SendForm",
    "UnitCostForm",
    "answer_of",
    "measure_form",
]
