"""Who sees the photo of a helper: who looks for help here, or had it, the team, and she herself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.cases.models import Case
from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers.models import Helper, HelperBrand
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.portraits import queries as portraits
from kundenkreis.portraits.models import HelperPhoto
from kundenkreis.stages.marketplace.models import Booking

# A case that was closed longer ago shows nobody any more.
AFTER = timedelta(days=30)


def may_see(persons: Sequence[Person], helper: Helper, *, at: datetime) -> bool:
    """Whether one of these may know the helper by her face. She must help at this brand now, or have a visit of theirs."""
    if any(person.pk == helper.person_id for person in persons):
        return True
    if not persons:
        return False
    if Booking.objects.around_people(persons).filter(helper=helper).exists():
        return True
    if not HelperBrand.objects.current(at).filter(helper=helper).exists():
        return False
    cases = Case.objects.of_any(persons, at)
    recent = cases.open() | cases.filter(closed_at__gt=at - AFTER)
    return recent.exists() or any(is_staff(person, at=at) for person in persons)


def photo_for(persons: Sequence[Person], pk: str, *, at: datetime) -> HelperPhoto:
    """The photo with this id.

    :raises NotFound: there is none, or it is not for them.
    """
    photo = portraits.photo_with(pk)
    if not may_see(persons, photo.helper, at=at):
        raise NotFound("not_found", _("There is no such thing."))
    return photo


def photo_path(persons: Sequence[Person], helper: Helper, *, at: datetime) -> str:
    """Where her photo is, for whoever may see it; empty for all others, and where she shows none."""
    path = portraits.paths_of([helper.pk]).get(helper.pk, "")
    return path if path and may_see(persons, helper, at=at) else ""
