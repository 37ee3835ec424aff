"""What everyone sees of a helper at this brand, in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kundenkreis.certification import queries as certification
from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers import places
from kundenkreis.helpers import queries as helpers
from kundenkreis.helpers.models import HelperBrand, HelperPackage
from kundenkreis.helpers.stars import Stars
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import faces, reviewed
from kundenkreis.ui import filters

PER_PAGE = 10


def member_for(pk: UUID, *, at: datetime) -> HelperBrand:
    """Who helps here now.

    :raises NotFound: nobody, or at another brand, or no longer.
    """
    rows = HelperBrand.objects.current(at).select_related("helper__person", "brand")
    found = rows.filter(helper=pk, helper__person__erased_at__isnull=True).first()
    if not found:
        raise NotFound("not_found", _("There is no such helper here."))
    return found


def stars_sentence(stars: Stars) -> str:
    """`4.6 of 5, 23 visits, most likely between 4.3 and 4.8`; empty below five reviews."""
    if stars.mean is None or stars.interval is None:
        return ""
    low, high = stars.interval
    return _("{mean} of 5, {count} visits, most likely between {low} and {high}").format(
        mean=filters.decimal(stars.mean),
        count=stars.count,
        low=filters.decimal(low),
        high=filters.decimal(high),
    )


def mark_sentences(marks: dict[str, tuple[int, int]]) -> list[str]:
    """What customers answered, where five or more did."""
    words = {
        "explained": _("{yes} of {all} say: well explained"),
        "on_time": _("{yes} of {all} say: on time"),
        "solved": _("{yes} of {all} say: solved"),
    }
    return [words[mark].format(yes=yes, all=every) for mark, (yes, every) in marks.items()]


def page(
    member: HelperBrand, number: str | None, persons: Sequence[Person], *, at: datetime
) -> dict[str, Any]:
    """First name, photo for whoever may see it (`persons` is who looks), checks with dates, services, the coarse place, reviews."""
    helper = member.helper
    done = HelperPackage.objects.filter(helper=helper, package__withdrawn_at__isnull=True)
    rows = reviewed.public_reviews(helper)
    return {
        "helper": helper,
        "name": helper.person.shown_name,
        "portrait": helper.person.portrait,
        "photo": faces.photo_path(persons, helper, at=at),
        "member": member,
        "place": places.near(helper),
        "checks": [helpers.check_sentence(c) for c in helpers.checks_of([helper.pk])[helper.pk]],
        "paths": certification.held_in_words(helper),
        "services": [row.package.words for row in done.select_related("package").order_by("package__position")],
        "stars": member.public_stars,
        "sentence": stars_sentence(member.public_stars),
        "marks": mark_sentences(reviewed.marks_of(helper)),
        "visits": ngettext("{count} visit so far", "{count} visits so far", member.jobs).format(count=member.jobs),
        "page": Paginator(rows, PER_PAGE).get_page(number),
    }  # fmt: skip
