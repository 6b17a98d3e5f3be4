"""The house's own addresses."""

from django.urls import path

from core.views import drafts, public

app_name = "core"
urlpatterns = [
    path("drafts/save/", drafts.SaveDraft.as_view(), name="save_draft"),
    path("drafts/drop/", drafts.DropDraft.as_view(), name="drop_draft"),
    path("who-to-call/", public.WhoToCall.as_view(), name="who_to_call"),
    path("privacy/", public.Privacy.as_view(), name="privacy"),
    path("accessibility/", public.Accessibility.as_view(), name="accessibility"),
    path("session/stay/", drafts.KeepAlive.as_view(), name="stay"),
]
