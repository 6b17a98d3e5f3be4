"""What becomes of things bought: the same again, places, items, a look afterwards."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import programmes_where
from core import clock
from core.presenters import Empty
from core.views import HouseView
from funding import forms
from funding.models import BoughtItem, PlaceUse, Purchase
from funding.presenters import afterwards
from funding.presenters.people import cases_seen
from funding.services import purchases, speed
from funding.views.links import money
from funding.views.verbs import PurchaseVerb


class Repeat(PurchaseVerb):
    """The same again."""

    access = "purchases.repeat"
    form_class = forms.RepeatForm
    service = staticmethod(purchases.repeat)
    verb = "repeat"
    title = gettext_lazy("Buy the same again")
    submit_label = gettext_lazy("Buy it again")

    def get_initial(self):
        return {"amount": f"{self.object.amount:.2f}"}

    def get_context_data(self, **kwargs):
        told = {"what": self.object.what}
        lines = [_("%(what)s, from their personal budget.") % told]
        return super().get_context_data(what_happens=lines, **kwargs)

    def get_success_message(self, result):
        if result.status == "approved":
            return _("Agreed at once. The money is set aside.")
        return _("Asked for. Those who must agree have been told.")


class UsePlace(PurchaseVerb):
    """Give somebody a place."""

    access = "purchases.use_place"
    form_class = forms.PlaceForm
    service = staticmethod(purchases.use_place)
    verb = "use_place"
    title = gettext_lazy("Give somebody a place")
    submit_label = gettext_lazy("Give the place")
    success_message = gettext_lazy("They have the place.")

    def get_success_url(self, result):
        return self.object.get_absolute_url()


class FreePlace(PurchaseVerb):
    """They do not come any more."""

    access = "purchases.free_place"
    service = staticmethod(purchases.free_place)
    verb = "free_place"
    title = gettext_lazy("Free this place?")
    lead = gettext_lazy("Somebody else can then have it.")
    submit_label = gettext_lazy("Free the place")
    success_message = gettext_lazy("The place is free.")

    def before(self, request):
        done = super().before(request)
        if done:
            return done
        held = PlaceUse.objects.visible_to(request.user).filter(
            purchase=self.object, case__reference=self.kwargs["case"]
        )
        self.place = held.filter(freed_at__isnull=True).first() or held.first()
        if self.place is None:
            raise Http404
        return None

    def perform(self, form):
        return purchases.free_place(
            self.object, by=self.request.user, at=clock.now(), place=self.place
        )

    def get_success_url(self, result):
        return self.object.get_absolute_url()


class HandOver(PurchaseVerb):
    """Note what was lent or given."""

    access = "purchases.hand_over"
    form_class = forms.ItemForm
    service = staticmethod(purchases.hand_over)
    verb = "hand_over"
    title = gettext_lazy("Note an item lent or given")
    lead = gettext_lazy("So that we know which one they have, and whether it comes back.")
    submit_label = gettext_lazy("Note it")
    success_message = gettext_lazy("Noted.")


class TakeBack(PurchaseVerb):
    """An item came back."""

    access = "purchases.take_back"
    form_class = forms.ItemBackForm
    service = staticmethod(purchases.take_back)
    verb = "take_back"
    title = gettext_lazy("The item came back")
    submit_label = gettext_lazy("It came back")
    success_message = gettext_lazy("Recorded.")

    def before(self, request):
        done = super().before(request)
        if done:
            return done
        self.item = (
            BoughtItem.objects.visible_to(request.user)
            .filter(purchase=self.object, reference=self.kwargs["item"])
            .first()
        )
        if self.item is None:
            raise Http404
        return None

    def perform(self, form):
        return purchases.take_back(
            self.object,
            by=self.request.user,
            at=clock.now(),
            item=self.item,
            **form.cleaned_data,
        )


class LookBack(PurchaseVerb):
    """Look at one that was agreed at once."""

    access = "purchases.look_back"
    form_class = forms.LookBackForm
    service = staticmethod(purchases.look_back)
    verb = "look_back"
    title = gettext_lazy("Look at it afterwards")
    lead = gettext_lazy("It was agreed at once. Was it in order?")
    submit_label = gettext_lazy("Record what you found")
    success_message = gettext_lazy("Recorded.")

    def get_success_url(self, result):
        return self.object.get_absolute_url()


class Afterwards(HouseView):
    """What was agreed at once and drawn for a look, the oldest first; and what looks found."""

    access = "purchases.look_back"
    template_name = "funding/afterwards.html"
    title = gettext_lazy("Look at afterwards")

    def get_context_data(self, **kwargs):
        user = self.request.user
        rows = (
            Purchase.objects.visible_to(user)
            .filter(
                look_back__isnull=False, programme__in=programmes_where(user, "purchases.look_back")
            )
            .select_related("look_back__looked_by", "requested_by", "case__resident", "policy")
            .order_by("requested_at", "pk")
        )
        waiting = list(rows.filter(look_back__looked_at__isnull=True)[:200])
        done = list(rows.filter(look_back__looked_at__isnull=False).reverse()[:50])
        seen = cases_seen(user, waiting + done)
        return super().get_context_data(
            waiting=afterwards.waiting(waiting, seen) if waiting else None,
            done=afterwards.done(done, seen) if done else None,
            empty=Empty(
                _("Nothing waits for a look"),
                _("A share of what is agreed at once is drawn by its number and appears here."),
            ),
            **kwargs,
        )

    def get_back(self):
        return money(self.request.user)


class Speed(HouseView):
    """How fast help came, and what asking for it cost in time."""

    access = "funds.view"
    template_name = "funding/speed.html"
    title = gettext_lazy("How fast it goes")

    def get_context_data(self, **kwargs):
        wanted = programmes_where(self.request.user, "funds.view")
        found = speed.of_programmes(wanted, until=clock.now())
        return super().get_context_data(
            programmes=[afterwards.speed_panel(each) for each in found],
            empty=Empty(_("Nothing has been bought yet"), _("The clocks start with a purchase.")),
            **kwargs,
        )

    def get_back(self):
        return money(self.request.user)
