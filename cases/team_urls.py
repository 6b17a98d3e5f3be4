"""Addresses for team leads and managers, part of cases.urls."""

from django.urls import path

from cases.views import bridge, opening, team

urlpatterns = [
    path("", team.Team.as_view(), name="team"),
    path("cases/", team.CaseList.as_view(), name="list"),
    path("breaches/", team.Breaches.as_view(), name="breaches"),
    path("bridge/", bridge.Bridge.as_view(), name="bridge"),
    path("bridge/missing/", bridge.Missing.as_view(), name="missing_data"),
    path("open/<str:reference>/", opening.Open.as_view(), name="open"),
]
