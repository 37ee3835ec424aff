"""Joining, packages, checks, and how well it went."""

from collections.abc import Sequence
from datetime import datetime

import psycopg
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.geo import Point
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.helpers import queries, rules
from kundenkreis.helpers.actions.reservations import hold_calendar
from kundenkreis.helpers.events import (
    HelperJoined,
    HelperLeft,
    HelperVerified,
    VerificationRevoked,
)
from kundenkreis.helpers.models import (
    Helper,
    HelperBrand,
    HelperPackage,
    Slot,
    SlotRequirement,
    Verification,
)
from kundenkreis.people.actions import grant
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import is_staff


@one_transaction
def enrol(
    person: Person,
    *,
    postal_code: str,
    country: str = "CH",
    languages: Sequence[str] = ("de",),
    radius_km: int = 10,
    about: str = "",
    professional: bool = False,
    by: Person | None,
    at: datetime,
) -> HelperBrand:
    """The person helps for this brand from now on. Doing it twice changes nothing.

    :raises Invalid: `unknown_postal_code`. :raises NotAllowed: only managers (or the operator).
    """
    place = queries.postal_code(postal_code, country=country)
    gy, gx = Point(place.lat, place.lng).cell
    helper, _fresh = Helper.objects.get_or_create(
        person=person,
        defaults={
            "languages": _spoken(languages), "about": texts.tidy(about)[:2000],
            "professional": professional, "radius_km": radius_km, "joined_at": at,
            "country": place.country, "postal_code": place.code, "place": place.place,
            "lat": place.lat, "lng": place.lng, "gy": gy, "gx": gx,
        },
    )  # fmt: skip
    grant(person, Role.Kind.HELPER, by=by, at=at)
    member, fresh = HelperBrand.objects.get_or_create(helper=helper, defaults={"since": at})
    if fresh:
        announce(HelperJoined(helper=str(helper.pk), person=str(person.pk)), by=by, at=at)
    return member


@one_transaction
def leave(member: HelperBrand, *, by: Person, at: datetime) -> HelperBrand:
    """No new visits for this brand from now on.

    :raises Refused: `has_visits` while some are agreed.
    """
    helper = hold_calendar(member.helper)
    _hers_or_staff(helper, by, at=at)
    if helper.slots.exists():
        raise Refused("has_visits", _("There are agreed visits. Please finish or cancel them first."))  # fmt: skip
    member.until = at
    member.save(update_fields=["until"])
    announce(HelperLeft(helper=str(helper.pk), person=str(helper.person_id)), by=by, at=at)
    return member


@one_transaction
def change_profile(
    helper: Helper,
    *,
    postal_code: str = "",
    languages: Sequence[str] = (),
    radius_km: int | None = None,
    travel_buffer: int | None = None,
    capacity: int | None = None,
    about: str | None = None,
    by: Person | None,
    at: datetime,
) -> Helper:
    """Where, how far, in which languages. What is left out stays as it is.

    :raises Invalid: `unknown_postal_code`, `bad_number`.
    """
    helper = hold_calendar(helper)
    if by:
        _hers_or_staff(helper, by, at=at)
    if postal_code:
        place = queries.postal_code(postal_code, country=helper.country)
        helper.country, helper.postal_code, helper.place = place.country, place.code, place.place  # fmt: skip
        helper.lat, helper.lng = place.lat, place.lng
        helper.gy, helper.gx = helper.point.cell
    helper.languages = _spoken(languages) or helper.languages
    helper.radius_km = rules.within(radius_km, 1, 50, "radius_km", helper.radius_km)
    helper.travel_buffer = rules.within(travel_buffer, 0, 240, "travel_buffer", helper.travel_buffer)  # fmt: skip
    helper.capacity = rules.within(capacity, 1, 12, "capacity", helper.capacity)
    helper.about = helper.about if about is None else texts.tidy(about)[:2000]
    helper.save()
    return helper


@one_transaction
def offer_package(
    helper: Helper,
    package: ServicePackage,
    *,
    price: int | None = None,
    by: Person | None,
    at: datetime,
) -> HelperPackage:
    """She does this package from now on; `price` in minor units where hers differs.

    :raises Refused: `not_certified` where the package asks for the path of the room `certification`.
    """
    if by:
        _hers_or_staff(helper, by, at=at)
    try:
        with transaction.atomic():
            row, _made = HelperPackage.objects.update_or_create(
                helper=helper, package=package, defaults={"price": price}, create_defaults={"price": price, "since": at}
            )  # fmt: skip
    except IntegrityError as refused:
        if not _is_law(refused, "package_certified"):
            raise
        raise Refused(
            "not_certified", _("This service is only for certified helpers.")
        ) from None
    return row


@one_transaction
def drop_package(
    helper: Helper, package: ServicePackage, *, by: Person, at: datetime
) -> None:
    """She does this package no longer; agreed visits stay agreed."""
    _hers_or_staff(helper, by, at=at)
    HelperPackage.objects.filter(helper=helper, package=package).delete()


@one_transaction
def verify(
    helper: Helper,
    kind: str,
    *,
    since: datetime,
    until: datetime | None,
    by: Person | None,
    at: datetime,
) -> Verification:
    """Something about the helper was checked and holds from `since` to `until` (None: for good).

    :raises Invalid: `bad_kind`, `bad_period`. :raises Refused: `verified_already` for a part of it.
    :raises NotAllowed: staff checks (or the operator).
    """
    if by and not is_staff(by, at=at):
        raise NotAllowed("staff_only", _("Only our team records checks."))
    if by and by.pk == helper.person_id:
        raise NotAllowed("own_check", _("Nobody checks herself. Please ask a colleague."))
    valid = rules.period(since, until)
    if kind not in Verification.Kind.values:
        raise Invalid("bad_kind", _("This kind of check does not exist."))
    hold_calendar(helper)
    if Verification.objects.filter(helper=helper, kind=kind, valid__overlap=valid).exists():
        raise Refused("verified_already", _("This was checked already for a part of that time."))  # fmt: skip
    row = Verification.objects.create(
        helper=helper, kind=kind, valid=valid, checked_by=by, checked_at=at
    )
    happened = HelperVerified(
        helper=str(helper.pk), person=str(helper.person_id), kind=kind
    )
    announce(happened, by=by, at=at)
    return row


@one_transaction
def revoke(row: Verification, *, by: Person | None, at: datetime) -> None:
    """The check does not hold from now on. Visits that rest on it must be called off first.

    :raises Refused: `has_visits`. :raises NotAllowed: only staff.
    """
    if by and not is_staff(by, at=at):
        raise NotAllowed("staff_only", _("Only our team records checks."))
    helper = hold_calendar(row.helper)
    row = Verification.objects.select_for_update().get(pk=row.pk)
    # What is only kept for somebody is no visit: it is simply given up.
    Slot.across_brands.filter(
        helper=helper, kept_until__isnull=False, requirements__kind=row.kind, visit__overlap=row.valid
    ).delete()  # fmt: skip
    rests = SlotRequirement.objects.filter(helper=helper, kind=row.kind, visit__overlap=row.valid)  # fmt: skip
    if rests.exclude(visit__endswith__lte=at).exists():
        raise Refused("has_visits", _("There are agreed visits. Please finish or cancel them first."))  # fmt: skip
    if row.valid.lower >= at:
        row.delete()
    elif row.valid.upper is None or row.valid.upper > at:
        row.valid, row.revoked_at, row.revoked_by = rules.period(row.valid.lower, at), at, by  # fmt: skip
        row.save(update_fields=["valid", "revoked_at", "revoked_by"])
    happened = VerificationRevoked(
        helper=str(helper.pk), person=str(helper.person_id), kind=row.kind
    )
    announce(happened, by=by, at=at)


@one_transaction
def count_visit(member: HelperBrand, *, by: Person | None, at: datetime) -> None:
    """One more visit was done to the end."""
    HelperBrand.objects.filter(pk=member.pk).update(jobs=F("jobs") + 1)


def _hers_or_staff(helper: Helper, by: Person, *, at: datetime) -> None:
    if not rules.may_change(by, helper, staff=is_staff(by, at=at)):
        raise NotAllowed("not_yours", _("Only the helper herself can change this."))


def _spoken(languages: Sequence[str]) -> list[str]:
    return [code for code in LANGUAGES if code in languages]


def _is_law(refused: IntegrityError, *names: str) -> bool:
    """Whether one of these guards of the database refused."""
    cause = refused.__cause__
    return isinstance(cause, psycopg.Error) and cause.diag.constraint_name in names
