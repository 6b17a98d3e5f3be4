"""Asking for something to be bought: no more questions than price and risk require."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import programmes_where
from core import clock
from core.crispy import Beside, RadioTiles, Step, Steps
from core.forms import (
    BridgeForm,
    ChoiceField,
    MoneyField,
    TextField,
    YesNoField,
)
from core.money import pounds
from funding.forms.lines import MORE, SeveralForm, sum_of
from funding.models import Purchase
from funding.services.purchases import tier_of
from funding.services.purchases.purposes import needs_words
from programmes.models import NeedDomain, Programme
from providers.models import Provider

SHOP = "shop"
FUND, BUDGET = "fund", "budget"


def supplier_choices() -> list[tuple[str, str]]:
    """A shop, or a provider whose papers are valid today."""
    able = Provider.objects.able(clock.today()).select_related("organisation")
    return [
        ("", _("Choose one")),
        (SHOP, _("I buy it in a shop and keep the receipt")),
        *((each.reference, each.organisation.name) for each in able.order_by("organisation__name")),
    ]


class RequestForm(SeveralForm, BridgeForm):
    """Five questions; a sixth only where price or risk ask for it.

    `subject` is the case; `policy` its rules.
    """

    what = forms.CharField(
        label=gettext_lazy("What, in a few words"),
        max_length=160,
        help_text=gettext_lazy("For example: key safe and fitting. Don’t write a name here."),
        error_messages={"required": gettext_lazy("Enter what is needed")},
    )
    category = forms.ChoiceField(
        label=gettext_lazy("What kind of thing is it?"),
        choices=[("", gettext_lazy("Choose one")), *Purchase.Category.choices],
        error_messages={"required": gettext_lazy("Choose what kind of thing it is")},
    )
    amount = MoneyField(
        label=gettext_lazy("Price of one, in pounds"),
        error_messages={"required": gettext_lazy("Enter what it costs")},
    )
    is_high_risk = YesNoField(
        label=gettext_lazy("Could somebody be hurt if it goes wrong?"),
        help_text=gettext_lazy("Gas, electrics, lifting, work on stairs or a roof."),
        error_messages={"required": gettext_lazy("Say whether somebody could be hurt")},
    )
    serves = ChoiceField(
        label=gettext_lazy("Which goal or barrier is it for?"),
        help_text=gettext_lazy("Nothing fits? Set a goal on the case first."),
        error_messages={"required": gettext_lazy("Choose which goal or barrier it is for")},
    )
    why = forms.CharField(
        label=gettext_lazy("What does it make possible?"),
        max_length=300,
        help_text=gettext_lazy("One sentence."),
        error_messages={"required": gettext_lazy("Enter what it makes possible")},
    )
    supplier = forms.ChoiceField(
        label=gettext_lazy("Who supplies it?"),
        error_messages={"required": gettext_lazy("Choose who supplies it")},
    )
    purse = ChoiceField(
        label=gettext_lazy("Which purse pays?"),
        choices=[
            (BUDGET, gettext_lazy("Their personal budget")),
            (FUND, gettext_lazy("The floating fund")),
        ],
        error_messages={"required": gettext_lazy("Choose which purse pays")},
    )
    grounds = TextField(
        label=gettext_lazy("Why is this the right thing to buy, at this price?"),
        max_length=600,
        rows=3,
        required=False,
    )
    submit_label = gettext_lazy("Ask for it")
    marks_optional = False

    def __init__(self, *args, live_url: str = "", **kwargs):
        self.live_url = live_url
        super().__init__(*args, **kwargs)

    @property
    def policy(self):
        """The rules under which the price is judged."""
        return self.subject.policy

    def prepare(self):
        self.add_more()
        self.fields["serves"].choices = self._purposes()
        self.fields["supplier"].choices = supplier_choices()
        if only := needs_words(self.policy):
            told = {"needs": only}
            self.fields["serves"].help_text = _("This programme pays only for: %(needs)s.") % told
        limit = self.policy.tiers()[0].up_to
        self.fields["grounds"].help_text = _(
            "Only when it costs more than %(limit)s or somebody could be hurt. "
            "Say what else you looked at."
        ) % {"limit": pounds(limit).removesuffix(".00") if limit is not None else _("nothing")}

    def _purposes(self) -> list[tuple[str, str]]:
        """The case's open barriers and goals."""
        self.barriers, self.goals = {}, {}
        if self.subject.referral_id:
            rows = self.subject.referral.barriers.select_related("reason")
            self.barriers = {f"barrier-{n}": each for n, each in enumerate(rows.order_by("pk"), 1)}
        self.goals = {each.reference: each for each in self.subject.goals.order_by("pk")}
        found = [(key, each.reason.name) for key, each in self.barriers.items()]
        found += [(key, each.words) for key, each in self.goals.items()]
        return found

    def layout(self):
        return [
            Steps(
                Step(_("What is needed?"), "what", "category"),
                Step(
                    _("What does it cost?"),
                    Beside("amount", "quantity"),
                    self.more_layout(),
                    RadioTiles("is_high_risk", legend="shown"),
                ),
                Step(_("What is it for?"), RadioTiles("serves"), "why"),
                Step(_("Where does it come from?"), "supplier"),
                Step(_("Which purse pays?"), RadioTiles("purse")),
                Step(_("Why this, at this price?"), "grounds", asks=("grounds",)),
            ),
        ]

    def make_helper(self):
        helper = super().make_helper()
        if self.live_url:
            helper.attrs |= {
                "hx-get": self.live_url,
                "hx-trigger": "change, keyup changed delay:400ms from:#id_amount",
                "hx-target": "#live",
                "hx-swap": "innerHTML",
                "hx-params": ",".join(LiveForm.base_fields),
            }
        return helper

    def clean(self):
        told = super().clean()
        amount, risk = self.in_all(), told.get("is_high_risk")
        if amount is not None and risk is not None:
            tier = tier_of(self.policy, amount, is_high_risk=risk)
            if tier.number > 1 and not told.get("grounds"):
                self.add_error("grounds", _("Enter why this is the right thing, at this price"))
        return told

    def answers(self) -> dict:
        """The cleaned answers as the service asks for them."""
        told = self.cleaned_data
        serves, supplier = told["serves"], told["supplier"]
        why = told["why"]
        if told.get("grounds"):
            why = f"{why} {told['grounds']}"[:300]
        barrier = self.barriers.get(serves)
        return {
            "what": told["what"],
            "why": why,
            "category": told["category"],
            "amount": self.in_all(),
            "wanted": self.wanted(),
            "is_high_risk": told["is_high_risk"],
            "goal": self.goals.get(serves),
            "barrier": barrier,
            "spotted_at": getattr(barrier, "opened_at", None),
            "provider": Provider.objects.filter(reference=supplier).first(),
            "from_personal_budget": told["purse"] == BUDGET,
        }


class GroupRequestForm(SeveralForm, BridgeForm):
    """Something for several people at once: places in a group, a minibus, a lunch."""

    group_name = forms.CharField(
        label=gettext_lazy("For which group?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter which group it is for")},
    )
    places = forms.IntegerField(
        label=gettext_lazy("For how many people?"),
        min_value=1,
        max_value=500,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={"required": gettext_lazy("Enter for how many people")},
    )
    what = forms.CharField(
        label=gettext_lazy("What is needed?"),
        max_length=160,
        error_messages={"required": gettext_lazy("Enter what is needed")},
    )
    amount = MoneyField(label=gettext_lazy("Price of one, in pounds"))
    is_high_risk = YesNoField(label=gettext_lazy("Could somebody be hurt if it goes wrong?"))
    why = TextField(
        label=gettext_lazy("What does it make possible?"),
        max_length=300,
        rows=2,
        error_messages={"required": gettext_lazy("Enter what it makes possible")},
    )
    supplier = forms.ChoiceField(
        label=gettext_lazy("Who supplies it?"),
        error_messages={"required": gettext_lazy("Choose who supplies it")},
    )
    need = forms.ChoiceField(
        label=gettext_lazy("Which need does it serve?"),
        error_messages={"required": gettext_lazy("Choose which need it serves")},
    )
    programme = forms.ChoiceField(
        label=gettext_lazy("Which programme pays?"),
        error_messages={"required": gettext_lazy("Choose which programme pays")},
    )
    submit_label = gettext_lazy("Ask for it")
    marks_optional = False

    def layout(self):
        return [
            *("group_name", "places", "what"),
            Beside("amount", "quantity"),
            self.more_layout(),
            *("is_high_risk", "why", "supplier", "need", "programme"),
        ]

    def prepare(self):
        self.add_more()
        mine = programmes_where(self.user, "purchases.request")
        rows = Programme.objects.filter(pk__in=mine).order_by("name")
        self.programmes = {each.slug: each for each in rows}
        self.fields["programme"].choices = [
            ("", _("Choose one")),
            *((slug, each.name) for slug, each in self.programmes.items()),
        ]
        if len(self.programmes) == 1:
            self.fields["programme"].widget = forms.HiddenInput()
            self.fields["programme"].initial = next(iter(self.programmes))
        domains = NeedDomain.objects.filter(is_active=True).order_by("order", "pk")
        self.needs = {each.code: each for each in domains}
        self.fields["need"].choices = [
            ("", _("Choose one")),
            *((code, each.name) for code, each in self.needs.items()),
        ]
        self.fields["supplier"].choices = supplier_choices()

    def answers(self) -> dict:
        """The cleaned answers as the service asks for them."""
        asked = self.cleaned_data
        names = ("group_name", "places", "what", "is_high_risk", "why", "supplier", "need")
        told = {name: asked[name] for name in (*names, "programme")}
        told |= {"amount": self.in_all(), "wanted": self.wanted()}
        told["need"] = self.needs[told["need"]]
        supplier = told.pop("supplier")
        return {
            **told,
            "programme": self.programmes[told["programme"]],
            "provider": Provider.objects.filter(reference=supplier).first(),
            "category": "groups",
        }


class LiveForm(BridgeForm):
    """What the aside of the request is drawn from, as far as it has been typed."""

    amount = MoneyField(required=False)
    quantity = forms.IntegerField(required=False)
    is_high_risk = forms.CharField(required=False, max_length=3)
    purse = forms.CharField(required=False, max_length=6)
    amount_2, amount_3, amount_4 = (MoneyField(required=False) for _each in MORE)
    quantity_2, quantity_3, quantity_4 = (forms.IntegerField(required=False) for _each in MORE)

    def in_all(self):
        """What the whole order costs so far."""
        return sum_of(self.cleaned_data)
