"""Addresses of the money."""

from django.urls import path

from funding import views

app_name = "funding"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("purchases/<str:reference>/", views.PurchasePage.as_view(), name="purchase"),
    path("invoices/<str:reference>/", views.InvoicePage.as_view(), name="invoice"),
]
