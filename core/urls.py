"""The house's own addresses."""

from django.urls import path

from core.views import drafts

app_name = "core"
urlpatterns = [
    path("drafts/save/", drafts.SaveDraft.as_view(), name="save_draft"),
    path("drafts/drop/", drafts.DropDraft.as_view(), name="drop_draft"),
    path("session/stay/", drafts.KeepAlive.as_view(), name="stay"),
]
