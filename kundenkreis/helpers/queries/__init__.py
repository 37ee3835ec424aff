"""Reads around helpers: where a postal code is, who fits, what may be shown of a helper."""

import re
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.brands.models import PostalCode
from kundenkreis.core import ids
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.core.statements import asked
from kundenkreis.helpers.models import (
    BusyTime,
    FeedKey,
    Helper,
    RankingExplanation,
    Slot,
)
from kundenkreis.helpers.queries.fitting import (
    best_slots,
    check_sentence,
    checks_of,
    free_in,
    ranked,
    weights,
    weights_row,
)
from kundenkreis.people.models import Person

__all__ = [
    "best_slots",
    "check_sentence",
    "checks_of",
    "clashes_of",
    "free_in",
    "helper_of",
    "helper_with_feed",
    "kept_times",
    "kept_until",
    "postal_code",
    "ranked",
    "rankings_of",
    "trouble_sentence",
    "weights",
    "weights_row",
]


def postal_code(raw: str, *, country: str, field: str = "postal_code") -> PostalCode:
    """The postal code in what was typed: `8004`, `CH-8004`, `8004 Zürich`.

    The brand's own country counts first, then its neighbours.

    :raises Invalid: `unknown_postal_code`.
    """
    codes = re.findall(r"\d{4,5}", raw)
    there = PostalCode.objects.filter(code__in=codes)
    found = codes and (
        _postal_code.first(codes[0], country)
        or there.filter(country=country).order_by("code").first()
        or there.order_by("country").first()
    )
    if not found:
        sentence = _("We do not know this postal code. Please check it. Example: 8004")
        raise Invalid("unknown_postal_code", sentence, {field: sentence})
    return found


@asked
def _postal_code(code: str, country: str) -> QuerySet[PostalCode]:
    return PostalCode.objects.filter(code=code, country=country).order_by("pk")[:1]


def helper_of(person: Person) -> Helper:
    """The person's helper profile.

    :raises NotFound: this person is no helper.
    """
    helper = Helper.objects.select_related("person").filter(person=person).first()
    if not helper:
        raise NotFound("not_found", _("You are not registered as a helper."))
    return helper


def rankings_of(helper: Helper, *, most: int = 50) -> list[RankingExplanation]:
    """Where this brand's rankings put the helper and why, latest first."""
    rows = RankingExplanation.objects.filter(helper=helper).select_related("package")
    return list(rows.order_by("-at", "-pk")[:most])


def trouble_sentence(reason: str) -> str:
    """What went wrong when a calendar was read, for the helper."""
    sentences = {
        "no_calendar": _("There is no calendar at this address. It should end with .ics"),
        "too_large": _("This calendar is too large for us."),
        "too_slow": _("This address took too long to answer. Please try again later."),
        "address_not_public": _("This address is not on the public internet."),
    }
    return sentences.get(reason, _("We cannot reach this address. Please check it."))


def helper_with_feed(secret: str) -> Helper:
    """Whose calendar this secret address opens.

    :raises NotFound: nobody's, or nobody's any more.
    """
    key = (
        FeedKey.objects.select_related("helper__person")
        .filter(fingerprint=ids.fingerprint(secret), revoked_at__isnull=True)
        .first()
    )
    if not key:
        raise NotFound("not_found", _("This address opens nothing any more."))
    return key.helper


def clashes_of(helper: Helper, *, at: datetime) -> list[Slot]:
    """Agreed visits at which she is busy elsewhere by now: she is shown them, nothing is broken."""
    ahead = Slot.across_brands.filter(helper=helper, visit__endswith__gt=at)
    busy = BusyTime.objects.filter(calendar__helper=helper, busy__overlap=OuterRef("visit"))
    return list(ahead.filter(Exists(busy)).select_related("package").order_by("visit"))


def kept_times(helper: Helper, *, at: datetime) -> list[Slot]:
    """Times that are kept for customers of this brand who wait, the soonest first; who waits is not said."""
    kept = Slot.objects.filter(helper=helper, kept_until__gt=at)
    return list(kept.select_related("package__brand").order_by("visit"))


def kept_until(
    helper: Helper, *, starts_at: datetime, customer: Person, at: datetime
) -> datetime | None:
    """Until when this time is kept for this customer alone, if it is."""
    kept = Slot.objects.filter(helper=helper, kept_for=customer, kept_until__gt=at)
    found = kept.filter(visit__startswith=starts_at).first()
    return found.kept_until if found else None
