"""Reporting a text."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, TooMany
from kundenkreis.core.transactions import one_transaction
from kundenkreis.moderation import queries, rules
from kundenkreis.moderation.events import ContentFlagged
from kundenkreis.moderation.models import Flag, Rule
from kundenkreis.people.models import Person


def known_rule(reason: str) -> str:
    """The rule's name, if there is one.

    :raises Invalid: `unknown_reason`.
    """
    if reason not in Rule.values:
        sentence = _("Please choose what is wrong.")
        raise Invalid("unknown_reason", sentence, {"reason": sentence})
    return reason


@one_transaction
def flag(target: str, *, reason: str, words: str = "", by: Person, at: datetime) -> Flag:
    """Somebody says that a text should not stand here. Twice is once.

    `target`: `kind:id`, such as `answer:<uuid>`.

    :raises NotFound: nothing of that name that she may read. :raises NotAllowed: without an account.
    :raises Invalid: unknown reason. :raises TooMany: 20 an hour.
    """
    thing = queries.thing_for(target, reader=by)
    if not rules.may_flag(by):
        raise NotAllowed("no_account", _("Please sign in to report a text."))
    recent = Flag.objects.filter(by=by, at__gt=at - timedelta(hours=1))
    if recent.count() >= rules.FLAGS_AN_HOUR:
        raise TooMany(
            "too_many_flags", _("Thank you. We look at your earlier reports first.")
        )
    row, fresh = Flag.objects.get_or_create(
        by=by,
        target=thing.target,
        defaults={"reason": known_rule(reason), "text": texts.tidy(words)[:500], "at": at},
    )
    if fresh:
        announce(ContentFlagged(target=thing.target, flag=row.pk), by=by, at=at)
    return row
