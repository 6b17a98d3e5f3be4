"""Find someone, and records that may be one person."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock, nhs
from core.presenters import Action, Column, Empty, Table
from core.references import tidy_reference
from core.views import HouseView
from residents import duplicates
from residents.models import Resident
from residents.presenters import found_row
from residents.search import named_like

MOST = 25


class Find(HouseView):
    """By NHS number or by name, misspelt or not. The words are sent, never put in the address."""

    access = "residents.view"
    template_name = "residents/find.html"
    title = gettext_lazy("Find someone")
    lead = gettext_lazy("By NHS number, reference or name. A misspelt name is found too.")

    def post(self, request, *args, **kwargs):
        words = request.POST.get("q", "").strip()[:80]
        return self.render_to_response(self.get_context_data(words=words))

    def get_context_data(self, **kwargs):
        words = kwargs.pop("words", "")
        found = self.search(words) if words else []
        today = clock.today()
        columns = (
            Column(_("Who")),
            Column(_("NHS number")),
            Column(_("Home")),
            Column(_("Reference")),
        )
        table = Table(_("People found"), columns, tuple(found_row(each, today) for each in found))
        merge_url = ""
        if self.request.user.has_perm("residents.merge"):
            merge_url = reverse("residents:duplicates")
        return super().get_context_data(
            words=words,
            lead=self.lead,
            table=table if found else None,
            empty=self.nobody() if words and not found else None,
            merge_url=merge_url,
            **kwargs,
        )

    def search(self, words: str) -> list[Resident]:
        """People whom the person may see."""
        rows = Resident.objects.visible_to(self.request.user)
        try:
            return list(rows.with_nhs_number(nhs.parse(words)))
        except nhs.NotAnNHSNumber:
            pass
        if words.upper().startswith("CBR-"):
            return list(rows.filter(reference=tidy_reference(words)))
        if len(words) < 2:
            return []
        return named_like(rows, words, most=MOST)

    def nobody(self) -> Empty:
        """Nobody found, and what to do."""
        refer = None
        if self.request.user.has_perm("referrals.refer"):
            refer = Action(_("Refer someone"), reverse("referrals:refer"))
        return Empty(
            _("Nobody like that is known to you"),
            _("Check the number or try another spelling. You see people of your programme only."),
            refer,
        )


class Duplicates(HouseView):
    """Pairs of records that may be one person."""

    access = "residents.merge"
    template_name = "residents/duplicates.html"
    title = gettext_lazy("Records that may be one person")
    lead = gettext_lazy("Same birth date and a like name. Look at both before you join them.")

    def get_context_data(self, **kwargs):
        today = clock.today()
        found = [
            (
                one,
                other,
                Table(
                    _("Pair"),
                    self._columns(),
                    tuple(found_row(each, today) for each in (one, other)),
                ),
            )
            for one, other in duplicates.pairs(user=self.request.user)
        ]
        empty = Empty(_("No two records look alike"), _("They appear here by themselves."))
        return super().get_context_data(
            pairs=found, empty=None if found else empty, lead=self.lead, **kwargs
        )

    def _columns(self):
        return (
            Column(_("Who")),
            Column(_("NHS number")),
            Column(_("Home")),
            Column(_("Reference")),
        )
