"""Which text stands at an address, and a notice by its secret link."""

import re
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.moderation import socket
from kundenkreis.moderation.models import ContentNotice, StatementOfReasons
from kundenkreis.moderation.queries.things import things_of

_ID = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
# `#answer-<id>` says it exactly; `/questions/<id>/…` says the page.
_PART = re.compile(rf"#([a-z]+)-({_ID})", re.IGNORECASE)
_PAGE = re.compile(rf"/([a-z]+?)s?/({_ID})", re.IGNORECASE)


def target_at(address: str) -> str:
    """The text that stands at this address of ours; empty where we know none."""
    found = [*_PART.findall(address), *reversed(_PAGE.findall(address))]
    named = [f"{kind.lower()}:{pk.lower()}" for kind, pk in found]
    named = [name for name in named if name.partition(":")[0] in socket.PLUGS]
    there = things_of(named)
    return next((name for name in named if name in there), "")


def notice_for(pk: UUID) -> ContentNotice:
    """The notice; whoever knows its id was sent its link.

    :raises NotFound: there is none.
    """
    row = ContentNotice.objects.select_related("item").filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such notice."))
    return row


def answer_to(notice: ContentNotice) -> StatementOfReasons | None:
    """What a person decided about it; None while it waits."""
    return notice.item.statements.filter(by__isnull=False).first()
