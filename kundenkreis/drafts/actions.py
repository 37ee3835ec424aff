"""Keeping a draft, and letting it go."""

import re
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.drafts.models import Draft
from kundenkreis.people.models import Person

LIFE = timedelta(days=30)
_PLACE = re.compile(r"[a-z-]{1,30}:[0-9A-Za-z-]{1,80}")


def keep(
    place: str, *, text: str, path: str = "/", title: str = "", by: Person, at: datetime
) -> Draft | None:
    """What she has typed so far; an empty text lets the draft go. Of an endless one the beginning.

    :raises NotAllowed: without an account. :raises Invalid: `bad_place`.
    """
    if by.is_guest:
        raise NotAllowed("no_account", _("Please sign in first."))
    if not _PLACE.fullmatch(place):
        sentence = _("There is no such place to write.")
        raise Invalid("bad_place", sentence, {"place": sentence})
    kept = texts.tidy(text)[: Draft.MOST]
    if not kept:
        drop(place, by=by, at=at)
        return None
    local = path if re.fullmatch(r"/(?![/\\])[^\s]{0,290}", path) else "/"
    values = {"text": kept, "path": local, "title": texts.tidy(title)[:120], "at": at}
    row, _fresh = Draft.objects.update_or_create(person=by, place=place, defaults=values)
    return row


def drop(place: str, *, by: Person, at: datetime) -> None:
    """It was sent, or she does not want it any more."""
    Draft.objects.filter(person=by, place=place).delete()


def drop_old(*, by: None = None, at: datetime) -> None:
    """A month is long enough."""
    Draft.objects.filter(at__lt=at - LIFE).delete()
