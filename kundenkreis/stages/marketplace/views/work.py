"""Doors at the end of a visit: report and photos, the customer's code, or why it did not work."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.pictures import MEDIA_TYPE, MOST_BYTES
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import case_key
from kundenkreis.people.pocket import is_late
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, queries, rows_of
from kundenkreis.stages.marketplace import forms as typed
from kundenkreis.stages.marketplace.doors import booking_at_door, photo_at_door
from kundenkreis.stages.marketplace.views.kept import kept_with, pocket_of
from kundenkreis.stages.marketplace.views.late import now_or_late
from kundenkreis.stages.marketplace.views.visits import step
from kundenkreis.ui.going import see


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def completion(request: Request, pk: UUID) -> HttpResponse:
    """What was done, in words and photos."""
    if request.method == "POST":
        return step(request, pk, "completion")
    return _report_page(request, pk)


def _report_page(
    request: Request, pk: UUID, refused: Refused | None = None
) -> HttpResponse:
    booking, person = booking_at_door(request, pk)
    pocket = pocket_of(booking, person)
    nouns = {t.noun for t in queries.allowed_now(person, booking, at=request.at)}
    # Her device fetches it (`kept`) before there is anything to report, for a place without network.
    early = bool(pocket) and booking.is_live and "kept" in request.GET
    if "completion" not in nouns and refused is None and not early:
        return see(booking.path)
    values = {"booking": booking, "form": typed.ReportForm(), "photos": rows_of.photos_of(booking), "refused": refused, "pocket": pocket}  # fmt: skip
    answer = ui.render(request, "marketplace/completion.html", values)
    return kept_with(booking, person, answer)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def unsuccessful(request: Request, pk: UUID) -> HttpResponse:
    """Why it could not be solved."""
    if request.method == "POST":
        return step(request, pk, "unsuccessful")
    booking, person = booking_at_door(request, pk)
    values = {"booking": booking, "form": typed.UnsuccessfulForm(), "pocket": pocket_of(booking, person)}  # fmt: skip
    answer = ui.render(request, "marketplace/unsuccessful.html", values)
    return kept_with(booking, person, answer)


@case_key
@require_POST
def photos(request: Request, pk: UUID) -> HttpResponse:
    """One more photo."""
    booking, person = booking_at_door(request, pk)
    sent = request.FILES.get("photo")
    data = sent.read(MOST_BYTES + 1) if sent else b""
    try:
        now_or_late(request, booking, actions.add_photo, data=data, by=person)
    except Refused as refused:
        if is_late(request):
            raise
        return _report_page(request, pk, refused)
    return see(f"{booking.path}completion/")


@case_key
@require_safe
def photo(request: Request, pk: UUID) -> HttpResponse:
    """The photo itself, for those around the visit; nobody's cache keeps it."""
    found, booking, _person = photo_at_door(request, pk)
    return HttpResponse(
        bytes(found.content),
        content_type=MEDIA_TYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{booking.reference}-{found.number}.jpg"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


@case_key
@require_POST
def removal(request: Request, pk: UUID) -> HttpResponse:
    """The photo goes."""
    found, booking, person = photo_at_door(request, pk)
    actions.remove_photo(found, by=person, at=request.at)
    at_work = booking.state == "in_progress" and booking.helper.person_id == person.pk
    return see(f"{booking.path}completion/" if at_work else booking.path)
