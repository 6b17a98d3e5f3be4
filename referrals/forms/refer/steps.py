"""How the referral is drawn: a step for each thing that people know, in that order."""

from django.utils.translation import gettext as _

from core.crispy import Beside, RadioTiles, Step, Steps, TickTiles
from referrals.forms.refer.answers import DECIDES, NO, UNKNOWN, YES, ReferFields
from referrals.forms.refer.parts import Either, Extra, More, Send


class ReferSteps(ReferFields):
    """The questions in steps."""

    def layout(self):
        steps = [self._who(), self._barriers(), self._agreed(), self._risk(), self._when()]
        if "ward" in self.fields or "programme" in self.fields:
            steps.insert(1, self._where())
        if "source" in self.fields:
            steps.insert(0, self._asking())
        return [Steps(*steps)]

    def make_helper(self):
        helper = super().make_helper()
        helper.layout.fields[-1] = Send()
        return helper

    def _asking(self):
        return Step(
            _("Who is asking?"),
            RadioTiles("source"),
            Beside("referrer_name", "referrer_phone"),
            hint=_("You write down what they say. Somebody else in the team decides."),
            asks=("source",),
        )

    def _who(self):
        return Either(
            _("Who is it?"),
            *self.who_layout(),
            hint=_("We look for the person while you type."),
            asks=("nhs_number", "family_name"),
        )

    def _where(self):
        fields = [Beside("ward", "bay")] if "ward" in self.fields else []
        if "programme" in self.fields:
            fields.append(RadioTiles("programme", legend="shown"))
        remembered = bool(self.desk.last_ward) and "ward" in self.fields
        return Step(
            _("Where are they now?"),
            *fields,
            hint=_("Remembered from your last referral.") if remembered else "",
            asks=[each for each in ("ward", "programme") if each in self.fields],
        )

    def _barriers(self):
        looks = self.looks
        first = TickTiles(
            "barriers",
            icons={code: each.icon for code, each in looks.items() if each.icon},
            hints={code: each.hint for code, each in looks.items()}
            | {UNKNOWN: _("We will ask on the ward")},
            alone=UNKNOWN,
            between=(More("more_barriers", looks), "reason"),
        )
        return Step(
            _("What stops them going home?"),
            first,
            hint=_("Tick all that apply. A few words help us bring the right thing."),
            asks=("barriers",),
        )

    def _agreed(self):
        hints = {
            YES: _("To you, today, in words"),
            DECIDES: _("Power of attorney or deputy"),
            NO: _("We stop and show what else helps"),
            UNKNOWN: _("Save the draft and ask first"),
        }
        return Step(
            _("Have they agreed?"),
            RadioTiles("agreed", hints=hints),
            hint=_(
                "They need to know we will see what you write here, and may share it with their GP."
            ),
        )

    def _risk(self):
        hints = {
            NO: _("You asked and looked"),
            YES: _("Say what it is"),
            UNKNOWN: _("A co-ordinator will ring you before anyone visits"),
        }
        return Step(
            _("Is there a risk we should know of?"),
            RadioTiles("risk", hints=hints, wide=(UNKNOWN,), reveals={YES: ("risk_words",)}),
            hint=_(
                "Think of falls, dogs, smoking with oxygen, self-harm, someone who must not know."
            ),
            asks=("risk",),
        )

    def _when(self):
        return Either(
            _("When could they go home?"),
            "ready_on",
            RadioTiles("ready_when"),
            Extra(),
            hint=_("The day the doctors say they are ready, for example 24 11 2025."),
            asks=("ready_on", "ready_when"),
        )
