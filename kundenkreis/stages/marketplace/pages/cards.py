"""Helpers as cards with their times, for whoever looks for one."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from kundenkreis.brands.models import ServicePackage
from kundenkreis.certification import queries as certification
from kundenkreis.helpers import queries as helpers
from kundenkreis.helpers.matching import Match
from kundenkreis.portraits import queries as portraits
from kundenkreis.ui import filters


def choices(
    matches: Sequence[Match],
    package: ServicePackage,
    at: datetime,
    *,
    liked: Collection[UUID] = (),
) -> list[dict[str, Any]]:
    """Helpers as cards with their times as radios; `liked`: the reader's favourites."""
    ids = [match.helper.pk for match in matches]
    photos = portraits.paths_of(ids)
    stands = certification.sentences_of(ids, package)
    return [
        {
            "card": card(
                match,
                at,
                photo=photos.get(match.helper.pk, ""),
                stands=stands.get(match.helper.pk, ""),
            ),
            "liked": match.helper.pk in liked,
            "times": [
                {
                    "value": f"{match.helper.pk}|{start.isoformat()}",
                    "text": f"{filters.day(start)}, {filters.clock(start)}",
                }
                for start in match.starts
            ],
        }
        for match in matches
    ]


def card(
    match: Match, at: datetime, *, photo: str = "", stands: str = ""
) -> dict[str, Any]:
    """A helper as `ui.helper_card` wants it. `stands`: how far she is on the path of the service, in words."""
    person, member = match.helper.person, match.membership
    checks = [helpers.check_sentence(check) for check in match.checks[:2]]
    return {
        "name": person.shown_name,
        "href": f"/neighbours/{match.helper.pk}/",
        "portrait": person.portrait,
        "photo": photo,
        "can": match.helper.about.split("\n")[0][:120],
        "checks": [*filter(None, [stands]), *checks],
        "mean": member.mean_stars or 0,
        "count": member.reviews,
        "distance": match.distance_m,
        "price": match.price,
        "next": filters.when(match.starts[0], at),
        "reasons": match.reasons,
    }
