"""Who fits: the matcher's answer with names, checks and reasons, or just who is free."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from math import exp
from typing import Any
from uuid import UUID

from babel.dates import format_date
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kundenkreis.brands.models import Brand, ServicePackage
from kundenkreis.core import scoring
from kundenkreis.core.geo import Point
from kundenkreis.core.money import Money
from kundenkreis.core.statements import among, asked
from kundenkreis.helpers import knowing, matching, places
from kundenkreis.helpers.matching import Check, Match, Ranked
from kundenkreis.helpers.models import Helper, HelperBrand, RankingWeights, Verification
from kundenkreis.people.models import Person
from kundenkreis.ui.filters import locale


def weights_row() -> RankingWeights | None:
    """What a manager of this brand said last, with who and when."""
    return RankingWeights.objects.select_related("changed_by").first()


def weights() -> tuple[dict[str, int], int]:
    """What each parameter counts at this brand, and the newcomers' share of places; in percent."""
    row = _weights_here.first()
    if row is None:
        return dict(matching.WEIGHTS), matching.NEWCOMER_SHARE
    return {name: getattr(row, name) for name in matching.WEIGHTS}, row.newcomers


@asked
def _weights_here() -> QuerySet[RankingWeights]:
    return RankingWeights.objects.order_by("pk")[:1]


def free_in(
    windows: Iterable[tuple[datetime, datetime]],
    *,
    package: ServicePackage,
    point: Point,
    brand: Brand,
    limit: int,
    but_not: Person | None,
    at: datetime,
) -> Iterator[list[Ranked]]:
    """Who could start within each window, best first and without words: for counting."""
    weighed = {name: weight / 100 for name, weight in weights()[0].items()}
    for from_, until in windows:
        values = _values(package, point, brand, from_, until, weighed, at=at)
        who = {"limit": limit, "but_not": but_not.pk if but_not else None}
        rows = [] if package.withdrawn_at else matching.rows({**values, **who})
        yield [_ranked(row, weighed) for row in rows]


def ranked(
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
) -> list[Ranked]:
    """The helpers who fit best, as `best_slots` but without words."""
    if package.brand_id != brand.pk or package.withdrawn_at:
        return []
    counted, share = weights()
    weighed = {name: weight / 100 for name, weight in counted.items()}
    values = {
        **_values(package, point, brand, from_, until, weighed, at=at),
        "language": language,
        "limit": limit,
        "only": only.pk if only else None,
        "but_not": but_not.pk if but_not else None,
    }
    seed = values["seed"]
    rows = matching.rows(values)
    wanted = 0 if only else scoring.places(share / 100, limit, draw=seed)
    if len(rows) == limit and sum(row["new_here"] for row in rows) < wanted:
        fresh = matching.rows({**values, "newcomers": True, "limit": wanted})
        rows = scoring.with_newcomers(
            rows, fresh, count=wanted, is_new=lambda row: row["new_here"]
        )
    return [_ranked(row, weighed) for row in rows]


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
    rows = ranked(
        package=package, point=point, brand=brand, from_=from_, until=until, language=language, limit=limit,
        only=only, but_not=but_not, at=at,
    )  # fmt: skip
    return _matches(rows, point, package=package, brand=brand, language=language)


def _ranked(row: Mapping[str, Any], weighed: Mapping[str, float]) -> Ranked:
    return Ranked(
        helper_id=row["helper"], distance=row["distance"], own_price=row["own_price"],
        newcomer=row["new_here"], starts=tuple(row["starts"]), score=row["score"],
        parts={name: row[f"s_{name}"] for name in matching.WEIGHTS}, weights=weighed,
    )  # fmt: skip


def _values(
    package: ServicePackage,
    point: Point,
    brand: Brand,
    from_: datetime,
    until: datetime,
    weighed: Mapping[str, float],
    *,
    at: datetime,
) -> dict[str, Any]:
    """What the matcher's statement asks for; of anybody, in any language, until said otherwise."""
    return {
        "package": package.pk,
        "usual": package.price,
        "duration": package.duration,
        "zone": brand.zone,
        "start": from_,
        "end": until,
        "language": "",
        "only": None,
        "but_not": None,
        "at": at,
        "lat": point.lat,
        "lng": point.lng,
        "seed": scoring.drawn(package.pk, point.cell, from_.astimezone(brand.zone).date()),
        "fade": matching.FADE_M,
        "newcomers": False,
        **weighed,
    }


def _matches(
    rows: Sequence[Ranked],
    point: Point,
    *,
    package: ServicePackage,
    brand: Brand,
    language: str,
) -> list[Match]:
    if not rows:
        return []
    ids = [row.helper_id for row in rows]
    members = {member.helper_id: member for member in _members(ids)}
    checked = checks_of(ids)
    known = {
        pk: knowing.sentence(row) for pk, row in knowing.best_known(ids, package).items()
    }
    names = {"de": _("Speaks German"), "en": _("Speaks English"), "fr": _("Speaks French"), "it": _("Speaks Italian")}  # fmt: skip
    return [
        _match(
            row,
            members[row.helper_id],
            checked[row.helper_id],
            package,
            brand,
            [*filter(None, (known.get(row.helper_id), names.get(language)))],
            point,
        )
        for row in rows
    ]


@asked
def _members(helpers: Sequence[UUID]) -> QuerySet[HelperBrand]:
    rows = HelperBrand.objects.filter(among("helper", helpers))
    return rows.select_related("helper__person")


def _match(
    row: Ranked,
    member: HelperBrand,
    checked: Sequence[Check],
    package: ServicePackage,
    brand: Brand,
    more: Sequence[str],
    point: Point,
) -> Match:
    distance = places.shown_distance(member.helper, point)
    # e^(-d/10 km) as from the shown distance, so that no number tells the true one.
    nearer = exp((row.distance - distance) / matching.FADE_M)
    usual = Money(package.price, brand.currency)
    own = row.own_price
    price = usual if own is None else Money(own, brand.currency)
    return Match(
        helper=member.helper,
        membership=member,
        checks=tuple(checked),
        distance_m=distance,
        price=price,
        duration=package.duration,
        starts=row.starts,
        score=row.score,
        parts=row.parts,
        shown_parts={**row.parts, "distance": round(row.parts["distance"] * nearer, 6)},
        weights=row.weights,
        reasons=_reasons(member, distance, usual - price, more),
    )


def checks_of(helpers: Sequence[UUID]) -> Mapping[UUID, list[Check]]:
    """What this brand checked about each helper and still holds, latest first."""
    found: dict[UUID, dict[str, Check]] = defaultdict(dict)
    for helper, kind, checked_at in _checks(helpers):
        found[helper].setdefault(kind, Check(kind=kind, checked_at=checked_at))
    return {helper: list(found[helper].values()) for helper in helpers}


@asked
def _checks(helpers: Sequence[UUID]) -> QuerySet[Verification, tuple[UUID, str, datetime]]:
    rows = Verification.objects.filter(among("helper", helpers), revoked_at__isnull=True)
    return rows.order_by("-checked_at").values_list("helper_id", "kind", "checked_at")


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
            "{count} visit so far, standing {good} of 100",
            "{count} visits so far, standing {good} of 100",
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
