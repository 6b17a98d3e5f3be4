"""The questions of a long form, each with its mark on one line."""

from collections.abc import Iterator

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK

from core.components.html import EMPTY, classes, element
from core.components.icons import icon
from core.crispy.choices import IN_STEP
from core.crispy.places import Holder, draw


def names_in(thing) -> Iterator[str]:
    """Names of all fields inside a layout object."""
    if isinstance(thing, str):
        yield thing
        return
    for each in getattr(thing, "fields", []):
        yield from names_in(each)


class Step(Holder):
    """One question: a heading, a hint, its fields. Red with an error, deep once answered.

    `asks` names the fields that must have an answer for the step to count as done; all that must
    be filled in, unless said otherwise.
    """

    def __init__(self, title, *fields, hint="", asks=None, ref=""):
        super().__init__(*fields)
        self.title, self.hint, self.asks, self.ref = title, hint, asks, ref
        self.number, self.last = 0, False

    def state(self, form) -> str:
        """Error, done, or nothing yet."""
        names = self.names(form)
        if form.is_bound and any(form[each].errors for each in names):
            return "error"
        wanted = self.wanted(form)
        return "done" if wanted and all(_answered(form[each]) for each in wanted) else ""

    def names(self, form) -> list[str]:
        """The fields of this step."""
        return [each for each in dict.fromkeys(names_in(self)) if each in form.fields]

    def wanted(self, form) -> list[str]:
        """The fields that must have an answer before the step is done."""
        names = self.names(form)
        if self.asks is not None:
            return list(self.asks)
        return [each for each in names if form.fields[each].required] or names

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        with context.push(**{IN_STEP: True}):
            inner = draw(self.fields, form, context, template_pack, **kwargs)
        state = self.state(form)
        css = classes(
            "app-step", f"app-step--{state}" if state else None, "app-step--last" * self.last
        )
        sign = "!" if state == "error" else self.number
        mark = element(
            "span",
            {"class": "app-step__mark", "aria-hidden": "true"},
            icon(name="tick", size=18),
            element("span", None, sign),
        )
        hint = element("p", {"class": "app-step__hint"}, self.hint) if self.hint else EMPTY
        head = element("h2", {"class": "app-step__title"}, self.title)
        body = element("div", {"class": "app-step__body"}, inner)
        asks = " ".join(form[each].html_name for each in self.wanted(form))
        step = {"class": css, "id": self.ref or None}
        step |= {"data-app-step": self.number, "data-app-asks": asks}
        return element("li", step, mark, head, hint, body)


class Steps(LayoutObject):
    """All steps of a form, numbered in order."""

    def __init__(self, *steps):
        self.fields = list(steps)

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        for number, each in enumerate(self.fields, start=1):
            each.number, each.last = number, number == len(self.fields)
        drawn = draw(self.fields, form, context, template_pack, **kwargs)
        return element("ol", {"class": "app-steps"}, drawn)


def _answered(bound) -> bool:
    value = bound.value()
    if isinstance(value, list | tuple):
        return any(each not in (None, "") for each in value)
    return value not in (None, "", False)
