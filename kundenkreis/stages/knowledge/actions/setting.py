"""What managers set about articles."""

from datetime import datetime

from django.db import transaction

from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge import queries
from kundenkreis.stages.knowledge.models import ArticleRules
from kundenkreis.terms import setting


@transaction.atomic
def set_article_rules(
    *,
    four_eyes: bool,
    review_days: int,
    warn_days: int,
    reason: str,
    by: Person,
    at: datetime,
) -> ArticleRules:
    """Whether a second person approves, how long a checked article is read, when editors are told.

    Articles keep the day of their next check; the next one counts anew.

    :raises NotAllowed: not a manager. :raises Invalid: `bad_amount`.
    """
    setting.only_managers(by, at)
    setting.within("review_days", review_days, 7, 1825)
    setting.within("warn_days", warn_days, 1, 90)
    values = {"four_eyes": four_eyes, "review_days": review_days, "warn_days": warn_days}
    return setting.store("articles", queries.article_rules(), values, reason, by=by, at=at)
