"""Reads around helpers: where a postal code is, who fits, what may be shown of a helper."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import exp
from typing import Any
from uuid import UUID

from babel.dates import format_date
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kundenkreis.brands.models import Brand, PostalCode, ServicePackage
from kundenkreis.core import ids, scoring
from kundenkreis.core.geo import Point
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.helpers import knowing, matching, places
from kundenkreis.helpers.matching import Check, Match
from kundenkreis.helpers.models import (
    BusyTime,
    FeedKey,
    Helper,
    HelperBrand,
    RankingExplanation,
    RankingWeights,
    Slot,
    Verification,
)
from kundenkreis.people.models import Person
from kundenkreis.ui.filters import locale


def postal_code(raw: str, *, country: str, field: str = "postal_code") -> PostalCode:
    """The postal code in what was typed: `8004`, `CH-8004`, `8004 Zürich`.

    The brand's own country counts first, then its neighbours.

    :raises Invalid: `unknown_postal_code`.
    """
    codes = re.findall(r"\d{4,5}", raw)
    there = PostalCode.objects.filter(code__in=codes)
    found = codes and (
        there.filter(country=country).order_by("code").first()
        or there.order_by("country").first()
    )
    if not found:
        sentence = _("We do not know this postal code. Please check it. Example: 8004")
        raise Invalid("unknown_postal_code", sentence, {field: sentence})
    return found


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


def weights_row() -> RankingWeights | None:
    """What a manager of this brand said last, with who and when."""
    return RankingWeights.objects.select_related("changed_by").first()


def weights() -> tuple[dict[str, int], int]:
    """What each parameter counts at this brand, and the newcomers' share of places; in percent."""
    row = RankingWeights.objects.first()
    if row is None:
        return dict(matching.WEIGHTS), matching.NEWCOMER_SHARE
    return {name: getattr(row, name) for name in matching.WEIGHTS}, row.newcomers


def best_slots(
    *,
    package: ServicePackage,
    point: Point,
    brand: Brand,
    from_: datetime,
    until: datetime,
    language: str = "",
    limit: int = 20,
    only: Helper | None = None,
    but_not: Person | None = None,
    at: datetime,
) -> list[Match]:
    """The helpers who fit best, each with one to five times at which a visit may start.

    `from_` and `until` bound the start. `only`: just this helper. `but_not`: never this person,
    such as the customer herself. The last places go to newcomers until they have their share; the
    same question on the same day is answered in the same order.
    """
    if package.brand_id != brand.pk:
        return []
    counted, share = weights()
    weighed = {name: weight / 100 for name, weight in counted.items()}
    seed = scoring.drawn(package.pk, point.cell, from_.astimezone(brand.zone).date())
    values: dict[str, Any] = {
        "package": package.pk,
        "start": from_,
        "end": until,
        "language": language,
        "limit": limit,
        "only": only.pk if only else None,
        "but_not": but_not.pk if but_not else None,
        "at": at,
        "lat": point.lat,
        "lng": point.lng,
        "seed": seed,
        "fade": matching.FADE_M,
        "newcomers": False,
        **weighed,
    }
    rows = matching.rows(values)
    wanted = 0 if only else scoring.places(share / 100, limit, draw=seed)
    if len(rows) == limit and sum(row["new_here"] for row in rows) < wanted:
        fresh = matching.rows({**values, "newcomers": True, "limit": wanted})
        rows = scoring.with_newcomers(
            rows, fresh, count=wanted, is_new=lambda row: row["new_here"]
        )
    return _matches(rows, point, weighed, package=package, brand=brand, language=language)


def _matches(
    rows: Sequence[Mapping[str, Any]],
    point: Point,
    weighed: Mapping[str, float],
    *,
    package: ServicePackage,
    brand: Brand,
    language: str,
) -> list[Match]:
    if not rows:
        return []
    ids = [row["helper"] for row in rows]
    members = {
        member.helper_id: member
        for member in HelperBrand.objects.filter(helper__in=ids).select_related(
            "helper__person"
        )
    }
    checked = checks_of(ids)
    known = {
        pk: knowing.sentence(row) for pk, row in knowing.best_known(ids, package).items()
    }
    names = {"de": _("Speaks German"), "en": _("Speaks English"), "fr": _("Speaks French"), "it": _("Speaks Italian")}  # fmt: skip
    return [
        _match(
            row,
            members[row["helper"]],
            checked[row["helper"]],
            package,
            brand,
            [*filter(None, (known.get(row["helper"]), names.get(language)))],
            point,
            weighed,
        )
        for row in rows
    ]


def _match(
    row: Mapping[str, Any],
    member: HelperBrand,
    checked: Sequence[Check],
    package: ServicePackage,
    brand: Brand,
    more: Sequence[str],
    point: Point,
    weighed: Mapping[str, float],
) -> Match:
    distance = places.shown_distance(member.helper, point)
    parts = {name: row[f"s_{name}"] for name in matching.WEIGHTS}
    # e^(-d/10 km) as from the shown distance, so that no number tells the true one.
    nearer = exp((row["distance"] - distance) / matching.FADE_M)
    usual = Money(package.price, brand.currency)
    own = row["own_price"]
    price = usual if own is None else Money(own, brand.currency)
    return Match(
        helper=member.helper,
        membership=member,
        checks=tuple(checked),
        distance_m=distance,
        price=price,
        duration=package.duration,
        starts=tuple(row["starts"]),
        score=row["score"],
        parts=parts,
        shown_parts={**parts, "distance": round(parts["distance"] * nearer, 6)},
        weights=weighed,
        reasons=_reasons(member, distance, usual - price, more),
    )


def checks_of(helpers: Sequence[UUID]) -> Mapping[UUID, list[Check]]:
    """What this brand checked about each helper and still holds, latest first."""
    found: dict[UUID, list[Check]] = defaultdict(list)
    rows = Verification.objects.filter(helper__in=helpers, revoked_at__isnull=True)
    for row in rows.order_by("-checked_at"):
        if row.kind not in {check.kind for check in found[row.helper_id]}:
            found[row.helper_id].append(Check(kind=row.kind, checked_at=row.checked_at))
    return found


def check_sentence(check: Check) -> str:
    """`Identity checked on 3 March 2026`."""
    words = {
        "identity": _("Identity checked on {day}"),
        "training": _("Training passed on {day}"),
        "conduct": _("Conduct test passed on {day}"),
        "insurance": _("Insurance checked on {day}"),
        "certificate": _("Certified on {day}"),
    }
    day = format_date(check.checked_at, "d. MMMM y" if locale() == "de_CH" else "d MMMM y", locale=locale())  # fmt: skip
    return words[check.kind].format(day=day)


def _reasons(
    member: HelperBrand, distance: int, saved: Money, more: Sequence[str]
) -> tuple[str, ...]:
    """Why this helper, in at most three sentences with numbers. `more`: what else speaks for her."""
    reasons = [
        _("Lives about {km} km from you").format(km=distance // 1000)
        if distance > places.NEAREST_M
        else _("Lives within about 5 km from you")
    ]
    if member.jobs >= matching.NEWCOMER_JOBS:
        sentence = ngettext(
            "{count} visit so far, {good} of 100 went well",
            "{count} visits so far, {good} of 100 went well",
            member.jobs,
        )
        mean = member.standing(member.weighed_at or member.since).mean
        reasons.append(sentence.format(count=member.jobs, good=round(mean * 100)))
    else:
        reasons.append(_("New here: everyone gets a fair start"))
    if saved.amount > 0:
        reasons.append(
            _("Costs {money} less than usual").format(money=saved.text(locale()))
        )
    reasons.extend(more)
    return tuple(reasons[:3])


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
