"""What counts, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kundenkreis.brands.models import Topic
from kundenkreis.lead_users.models import LeadCandidacy


def explained(row: LeadCandidacy) -> list[dict[str, Any]]:
    """Each signal with what it says about this person."""
    if row.computed_at is None:
        return []
    names = {topic.slug: str(topic) for topic in Topic.objects.all()}
    found = row.signals
    lines = [
        {"key": names.get(each["topic"], each["topic"]), "value": _("You wrote about it earlier than {percent} of 100 others.").format(percent=round(each["earlier_than"] * 100))}
        for each in found["topics"]
    ]  # fmt: skip
    return [
        *lines,
        {"key": _("Ideas you wrote"), "value": _count(found["wishes"])},
        {"key": _("«I have this problem too»"), "value": _count(found["same_problems"])},
        {"key": _("What you built for it yourself"), "value": _count(found.get("workarounds", 0))},
        {"key": _("Problems that came again"), "value": _count(max(0, found["own_problems"] - 1))},
    ]  # fmt: skip


def _count(many: int) -> str:
    return ngettext("%(num)s time", "%(num)s times", many) % {"num": many}
