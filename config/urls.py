"""Every address of the service, by app."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

from config import health

APPS = [
    ("", "core"),
    ("people/", "accounts"),
    ("programmes/", "programmes"),
    ("residents/", "residents"),
    ("referrals/", "referrals"),
    ("providers/", "providers"),
    ("cases/", "cases"),
    ("funding/", "funding"),
    ("outcomes/", "outcomes"),
]

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("accounts/", include("allauth.urls")),
    path("desk/", admin.site.urls),
]
urlpatterns += [
    path(prefix, include(f"{app}.urls")) for prefix, app in APPS if find_spec(f"{app}.urls")
]
