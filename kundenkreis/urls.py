"""All pages: each room's own `urls.py`, ground floor first. Every path is made of nouns."""

from importlib.util import find_spec

from django.urls import include, path

from kundenkreis.rooms import ROOMS

urlpatterns = [
    path("", include(f"kundenkreis.{place}.urls"))
    for place in (*ROOMS, "server")
    if find_spec(f"kundenkreis.{place}.urls")
]
handler400 = "kundenkreis.channels.trouble.bad_request"
handler403 = "kundenkreis.channels.trouble.forbidden"
handler404 = "kundenkreis.channels.trouble.missing"
handler500 = "kundenkreis.channels.trouble.failure"
