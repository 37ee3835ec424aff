"""API: a helper's own photo."""

from ninja import Router, Schema, Status

from kundenkreis.core.pictures import MOST_BYTES
from kundenkreis.helpers.queries import helper_of
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request
from kundenkreis.portraits import actions

router = Router(tags=["helpers"])


class HelperPhotoOut(Schema):
    """Where her photo is, for whoever may see it."""

    url: str


@router.post("helpers/me/photo", response={201: HelperPhotoOut}, summary="Show my face")
def put_up(request: Request) -> Status[HelperPhotoOut]:
    """The body is the picture itself: JPEG, PNG or WebP, at most 10 megabytes. It replaces the one before."""
    person = me(request)
    data = request.read(MOST_BYTES + 1)
    made = actions.put_up(helper_of(person), data, by=person, at=request.at)
    return Status(201, HelperPhotoOut(url=request.build_absolute_uri(made.path)))


@router.delete("helpers/me/photo", response={204: None}, summary="Take my photo away")
def take_down(request: Request) -> Status[None]:
    """At once, for everybody."""
    person = me(request)
    actions.take_down(helper_of(person), by=person, at=request.at)
    return Status(204, None)
