"""Addresses of cases, placements and journeys."""

from django.urls import include, path

app_name = "cases"
urlpatterns = [
    path("placements/", include("cases.placement_urls")),
]
