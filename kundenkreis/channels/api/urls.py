"""Mounts the API."""

from django.urls import path

from kundenkreis.channels.api.document import api

urlpatterns = [path("api/v1/", api.urls)]
