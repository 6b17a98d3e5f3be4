"""One verb: a page that asks, and a POST that acts once."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import OperationalError, connection, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock, drafts, once, versions
from core.errors import DomainError
from core.forms import ConfirmForm
from core.views.base import HouseView, LoadsOne

_BUSY = {"55P03", "57014", "40P01", "40001"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the act led, and the words that say so."""

    url: str
    message: str


def is_busy(error: OperationalError) -> bool:
    """Whether PostgreSQL gave up waiting (lock, statement time, deadlock), not broke down."""
    return getattr(error.__cause__, "sqlstate", None) in _BUSY


class VerbView(LoadsOne, HouseView):
    """One verb from click to database. See the example in ``core.views``.

    GET shows the form or the confirmation. POST loads through the scope (404), asks the
    permission on the object (403), checks the form, and in one transaction claims the form's key
    and calls one service. A refusal goes back onto the form with everything that was typed.
    """

    template_name = "core/verb.html"
    form_class = ConfirmForm
    service = None
    life = None
    verb = ""
    lead = ""
    submit_label = gettext_lazy("Continue")
    submit_kind = "main"
    success_message = ""
    success_url = ""
    keeps_draft = True
    once_required = False
    version_fields: tuple[str, ...] = ()
    lock_timeout = "3s"

    @property
    def actor(self):
        """Who does it: whoever is signed in (by a link: the stand-in of who was asked)."""
        return self.request.user

    # -- loading ----------------------------------------------------------------------------

    def before(self, request):
        self.object = None
        self.conflict = None
        if request.method == "POST":
            sent = self.sent_before()
            if sent:
                return self.answer(sent)
        if self.model is not None:
            self.object = self.load()
        self.require(self.get_permission_object())

    def get_permission_object(self):
        """What the permission is asked on; the loaded thing unless said otherwise."""
        return self.object

    def sent_before(self) -> Outcome | None:
        """The result of this very form, if it was sent and done before."""
        key = self.request.POST.get(once.FIELD, "")
        row = once.find(user=self.actor, key=key) if key else None
        if row is None or not row.result_url:
            return None
        same = row.fingerprint == once.fingerprint(self.request)
        return Outcome(row.result_url, row.message) if same else None

    # -- the form ---------------------------------------------------------------------------

    def get_initial(self) -> dict:
        """What the form starts with; never a date the person did not choose."""
        return {}

    def get_form_kwargs(self) -> dict:
        """What the form is told: the person, the thing, the tokens, the button."""
        return {
            "user": self.request.user,
            "subject": self.object,
            "initial": self.get_initial(),
            "submit_label": self.submit_label,
            "submit_kind": self.submit_kind,
            "tokens": self.get_tokens(),
            "prefix": self.get_prefix(),
        }

    def get_prefix(self) -> str | None:
        """A prefix for the field names, where a page has several forms."""
        return None

    def get_tokens(self) -> dict[str, str]:
        """Hidden fields: the key of this form, whose it is, which version it shows."""
        tokens = {once.FIELD: once.new_key()}
        if self.keeps_draft:
            tokens["_owner"] = drafts.owner_token(self.request.user)
            tokens["_draft"] = self.request.path
        if self.version_fields and self.object is not None:
            tokens["_version"] = versions.of(self.object, self.version_fields)
        return tokens

    def get_form(self, **kwargs):
        """The form, unbound unless `data` is given."""
        return self.form_class(**self.get_form_kwargs(), **kwargs)

    def get(self, request, *args, **kwargs):
        try:
            self.check_now()
        except DomainError as refusal:
            return self.not_now(refusal)
        self.draft = None
        form = self.get_form()
        if self.keeps_draft and form.fields:
            self.draft = drafts.find(user=request.user, key=request.path)
        if self.draft:
            form.restore(drafts.as_post(self.draft))
        response = self.show(form)
        self.note_opening()
        return response

    def check_now(self) -> None:
        """What must hold before the form is shown: the verb fits where the thing stands.

        A hook: a page that knows more says so here, in the words of the service's own refusal.
        """
        if self.life is not None and self.object is not None:
            self.life.check(self.object, self.verb)

    def not_now(self, refusal: DomainError):
        """It cannot be done as things stand: say what is so now, and lead back."""
        context = {"title": self.get_title(), "back": self.get_back(), "words": refusal.message}
        context["url"] = self.get_cancel_url()
        return render(self.request, "core/not_now.html", context, status=409)

    def show(self, form, status=200):
        """The page with this form."""
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("draft", getattr(self, "draft", None))
        return super().get_context_data(
            object=self.object,
            lead=self.lead,
            cancel_url=self.get_cancel_url(),
            conflict=self.conflict,
            **kwargs,
        )

    # -- the act ----------------------------------------------------------------------------

    def post(self, request, *args, **kwargs):
        if "_keep" in request.POST:
            return self.keep_for_later()
        form = self.get_form(data=request.POST, files=request.FILES)
        if not form.is_valid():
            return self.refuse(form)
        try:
            outcome = self.act(form)
        except DomainError as refusal:
            form.add_refusal(refusal)
            return self.refuse(form)
        except OperationalError as error:
            if not is_busy(error):
                raise
            form.add_error(None, _("Someone else is changing this right now. Try again."))
            return self.refuse(form, status=503)
        return self.answer(outcome)

    def refuse(self, form, status=200):
        """Show the form again with its errors; what was typed is kept as a draft too."""
        if self.keeps_draft and form.fields:
            user_id, key = self.request.user.pk, self.request.path
            self.draft = drafts.keep(user_id=user_id, key=key, post=self.request.POST)
        return self.show(form, status=status)

    def act(self, form) -> Outcome:
        """In one transaction: claim the key, compare the version, call the service."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [self.lock_timeout])
            claim = self.claim()
            if claim and not claim.first:
                return Outcome(claim.row.result_url, claim.row.message)
            self.check_version()
            result = self.perform(form)
            outcome = Outcome(self.get_success_url(result), str(self.get_success_message(result)))
            if claim:
                once.settle(claim.row, result_url=outcome.url, message=outcome.message)
            if self.keeps_draft:
                drafts.drop(user=self.request.user, key=self.request.path)
        return outcome

    def claim(self) -> once.Claim | None:
        """Claim the form's key for this act."""
        key = self.request.POST.get(once.FIELD, "")
        if not key:
            if self.once_required:
                raise DomainError(_("Open this page again and send it from there."))
            return None
        return once.claim(user=self.actor, key=key, fingerprint=once.fingerprint(self.request))

    def check_version(self) -> None:
        """Conflict when the thing is not as the page showed it."""
        shown = self.request.POST.get("_version", "")
        if self.version_fields and self.object is not None and shown:
            try:
                versions.check(self.object, self.version_fields, shown)
            except DomainError as refusal:
                self.object = self.load()
                self.conflict = refusal.message
                raise

    def perform(self, form):
        """Call the service. Override when its arguments are not the form's answers as they are."""
        given = {"by": self.actor, "at": clock.now(), **form.cleaned_data}
        if self.object is None:
            return type(self).service(**given)
        return type(self).service(self.object, **given)

    def keep_for_later(self):
        """ "Save and come back later", which works without a script too."""
        drafts.keep(user_id=self.request.user.pk, key=self.request.path, post=self.request.POST)
        messages.success(
            self.request, _("Saved as a draft, kept for 7 days. Nothing has been sent yet.")
        )
        return HttpResponseRedirect(self.get_cancel_url())

    # -- afterwards -------------------------------------------------------------------------

    def get_success_url(self, result) -> str:
        """Where to go when it is done: the thing's own page unless said otherwise."""
        if self.success_url:
            return str(self.success_url)
        for thing in (result, self.object):
            if hasattr(thing, "get_absolute_url"):
                return thing.get_absolute_url()
        return "/"

    def get_cancel_url(self) -> str:
        """Where to go when it is not done."""
        if self.object is not None and hasattr(self.object, "get_absolute_url"):
            return self.object.get_absolute_url()
        back = self.get_back()
        return str(back.url) if back else "/"

    def get_success_message(self, result) -> str:
        """The words on the next page, saying what was done."""
        return self.success_message

    def answer(self, outcome: Outcome):
        """Say that it is done and go on."""
        if outcome.message:
            messages.success(self.request, outcome.message)
        return HttpResponseRedirect(outcome.url or "/")
