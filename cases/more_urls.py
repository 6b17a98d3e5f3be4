"""Addresses, part of cases.urls."""

urlpatterns: list = []
