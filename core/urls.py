"""The house's own addresses."""

from django.conf import settings
from django.urls import path

from core.views import audit, demo_mail, drafts, jobs, links, pages, parts

app_name = "core"
urlpatterns = [
    path("", pages.Home.as_view(), name="home"),
    path("help/", pages.Help.as_view(), name="help"),
    path("who-to-call/", pages.WhoToCall.as_view(), name="who_to_call"),
    path("privacy/", pages.Privacy.as_view(), name="privacy"),
    path("accessibility/", pages.Accessibility.as_view(), name="accessibility"),
    path("drafts/save/", drafts.SaveDraft.as_view(), name="save_draft"),
    path("drafts/drop/", drafts.DropDraft.as_view(), name="drop_draft"),
    path("session/stay/", drafts.KeepAlive.as_view(), name="stay"),
    path("jobs/", jobs.Jobs.as_view(), name="jobs"),
    path("jobs/<uuid:key>/", jobs.TryAgain.as_view(), name="try_job_again"),
    path("audit/", audit.AccessLog.as_view(), name="access_log"),
    path("audit/history/", audit.RowHistory.as_view(), name="row_history"),
    path("audit/seals/", audit.Seals.as_view(), name="seals"),
    path("by-link/<slug:purpose>/<str:token>/", links.door, name="by_link"),
    path("by-link/<slug:purpose>/<str:token>/<slug:step>/", links.door, name="by_link_step"),
    path("demo/mail/", demo_mail.DemoMails.as_view(), name="demo_mails"),
    path("demo/mail/<str:reference>/", demo_mail.DemoMail.as_view(), name="demo_mail"),
]
if settings.DEMO:
    urlpatterns.append(path("parts/", parts.Parts.as_view(), name="parts"))
