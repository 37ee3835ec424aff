"""Reads of photos. Whether somebody may see one is asked by who shows it."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import among, asked
from kundenkreis.helpers.models import Helper
from kundenkreis.portraits.models import HelperPhoto


def photo_of(helper: Helper) -> HelperPhoto | None:
    """Her photo without its content."""
    return HelperPhoto.objects.defer("content").filter(helper=helper).first()


def paths_of(helpers: Iterable[UUID]) -> Mapping[UUID, str]:
    """Where each of these helpers' photo is served, by helper; who shows none is left out."""
    return {helper: f"/portraits/{pk}/" for helper, pk in _photos(list(helpers))}


@asked
def _photos(helpers: list[UUID]) -> QuerySet[HelperPhoto, tuple[UUID, UUID]]:
    return HelperPhoto.objects.filter(among("helper", helpers)).values_list("helper", "id")


def picture(of: str) -> bytes:
    """The photo of `helper:<id>`, for a mail that goes out now; empty where she shows none."""
    kind, _colon, pk = of.partition(":")
    row = HelperPhoto.objects.filter(helper_id=pk).first() if kind == "helper" else None
    return bytes(row.content) if row else b""


def photo_with(pk: UUID | str) -> HelperPhoto:
    """The photo with this id.

    :raises NotFound: there is none, or none any more.
    """
    found = HelperPhoto.objects.select_related("helper").filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such thing."))
    return found
