"""What moderators decide: every decision with its reasons, told to the author."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.moderation import locks, queries, rules, socket
from kundenkreis.moderation.actions.flags import known_rule
from kundenkreis.moderation.events import ContentDecided
from kundenkreis.moderation.models import Flag, Outcome, StatementOfReasons
from kundenkreis.moderation.socket import Thing
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of


@one_transaction
def hide(
    target: str, *, rule: str, facts: str, by: Person, at: datetime
) -> StatementOfReasons:
    """A moderator takes a text out of sight and says why; the author is told. Twice is once.

    :raises NotFound: there is none. :raises NotAllowed: not a moderator, or one's own text.
    :raises Invalid: no rule or no reasons.
    """
    thing = _in_line(target, by=by, at=at)
    last = StatementOfReasons.objects.all().about(target).first()
    if thing.hidden_at and last and last.outcome == Outcome.HIDDEN:
        return last
    facts = texts.required(facts, field="facts", most=2000)
    statement = _decide(
        thing, Outcome.HIDDEN, rule=known_rule(rule), facts=facts, by=by, at=at
    )
    socket.PLUGS[thing.kind].hide(thing.id, rule=rule, by=by, at=at)
    return statement


@one_transaction
def keep(target: str, *, facts: str = "", by: Person, at: datetime) -> StatementOfReasons:
    """The flags were looked at; the text stays.

    :raises NotFound: there is none. :raises NotAllowed: not a moderator, or one's own text.
    """
    thing = _in_line(target, by=by, at=at)
    facts = texts.tidy(facts)[:2000]
    return _decide(thing, Outcome.KEPT, rule="", facts=facts, by=by, at=at)


@one_transaction
def restore(target: str, *, facts: str, by: Person, at: datetime) -> StatementOfReasons:
    """It was hidden wrongly, or mended: shown again.

    :raises NotFound: there is none. :raises NotAllowed: not a moderator, or one's own text.
    :raises Invalid: no reasons. :raises Refused: `not_hidden`, or its author took it back herself.
    """
    thing = _in_line(target, by=by, at=at)
    if not thing.hidden_at or thing.taken_back:
        raise Refused("not_hidden", _("No moderator has hidden this text."))
    facts = texts.required(facts, field="facts", most=2000)
    statement = _decide(thing, Outcome.RESTORED, rule="", facts=facts, by=by, at=at)
    socket.PLUGS[thing.kind].restore(thing.id, by=by, at=at)
    return statement


def _in_line(target: str, *, by: Person, at: datetime) -> Thing:
    """The text as it is when this decision's turn has come."""
    if not rules.may_moderate(roles_of(by, at=at)):
        raise NotAllowed("moderators_only", _("Only moderators decide about texts."))
    locks.hold(target)
    thing = queries.thing_for(target, reader=None)
    if thing.author and thing.author.pk == by.pk:
        raise NotAllowed("own_text", _("Somebody else has to decide about your own text."))
    return thing


def _decide(
    thing: Thing, outcome: str, *, rule: str, facts: str, by: Person, at: datetime
) -> StatementOfReasons:
    row = StatementOfReasons.objects.create(
        target=thing.target, author=thing.author, outcome=outcome, rule=rule, facts=facts, by=by, at=at
    )  # fmt: skip
    Flag.objects.waiting().on(thing.target).update(decision=row)
    announce(ContentDecided(target=thing.target, statement=str(row.pk)), by=by, at=at)
    return row
