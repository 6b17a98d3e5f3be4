"""Every address of the service, by app."""

from django.contrib import admin
from django.urls import include, path

from config import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("accounts/", include("allauth.urls")),
    path("desk/", admin.site.urls),
    path("", include("core.urls")),
    path("people/", include("accounts.urls")),
    path("programmes/", include("programmes.urls")),
    path("residents/", include("residents.urls")),
    path("referrals/", include("referrals.urls")),
    path("providers/", include("providers.urls")),
    path("api/oruk/v3/", include("providers.oruk_urls")),
    path("feeds/", include("providers.feed_urls")),
    path("cases/", include("cases.urls")),
    path("funding/", include("funding.urls")),
    path("outcomes/", include("outcomes.urls")),
]
