"""Addresses of the report room, of stories and of extracts."""

from django.urls import path

from outcomes.views.reports import extracts, missing, public, room, schedules, verbs

REPORTS = [
    path("", room.Room.as_view(), name="reports"),
    path("schedules/", schedules.Schedules.as_view(), name="schedules"),
    path("schedules/new/<slug:slug>/", schedules.MakeSchedule.as_view(), name="make_schedule"),
    path("schedules/<str:reference>/pause/", schedules.PauseSchedule.as_view(),
         name="pause_schedule"),
    path("schedules/<str:reference>/resume/", schedules.ResumeSchedule.as_view(),
         name="resume_schedule"),
    path("public/<slug:slug>/", verbs.OpenRoom.as_view(), name="open_room"),
    path("missing/<slug:slug>/", missing.Missing.as_view(), name="report_missing"),
    path("from/<str:reference>/", verbs.Make.as_view(), name="report_make"),
    path("<str:reference>/", room.Detail.as_view(), name="report"),
    path("<str:reference>/progress/", room.Progress.as_view(), name="report_progress"),
    path("<str:reference>/try-again/", verbs.TryAgain.as_view(), name="report_try_again"),
    path("<str:reference>/log/", room.Log.as_view(), name="report_log"),
    path("<str:reference>/take/<slug:format>/", room.Take.as_view(), name="report_take"),
    path("<str:reference>/publish/", verbs.Publish.as_view(), name="report_publish"),
    path("<str:reference>/withdraw/", verbs.Withdraw.as_view(), name="report_withdraw"),
    path("<str:reference>/renew/", verbs.Renew.as_view(), name="report_renew"),
    path("<str:reference>/story/", verbs.PlaceStory.as_view(), name="report_place_story"),
]  # fmt: skip

STORIES = [
    path("tell/<str:reference>/", verbs.Tell.as_view(), name="story_tell"),
    path("<str:reference>/", verbs.ShowStory.as_view(), name="story"),
    path("<str:reference>/take-back/", verbs.TakeBack.as_view(), name="story_take_back"),
]

EXTRACTS = [
    path("", extracts.Extracts.as_view(), name="extracts"),
    path("from/<str:reference>/", extracts.AskForExtract.as_view(), name="ask_for_extract"),
    path("<str:reference>/", extracts.Detail.as_view(), name="extract"),
    path("<str:reference>/take/", extracts.Take.as_view(), name="take_extract"),
    path("<str:reference>/confirm/", extracts.Confirm.as_view(), name="confirm_extract"),
    path("<str:reference>/release/", extracts.Release.as_view(), name="release"),
    path("<str:reference>/refuse/", extracts.Refuse.as_view(), name="refuse_extract"),
    path("<str:reference>/end/", extracts.End.as_view(), name="end_extract"),
]

PUBLIC = [
    path("<slug:slug>/", public.Summary.as_view(), name="public_summary"),
    path("<slug:slug>/summary.pdf", public.SummaryPdf.as_view(), name="public_summary_pdf"),
]
