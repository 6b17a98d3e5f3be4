"""Addresses of cases, placements and journeys."""

import datetime as dt

from django.urls import include, path, register_converter

from cases.views import allocation, case, concerns, contacts, goals, plan, signposts, today


class DayConverter:
    """2026-12-03 as a date."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value):
        return dt.date.fromisoformat(value)

    def to_url(self, value):
        return str(value)


register_converter(DayConverter, "day")

app_name = "cases"
urlpatterns = [
    path("", today.Caseload.as_view(), name="caseload"),
    path("today/", today.Today.as_view(), name="today"),
    path("placements/", include("cases.placement_urls")),
    path("journeys/", include("cases.journey_urls")),
    path("team/", include("cases.team_urls")),
    path("goals/<str:reference>/review/", goals.ReviewGoal.as_view(), name="review_goal"),
    path("goals/<str:reference>/step/", goals.AddStep.as_view(), name="add_step"),
    path("tasks/<str:reference>/done/", goals.FinishTask.as_view(), name="finish_task"),
    path("concerns/<str:reference>/", concerns.ConcernPage.as_view(), name="concern"),
    path("concerns/<str:reference>/close/", concerns.CloseConcern.as_view(), name="close_concern"),
    path("signposts/", signposts.Signposts.as_view(), name="signposts"),
    path("signposts/new/", signposts.PointOn.as_view(), name="point_on"),
    path("<str:reference>/", case.CasePage.as_view(), name="detail"),
    path("<str:reference>/contact/", contacts.AddContact.as_view(), name="add_contact"),
    path("<str:reference>/alerts/seen/", contacts.SeeToAlert.as_view(), name="see_to_alert"),
    path("<str:reference>/point-on/", signposts.PointCaseOn.as_view(), name="case_point_on"),
    path(
        "<str:reference>/planned/<day:due_on>/drop/",
        contacts.DropPlanned.as_view(),
        name="drop_planned",
    ),
    path("<str:reference>/home/", plan.CameHome.as_view(), name="came_home"),
    path("<str:reference>/pause/", plan.Pause.as_view(), name="pause"),
    path("<str:reference>/stay/", plan.RecordStay.as_view(), name="record_stay"),
    path("<str:reference>/resume/", plan.Resume.as_view(), name="resume"),
    path("<str:reference>/extend/", plan.Extend.as_view(), name="extend"),
    path("<str:reference>/close/", plan.Close.as_view(), name="close"),
    path("<str:reference>/reopen/", plan.Reopen.as_view(), name="reopen"),
    path("<str:reference>/matters/", goals.WhatMatters.as_view(), name="what_matters"),
    path("<str:reference>/goal/", goals.SetGoal.as_view(), name="set_goal"),
    path("<str:reference>/task/", goals.AddTask.as_view(), name="add_task"),
    path("<str:reference>/review/<slug:kind>/", goals.WriteReview.as_view(), name="write_review"),
    path("<str:reference>/fall/", contacts.RecordFall.as_view(), name="record_fall"),
    path(
        "<str:reference>/safeguarding/",
        concerns.RaiseSafeguarding.as_view(),
        name="raise_safeguarding",
    ),
    path("<str:reference>/allocate/", allocation.Allocate.as_view(), name="allocate"),
    path("<str:reference>/cover/", allocation.ArrangeCover.as_view(), name="cover"),
    path("<str:reference>/tab/<slug:tab>/", case.CasePage.as_view(), name="tab"),
]
