"""All pages: each room's own `urls.py`, ground floor first. Every path is made of nouns."""

from importlib.util import find_spec

from django.urls import include, path

from kundenkreis.rooms import ROOMS

urlpatterns = [
    path("", include(f"kundenkreis.{place}.urls"))
    for place in (*ROOMS, "server")
    if find_spec(f"kundenkreis.{place}.urls")
]
