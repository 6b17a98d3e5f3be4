"""Verbs about reports: make, place, withdraw, write again; stories; the public page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from core.presenters import Crumb
from core.views import ScopedDetailView, VerbView
from outcomes.forms.reports import (
    MakeForm,
    OpenRoomForm,
    PlaceStoryForm,
    TellForm,
    WithdrawForm,
)
from outcomes.models import EvaluationRun, Report, Story
from outcomes.presenters.reports import pages
from outcomes.presenters.reports import stories as shown
from outcomes.report_lives import REPORT_LIFE, STORY_LIFE
from outcomes.services import reports
from outcomes.services.reports import stories
from programmes.models import Programme


class Make(VerbView):
    """A report from one evaluation."""

    access = "reports.make"
    model = EvaluationRun
    form_class = MakeForm
    service = staticmethod(reports.make)
    template_name = "outcomes/reports/make.html"
    title = gettext_lazy("Make a report")
    lead = gettext_lazy(
        "It is built from the frozen figures of this evaluation. You check it before its readers "
        "find it in the report room."
    )
    submit_label = gettext_lazy("Make the report")
    success_message = gettext_lazy(
        "It is being written. You can leave this page; check it before its readers see it."
    )

    def get_back(self):
        return Crumb(self.object.reference, self.object.get_absolute_url())

    def get_context_data(self, **kwargs):
        url = reverse("outcomes:report_missing", args=[self.object.programme.slug])
        return super().get_context_data(missing_url=url, **kwargs)


class _Verb(VerbView):
    """A verb about one report."""

    model = Report
    life = REPORT_LIFE
    keeps_draft = False

    def prepare(self, rows):
        return rows.select_related("run__programme", "funder", "ward__site")

    def get_back(self):
        return Crumb(pages.name_of(self.object), self.object.get_absolute_url())


class TryAgain(_Verb):
    """Have it written after that failed."""

    access = "reports.try_again"
    verb = "try_again"
    service = staticmethod(reports.try_again)
    title = gettext_lazy("Try to write this report again")
    lead = gettext_lazy("It is written from the same frozen figures. You can leave the page.")
    submit_label = gettext_lazy("Try again")
    success_message = gettext_lazy("It is being written.")


class Publish(_Verb):
    """Put it into the room."""

    access = "reports.publish"
    verb = "publish"
    service = staticmethod(reports.publish)
    title = gettext_lazy("Put this report in the report room")
    lead = gettext_lazy(
        "Its readers can open it and take its files from now on, and are told so by a mail with "
        "the way to the room. You can withdraw it; what was taken stays with whoever took it."
    )
    submit_label = gettext_lazy("Put in the report room")
    success_message = gettext_lazy("It is in the report room. Its readers have been told.")


class Withdraw(_Verb):
    """Take it out of the room."""

    access = "reports.withdraw"
    verb = "withdraw"
    form_class = WithdrawForm
    service = staticmethod(reports.withdraw)
    title = gettext_lazy("Withdraw this report")
    lead = gettext_lazy("Nobody finds it any more and its files are wiped. The log of who read it "
                        "stays.")  # fmt: skip
    submit_label = gettext_lazy("Withdraw the report")
    submit_kind = "danger"
    success_message = gettext_lazy("Withdrawn. Its files are wiped.")


class Renew(_Verb):
    """Write its files again."""

    access = "reports.renew"
    verb = "renew"
    service = staticmethod(reports.renew)
    title = gettext_lazy("Write this report again")
    lead = gettext_lazy("A new edition from the same frozen figures, with the stories that may be "
                        "told today. The files before it are wiped.")  # fmt: skip
    submit_label = gettext_lazy("Write it again")
    success_message = gettext_lazy("A new edition is being written.")


class PlaceStory(_Verb):
    """Put a story into it."""

    access = "reports.place_story"
    verb = "place_story"
    form_class = PlaceStoryForm
    service = staticmethod(stories.place_story)
    title = gettext_lazy("Place a story")
    lead = gettext_lazy("If the consent ends, it leaves this report by itself, also after "
                        "publication.")  # fmt: skip
    submit_label = gettext_lazy("Place the story")
    success_message = gettext_lazy("The story stands in the report. Its files are being written.")


class OpenRoom(VerbView):
    """Say whether anybody may read a programme's published summary."""

    access = "reports.open_room"
    model = Programme
    lookup = "slug"
    form_class = OpenRoomForm
    service = staticmethod(reports.open_room)
    keeps_draft = False
    title = gettext_lazy("A public page")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Saved.")

    def get_back(self):
        return Crumb(_("Report room"), reverse("outcomes:reports"))

    def get_success_url(self, result):
        return reverse("outcomes:reports")

    def get_cancel_url(self):
        return reverse("outcomes:reports")

    @property
    def lead(self):
        """Where it would be read."""
        url = reverse("outcomes:public_summary", args=[self.object.slug])
        return _("The newest published one-page summary would stand at %(url)s.") % {"url": url}


class Tell(VerbView):
    """Write down a resident's story."""

    access = "stories.tell"
    model = Case
    form_class = TellForm
    service = staticmethod(stories.tell)
    title = gettext_lazy("Write down their story")
    submit_label = gettext_lazy("Keep the story")
    success_message = gettext_lazy("Kept. The manager can place it in a report.")

    def get_back(self):
        return Crumb(self.object.resident.full_name, self.object.get_absolute_url())

    @property
    def lead(self):
        """How far their consent reaches."""
        return shown.reach_words(stories.standing_consent(self.object.resident))

    def get_success_url(self, result):
        return result.get_absolute_url()


class ShowStory(ScopedDetailView):
    """One story, and where it stands."""

    access = "stories.view"
    model = Story
    name = "story"
    template_name = "outcomes/reports/story.html"
    title = gettext_lazy("A story")

    def prepare(self, rows):
        return rows.select_related("case__resident", "consent", "told_by")

    def get_back(self):
        return Crumb(self.object.case.reference, self.object.case.get_absolute_url())

    def get_context_data(self, **kwargs):
        story, user = self.object, self.request.user
        return super().get_context_data(
            facts=shown.facts(story),
            tag=shown.status_tag(story),
            actions=shown.actions(story, user),
            **kwargs,
        )


class TakeBack(VerbView):
    """Withdraw a story from everywhere."""

    access = "stories.take_back"
    model = Story
    life, verb = STORY_LIFE, "take_back"
    service = staticmethod(stories.take_back)
    keeps_draft = False
    title = gettext_lazy("Withdraw this story")
    lead = gettext_lazy(
        "Its words are wiped here and in every report. Reports in the room are written again "
        "without it at once. What somebody took or printed before cannot be called back."
    )
    submit_label = gettext_lazy("Withdraw the story")
    submit_kind = "danger"
    success_message = gettext_lazy("Withdrawn everywhere.")

    def get_back(self):
        return Crumb(self.object.reference, self.object.get_absolute_url())
