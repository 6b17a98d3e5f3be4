"""Addresses of journeys home, part of cases.urls."""

from django.urls import path

from cases.views import journeys as views

urlpatterns = [
    path("", views.JourneyList.as_view(), name="journeys"),
    path("for/<str:reference>/", views.Request.as_view(), name="journey_request"),
    path("<str:reference>/", views.JourneyPage.as_view(), name="journey"),
    path("<str:reference>/offer/", views.Offer.as_view(), name="journey_offer"),
    path("<str:reference>/accept/", views.Accept.as_view(), name="journey_accept"),
    path("<str:reference>/collect/", views.Collect.as_view(), name="journey_collect"),
    path("<str:reference>/arrive/", views.Arrive.as_view(), name="journey_arrive"),
    path("<str:reference>/settle/", views.Settle.as_view(), name="journey_settle"),
    path("<str:reference>/worried/", views.RaiseConcern.as_view(), name="journey_raise_concern"),
    path("<str:reference>/cancel/", views.Cancel.as_view(), name="journey_cancel"),
]
