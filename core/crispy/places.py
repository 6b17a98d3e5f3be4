"""Where fields stand: beside each other, under a heading, or an empty place for a script."""

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK, render_field
from django.utils.translation import gettext as _

from core.components.html import EMPTY, element, join


def draw(fields, form, context, template_pack=TEMPLATE_PACK, **kwargs):
    """The fields one after another."""
    return join(
        render_field(each, form, context, template_pack=template_pack, **kwargs) for each in fields
    )


class Holder(LayoutObject):
    """Something that holds other fields or layout objects."""

    def __init__(self, *fields):
        self.fields = list(fields)


class Beside(Holder):
    """Fields in one row where there is room."""

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        inner = draw(self.fields, form, context, template_pack, **kwargs)
        return element("div", {"class": "app-beside"}, inner)


class Section(Holder):
    """A part of a form under a heading."""

    def __init__(self, title, *fields, hint=""):
        super().__init__(*fields)
        self.title, self.hint = title, hint

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        inner = draw(self.fields, form, context, template_pack, **kwargs)
        hint = element("p", {"class": "app-step__hint"}, self.hint) if self.hint else EMPTY
        head = element("h2", {"class": "app-step__title"}, self.title)
        body = element("div", {"class": "app-step__body"}, inner)
        return element("section", {"class": "app-section"}, head, hint, body)


class Folded(Holder):
    """Fields that few need, behind words that open them; open when one is answered or wrong."""

    def __init__(self, summary, *fields):
        super().__init__(*fields)
        self.summary = summary

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        inner = draw(self.fields, form, context, template_pack, **kwargs)
        names = [name for each in self.fields for name in getattr(each, "fields", [each])]
        opened = any(form[name].errors or form[name].value() for name in names)
        words = element("span", {"class": "govuk-details__summary-text"}, self.summary)
        return element(
            "details",
            {"class": "govuk-details", "open": opened},
            element("summary", {"class": "govuk-details__summary"}, words),
            element("div", {"class": "govuk-details__text"}, inner),
        )


class Html(LayoutObject):
    """Words or safe HTML between fields."""

    def __init__(self, words):
        self.words = words

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return join([self.words])


class Buttons(LayoutObject):
    """The one main button, and beside it the way out: to leave, keeping what was written."""

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        url = context.get("cancel_url")
        keeps = bool(getattr(form, "draft_values", None)) and bool(form.fields)
        words = _("Leave it for now") if keeps else _("Go back without doing this")
        leave = element("a", {"href": url}, words) if url else EMPTY
        return element("div", {"class": "app-buttons"}, form.button, leave)


class Slot(LayoutObject):
    """An empty place of its own id, said aloud when a script fills it; may begin filled."""

    def __init__(self, ref, content=EMPTY):
        self.ref, self.content = ref, content

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        place = {"id": self.ref, "class": "app-known-slot", "aria-live": "polite"}
        return element("div", place, self.content)
