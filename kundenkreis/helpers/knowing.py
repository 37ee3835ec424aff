"""Who knows what how well: reads about skills, and what is said of them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Level, PackageSkill, ServicePackage, Skill
from kundenkreis.core.words import pick
from kundenkreis.helpers.models import Helper, HelperSkill


def lacks(helper: Helper, package: ServicePackage) -> list[PackageSkill]:
    """What the package needs and the helper does not know well enough."""
    enough = HelperSkill.objects.filter(
        helper=helper, skill=OuterRef("skill"), level__gte=OuterRef("level")
    )
    needs = PackageSkill.objects.filter(~Exists(enough), package=package)
    return list(needs.select_related("skill"))


def levels_of(helper: Helper) -> dict[str, int]:
    """How well she knows the skills of this brand: 1 to 3 by short name."""
    rows = HelperSkill.objects.filter(helper=helper).order_by("skill__position")
    return dict(rows.values_list("skill__slug", "level"))


def best_known(
    helpers: Sequence[UUID], package: ServicePackage
) -> Mapping[UUID, HelperSkill]:
    """Of what the package needs, what each helper knows best."""
    needed = PackageSkill.objects.filter(package=package).values("skill")
    rows = HelperSkill.objects.filter(helper__in=helpers, skill__in=needed)
    ordered = rows.select_related("skill").order_by("level", "-skill__position")
    return {row.helper_id: row for row in ordered}


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
    """Each skill of the brand, and how well she says that she knows it."""
    levels = levels_of(helper)
    return [
        {"slug": skill.slug, "name": pick(skill.words), "level": levels.get(skill.slug, 0)}
        for skill in Skill.objects.all()
    ]
