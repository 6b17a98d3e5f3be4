"""What somebody looks for in the directory, read from the address of the page."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.models import NeedDomain
from providers.models import Access, PartOfDay, Service, Suits, Weekday
from providers.services.finding import Wanted, first_half
from providers.services.finding.wanted import MILES, WEEKDAYS, WEEKEND

ANY = [("", _("Any"))]
BANDS = [("", _("Takes people from there")), *((str(each), _("%s miles") % each) for each in MILES)]
PARTS = [
    *PartOfDay.choices,
    (WEEKDAYS, _("Weekdays, by day")),
    (WEEKEND, _("At the weekend")),
]
ROOM = [("open", _("Takes people now")), ("full", _("Full, paused or not approved"))]
WAITS = [("0", _("No wait")), ("7", _("A week")), ("14", _("Two weeks")), ("28", _("Four weeks"))]
PRICES = [("0", _("Free of charge")), ("5", "£5"), ("20", "£20"), ("50", "£50")]


class FindForm(forms.Form):
    """Never refuses: what cannot be understood is not looked for."""

    words = forms.CharField(label=_("Words"), required=False, max_length=100)
    near = forms.CharField(label=_("Postcode"), required=False, max_length=10)
    within = forms.ChoiceField(label=_("How far"), required=False)
    day = forms.ChoiceField(label=_("Day"), required=False)
    part = forms.ChoiceField(label=_("Time of day"), required=False)
    room = forms.ChoiceField(label=_("Room"), required=False)
    kind = forms.ChoiceField(label=_("Kind of help"), required=False)
    wait = forms.ChoiceField(label=_("Longest wait"), required=False)
    price = forms.ChoiceField(label=_("Price for each, at most"), required=False)
    need = forms.MultipleChoiceField(label=_("Helps with"), required=False)
    access = forms.MultipleChoiceField(label=_("Getting in and taking part"), required=False)
    suits = forms.MultipleChoiceField(label=_("Made for"), required=False)
    stated = forms.MultipleChoiceField(label=_("What a listing does not say"), required=False)

    SHORT = ("words", "near", "within", "day", "part", "room")
    MORE = ("kind", "wait", "price")
    TICKS = ("need", "access", "suits", "stated")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needs = NeedDomain.objects.filter(is_active=True).order_by("order", "name")
        for name, choices in (
            ("within", BANDS),
            ("day", ANY + Weekday.choices),
            ("part", ANY + PARTS),
            ("room", ANY + ROOM),
            ("kind", ANY + Service.Kind.choices),
            ("wait", ANY + WAITS),
            ("price", ANY + PRICES),
            ("need", [(each.code, each.name) for each in needs]),
            ("access", Access.choices),
            ("suits", Suits.choices),
            ("stated", [("yes", _("Leave out listings that do not say so"))]),
        ):
            self.fields[name].choices = choices

    def wanted(self) -> Wanted:
        """What is looked for, as far as it can be understood."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            words=said.get("words", "").replace("\0", ""),
            needs=tuple(said.get("need", ())),
            kind=said.get("kind", ""),
            district=first_half(said.get("near", "").replace("\0", "")),
            miles=int(said["within"]) if said.get("within") else None,
            day=said.get("day", ""),
            part=said.get("part", ""),
            access=tuple(said.get("access", ())),
            suits=tuple(said.get("suits", ())),
            stated=bool(said.get("stated")),
            room=said.get("room", ""),
            most_days=int(said["wait"]) if said.get("wait") else None,
            most_price=Decimal(said["price"]) if said.get("price") else None,
        )
