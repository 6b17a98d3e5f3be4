"""Addresses of programmes."""

from django.urls import path

from programmes import views

app_name = "programmes"
urlpatterns = [
    path("", views.Teams.as_view(), name="list"),
    path("<slug:slug>/rules/", views.Rules.as_view(), name="rules"),
    path("<slug:slug>/rules/new/", views.EditPolicy.as_view(), name="edit_policy"),
]
