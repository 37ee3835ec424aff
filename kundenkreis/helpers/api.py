"""API: a helper's own profile, hours and certifications, and what everyone may see of a helper."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router

from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers import actions, knowing, places, queries, ranking_pages
from kundenkreis.helpers.api_calendars import router as calendars_router
from kundenkreis.helpers.models import Helper, HelperBrand
from kundenkreis.helpers.schemas import (
    AvailabilityIn,
    AvailabilityOut,
    BlockOut,
    CertificationOut,
    Certifications,
    CheckOut,
    ExceptionOut,
    HelperCard,
    HelperIn,
    HelperOut,
    RankingOut,
    Rankings,
)
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request

router = Router(tags=["helpers"])
router.add_router("", calendars_router)


def check_out(helper: Helper) -> list[CheckOut]:
    """The checks this brand holds about a helper."""
    return [
        CheckOut(
            kind=check.kind,
            checked_at=check.checked_at,
            text=queries.check_sentence(check),
        )
        for check in queries.checks_of([helper.pk])[helper.pk]
    ]


def _mine(request: Request) -> Helper:
    return queries.helper_of(me(request))


def _out(helper: Helper, *, at: datetime) -> HelperOut:
    member = HelperBrand.objects.filter(helper=helper).first()
    kept = ("languages", "postal_code", "place", "radius_km", "travel_buffer", "capacity", "about")  # fmt: skip
    return HelperOut(
        id=helper.pk,
        name=helper.person.shown_name,
        paused=helper.paused_at is not None,
        skills=knowing.levels_of(helper),
        hourly_rate=member.hourly_rate if member else None,
        jobs=member.jobs if member else 0,
        standing=round(member.standing(at).lower_bound, 3) if member else 0,
        **{name: getattr(helper, name) for name in kept},
    )


@router.get("helpers/me", response=HelperOut, summary="My helper profile")
def my_profile(request: Request) -> HelperOut:
    """Only for helpers; 404 for everyone else."""
    return _out(_mine(request), at=request.at)


@router.put("helpers/me", response=HelperOut, summary="Change my helper profile")
def change_profile(request: Request, body: HelperIn) -> HelperOut:
    """What is left out stays as it is."""
    helper, by = _mine(request), me(request)
    given = body.dict(exclude={"paused", "skills"})
    actions.say_skills(helper, body.skills, by=by, at=request.at)
    helper = actions.change_profile(helper, **given, by=by, at=request.at)
    if body.paused is not None:
        turn = actions.pause if body.paused else actions.resume
        helper = turn(helper, by=by, at=request.at)
    return _out(helper, at=request.at)


@router.get("helpers/me/availability", response=AvailabilityOut, summary="My hours")
def my_hours(request: Request) -> AvailabilityOut:
    """The weekly plan and the days that differ."""
    return _hours(_mine(request), at=request.at)


def _hours(helper: Helper, *, at: datetime) -> AvailabilityOut:
    today = at.astimezone(helper.zone).date()
    return AvailabilityOut(
        week=[BlockOut(weekday=row.weekday, start=row.start, end=row.end) for row in helper.plan.all()],
        exceptions=[
            ExceptionOut(day=row.day, start=row.start, end=row.end)
            for row in helper.exceptions.filter(day__gte=today)
        ],
        timezone=helper.timezone,
    )  # fmt: skip


@router.put("helpers/me/availability", response=AvailabilityOut, summary="Change my hours")
def change_hours(request: Request, body: AvailabilityIn) -> AvailabilityOut:
    """Visits that are agreed stay agreed."""
    helper, by = _mine(request), me(request)
    if body.week is not None:
        week = [(block.weekday, block.start, block.end) for block in body.week]
        actions.change_plan(helper, week=week, by=by, at=request.at)
    for day in sorted({row.day for row in body.exceptions}):
        blocks = [
            (row.start, row.end)
            for row in body.exceptions
            if row.day == day and row.start and row.end
        ]
        actions.except_day(helper, day=day, blocks=blocks, by=by, at=request.at)
    return _hours(helper, at=request.at)


@router.get("helpers/me/certifications", response=Certifications, summary="My checks")
def my_checks(request: Request) -> Certifications:
    """What this brand checked about me, latest first."""
    rows = _mine(request).verifications.filter(brand=request.brand).order_by("-checked_at")
    return Certifications(
        items=[
            CertificationOut(
                kind=row.kind,
                valid_from=row.valid.lower,
                valid_until=row.valid.upper,
                checked_at=row.checked_at,
                revoked_at=row.revoked_at,
            )
            for row in rows
        ]
    )


@router.get("helpers/me/rankings", response=Rankings, summary="Where I stood, and why")
def my_rankings(request: Request) -> Rankings:
    """The latest fifty rankings in which I was considered at this brand, latest first."""
    rows = queries.rankings_of(_mine(request))
    return Rankings(
        items=[
            RankingOut(
                subject=row.subject,
                at=row.at,
                rank=row.rank,
                pool=row.pool,
                asked=row.asked,
                score=row.score,
                parts=row.parts,
                weights=row.weights,
                text=ranking_pages.sentence(row),
            )
            for row in rows
        ]
    )


@router.get(
    "helpers/{uuid:pk}", response=HelperCard, summary="What is public about a helper"
)
def card(request: Request, pk: UUID) -> HelperCard:
    """First name, area, checks, standing. Never an address."""
    member = (
        HelperBrand.objects.current(request.at)
        .select_related("helper__person")
        .filter(helper=pk)
        .first()
    )
    if not member:
        raise NotFound("not_found", _("There is no such helper here."))
    helper = member.helper
    return HelperCard(
        id=helper.pk,
        name=helper.person.shown_name,
        languages=helper.languages,
        about=helper.about,
        place=places.near(helper),
        stars_between=[round(each, 2) for each in member.public_stars.interval or ()]
        or None,
        jobs=member.jobs,
        standing=round(member.standing(request.at).lower_bound, 3),
        stars=member.mean_stars,
        reviews=member.reviews,
        checks=check_out(helper),
        skills=knowing.levels_of(helper),
    )
