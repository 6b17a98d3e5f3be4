"""Questions whose answers are tiles."""

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK

from core.components.choices import TileLook, choice_field
from core.crispy.places import draw

IN_STEP = "app_in_step"


class Tiles(LayoutObject):
    """One question as tiles; ticks or radios as its field's widget says."""

    def __init__(
        self,
        field,
        *,
        icons=None,
        hints=None,
        wide=(),
        alone="",
        columns=2,
        reveals=None,
        between=(),
        legend="",
    ):
        self.field = field
        self.look = {"icons": icons or {}, "hints": hints or {}, "wide": wide, "alone": alone}
        self.columns, self.reveals, self.legend = columns, reveals or {}, legend
        self.between = between
        # Crispy and the steps find the fields of a layout object under this name.
        self.fields = [field, *(each for names in self.reveals.values() for each in names)]
        self.fields += list(between)

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        form.rendered_fields.add(self.field)
        shown = {
            value: draw(names, form, context, template_pack, **kwargs)
            for value, names in self.reveals.items()
        }
        between = draw(self.between, form, context, template_pack, **kwargs)
        look = TileLook(columns=self.columns, reveals=shown, between=between, **self.look)
        legend = self.legend or ("hidden" if context.get(IN_STEP) else "shown")
        return choice_field(of=form[self.field], look=look, legend=legend)


class TickTiles(Tiles):
    """Any of several. `alone` names the way out that clears the others."""


class RadioTiles(Tiles):
    """One of several. `wide` names those that span the width."""
