"""What the resident sees: one question a page, large targets, and nothing else of any record.

There are two doors to the same pages. On the tablet, handing over has signed the worker out and
left the sheet's reference in a session that belongs to nobody; by a link, the signature in the
address is the right to be here. Every answer is kept as it is given.
"""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.access import PUBLIC
from core.errors import DomainError
from core.views import HouseView, LinkPage
from outcomes.forms import AnswerForm, answer_of
from outcomes.instruments import definition
from outcomes.presenters.answering import overview
from outcomes.services import measures

ON_TABLET = "sheet_on_tablet"
COME_BACK = "sheet_come_back"


class AnswersSheet:
    """The pages of one sheet: a question each, then what was answered, then thanks.

    Subclasses give `sheet`, `address` (of these pages) and `finished()`.
    """

    template_name = "outcomes/answering/question.html"

    @property
    def by_link(self) -> dict:
        """What finishing says of the link, when it came by one."""
        return {}

    @property
    def instrument(self):
        """The scale in the version that was laid out."""
        return definition(self.sheet.instrument, self.sheet.version)

    def position(self) -> int:
        """Which question the address asks for; past the last one stands the overview."""
        asked = self.request.GET.get("q", "")
        most = len(self.instrument.items)
        if asked.isdecimal() and len(asked) < 4:
            return min(int(asked), most)
        keys = [item.key for item in self.instrument.items]
        return next((n for n, key in enumerate(keys) if key not in self.sheet.answers), most)

    def get_title(self):
        return self.instrument.name

    def page(self, form=None, *, words=""):
        """The question at this position, or the overview."""
        at = self.position()
        items = self.instrument.items
        told = {
            "title": self.get_title(),
            "instrument": self.instrument,
            "sheet": self.sheet,
            "address": self.address,
            "number": at + 1,
            "total": len(items),
            "before": f"{self.address}?q={at - 1}" if at else "",
            "refused": words,
        }
        if at == len(items):
            told["answers"] = overview(self.instrument, self.sheet.answers, self.address)
            return self.show("outcomes/answering/overview.html", told)
        told["form"] = form or self.form(items[at])
        return self.show(self.template_name, told)

    def show(self, template, told, status=200):
        """Nobody keeps these pages."""
        response = render(self.request, template, told, status=status)
        response["Cache-Control"] = "no-store, private"
        return response

    def form(self, item, **kwargs) -> AnswerForm:
        """The question, with what was answered before."""
        known = self.sheet.answers.get(item.key)
        initial = {} if known is None else {"answer": str(known)}
        return AnswerForm(subject=item, initial=initial, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.page()

    def post(self, request, *args, **kwargs):
        try:
            return self.act(request.POST.get("_act", "answer"))
        except DomainError as refusal:
            return self.too_late(refusal) or self.page(words=str(refusal.message))

    def act(self, what: str):
        """Keep an answer, skip, change the size of the words, finish or decline."""
        now = clock.now()
        if what in ("larger", "smaller"):
            measures.enlarge(self.sheet, at=now, large_print=what == "larger")
            return self.go(self.position())
        if what == "finish":
            return self.finished(measures.finish(self.sheet, at=now, **self.by_link))
        if what == "decline":
            return self.finished(measures.decline_sheet(self.sheet, at=now, **self.by_link))
        return self.keep(what, now)

    def keep(self, what: str, now):
        """One answer, or that this question was skipped; then the next question."""
        at = self.position()
        if at >= len(self.instrument.items):
            return self.go(at)
        item = self.instrument.items[at]
        value = None
        if what != "skip":
            form = self.form(item, data=self.request.POST)
            if not form.is_valid():
                return self.page(form)
            value = answer_of(form.cleaned_data["answer"])
        measures.keep_answer(self.sheet, at=now, item=item.key, answer=value)
        return self.go(at + 1)

    def go(self, position: int):
        """On to another question."""
        return HttpResponseRedirect(f"{self.address}?q={position}")

    def too_late(self, refusal):
        """An answer when the sheet is not open any more; None while it is."""
        return None


class OnTablet(AnswersSheet, HouseView):
    """The sheet that was laid on this tablet."""

    access = PUBLIC

    def before(self, request):
        reference = request.session.get(ON_TABLET, "")
        self.sheet = measures.on_tablet(reference, at=clock.now()) if reference else None
        return None if self.sheet else self.nothing_here()

    @property
    def address(self) -> str:
        """Without a reference: whose tablet it is, the session knows."""
        return reverse("outcomes:answer")

    def nothing_here(self):
        """The time is over, it was taken back, or nobody has handed anything over."""
        self.request.session.pop(ON_TABLET, None)
        told = {"title": _("Nothing to answer here"), "come_back": reverse("account_login")}
        return self.show("outcomes/answering/nothing.html", told, status=410)

    def finished(self, sheet):
        self.request.session.pop(ON_TABLET, None)
        page = reverse("outcomes:measures", args=[sheet.case.reference])
        self.request.session[COME_BACK] = [page, sheet.instrument]
        return HttpResponseRedirect(reverse("outcomes:answered"))

    def too_late(self, refusal):
        gone = measures.on_tablet(self.sheet.reference, at=clock.now()) is None
        return self.nothing_here() if gone else None


class Answered(HouseView):
    """Thanks, and the tablet goes back: the worker signs in again."""

    access = PUBLIC
    template_name = "outcomes/answering/thanks.html"
    title = gettext_lazy("Thank you")

    def get_context_data(self, **kwargs):
        page, key = self.request.session.get(COME_BACK, ["", ""])
        sign_in = reverse("account_login")
        return super().get_context_data(
            come_back=f"{sign_in}?next={page}" if page else sign_in,
            has_support=bool(key) and definition(key).has_support,
            **kwargs,
        )


class AnswerByLink(AnswersSheet, LinkPage):
    """The questions behind a link. Looking answers nothing; finishing uses the link up."""

    @property
    def sheet(self):
        return self.target

    @property
    def address(self) -> str:
        return self.step_url()

    @property
    def by_link(self) -> dict:
        """So that finishing and using the link up stand or fall together."""
        return {"link": self.link, "origin": self.origin}

    def get(self, request, *args, **kwargs):
        self.note_shown()
        return self.page()

    def finished(self, sheet):
        told = {
            "title": _("Thank you"),
            "come_back": "",
            "has_support": self.instrument.has_support,
        }
        return self.show("outcomes/answering/thanks.html", told)

    def too_late(self, refusal):
        words = measures.settled(self.purpose.load(self.link.target))
        return self.over(words) if words else None
