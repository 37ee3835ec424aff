"""Reporting a text; what many reports do by themselves until a person has looked."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, TooMany
from kundenkreis.core.transactions import one_transaction
from kundenkreis.moderation import locks, queries, rules, scores, socket
from kundenkreis.moderation.actions.suspending import silence
from kundenkreis.moderation.events import ContentDecided, ContentFlagged
from kundenkreis.moderation.models import (
    Flag,
    Outcome,
    QueueItem,
    Rule,
    Source,
    StatementOfReasons,
)
from kundenkreis.moderation.socket import Thing
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import roles_of
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.reputation.table import FLAG


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
    """Somebody says that a text should not stand here. Twice is once. The team's texts too.

    `target`: `kind:id`, such as `answer:<uuid>`. It counts by how often she was right before.

    :raises NotFound: nothing of that name that she may read. :raises Invalid: unknown reason.
    :raises NotAllowed: without an account, or suspended. :raises TooMany: 20 an hour.
    """
    thing = queries.thing_for(target, reader=by)
    _may(by, at=at)
    locks.hold(thing.target)
    # As it is now that our turn has come: others may have reported it meanwhile.
    thing = queries.thing_for(thing.target, reader=None)
    if known := Flag.objects.filter(by=by, target=thing.target).first():
        return known
    item = item_for(thing, source=Source.REPORT, at=at)
    row = Flag.objects.create(
        by=by, target=thing.target, reason=known_rule(reason), text=texts.tidy(words)[:500],
        weight=_weight(by, reason, at=at), item=item, at=at,
    )  # fmt: skip
    item.score += row.weight
    item.save(update_fields=["score"])
    announce(ContentFlagged(target=thing.target, flag=row.pk), by=by, at=at)
    _by_themselves(thing, item, by=by, at=at)
    return row


def _may(by: Person, *, at: datetime) -> None:
    if not rules.may_flag(by):
        raise NotAllowed("no_account", _("Please sign in to report a text."))
    if until := queries.suspended_until(by, "reporting", at=at):
        raise NotAllowed("suspended", queries.suspended_sentence(until))
    recent = Flag.objects.filter(by=by, at__gt=at - timedelta(hours=1))
    if recent.count() >= rules.FLAGS_AN_HOUR:
        raise TooMany(
            "too_many_flags", _("Thank you. We look at your earlier reports first.")
        )


def _weight(by: Person, reason: str, *, at: datetime) -> float:
    agreed, disagreed = queries.accuracy_of(by)
    return scores.weight(
        scores.trust(roles_of(by, at=at)), agreed, disagreed, reason=reason
    )


def item_for(thing: Thing, *, source: str, at: datetime) -> QueueItem:
    """The open item of this text; made when there is none. Whoever calls holds the text's lock."""
    row, _fresh = QueueItem.objects.get_or_create(
        target=thing.target,
        decided_at=None,
        defaults={"author": thing.author, "source": source, "opened_at": at},
    )
    return row


def _by_themselves(thing: Thing, item: QueueItem, *, by: Person, at: datetime) -> None:
    """Out of sight until a person has looked; a newcomer writes no more until then."""
    flags = list(item.flags.all())
    reporters = len({each.by_id for each in flags})
    roles = roles_of(thing.author, at=at) if thing.author else set()
    plain = rules.hides_itself(
        {each.reason for each in flags},
        score=item.score,
        reporters=reporters,
        high=queries.high(),
        staff=thing.vouched or bool(roles & set(Role.STAFF)),
        trusted=FLAG in abilities_of(by, at=at),
    )
    if plain and not thing.hidden_at:
        hide_by_rules(
            thing, item, rule=max(flags, key=lambda row: row.weight).reason, at=at
        )
    if thing.author and rules.silences(
        queries.reporters_of(thing.author, at=at),
        age=at - thing.author.joined_at,
        roles=roles,
    ):
        silence(thing.author, item=item, rule=flags[0].reason, at=at)


def hide_by_rules(
    thing: Thing, item: QueueItem, *, rule: str, facts: str = "", at: datetime
) -> StatementOfReasons:
    """The rules alone take it out of sight, and its author is told so; a person looks next."""
    with override(thing.author.language if thing.author else None):
        facts = facts or _(
            "Several members reported this text. A person looks at it next; until then it is not shown."
        )
    row = StatementOfReasons.objects.create(
        target=thing.target, author=thing.author, outcome=Outcome.HIDDEN, rule=rule, facts=facts,
        by=None, source=item.source, item=item, at=at,
    )  # fmt: skip
    socket.PLUGS[thing.kind].hide(thing.id, rule=rule, by=None, at=at)
    announce(ContentDecided(target=thing.target, statement=str(row.pk)), by=None, at=at)
    return row
