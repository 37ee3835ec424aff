"""What a badge says."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kundenkreis.badges.models import Badge
from kundenkreis.ui import filters


def sentence(badge: Badge) -> str:
    """`On 3 March 2026 your answer helped 12 people: «My phone is silent»`, to its member and others alike."""
    day, title = filters.date(badge.done_at), badge.title
    if badge.kind == Badge.Kind.MANY:
        return ngettext(
            "Answer of {day}, which helped {people} person: {title}",
            "Answer of {day}, which helped {people} people: {title}",
            badge.people,
        ).format(day=day, people=badge.people, title=title)
    if badge.kind == Badge.Kind.WAITED:
        return ngettext(
            "Answer of {day}, which solved what had waited {days} day: {title}",
            "Answer of {day}, which solved what had waited {days} days: {title}",
            badge.days,
        ).format(day=day, days=badge.days, title=title)
    if badge.kind == Badge.Kind.TEXT:
        return _("Text of {day}, which everybody reads now: {title}").format(day=day, title=title)  # fmt: skip
    return _("Answer of {day}, the first that solved somebody's problem: {title}").format(day=day, title=title)  # fmt: skip
