"""All pages: each room's own `urls.py`, ground floor first, after what machines ask. Every path is made of nouns."""

from importlib.util import find_spec

from django.urls import include, path

from kundenkreis.rooms import ROOMS

urlpatterns = [
    path("", include(f"kundenkreis.{place}.urls"))
    # An address is looked for from the first to the last: programs ask often, and theirs would be found last.
    for place in (
        "server",
        "channels.api",
        *(room for room in ROOMS if room != "channels.api"),
    )
    if find_spec(f"kundenkreis.{place}.urls")
]
handler400 = "kundenkreis.channels.trouble.bad_request"
handler403 = "kundenkreis.channels.trouble.forbidden"
handler404 = "kundenkreis.channels.trouble.missing"
handler500 = "kundenkreis.channels.trouble.failure"
