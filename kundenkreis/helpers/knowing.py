"""Who knows what how well: reads about skills, and what is said of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Level, PackageSkill, ServicePackage, Skill
from kundenkreis.core.statements import among, asked
from kundenkreis.core.words import pick
from kundenkreis.helpers.models import Helper, HelperPackage, HelperSkill, Slot
from kundenkreis.ui import filters


def lacks(helper: Helper, package: ServicePackage) -> list[PackageSkill]:
    """What the package needs and the helper does not know well enough."""
    return _lacks(helper, package)


@asked
def _lacks(helper: Helper, package: ServicePackage) -> QuerySet[PackageSkill]:
    enough = HelperSkill.objects.filter(
        helper=helper, skill=OuterRef("skill"), level__gte=OuterRef("level")
    )
    needs = PackageSkill.objects.filter(~Exists(enough), package=package)
    return needs.select_related("skill")


def levels_of(helper: Helper) -> dict[str, int]:
    """How well she knows the skills of this brand: 1 to 3 by short name."""
    rows = HelperSkill.objects.filter(helper=helper).order_by("skill__position")
    return dict(rows.values_list("skill__slug", "level"))


def best_known(
    helpers: Sequence[UUID], package: ServicePackage
) -> Mapping[UUID, HelperSkill]:
    """Of what the package needs, what each helper knows best."""
    return {row.helper_id: row for row in _known(helpers, package)}


@asked
def _known(helpers: Sequence[UUID], package: ServicePackage) -> QuerySet[HelperSkill]:
    needed = PackageSkill.objects.filter(package=package).values("skill")
    rows = HelperSkill.objects.filter(among("helper", helpers), skill__in=needed)
    return rows.select_related("skill").order_by("level", "-skill__position")


def sentence(row: HelperSkill) -> str:
    """`Good at Wi-Fi, by her own word`."""
    words = {
        Level.BASIC: _("Knows the basics: {skill} (own words)"),
        Level.GOOD: _("Knows it well: {skill} (own words)"),
        Level.EXPERT: _("Expert: {skill} (own words)"),
    }
    return words[Level(row.level)].format(skill=pick(row.skill.words))


def level_choices() -> list[tuple[int, str]]:
    """The answers to how well one knows something."""
    return [(0, _("Not")), (1, _("The basics")), (2, _("Well")), (3, _("Like an expert"))]


def questions(helper: Helper) -> list[dict[str, Any]]:
    """Each skill of the brand, how well she says that she knows it, since when, and what it is needed for."""
    said = {row.skill_id: row for row in HelperSkill.objects.filter(helper=helper)}
    names = dict(level_choices())
    needed: dict[int, list[str]] = {}
    needs = PackageSkill.objects.filter(package__withdrawn_at=None)
    for need in needs.select_related("package").order_by("package__position"):
        needed.setdefault(need.skill_id, []).append(f"{need.package} ({names[need.level]})")
    return [_question(skill, said.get(skill.pk), needed.get(skill.pk, [])) for skill in Skill.objects.all()]  # fmt: skip


def _question(skill: Skill, said: HelperSkill | None, needed: list[str]) -> dict[str, Any]:
    why = []
    if said:
        day = filters.date(said.said_at)
        why.append(_("You said so yourself on {day}.").format(day=day))
    if needed:
        why.append(_("Needed for: {services}.").format(services=", ".join(needed)))
    return {"slug": skill.slug, "name": pick(skill.words), "level": said.level if said else 0, "why": " ".join(why)}  # fmt: skip


def lost(helper: Helper, levels: Mapping[str, int]) -> list[ServicePackage]:
    """The services she does now and would be suggested for no longer with these levels."""
    before = {slug: levels_of(helper).get(slug, 0) for slug in levels}
    lower = {slug for slug, level in levels.items() if level < before[slug]}
    hers = HelperPackage.objects.filter(helper=helper).values("package")
    needs = PackageSkill.objects.filter(package__in=hers, skill__slug__in=lower)
    rows = needs.select_related("package", "skill").order_by("package__position")
    gone = {
        need.package
        for need in rows
        if levels[need.skill.slug] < need.level <= before[need.skill.slug]
    }
    return sorted(gone, key=lambda package: (package.position, package.slug))


def agreed(
    helper: Helper, packages: Sequence[ServicePackage], *, at: datetime
) -> list[Slot]:
    """Her visits of these services that are to come: they stay agreed, whatever she says."""
    rows = Slot.objects.filter(helper=helper, package__in=packages, kept_until=None)
    return list(rows.filter(visit__endswith__gt=at).select_related("package").order_by("visit"))  # fmt: skip


def services(helper: Helper) -> list[dict[str, Any]]:
    """What she does, with what each service needs and how well she knows it."""
    names, levels = dict(level_choices()), levels_of(helper)
    rows = HelperPackage.objects.filter(helper=helper).select_related("package")
    listed = list(rows.order_by("package__position", "package__slug"))
    needs: dict[int, list[str]] = {}
    wanted = PackageSkill.objects.filter(package__in=[row.package_id for row in listed])
    for need in wanted.select_related("skill").order_by("skill__position"):
        line = _("{skill}: needs «{needed}», you said «{said}»").format(
            skill=need.skill, needed=names[need.level], said=names[levels.get(need.skill.slug, 0)],
        )  # fmt: skip
        needs.setdefault(need.package_id, []).append(line)
    return [{"package": row.package, "since": row.since, "needs": needs.get(row.package_id, [])} for row in listed]  # fmt: skip
