"""Addresses of the published directory, as Open Referral UK names them (no slash at the end)."""

from django.urls import path, re_path

from providers.views import oruk

app_name = "oruk"
urlpatterns = [
    path("", oruk.About.as_view(), name="about"),
    re_path(r"^services/?$", oruk.Services.as_view(), name="services"),
    path("services/<str:uid>", oruk.OneService.as_view(), name="service"),
    re_path(
        r"^service_at_locations/?$",
        oruk.ServiceAtLocations.as_view(),
        name="service_at_locations",
    ),
    path(
        "service_at_locations/<str:uid>",
        oruk.OneServiceAtLocation.as_view(),
        name="service_at_location",
    ),
    re_path(r"^taxonomies/?$", oruk.Taxonomies.as_view(), name="taxonomies"),
    path("taxonomies/<str:uid>", oruk.OneTaxonomy.as_view(), name="taxonomy"),
    re_path(r"^taxonomy_terms/?$", oruk.TaxonomyTerms.as_view(), name="taxonomy_terms"),
    path("taxonomy_terms/<str:uid>", oruk.OneTaxonomyTerm.as_view(), name="taxonomy_term"),
    path("<path:rest>", oruk.Nothing.as_view(), name="nothing"),
]
