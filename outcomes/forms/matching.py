"""What the columns and words of a file mean: one select for each, with a guess chosen."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.crispy import Section
from core.forms import BridgeForm, ChoiceField
from outcomes.activity import guessing
from outcomes.activity.reading import COLUMNS, LEFT_OUT, NEEDED, WORDED, Reading, tidy
from outcomes.activity.surveys import Sample
from outcomes.activity.words import COLUMN_HINTS, COLUMN_NAMES, WORD_NAMES, shown
from outcomes.models import DateOrder

NONE = gettext_lazy("The file has no such column")
DATED = ("occurred_on", "ended_on")


class MatchForm(BridgeForm):
    """Built for one file: `samples` are its columns, `before` the layout there was, if any.

    The words of a column are asked about once the column is chosen: by guess at first, and again
    when another column was chosen whose words nobody has told the meaning of.
    """

    marks_optional = False
    name = forms.CharField(
        label=gettext_lazy("Name of this layout"),
        max_length=80,
        error_messages={"required": gettext_lazy("Give the layout a name")},
    )

    def __init__(self, *args, samples: list[Sample], before: Reading | None = None, **kwargs):
        self.samples = samples
        self.before = before or Reading(columns={}, date_order="")
        self.by_key = {tidy(each.header): each for each in samples if each.header}
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.guessed = guessing.columns(self.samples) | {
            name: self.by_key[tidy(header)].header
            for name, header in self.before.columns.items()
            if tidy(header) in self.by_key
        }
        for name in COLUMNS:
            self.fields[f"column_{name}"] = self._column(name)
            if name in WORDED:
                self._ask_words(name)
        self.fields["date_order"] = self._dates()

    def layout(self):
        """Who and what, when, and what a file may have besides; words under their column."""
        when = (*DATED, "date_order")
        first = ("event_id", "nhs_number", "event_type")
        more = [name for name in COLUMNS if name not in (*first, *when)]
        return [
            "name",
            Section(_("Whose, and what it was"), *self._asked(first)),
            Section(_("When"), *self._asked(when)),
            Section(_("What the file may have besides"), *self._asked(more)),
        ]

    def _asked(self, names) -> list[str]:
        """The fields of these columns in the order of the form, each with its words after it."""
        return [
            field
            for name in names
            for field in self.fields
            if field in (name, f"column_{name}", f"fixed_{name}")
            or field.startswith(f"word_{name}_")
        ]

    def _column(self, name: str) -> forms.ChoiceField:
        choices = [("", _("Choose a column") if name in NEEDED else NONE)]
        choices += [(each.header, each.header[:60]) for each in self.by_key.values()]
        if name == "event_type":
            choices[0] = ("", _("No column: every row is of one kind"))
        chosen = self._chosen(name)
        sample = self.by_key.get(tidy(chosen))
        held = shown(sample) if sample is not None and (sample.filled or sample.words) else ""
        hint = COLUMN_HINTS[name]
        return forms.ChoiceField(
            label=COLUMN_NAMES[name],
            choices=choices,
            initial=self.guessed.get(name, ""),
            required=name in NEEDED and name != "event_type",
            help_text=f"{hint} {_('In the file: %(held)s') % {'held': held}}" if held else hint,
            error_messages={"required": _("Choose the column that holds this")},
        )

    def _chosen(self, name: str) -> str:
        """The header that is chosen for now: what was sent, or the guess."""
        if self.is_bound:
            return self.data.get(self.add_prefix(f"column_{name}"), "")
        return self.guessed.get(name, "")

    def _ask_words(self, name: str) -> None:
        header = self._chosen(name)
        if not header and name == "event_type":
            self.fields["fixed_event_type"] = self._select(
                name, _("What every row of the file is"), self.before.fixed.get("event_type")
            )
        sample = self.by_key.get(tidy(header))
        for place, word in enumerate(sample.words if sample else ()):
            if tidy(word) in dict(self._ours(name)):
                continue
            guess = self.before.words.get(name, {}).get(tidy(word), guessing.word(name, word))
            label = _("“%(word)s” means") % {"word": Truncator(word).chars(40)}
            field = self._select(name, label, guess)
            field.word = word
            self.fields[f"word_{name}_{self.samples.index(sample)}_{place}"] = field

    def _select(self, name: str, label: str, initial: str | None) -> forms.ChoiceField:
        """What a word, or every row, means. “Not known” is an answer like any other."""
        extra = [(LEFT_OUT, _("Leave such rows out"))] if name == "event_type" else []
        return forms.ChoiceField(
            label=label,
            choices=[("?", _("Choose what it means")), *self._ours(name), *extra],
            initial="?" if initial is None else initial,
            required=False,
        )

    def _ours(self, name: str) -> list[tuple[str, str]]:
        return [(ours, str(words)) for ours, words in WORD_NAMES[name].items()]

    def _dates(self) -> ChoiceField:
        held = [
            value
            for name in DATED
            if (sample := self.by_key.get(tidy(self._chosen(name)))) is not None
            for value in sample.filled
        ]
        order, certain = guessing.date_order(held)
        hint = _("As found in the file.")
        if not certain:
            hint = _("No date in the file shows which it is: look twice.")
        return ChoiceField(
            label=_("How dates are written"),
            choices=DateOrder.choices,
            initial=self.before.date_order or order,
            help_text=hint,
        )

    def clean(self):
        """Each word has a meaning, no column is two things; the reading as `reading`."""
        given = super().clean()
        for name, field in self.fields.items():
            if given.get(name) == "?":
                self.add_error(name, self._unsaid(field))
        self._refuse_twice(given)
        if not self.errors:
            given["reading"] = self._reading(given)
        return given

    def _unsaid(self, field) -> str:
        word = getattr(field, "word", None)
        if word is None:
            return _("Choose what every row of the file is")
        return _("Choose what “%(word)s” means") % {"word": Truncator(word).chars(40)}

    def _refuse_twice(self, given: dict) -> None:
        seen: dict[str, str] = {}
        for name in COLUMNS:
            header = given.get(f"column_{name}")
            if header and header in seen:
                told = {"other": COLUMN_NAMES[seen[header]]}
                self.add_error(f"column_{name}", _("This column is chosen for “%(other)s” too")
                               % told)  # fmt: skip
            seen.setdefault(header, name)

    def _reading(self, given: dict) -> Reading:
        columns = {name: given[f"column_{name}"] for name in COLUMNS if given[f"column_{name}"]}
        fixed = given.get("fixed_event_type")
        words: dict[str, dict[str, str]] = {
            name: dict(self.before.words.get(name, {})) for name in WORDED if name in columns
        }
        for key, field in self.fields.items():
            if key.startswith("word_"):
                words[key[5:].rsplit("_", 2)[0]][tidy(field.word)] = given[key]
        return Reading(
            columns=columns,
            fixed={"event_type": fixed} if fixed else {},
            words={name: told for name, told in words.items() if told},
            date_order=given["date_order"],
        )
