"""What happens around every request: a number for it, an honest session, and row history."""

import re
import time
import uuid

import pghistory
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from core import drafts, navigation

_SANE_ID = re.compile(r"[A-Za-z0-9\-]{8,64}")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_NOTE_EVERY = 30


class RequestIdMiddleware:
    """Gives each request a number that stands in the access log, the audit and the answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        request.id = given if _SANE_ID.fullmatch(given) else uuid.uuid4().hex
        response = self.get_response(request)
        response["X-Request-ID"] = request.id
        return response


class SessionLimitsMiddleware:
    """Ends a session after fifteen idle minutes, and after twelve hours whatever happens.

    A request that the page makes by itself (polling) says so in ``X-App-Background`` and does not
    count as use. A form sent after the session ended is kept as the draft of the person it was
    shown to, and is there again after signing in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.session_seconds_left = settings.SESSION_IDLE_SECONDS
        if request.user.is_authenticated and self._is_over(request):
            self._keep_answers(request, expected=request.user.pk)
            logout(request)
            return self._sign_in_again(request)
        if not request.user.is_authenticated and self._keep_answers(request):
            return self._sign_in_again(request)
        return self.get_response(request)

    def _is_over(self, request) -> bool:
        now = time.time()
        session = request.session
        started = session.setdefault("started", now)
        seen = session.setdefault("seen", now)
        if now - started > settings.SESSION_ABSOLUTE_SECONDS:
            return True
        if now - seen > settings.SESSION_IDLE_SECONDS:
            return True
        if "X-App-Background" in request.headers:
            request.session_seconds_left = int(settings.SESSION_IDLE_SECONDS - (now - seen))
        elif now - seen > _NOTE_EVERY:
            session["seen"] = now
        return False

    def _keep_answers(self, request, expected=None) -> bool:
        """Keep a form that came too late as its owner's draft. True when it was one of ours."""
        if request.method != "POST" or "_owner" not in request.POST:
            return False
        owner = drafts.owner_of(request.POST["_owner"])
        if owner is None or expected not in (None, owner):
            return False
        key = request.POST.get("_draft", request.path)
        return drafts.keep_for(user_id=owner, key=key, post=request.POST)

    def _sign_in_again(self, request):
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"signed_out": True}, status=401)
        if request.method == "POST":
            words = _("You were signed out. What you wrote is saved: sign in to go on with it.")
        else:
            words = _("You were signed out because nothing happened for a while.")
        messages.info(request, words)
        come_back = request.path if request.method in _SAFE else self._form_address(request)
        return redirect_to_login(come_back)

    def _form_address(self, request) -> str:
        key = request.POST.get("_draft", "")
        return key if key.startswith("/") and not key.startswith("//") else request.path


class RowHistoryMiddleware:
    """Tells the row history who is acting, from which page (by name) and in which request.

    An act may change what the header counts, so those figures are asked anew after it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in _SAFE:
            return self.get_response(request)
        user = request.user if request.user.is_authenticated else None
        pk = user.pk if user else None
        try:
            with pghistory.context(user=pk, page=_page_name(request), request=request.id):
                return self.get_response(request)
        finally:
            if user:
                navigation.forget_counts(user)


def _page_name(request) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


class ForgetOnSignOutMiddleware:
    """Tells the browser to forget everything of ours once somebody has signed out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        was_in = request.user.is_authenticated
        response = self.get_response(request)
        if was_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache", "storage"'
            response["Cache-Control"] = "no-store, private"
        return response
