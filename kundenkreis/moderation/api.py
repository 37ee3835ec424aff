"""API: report a text."""

from datetime import datetime

from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from kundenkreis.core.refusal import Invalid
from kundenkreis.moderation import actions, socket
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request

router = Router(tags=["moderation"])


class FlagIn(Schema):
    """`target`: `kind:id`, such as `question:<uuid>`. `reason`: spam, personal_data, rude, dangerous, illegal, off_topic."""

    target: str
    reason: str
    text: str = ""


class FlagOut(Schema):
    """Your report was received."""

    id: int
    target: str
    reason: str
    at: datetime


@router.post("flags", response={201: FlagOut}, summary="Report a text")
def flag(request: Request, body: FlagIn) -> Status[FlagOut]:
    """Moderators look at it; its author is told what they decide, not who reported it."""
    target = _target(body.target)
    row = actions.flag(
        target, reason=body.reason, words=body.text, by=me(request), at=request.at
    )
    return Status(201, FlagOut(id=row.pk, target=row.target, reason=row.reason, at=row.at))


def _target(text: str) -> str:
    """:raises Invalid: not the name of a text."""
    kind, _colon, pk = text.partition(":")
    if kind not in socket.PLUGS or not pk:
        sentence = _("Name the text as kind:id. There are these kinds: {kinds}.").format(
            kinds=", ".join(sorted(socket.PLUGS))
        )
        raise Invalid("bad_target", sentence, {"target": sentence})
    return text
