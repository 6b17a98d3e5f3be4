"""Accept a referral and give its case to somebody; hand over; let somebody stand in."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import services
from cases.caseload import loads
from cases.forms.opening import OpenForm
from cases.presenters.room import capacities, suggested_tier, suggested_weight
from core import once
from core.presenters import Crumb
from core.views import VerbView
from referrals.lifecycle import LIFE as REFERRAL_LIFE
from referrals.models import Referral


def triage_panel(request, referral):
    """ "Who takes it?" beside a referral that waits for a decision."""
    if not request.user.has_perm("referrals.accept", referral):
        return None
    if referral.made_by_id == request.user.pk:
        return None
    weight = suggested_weight(referral)
    room = loads(referral.programme)
    best = next((load.worker.reference for load in room if load.room >= weight), "")
    told = {
        "rooms": capacities(room, weight, chosen=best),
        "hint": _("This case weighs %(weight)d. The upright line is where it becomes too much.")
        % {"weight": weight},
        "weight": weight,
        "risk_tier": suggested_tier(referral),
        "name": next((load.worker.name for load in room if load.worker.reference == best), ""),
        "url": reverse("cases:open", args=[referral.reference]),
        "once": once.new_key(),
        "once_field": once.FIELD,
    }
    return render_to_string("cases/triage_panel.html", told, request)


def accept_without_worker(referral, *, by, at, words=""):
    """What "Accept, no worker yet" means: the case is opened and waits for somebody."""
    return services.open_case(
        referral,
        by=by,
        at=at,
        words=words,
        weight=suggested_weight(referral),
        risk_tier=suggested_tier(referral),
    )


class Open(VerbView):
    """Accept a referral, open its case, and give it to somebody with room."""

    access = "referrals.accept"
    model = Referral
    life, verb = REFERRAL_LIFE, "accept"
    form_class = OpenForm
    service = staticmethod(services.open_case)
    title = gettext_lazy("Who takes it?")
    lead = gettext_lazy(
        "The referral is accepted, the case is opened, and the ward is told at once."
    )
    submit_label = gettext_lazy("Accept")

    def prepare(self, rows):
        return rows.select_related("resident", "programme").prefetch_related("barriers")

    def get_resident(self):
        return self.object.resident

    def get_initial(self):
        weight, tier = suggested_weight(self.object), suggested_tier(self.object)
        return {"weight": weight, "risk_tier": tier}

    def get_back(self):
        return Crumb(_("Triage"), reverse("referrals:triage"))

    def get_success_url(self, result):
        if self.request.user.has_perm("cases.view", result):
            return result.get_absolute_url()
        return reverse("referrals:triage")

    def get_success_message(self, result):
        told = {"name": result.resident.full_name, "reference": result.reference}
        if result.worker is None:
            words = _("Accepted. %(name)s’s case is %(reference)s and waits for a worker.")
            return words % told
        told["worker"] = result.worker.name
        return _("Accepted. %(worker)s takes %(name)s’s case, %(reference)s.") % told
