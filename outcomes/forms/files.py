"""Files that partners send."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import programmes_where
from core.forms import BridgeForm, ChoiceField
from programmes.models import Programme

DEFAULT_LIMIT = 100 * 1024**2


def upload_limit() -> int:
    """The largest file, in bytes, that a page takes; larger ones go through the command."""
    return getattr(settings, "IMPORT_MAX_UPLOAD_BYTES", DEFAULT_LIMIT)


class FileForm(BridgeForm):
    """A programme and a CSV file."""

    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        queryset=Programme.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the programme")},
    )

    def prepare(self):
        held = programmes_where(self.user, "activity.import")
        self.fields["programme"].queryset = (
            Programme.objects.visible_to(self.user).filter(pk__in=held).order_by("name")
        )

    def clean_file(self):
        """Refuse a file above the limit before it is read."""
        file = self.cleaned_data["file"]
        if file.size > upload_limit():
            raise ValidationError(
                _("The file is larger than %(limit)s MB. Split it, or ask whoever runs the server "
                  "to import it there.") % {"limit": f"{upload_limit() // 1024**2:,}"}
            )  # fmt: skip
        return file


def _file_field(help_text):
    return forms.FileField(
        label=gettext_lazy("File"),
        help_text=help_text,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": gettext_lazy("Choose a file"),
            "empty": gettext_lazy("The file is empty. Its first row must name the columns."),
        },
    )


class ActivityFileForm(FileForm):
    """Hospital activity from one source."""

    source = forms.CharField(
        label=gettext_lazy("Where the file comes from"),
        max_length=80,
        help_text=gettext_lazy(
            "The same name each time, for example “Russells Hall emergency department”. An event "
            "is stored once for each source."
        ),
        error_messages={"required": gettext_lazy("Say where the file comes from")},
    )
    file = _file_field(
        gettext_lazy(
            "A CSV file, as the source writes it. One with our own columns (event_id, nhs_number, "
            "event_type, occurred_on, ended_on, admission_method, conveyed, avoidable) goes "
            "straight through."
        )
    )


class CohortFileForm(FileForm):
    """A list of people."""

    name = forms.CharField(
        label=gettext_lazy("Name of the list"),
        max_length=80,
        error_messages={"required": gettext_lazy("Give the list a name")},
    )
    comparison = ChoiceField(
        label=gettext_lazy("Who they are"),
        choices=[
            ("no", gettext_lazy("People who were supported")),
            ("yes", gettext_lazy("People who were eligible and not supported, to compare with")),
        ],
        error_messages={"required": gettext_lazy("Choose who the people are")},
    )
    file = _file_field(
        gettext_lazy(
            "CSV in UTF-8 with the columns nhs_number, given_name, family_name, date_of_birth, "
            "postcode, index_on, ended_on. index_on is the first day of support."
        )
    )

    def clean_comparison(self):
        """Yes or no as a truth."""
        return self.cleaned_data["comparison"] == "yes"
