"""Addresses of cases, placements and journeys."""

from django.urls import include, path

from cases import more_urls
from cases.views import case, today, verbs

app_name = "cases"
urlpatterns = [
    path("", today.Caseload.as_view(), name="caseload"),
    path("today/", today.Today.as_view(), name="today"),
    path("placements/", include("cases.placement_urls")),
    path("journeys/", include("cases.journey_urls")),
    path("team/", include("cases.team_urls")),
    *more_urls.urlpatterns,
    path("goals/<str:reference>/review/", verbs.ReviewGoal.as_view(), name="review_goal"),
    path("goals/<str:reference>/step/", verbs.AddStep.as_view(), name="add_step"),
    path("tasks/<str:reference>/done/", verbs.FinishTask.as_view(), name="finish_task"),
    path("concerns/<str:reference>/", verbs.ConcernPage.as_view(), name="concern"),
    path("concerns/<str:reference>/close/", verbs.CloseConcern.as_view(), name="close_concern"),
    path("<str:reference>/", case.CasePage.as_view(), name="detail"),
    path("<str:reference>/contact/", verbs.AddContact.as_view(), name="add_contact"),
    path("<str:reference>/home/", verbs.CameHome.as_view(), name="came_home"),
    path("<str:reference>/pause/", verbs.Pause.as_view(), name="pause"),
    path("<str:reference>/stay/", verbs.RecordStay.as_view(), name="record_stay"),
    path("<str:reference>/resume/", verbs.Resume.as_view(), name="resume"),
    path("<str:reference>/extend/", verbs.Extend.as_view(), name="extend"),
    path("<str:reference>/close/", verbs.Close.as_view(), name="close"),
    path("<str:reference>/reopen/", verbs.Reopen.as_view(), name="reopen"),
    path("<str:reference>/matters/", verbs.WhatMatters.as_view(), name="what_matters"),
    path("<str:reference>/goal/", verbs.SetGoal.as_view(), name="set_goal"),
    path("<str:reference>/task/", verbs.AddTask.as_view(), name="add_task"),
    path("<str:reference>/review/<slug:kind>/", verbs.WriteReview.as_view(), name="write_review"),
    path("<str:reference>/fall/", verbs.RecordFall.as_view(), name="record_fall"),
    path(
        "<str:reference>/safeguarding/",
        verbs.RaiseSafeguarding.as_view(),
        name="raise_safeguarding",
    ),
    path("<str:reference>/allocate/", verbs.Allocate.as_view(), name="allocate"),
    path("<str:reference>/cover/", verbs.ArrangeCover.as_view(), name="cover"),
    path("<str:reference>/tab/<slug:tab>/", case.CasePage.as_view(), name="tab"),
]
