"""Addresses for machines. They belong to no brand."""

from django.urls import path

from kundenkreis.server import health

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", health.metrics),
]
