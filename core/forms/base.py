"""The form every page builds on."""

from dataclasses import dataclass

from crispy_forms.layout import Layout, LayoutObject
from crispy_forms_gds.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.crispy import Buttons

BUTTON_CLASSES = {
    "main": "govuk-button",
    "second": "govuk-button govuk-button--secondary",
    "danger": "govuk-button govuk-button--warning",
}


@dataclass(frozen=True, slots=True)
class FormError:
    """One error for the summary: where it leads and what it says."""

    href: str
    text: str


class _Tokens(LayoutObject):
    """The hidden fields, for forms that crispy draws."""

    def render(self, form, context, template_pack=None, **kwargs):
        return form.tokens


class BridgeForm(forms.Form):
    """A form of the house. It says what counts as an answer and never saves.

    It is told who asks (`user`) and about what (`subject`); override ``prepare`` to limit choices
    with them. Fields that may be left empty say so in their label.
    """

    use_required_attribute = False
    submit_label = gettext_lazy("Continue")
    submit_kind = "main"
    marks_optional = True

    def __init__(
        self,
        *args,
        user=None,
        subject=None,
        tokens=None,
        submit_label=None,
        submit_kind=None,
        **kwargs,
    ):
        self.user = user
        self.subject = subject
        self.token_values = tokens or {}
        self.submit_label = submit_label or self.submit_label
        self.submit_kind = submit_kind or self.submit_kind
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.prepare()
        self._tidy_fields()
        self.helper = self.make_helper()

    def prepare(self) -> None:
        """A hook: limit choices, drop fields, by `self.user` and `self.subject`."""

    def layout(self) -> list:
        """What crispy draws, in order: names of fields or layout objects."""
        return list(self.fields)

    def make_helper(self) -> FormHelper:
        """How crispy draws this form."""
        helper = FormHelper()
        helper.form_method = "post"
        helper.attrs = {"novalidate": "novalidate", **self.draft_values}
        helper.layout = Layout(_Tokens(), *self.layout(), Buttons())
        return helper

    def _tidy_fields(self) -> None:
        for field in self.fields.values():
            for name in ("maxlength", "minlength", "min", "max", "step", "required"):
                field.widget.attrs.pop(name, None)
            if self.marks_optional and not field.required and _takes_words(field):
                field.label = _("%(label)s (optional)") % {"label": field.label}

    # -- hidden parts -----------------------------------------------------------------------

    @property
    def tokens(self) -> SafeString:
        """The hidden fields every form of the house carries."""
        return format_html_join(
            "",
            '<input type="hidden" name="{}" value="{}">',
            ((name, value) for name, value in self.token_values.items()),
        )

    @property
    def draft_values(self) -> dict[str, str]:
        """Attributes by which the page's script saves the draft as one types."""
        if "_draft" not in self.token_values:
            return {}
        return {
            "data-app-draft": self.token_values["_draft"],
            "data-app-draft-url": reverse("core:save_draft"),
        }

    @property
    def draft_attrs(self) -> SafeString:
        """The same, for a form tag written by hand."""
        return format_html_join(" ", '{}="{}"', self.draft_values.items())

    @property
    def button(self) -> SafeString:
        """The button that sends the form; a second click while it is sent does nothing."""
        return format_html(
            '<button type="submit" class="{}" data-module="govuk-button" '
            'data-app-once data-prevent-double-click="true">{}</button>',
            BUTTON_CLASSES[self.submit_kind],
            self.submit_label,
        )

    # -- errors -----------------------------------------------------------------------------

    def add_refusal(self, refusal) -> None:
        """Put a DomainError on the answer it names, or on the whole form."""
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal.message))

    @property
    def error_list(self) -> list[FormError]:
        """All errors in page order, each linked to the control that is wrong."""
        if not self.is_bound:
            return []
        first = next((self[name] for name in self.fields if not self[name].is_hidden), None)
        whole = f"#{control_id(first)}" if first is not None else "#main"
        found = [FormError(whole, each) for each in self.errors.get(NON_FIELD_ERRORS, [])]
        for name in self.fields:
            bound = self[name]
            target = whole if bound.is_hidden else f"#{control_id(bound)}"
            found += [FormError(target, each) for each in bound.errors]
        return found

    # -- drafts -----------------------------------------------------------------------------

    def restore(self, post) -> None:
        """Fill an unbound form with what was typed before, unchecked."""
        for name, field in self.fields.items():
            key = self.add_prefix(name)
            if any(each == key or each.startswith(f"{key}_") for each in post):
                self.initial[name] = field.widget.value_from_datadict(post, {}, key)


class ConfirmForm(BridgeForm):
    """A form that asks nothing but whether to go on."""


def _takes_words(field) -> bool:
    """Whether "(optional)" belongs behind the label: not for tick boxes and hidden fields."""
    return not field.widget.is_hidden and not isinstance(
        field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple
    )


def control_id(bound) -> str:
    """The id of the control an error leads to: a date's wrong part, the first of several boxes."""
    widget = bound.field.widget
    if isinstance(widget, forms.MultiWidget):
        part = getattr(bound.field, "wrong_part", lambda _value: 0)(bound.value())
        return f"{bound.auto_id}_{part}"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{bound.auto_id}_1"
    return bound.auto_id
