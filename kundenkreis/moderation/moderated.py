"""Notices about an address where no text of ours stands: they wait like texts, and are decided like them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Refused
from kundenkreis.moderation.models import ContentNotice
from kundenkreis.moderation.socket import Moderated, Thing
from kundenkreis.people.models import Person


class NoticedAddress(Moderated):
    """Nothing here can be hidden with a click: the sentence says what to do instead."""

    kind = "notice"
    mendable = False

    def find(self, ids: Sequence[str], *, reader: Person | None) -> list[Thing]:
        if reader is not None:
            return []
        return [
            Thing(
                kind=self.kind, id=str(row.pk), title=row.address, text=row.reason,
                caption=_("Notice %(reference)s") % {"reference": row.reference},
                author=None, author_name="", path=row.path, at=row.at,
            )
            for row in ContentNotice.objects.filter(pk__in=[each for each in ids if _is_uuid(each)])
        ]  # fmt: skip

    def hide(self, pk: str, *, rule: str, by: Person | None, at: datetime) -> None:
        raise Refused("elsewhere", self._sentence())

    def restore(self, pk: str, *, by: Person | None, at: datetime) -> None:
        raise Refused("elsewhere", self._sentence())

    def mend(self, pk: str, *, text: str, by: Person | None, at: datetime) -> None:
        raise Refused("elsewhere", self._sentence())

    @staticmethod
    def _sentence() -> str:
        return _(
            "We know no text at this address. Open the address and decide about the text that stands there."
        )


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
