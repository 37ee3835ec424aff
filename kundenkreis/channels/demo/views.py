"""Doors of the demonstration."""

from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from kundenkreis import ui
from kundenkreis.channels.demo import queries
from kundenkreis.channels.demo.doors import demo_only
from kundenkreis.core.refusal import NotFound
from kundenkreis.notifications.models import DemoMessage
from kundenkreis.people.doors import public
from kundenkreis.people.queries import roles_of
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

# Where each role begins its day.
FIRST_PAGES = (
    ("manager", "/insight/"),
    ("agent", "/desk/"),
    ("dispatcher", "/firm/"),
    ("helper", "/helper/"),
    ("expert", "/consultations/"),
)

# What the mailbox calls them.
CHANNELS = {"mail": "Mail", "sms": "SMS", "push": "Push"}


@public
@demo_only
@require_POST
def sessions(request: Request) -> HttpResponse:
    """Be one of the demo's people."""
    person = queries.demo_person(email=request.POST.get("email", ""))
    login(request, person, backend="kundenkreis.people.backend.ByCode")
    roles = roles_of(person, at=request.at)
    first = next((path for kind, path in FIRST_PAGES if kind in roles), "/cases/")
    response = see(first)
    response.delete_cookie("case_keys")
    return response


@public
@demo_only
@require_safe
def mail(request: Request) -> HttpResponse:
    """All mail, SMS and letters this brand would have sent, newest first."""
    address = request.GET.get("to", "").strip().lower()
    rows = DemoMessage.objects.order_by("-at", "-pk")
    page = Paginator(rows.filter(to__iexact=address) if address else rows, 20).get_page(
        request.GET.get("page")
    )
    values = {"page": page, "to": address, "channels": CHANNELS, "names": queries.names_in(page)}  # fmt: skip
    return ui.render(request, "demo/mail.html", values)


@public
@demo_only
@require_safe
def letter(request: Request, number: int) -> HttpResponse:
    """One message as it would have arrived."""
    row = DemoMessage.objects.filter(pk=number).first()
    if not row:
        raise NotFound("not_found", "")
    return ui.render(request, "demo/letter.html", {"message": row})
