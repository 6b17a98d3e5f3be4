"""Addresses of the pages that bring other directories in."""

from django.urls import path

from providers.views import feeds

app_name = "feeds"
urlpatterns = [
    path("", feeds.Feeds.as_view(), name="list"),
    path("new/", feeds.ImportFeed.as_view(), name="import_feed"),
    path("terms/", feeds.Terms.as_view(), name="terms"),
    path("terms/decide/", feeds.MapTerms.as_view(), name="map_terms"),
    path("terms/<uuid:uid>/", feeds.MapTerm.as_view(), name="map_term"),
    path("<str:reference>/", feeds.FeedPage.as_view(), name="detail"),
    path("<str:reference>/progress/", feeds.FeedProgress.as_view(), name="progress"),
    path("<str:reference>/report/", feeds.FeedReport.as_view(), name="report"),
    path("<str:reference>/again/", feeds.ReadAgain.as_view(), name="read_again"),
]
