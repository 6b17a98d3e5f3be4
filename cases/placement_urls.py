"""Addresses of placements, part of cases.urls."""

from django.urls import path

from cases.views import placement_offers as offers
from cases.views import placements as views

urlpatterns = [
    path("", views.PlacementList.as_view(), name="placement_list"),
    path("for/<str:reference>/", offers.ChooseService.as_view(), name="placement_choose"),
    path("for/<str:reference>/<str:service>/", offers.Offer.as_view(), name="placement_offer"),
    path("<str:reference>/", views.PlacementPage.as_view(), name="placement"),
    path("<str:reference>/open/", views.OpenLink.as_view(), name="placement_open_link"),
    path("<str:reference>/accept/", views.Accept.as_view(), name="placement_accept"),
    path("<str:reference>/decline/", views.Decline.as_view(), name="placement_decline"),
    path("<str:reference>/start/", views.Start.as_view(), name="placement_start"),
    path("<str:reference>/end/", views.End.as_view(), name="placement_end"),
    path("<str:reference>/cancel/", views.Cancel.as_view(), name="placement_cancel"),
    path("<str:reference>/message/", views.SendMessage.as_view(), name="placement_message"),
]
