"""One resident's page, and what is done with the record."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.presenters import Crumb
from core.views import ScopedDetailView, VerbView
from residents import duplicates, forms, presenters, services
from residents.models import Merge, Resident
from residents.registry import resident_panels


class Detail(ScopedDetailView):
    """Identity, people and consent; what higher apps know stands beside it."""

    access = "residents.view"
    model = Resident
    name = "resident"
    template_name = "residents/detail.html"

    def get_title(self):
        return self.object.full_name

    def get_back(self):
        return Crumb(_("Find someone"), reverse("residents:find"))

    def get_context_data(self, **kwargs):
        resident, today = self.object, clock.today()
        risks = list(resident.risks.standing(today).select_related("stated_by").order_by("pk"))
        consents = resident.consents.select_related("organisation").order_by("-given_at", "-pk")
        contacts = resident.key_contacts.order_by("pk")
        panels = (panel(self.request, resident) for panel in resident_panels)
        merges = Merge.objects.visible_to(self.request.user).filter(
            kept=resident, undone_at__isnull=True
        )
        return super().get_context_data(
            identity=presenters.identity(resident, today=today, risks=risks),
            facts=presenters.facts_of(resident),
            consents=presenters.consent_lines(consents),
            risks=presenters.risk_lines(risks),
            contacts=presenters.contact_lines(contacts),
            acts=presenters.acts_of(resident, self.request.user),
            panels=[each for each in panels if each],
            merges=list(merges.select_related("gone", "merged_by")),
            **kwargs,
        )


class ResidentVerb(VerbView):
    """A verb on one resident's record."""

    model = Resident

    def get_back(self):
        return Crumb(_("Back to %(name)s") % {"name": self.object.full_name}, self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("residents:detail", args=[self.object.reference])

    def get_success_url(self, result):
        return self.get_cancel_url()


class Edit(ResidentVerb):
    """Put right what is known."""

    access = "residents.edit"
    form_class = forms.ResidentForm
    service = staticmethod(services.edit)
    title = gettext_lazy("Change what is known")
    lead = gettext_lazy("Leave empty what nobody knows.")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Saved.")
    version_fields = (
        *("given_name", "family_name", "preferred_name", "nhs_number", "date_of_birth"),
        *("address", "postcode", "phone", "safe_contact", "communication_needs"),
    )

    def get_initial(self):
        told = {name: getattr(self.object, name) for name in self.form_class.base_fields}
        for name in ("needs_interpreter", "lives_alone", "is_carer", "is_veteran"):
            told[name] = {True: "yes", False: "no"}.get(told[name])
        return told


class RecordConsent(ResidentVerb):
    """Write down an answer."""

    access = "residents.record_consent"
    form_class = forms.ConsentForm
    service = staticmethod(services.record_consent)
    title = gettext_lazy("Write down what they agreed to")
    submit_label = gettext_lazy("Write it down")
    success_message = gettext_lazy("Written down.")


class WithdrawConsent(ResidentVerb):
    """They take back an agreement; new sharing stops at once."""

    access = "residents.withdraw_consent"
    form_class = forms.WithdrawConsentForm
    title = gettext_lazy("They take back an agreement")
    lead = gettext_lazy(
        "New sharing stops at once, and everyone who holds the record sees that it was withdrawn. "
        "What was shared before cannot be called back."
    )
    submit_label = gettext_lazy("Withdraw it")
    submit_kind = "danger"
    success_message = gettext_lazy("Withdrawn. Nothing new is shared.")

    def perform(self, form):
        return services.withdraw_consent(
            form.cleaned_data["consent"], by=self.request.user, at=clock.now()
        )


class StateRisk(ResidentVerb):
    """A risk, or that none is known."""

    access = "residents.state_risk"
    form_class = forms.RiskForm
    service = staticmethod(services.state_risk)
    title = gettext_lazy("Say something about risk")
    lead = gettext_lazy("Think of falls, dogs, smoking with oxygen, self-harm.")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Saved. Everyone who visits sees it.")


class AddKeyContact(ResidentVerb):
    """Family, neighbour or friend."""

    access = "residents.edit"
    form_class = forms.KeyContactForm
    service = staticmethod(services.add_key_contact)
    title = gettext_lazy("Add someone around them")
    submit_label = gettext_lazy("Add")
    success_message = gettext_lazy("Added.")


class MergeRecords(ResidentVerb):
    """Two records of one person become one."""

    access = "residents.merge"
    form_class = forms.MergeForm
    service = staticmethod(services.merge)
    title = gettext_lazy("Join two records of one person")
    lead = gettext_lazy(
        "Referrals, cases and everything else of the other record move to this one. "
        "It can be undone."
    )
    submit_label = gettext_lazy("Join the records")
    success_message = gettext_lazy("The two records are one now.")

    def get_form_kwargs(self):
        told = super().get_form_kwargs()
        told["candidates"] = duplicates.of(self.object, user=self.request.user)
        return told


class UndoMerge(VerbView):
    """They were two people after all."""

    access = "residents.merge"
    model = Merge
    service = staticmethod(services.undo_merge)
    title = gettext_lazy("Part the two records again")
    lead = gettext_lazy("Each goes back to what it had before they were joined.")
    submit_label = gettext_lazy("Part them")
    success_message = gettext_lazy("They are two records again.")

    def get_permission_object(self):
        return self.object.kept

    def get_cancel_url(self):
        return reverse("residents:detail", args=[self.object.kept.reference])

    def get_success_url(self, result):
        return self.get_cancel_url()
