"""A helper shows her face, or takes it away again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core import pictures
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.portraits.events import HelperPhotoChanged
from kundenkreis.portraits.models import HelperPhoto


def put_up(helper: Helper, data: bytes, *, by: Person, at: datetime) -> HelperPhoto:
    """Her photo from now on, at most 640 pixels a side, without place and metadata; the one before goes.

    :raises NotAllowed: anyone but herself. :raises Invalid: `bad_picture`, `picture_too_large`.
    """
    _herself(helper, by)
    # Before any row is locked: it may take a second.
    picture = pictures.reencode(data, side=HelperPhoto.SIDE)
    with transaction.atomic():
        Helper.objects.select_for_update(no_key=True).get(pk=helper.pk)
        HelperPhoto.objects.filter(helper=helper).delete()
        photo = HelperPhoto.objects.create(
            helper=helper, content=picture.content, width=picture.width, height=picture.height, added_at=at
        )  # fmt: skip
        _announce(helper, by=by, at=at)
    return photo


@transaction.atomic
def take_down(helper: Helper, *, by: Person, at: datetime) -> None:
    """No photo any more, at once and for everybody; twice changes nothing.

    :raises NotAllowed: anyone but herself.
    """
    _herself(helper, by)
    if HelperPhoto.objects.filter(helper=helper).delete()[0]:
        _announce(helper, by=by, at=at)


def _herself(helper: Helper, by: Person) -> None:
    if helper.person_id != by.pk:
        raise NotAllowed("not_yours", _("Only the helper herself can change this."))


def _announce(helper: Helper, *, by: Person, at: datetime) -> None:
    happened = HelperPhotoChanged(helper=str(helper.pk), person=str(helper.person_id))
    announce(happened, by=by, at=at)
