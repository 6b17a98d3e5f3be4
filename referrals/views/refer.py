"""Refer someone: the form, what is found while one types, and what comes after."""

import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access_log, clock, drafts
from core.views import HouseView, VerbView
from referrals import finding, services
from referrals.desks import CREW, desk_of
from referrals.forms import CrewForm, ReferForm
from referrals.forms.refer import NO, UNKNOWN
from referrals.models import Referral, Source, Urgency
from referrals.presenters.known import next_steps
from residents.models import RiskKind


class AtDesk:
    """Pages that a person uses at the desk they refer from."""

    @property
    def desk(self):
        """The desk, asked once."""
        if not hasattr(self, "_desk"):
            role = self.request.acting_role
            self._desk = desk_of(
                self.request.user, acting=role.slug if role else "", today=clock.today()
            )
        return self._desk

    @property
    def programmes(self):
        """The programmes that take referrals from here."""
        return [each.programme for each in self.desk.choices]

    def look(self, data) -> dict:
        """Whom we know by what is typed so far: `known`, and `candidates` by name."""
        if self.request.GET.get("stranger"):
            return {}
        typed = (data.get("nhs_number") or "").strip()
        if typed:
            found = finding.by_number(typed, user=self.request.user, programmes=self.programmes)
            return {"known": found}
        candidates = self._candidates(data)
        same = finding.chosen(data.get("same_person", ""), candidates)
        if same is None:
            return {"candidates": candidates}
        known = finding.known(same, user=self.request.user, programmes=self.programmes)
        return {"known": known, "candidates": candidates}

    def _candidates(self, data):
        told = {}
        for name in ("given_name", "family_name", "date_of_birth", "postcode"):
            field = copy.deepcopy(ReferForm.base_fields[name])
            try:
                told[name] = field.clean(field.widget.value_from_datadict(data, {}, name))
            except ValidationError:  # what is typed is not whole yet: it is not looked for
                told[name] = None if name == "date_of_birth" else ""
        return finding.by_name(**told)


class Refer(AtDesk, VerbView):
    """The referral in under two minutes, on one page; the fast lane for crews."""

    access = "referrals.refer"
    template_name = "referrals/refer.html"
    title = gettext_lazy("Refer someone")
    lead = gettext_lazy("One page, about two minutes. Leave out what you don’t know.")

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.desk and not self.desk.choices:
            return self.nowhere(request)
        return super().dispatch(request, *args, **kwargs)

    def nowhere(self, request):
        """No service takes referrals from this place now."""
        return render(request, "referrals/nowhere.html", {"title": self.title}, status=409)

    @property
    def crew(self) -> bool:
        """Whether this is the fast lane."""
        return self.desk.mode == CREW

    @property
    def form_class(self):
        """The form of this desk."""
        return CrewForm if self.crew else ReferForm

    def get_title(self):
        return _("Ask for help today") if self.crew else self.title

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["submit_label"]
        kwargs["desk"] = self.desk
        if not self.crew:
            kwargs["not_this_url"] = f"{self.request.path}?stranger=1#without-number"
            kwargs |= self.look(self.typed())
        return kwargs

    def typed(self):
        """What is typed so far: what was sent, else the draft."""
        if self.request.method == "POST":
            return self.request.POST
        draft = drafts.find(user=self.request.user, key=self.request.path)
        return drafts.as_post(draft) if draft else {}

    def get_initial(self):
        return {"ward": self.desk.last_ward}

    def get_context_data(self, **kwargs):
        now = clock.now()
        return super().get_context_data(
            desk=self.desk,
            steps=next_steps(self.desk, now, urgent=self.crew),
            who_we_help=self.desk.choices[0].programme.who_we_help,
            **kwargs,
        )

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        self.note_known(response.context_data["form"])
        return response

    def note_known(self, form) -> None:
        """Write down that this person saw whom we know."""
        known = getattr(form, "known", None)
        if known is not None:
            access_log.note(self.request, resident=known.resident)

    def get_cancel_url(self):
        return reverse("referrals:list")

    # -- sending ----------------------------------------------------------------------------

    def post(self, request, *args, **kwargs):
        said = request.POST.get("agreed", "")
        if said == NO:
            drafts.drop(user=request.user, key=request.path)
            return HttpResponseRedirect(reverse("referrals:said_no"))
        if said == UNKNOWN:
            return self.ask_first()
        return super().post(request, *args, **kwargs)

    def ask_first(self):
        """Nothing is sent before they have been asked; the draft waits."""
        drafts.keep(user_id=self.request.user.pk, key=self.request.path, post=self.request.POST)
        messages.info(
            self.request,
            _("Kept as a draft for 7 days. Nothing has been sent. Ask them, then go on with it."),
        )
        return HttpResponseRedirect(self.get_cancel_url())

    def perform(self, form):
        given = {"by": self.request.user, "at": clock.now()}
        if self.crew:
            return self._crew(form, given)
        if form.open_referral is not None:
            return self._news(form, given)
        return self._refer(form, given)

    def _news(self, form, given):
        told = form.cleaned_data
        return services.add_news(
            form.open_referral,
            **given,
            words=told.get("reason", ""),
            barriers=form.codes(),
            bay=told.get("bay", ""),
            ready_on=form.ready(clock.day_of(given["at"])),
        )

    def _refer(self, form, given):
        told = form.cleaned_data
        ward = self.desk.ward(told.get("ward", ""))
        choice = self.desk.choice(told.get("programme", ""))
        source = told.get("source") or self.desk.source(ward)
        urgency = told.get("urgency") or Urgency.ROUTINE
        if source == Source.EMERGENCY:
            urgency = Urgency.URGENT
        known = form.known.resident if form.known else None
        return services.refer(
            **given,
            programme=choice.programme,
            source=source,
            organisation=self._organisation(ward),
            site=ward.site if ward else self.desk.membership.site,
            ward=ward,
            resident=known,
            person=None if known else form.person(),
            consent_by=form.consent(),
            risks=form.risks(),
            barriers=form.codes(),
            urgency=urgency,
            **form.about(clock.day_of(given["at"])),
        )

    def _organisation(self, ward):
        """The trust of the ward, so that the ward sees what was taken down by telephone."""
        if ward is not None and self.desk.membership.programme_id is not None:
            return ward.site.organisation
        return self.desk.organisation

    def _crew(self, form, given):
        told = form.cleaned_data
        site = self.desk.membership.site
        return services.refer(
            **given,
            programme=self.desk.choices[0].programme,
            source=Source.CREW,
            organisation=self.desk.organisation,
            site=site,
            ward=self.desk.membership.ward,
            person=form.person(),
            consent_by=form.consent(),
            risks=[(RiskKind.NOT_ASKED, "")],
            urgency=Urgency.SAME_DAY,
            reason=f"{told['seen']}\n\n{told['where']}",
            barriers_unknown=True,
            referrer_phone=told["phone"],
        )

    def get_success_url(self, result):
        if Referral.objects.visible_to(self.request.user).filter(pk=result.pk).exists():
            return reverse("referrals:sent", args=[result.reference])
        return self.get_cancel_url()

    def get_success_message(self, result):
        if result.made_by_id == self.request.user.pk:
            return ""
        return _("What is new was added to %(reference)s.") % {"reference": result.reference}


class LookUp(AtDesk, HouseView):
    """While one types: the card of the person, and the button that then makes sense (htmx)."""

    access = "referrals.refer"
    http_method_names = ["post"]
    template_name = "referrals/_looked_up.html"

    def post(self, request, *args, **kwargs):
        found = self.look(request.POST)
        form = ReferForm(
            initial={"ward": self.desk.last_ward},
            desk=self.desk,
            not_this_url=f"{reverse('referrals:refer')}?stranger=1#without-number",
            user=request.user,
            **found,
        )
        if found.get("known") is not None:
            access_log.note(request, resident=found["known"].resident)
        context = {"form": form, "cancel_url": reverse("referrals:list")}
        return self.render_to_response(self.get_context_data(**context))


class SaidNo(AtDesk, HouseView):
    """They said no: nothing is kept, and what else can help them."""

    access = "referrals.refer"
    template_name = "referrals/said_no.html"
    title = gettext_lazy("They said no, so nothing was sent")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            programmes=[each.programme for each in self.desk.choices], **kwargs
        )
