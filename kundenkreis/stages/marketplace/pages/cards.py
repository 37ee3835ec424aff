"""Helpers as cards with their times, for whoever looks for one."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kundenkreis.brands.models import ServicePackage
from kundenkreis.certification import queries as certification
from kundenkreis.firms import queries as firms
from kundenkreis.firms.models import Firm
from kundenkreis.helpers import queries as helpers
from kundenkreis.helpers.matching import Match
from kundenkreis.portraits import queries as portraits
from kundenkreis.stages.marketplace import queries_firms
from kundenkreis.stages.marketplace.models import Request
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
    works = firms.firms_of(ids, at=at)
    return [
        {
            "card": card(
                match,
                at,
                photo=photos.get(match.helper.pk, ""),
                stands=stands.get(match.helper.pk, ""),
                firm=works.get(match.helper.pk),
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
    match: Match,
    at: datetime,
    *,
    photo: str = "",
    stands: str = "",
    firm: Firm | None = None,
) -> dict[str, Any]:
    """A helper as `ui.helper_card` wants it. `stands`: how far she is on the path of the service, in words."""
    person, member = match.helper.person, match.membership
    checks = [helpers.check_sentence(check) for check in match.checks[:2]]
    return {
        "name": person.shown_name,
        "href": f"/neighbours/{match.helper.pk}/",
        "portrait": person.portrait,
        "photo": photo,
        "firm": _("Works for {firm}.").format(firm=firm) if firm else "",
        "can": match.helper.about.split("\n")[0][:120],
        "checks": [*filter(None, [stands]), *checks],
        "mean": member.mean_stars or 0,
        "count": member.reviews,
        "price": match.price,
        "next": filters.when(match.starts[0], at),
        "reasons": match.reasons,
    }


def firm_choices(wish: Request, at: datetime) -> list[dict[str, Any]]:
    """Firms with the times at which one of their technicians is free, as radios."""
    return [
        {
            "name": offer.firm.name,
            "text": ngettext(
                "{count} technician near you. The firm tells you who comes.",
                "{count} technicians near you. The firm tells you who comes.",
                offer.technicians,
            ).format(count=offer.technicians),
            "price": wish.package.money if wish.package else None,
            "times": [
                {
                    "value": f"firm:{offer.firm.pk}|{start.isoformat()}",
                    "text": f"{filters.day(start)}, {filters.clock(start)}",
                }
                for start in offer.starts
            ],
        }
        for offer in queries_firms.offers(wish, at=at)
    ]


def chosen(wish: Request) -> str:
    """The radio that stands for what was wished so far."""
    if wish.starts_at is None:
        return ""
    who = f"firm:{wish.firm_id}" if wish.firm_id else str(wish.helper_id)
    return f"{who}|{wish.starts_at.isoformat()}"


def kept_until(request: Request, *, at: datetime) -> datetime | None:
    """Until when the chosen time is kept for her alone, who waited for it; None: it is not."""
    if not request.helper or not request.starts_at:
        return None
    return helpers.kept_until(
        request.helper, starts_at=request.starts_at, customer=request.case.customer, at=at
    )
