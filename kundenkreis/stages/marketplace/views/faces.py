"""The door to a helper's photo."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kundenkreis.cases.doors import guests_of
from kundenkreis.core.pictures import MEDIA_TYPE
from kundenkreis.people.doors import case_key
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import faces


@case_key
@require_safe
def portrait(request: Request, pk: UUID) -> HttpResponse:
    """Her face, for those who may see it; nobody's cache keeps it."""
    found = faces.photo_for(guests_of(request), str(pk), at=request.at)
    return HttpResponse(
        bytes(found.content),
        content_type=MEDIA_TYPE,
        headers={
            "Content-Disposition": 'inline; filename="photo.jpg"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
