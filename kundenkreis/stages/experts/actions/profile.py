"""What an expert says about herself."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.core.hours import Week
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import holds
from kundenkreis.stages.experts import queries
from kundenkreis.stages.experts.models import Expert


@transaction.atomic
def describe(
    *,
    topics: Sequence[Topic],
    languages: Sequence[str],
    hours: Week,
    price: int | None = None,
    paused: bool = False,
    by: Person,
    at: datetime,
) -> Expert:
    """An expert says what she knows, in which languages, when, and for how much (minor units).

    :raises NotAllowed: not an expert of this brand. :raises Invalid: no topic, language or price.
    """
    if not holds(by, Role.Kind.EXPERT, at=at):
        raise NotAllowed("not_expert", _("Only experts have such a profile."))
    _check(topics, languages, price)
    expert, _made = Expert.objects.get_or_create(person=by, defaults={"since": at})
    expert.languages, expert.hours = list(languages), list(hours)
    expert.price = price if queries.terms().own_prices else None
    expert.paused_at = (expert.paused_at or at) if paused else None
    expert.save()
    expert.topics.set(topics)
    return expert


def _check(topics: Sequence[Topic], languages: Sequence[str], price: int | None) -> None:
    wrong = {}
    if not topics:
        wrong["topics"] = _("Please choose at least one topic.")
    if not languages:
        wrong["languages"] = _("Please choose at least one language.")
    if price is not None and price <= 0:
        wrong["price"] = _("Please give a price above zero, or leave it empty.")
    if wrong:
        raise Invalid("incomplete", next(iter(wrong.values())), wrong)
