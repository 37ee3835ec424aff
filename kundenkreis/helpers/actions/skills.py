"""What a helper knows, and how well, by her own word."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Level, Skill
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.helpers import rules
from kundenkreis.helpers.models import Helper, HelperSkill
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff


@transaction.atomic
def say_skills(
    helper: Helper, levels: Mapping[str, int], *, by: Person | None, at: datetime
) -> list[HelperSkill]:
    """She knows each named skill of this brand so well: 1 basic, 2 good, 3 expert; 0 not. Others stay.

    Visits that are agreed stay agreed.

    :raises Invalid: `unknown_skill`, `bad_level`. :raises NotAllowed: neither hers nor staff.
    """
    if by and not rules.may_change(by, helper, staff=is_staff(by, at=at)):
        raise NotAllowed("not_yours", _("Only the helper herself can change this."))
    known = {skill.slug: skill for skill in Skill.objects.all()}
    for slug, level in levels.items():
        if slug not in known:
            sentence = _("There is no skill «{name}». There are: {names}.")
            raise Invalid(
                "unknown_skill", sentence.format(name=slug, names=", ".join(known))
            )
        if level not in (0, *Level.values):
            raise Invalid("bad_level", _("A level is 0, 1, 2 or 3."))
    said = {known[slug].pk: level for slug, level in levels.items()}
    rows = HelperSkill.objects.filter(helper=helper)
    rows.filter(skill__in=[pk for pk, level in said.items() if not level]).delete()
    HelperSkill.objects.bulk_create(
        [
            HelperSkill(helper=helper, skill_id=pk, level=level, said_at=at)
            for pk, level in sorted(said.items()) if level
        ],
        update_conflicts=True, unique_fields=["helper", "skill"], update_fields=["level", "said_at"],
    )  # fmt: skip
    return list(rows.select_related("skill").order_by("skill__position"))
