"""Save what someone is typing, and throw it away when they say so."""

from django.http import HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View

from core import drafts
from core.access import SIGNED_IN


class SaveDraft(View):
    """The page's script posts the whole form here as one types; ``_draft`` names it.

    Answers with the words for the saved mark ("Saved 14:02").
    """

    access = SIGNED_IN
    http_method_names = ["post"]

    def post(self, request):
        key = request.POST.get("_draft", "")
        if not key.startswith("/"):
            return JsonResponse({"saved": False, "words": _("Not saved")}, status=400)
        draft = drafts.keep(user_id=request.user.pk, key=key, post=request.POST)
        if draft is None:
            return JsonResponse(
                {"saved": False, "words": _("Too long to keep as a draft")}, status=413
            )
        at = timezone.localtime(draft.saved_at)
        return JsonResponse(
            {
                "saved": True,
                "at": at.isoformat(timespec="seconds"),
                "words": _("Saved %(time)s") % {"time": f"{at:%H:%M}"},
                "note": _("draft, kept for 7 days"),
            }
        )


class DropDraft(View):
    """ "Start again": forget the draft and show the form empty."""

    access = SIGNED_IN
    http_method_names = ["post"]

    def post(self, request):
        key = request.POST.get("_draft", "")
        drafts.drop(user=request.user, key=key)
        safe = url_has_allowed_host_and_scheme(key, allowed_hosts=None)
        return HttpResponseRedirect(key if safe and key.startswith("/") else "/")


class KeepAlive(View):
    """ "Stay signed in": the page's script asks here when the person says so."""

    access = SIGNED_IN
    http_method_names = ["post"]

    def post(self, request):
        return JsonResponse({"seconds": request.session_seconds_left})
