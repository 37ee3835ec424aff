"""API of the demonstration."""

from django.conf import settings
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from kundenkreis.channels.demo import queries
from kundenkreis.core.refusal import NotFound
from kundenkreis.people import actions
from kundenkreis.people.api import SessionOut, told
from kundenkreis.people.request import Request

router = Router(tags=["demo"])


class DemoSessionIn(Schema):
    """One of the cast by address, or any helper of the demo by id."""

    email: str = ""
    helper: str = ""


@router.post(
    "demo/sessions", response={201: SessionOut}, summary="Be one of the demo's people"
)
def demo_session(request: Request, body: DemoSessionIn) -> Status[SessionOut]:
    """A token. Exists in demo mode only."""
    if not settings.DEMO:
        raise NotFound("not_found", _("There is no demonstration here."))
    person = queries.demo_person(email=body.email, helper=body.helper)
    return Status(
        201,
        SessionOut(
            token=actions.issue_token(person, by=person, at=request.at),
            person=told(request, person),
        ),
    )
