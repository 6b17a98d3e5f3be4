"""Papers, approval, and where a provider is paid."""

from django.utils.translation import gettext_lazy

from core import clock
from providers import forms, services
from providers.services.assurance import PAPERS
from providers.views.listing import _OnProvider


class RecordPapers(_OnProvider):
    """Until when each paper holds."""

    access = "providers.assure"
    form_class = forms.PapersForm
    service = staticmethod(services.record_papers)
    title = gettext_lazy("Record papers")
    lead = gettext_lazy(
        "Without a valid insurance, safeguarding policy and DBS statement a provider is given no "
        "new placement or order."
    )
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Papers recorded.")
    version_fields = PAPERS

    def get_initial(self):
        return {name: getattr(self.object, name) for name in PAPERS}


class Approve(_OnProvider):
    """It may be given work."""

    access = "providers.assure"
    form_class = forms.ApproveForm
    service = staticmethod(services.approve)
    title = gettext_lazy("Approve this provider")
    lead = gettext_lazy("Link workers can offer placements and orders as soon as you approve.")
    submit_label = gettext_lazy("Approve")
    success_message = gettext_lazy("Approved. It can be given work now.")

    def check_now(self):
        services.refuse_missing(self.object, clock.today())


class WithdrawApproval(_OnProvider):
    """No new work."""

    access = "providers.assure"
    form_class = forms.WithdrawForm
    service = staticmethod(services.withdraw_approval)
    title = gettext_lazy("Withdraw approval?")
    lead = gettext_lazy(
        "It is given no new placement or order from now on. What is under way goes on: "
        "speak to the link workers if that should end too."
    )
    submit_label = gettext_lazy("Withdraw approval")
    submit_kind = "danger"
    success_message = gettext_lazy("Approval withdrawn. It is given no new work.")


class SetBankDetails(_OnProvider):
    """Where it is paid. What stands there now is never shown in the form."""

    access = "providers.edit_listing"
    form_class = forms.BankDetailsForm
    service = staticmethod(services.set_bank_details)
    title = gettext_lazy("Change bank details")
    lead = gettext_lazy(
        "Finance sees who changed them and when, and rings you before the first payment to a new "
        "account."
    )
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Saved. Only finance sees the whole number.")
    keeps_draft = False
