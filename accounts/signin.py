"""The sign-in form in our words."""

from allauth.account.forms import LoginForm as AllauthLoginForm
from django.utils.translation import gettext_lazy as _

from core.forms.base import BridgeForm, FormError


class LoginForm(AllauthLoginForm):
    """E-mail address and password. Never says which of the two was wrong."""

    use_required_attribute = False
    draft_values: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].error_messages["required"] = _("Enter your e-mail address")
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = _("Enter your password")
        for field in self.fields.values():
            for name in ("placeholder", "maxlength", "autofocus"):
                field.widget.attrs.pop(name, None)

    @property
    def error_list(self) -> list[FormError]:
        """Errors in page order, each linked to its box."""
        return BridgeForm.error_list.fget(self)


def guessed_account(request, credentials=None) -> str:
    """For whose account a password was tried, however it was spelt (for the lock-out)."""
    told = credentials or {}
    typed = told.get("email") or told.get("username")
    if not typed and request is not None:
        typed = request.POST.get("login", "")
    return (typed or "").strip().lower()
