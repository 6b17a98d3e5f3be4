"""Parts of the referral's page that no other form draws."""

from crispy_forms.layout import LayoutObject
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.components.html import element
from core.crispy import Step, TickTiles
from core.crispy.places import draw


class Either(Step):
    """A step that is done once one of the fields it asks has an answer.

    Asked when it is drawn, not when the form is made: a draft is filled in between.
    """

    def wanted(self, form) -> list[str]:
        """The first that has an answer, else the first."""
        said = [each for each in self.asks if form[each].value() not in (None, "", ["", "", ""])]
        return [*said, self.asks[0]][:1]


class More(LayoutObject):
    """The rarer reasons, folded away until one is wanted."""

    def __init__(self, field, looks):
        self.field, self.looks = field, looks
        self.fields = [field]

    def render(self, form, context, template_pack=None, **kwargs):
        if self.field not in form.fields:
            return ""
        tiles = TickTiles(
            self.field,
            icons={code: each.icon for code, each in self.looks.items() if each.icon},
            hints={code: each.hint for code, each in self.looks.items()},
        )
        inner = draw([tiles], form, context, template_pack or "gds", **kwargs)
        return element(
            "details",
            {"class": "app-more", "open": bool(form[self.field].value())},
            element("summary", None, _("Something else")),
            inner,
        )


class Extra(LayoutObject):
    """What helps the team but nobody has to know, folded away."""

    names = (
        *("urgency", "needs_journey", "needs_home_visit", "admitted_on", "pathway"),
        *("housing_authority", "duty_to_refer_on"),
    )
    fields = names

    def render(self, form, context, template_pack=None, **kwargs):
        with context.push(app_in_step=False):
            inner = draw(self.names, form, context, template_pack or "gds", **kwargs)
        return element(
            "details",
            {"class": "app-more", "open": any(form[each].errors for each in self.names)},
            element("summary", None, _("More, if you know it")),
            inner,
        )


class Send(LayoutObject):
    """The button: to send, or to add what is new to the open referral. Htmx renews it."""

    def render(self, form, context, template_pack=None, **kwargs):
        return render_to_string(
            "referrals/_send.html", {"form": form, "cancel_url": context.get("cancel_url")}
        )
