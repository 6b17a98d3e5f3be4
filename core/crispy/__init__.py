"""Layout objects for forms, drawn by ``{% crispy form %}``.

Use them in ``BridgeForm.layout()``. Without any, each field is drawn by the pack of templates in
templates/gds: words in boxes, radios and ticks as tiles, dates in three boxes.

    from core.crispy import Beside, Html, RadioTiles, Step, Steps, TickTiles

    def layout(self):
        return [
            Steps(
                Step(_("Who is it?"), "nhs_number", hint=_("We look for the person…")),
                Step(_("Where are they now?"), Beside("ward", "bed")),
                Step(
                    _("What stops them going home?"),
                    TickTiles("barriers", icons={"cold": "flame"}, hints={"cold": _("Heating…")},
                              alone="unknown"),
                    "words",
                ),
                Step(
                    _("Is there a risk?"),
                    RadioTiles("risk", wide=("unknown",), reveals={"yes": ("risk_words",)}),
                ),
            ),
        ]

`Steps(*steps)` numbers them; a step is done once its fields are answered and red when one has an
error. Inside a step a question's legend is hidden, because the heading says it; the label of the
field should therefore say what the heading says.
`Beside(*fields)` puts fields in one row. `Html(words)` puts safe HTML there; plain text is escaped.
`Buttons()` is the main button with the way out beside it; every form ends with it. `Slot(id)` is
an empty place that a script fills (htmx). `Section(title, *fields, hint="")` is a part of a form
under a heading, without a number. `Folded(summary, *fields)` folds away what few need.
"""

from core.crispy.choices import RadioTiles, TickTiles
from core.crispy.places import Beside, Buttons, Folded, Html, Section, Slot
from core.crispy.steps import Step, Steps

__all__ = [
    "Beside",
    "Buttons",
    "Folded",
    "Html",
    "RadioTiles",
    "Section",
    "Slot",
    "Step",
    "Steps",
    "TickTiles",
]
