"""Many helpers at once, as a table says them. New ones in bulk, known ones one by one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Skill
from kundenkreis.core.events import announce
from kundenkreis.core.geo import Point
from kundenkreis.helpers.actions.hours import change_plan
from kundenkreis.helpers.actions.membership import change_profile
from kundenkreis.helpers.events import HelpersImported
from kundenkreis.helpers.imports.cells import Line
from kundenkreis.helpers.imports.report import Report, Trouble
from kundenkreis.helpers.models import (
    AvailabilityPlan,
    Helper,
    HelperBrand,
    HelperPackage,
    HelperSkill,
)
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person, Role

AT_ONCE = 1000
Known = dict[str, tuple[Helper, HelperBrand]]


@transaction.atomic
def import_helpers(
    lines: Sequence[Line], *, invite: bool, by: Person | None, at: datetime
) -> Report:
    """Everyone in the lines helps for this brand from now on; said again, nothing changes.

    Known by the e-mail address. An empty cell leaves what is there. Who helps for another brand,
    too, keeps her profile; who has left stays away. Nobody is checked by this: that is seen to
    by people.

    :raises NotAllowed: only managers (or the operator: by=None).
    """
    report = Report()
    persons = people.join_all([_newcomer(line) for line in lines], by=by, at=at)
    people.grant_all(list(persons.values()), Role.Kind.HELPER, by=by, at=at)
    known = _members(persons)
    fresh = [line for line in lines if line.email not in known]
    _enrol_all(fresh, persons, at=at)
    elsewhere = _elsewhere(known)
    for line in lines:
        if line.email in known:
            _update(line, *known[line.email], elsewhere, report, by=by, at=at)
    everyone = {**known, **_members(persons)}
    current = {
        line.email: everyone[line.email][0].pk
        for line in lines
        if everyone[line.email][1].until is None
    }
    _say_all(lines, current, at=at)
    does = _offer_all(lines, current, at=at)
    report.new = len(fresh)
    report.idle = len([line for line in fresh if everyone[line.email][0].pk not in does])
    invited = [str(persons[line.email].pk) for line in fresh] if invite else []
    report.invited = len(invited)
    if report.new or report.changed:
        happened = HelpersImported(new=report.new, changed=report.changed, invited=invited)
        announce(happened, by=by, at=at)
    return report


def _newcomer(line: Line) -> people.Newcomer:
    language = line.languages[0] if line.languages else "de"
    return people.Newcomer(
        email=line.email, name=line.name, phone=line.phone, language=language
    )


def _members(persons: dict[str, Person]) -> Known:
    """Who of them is or was a helper of this brand, by address."""
    rows = HelperBrand.objects.filter(helper__person__in=persons.values())
    rows = rows.select_related("helper__person").prefetch_related("helper__plan")
    return {row.helper.person.email or "": (row.helper, row) for row in rows}


def _elsewhere(known: Known) -> set[UUID]:
    """Who of them is or was a helper of another brand, too: her profile is not this brand's alone."""
    ours = [member.pk for _helper, member in known.values()]
    others = HelperBrand.across_brands.filter(helper__in=[helper.pk for helper, _ in known.values()])  # fmt: skip
    return set(others.exclude(pk__in=ours).values_list("helper", flat=True))


def _enrol_all(lines: Sequence[Line], persons: dict[str, Person], *, at: datetime) -> None:
    """Profiles, memberships and weekly plans; the clock makes hours of the plans."""
    before = set(Helper.objects.filter(person__in=persons.values()).values_list("person", flat=True))  # fmt: skip
    Helper.objects.bulk_create(
        [_profile(line, persons[line.email], at) for line in lines if persons[line.email].pk not in before],
        batch_size=AT_ONCE, ignore_conflicts=True,
    )  # fmt: skip
    helpers = dict(Helper.objects.filter(person__in=persons.values()).values_list("person", "pk"))  # fmt: skip
    HelperBrand.objects.bulk_create(
        [HelperBrand(helper_id=helpers[persons[line.email].pk], since=at) for line in lines],
        batch_size=AT_ONCE, ignore_conflicts=True,
    )  # fmt: skip
    AvailabilityPlan.objects.bulk_create(
        [
            AvailabilityPlan(helper_id=helpers[persons[line.email].pk], weekday=day, start=start, end=end)
            for line in lines if persons[line.email].pk not in before
            for day, start, end in line.week or ()
        ],
        batch_size=AT_ONCE, ignore_conflicts=True,
    )  # fmt: skip


def _profile(line: Line, person: Person, at: datetime) -> Helper:
    gy, gx = Point(line.place.lat, line.place.lng).cell
    given = {
        name: value
        for name in ("radius_km", "travel_buffer", "capacity", "about", "professional")
        if (value := getattr(line, name)) is not None
    }
    return Helper(
        person=person, joined_at=at, languages=list(line.languages or ("de",)),
        country=line.place.country, postal_code=line.place.code, place=line.place.place,
        lat=line.place.lat, lng=line.place.lng, gy=gy, gx=gx, **given,
    )  # fmt: skip


def _update(
    line: Line,
    helper: Helper,
    member: HelperBrand,
    elsewhere: set[UUID],
    report: Report,
    *,
    by: Person | None,
    at: datetime,
) -> None:
    if member.until and member.until <= at:
        sentence = _("This helper has left. An import brings nobody back: please ask her first.")  # fmt: skip
        report.troubles.append(Trouble(line.number, line.email, sentence))
        return
    shared = helper.pk in elsewhere
    news = {} if shared else _news(line, helper)
    replanned = not shared and _replan(line, helper, by=by, at=at)
    if news:
        change_profile(helper, **news, by=by, at=at)
    report.changed += bool(news or replanned)
    report.unchanged += not (news or replanned)


def _news(line: Line, helper: Helper) -> dict[str, Any]:
    """What the line says otherwise than the profile."""
    said: dict[str, Any] = {
        "languages": list(line.languages) or None,
        "radius_km": line.radius_km,
        "travel_buffer": line.travel_buffer,
        "capacity": line.capacity,
        "about": line.about,
    }
    news = {
        name: value
        for name, value in said.items()
        if value is not None and value != getattr(helper, name)
    }
    if (line.place.country, line.place.code) != (helper.country, helper.postal_code):
        news["postal_code"] = line.place.code
    return news


def _replan(line: Line, helper: Helper, *, by: Person | None, at: datetime) -> bool:
    there = sorted((row.weekday, row.start, row.end) for row in helper.plan.all())
    if line.week is None or line.week == there:
        return False
    change_plan(helper, week=line.week, by=by, at=at)
    return True


def _say_all(lines: Sequence[Line], current: Mapping[str, UUID], *, at: datetime) -> None:
    """Everyone knows what her line says, as well as it says; what it does not name stays."""
    skills = dict(Skill.objects.values_list("slug", "pk"))
    rows = HelperSkill.objects.filter(helper__in=current.values())
    there = set(rows.values_list("helper", "skill", "level"))
    HelperSkill.objects.bulk_create(
        [
            HelperSkill(helper_id=current[line.email], skill_id=skills[slug], level=level, said_at=at)
            for line in lines if line.email in current
            for slug, level in line.skills.items()
            if (current[line.email], skills[slug], level) not in there
        ],
        batch_size=AT_ONCE, update_conflicts=True, unique_fields=["helper", "skill"], update_fields=["level", "said_at"],
    )  # fmt: skip


def _offer_all(
    lines: Sequence[Line], current: Mapping[str, UUID], *, at: datetime
) -> set[UUID]:
    """Everyone does the services of her line, beside those she does already; who does any.

    Services that ask for the path of certification are not given by a table.
    """
    does = HelperPackage.objects.filter(helper__in=current.values())
    there = set(does.values_list("helper", "package"))
    HelperPackage.objects.bulk_create(
        [
            HelperPackage(helper_id=current[line.email], package=package, since=at)
            for line in lines if line.email in current
            for package in line.packages
            if package.certified_since is None and (current[line.email], package.pk) not in there
        ],
        batch_size=AT_ONCE, ignore_conflicts=True,
    )  # fmt: skip
    return set(does.values_list("helper", flat=True))
