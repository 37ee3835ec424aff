"""What moderators decide: each decision once, with its reasons, told to the author."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.moderation import locks, queries, rules, socket
from kundenkreis.moderation.actions import suspending
from kundenkreis.moderation.actions.flags import item_for, known_rule
from kundenkreis.moderation.events import ContentDecided
from kundenkreis.moderation.models import (
    Outcome,
    QueueItem,
    Source,
    StatementOfReasons,
    Suspension,
)
from kundenkreis.moderation.socket import Thing
from kundenkreis.moderation.words import lifted, standard_facts
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of


@one_transaction
def claim(target: str, *, by: Person, at: datetime) -> QueueItem:
    """A moderator takes what waits: nobody else decides about it for ten minutes. Again: ten more.

    :raises NotFound: there is none. :raises NotAllowed: not a moderator, or one's own text.
    :raises Refused: `claimed` by another.
    """
    _thing, item = _in_line(target, by=by, at=at)
    item.claimed_by, item.claimed_until = by, at + QueueItem.CLAIM
    item.save(update_fields=["claimed_by", "claimed_until"])
    return item


@one_transaction
def hide(
    target: str, *, rule: str, facts: str = "", by: Person, at: datetime
) -> StatementOfReasons:
    """A moderator takes a text out of sight and says why; the author is told. Twice is once.

    Without `facts` the rule's standard reason is given, in the author's language.

    :raises NotFound: there is none. :raises NotAllowed: not a moderator, or one's own text.
    :raises Invalid: no rule. :raises Refused: `claimed` by another.
    """
    return _out_of_sight(target, Outcome.HIDDEN, rule=rule, facts=facts, by=by, at=at)


@one_transaction
def remove(
    target: str, *, rule: str, facts: str = "", by: Person, at: datetime
) -> StatementOfReasons:
    """As `hide`, for good: when nobody objected for six months, its words are erased."""
    return _out_of_sight(target, Outcome.REMOVED, rule=rule, facts=facts, by=by, at=at)


def _out_of_sight(
    target: str, outcome: str, *, rule: str, facts: str, by: Person, at: datetime
) -> StatementOfReasons:
    thing, item = _in_line(target, by=by, at=at)
    last = StatementOfReasons.objects.all().about(target).first()
    if thing.hidden_at and last and last.outcome == outcome and not last.automated:
        _forget_if_new(item, at=at)
        return last
    statement = _decide(
        thing, item, outcome, rule=known_rule(rule), facts=facts, by=by, at=at
    )
    socket.PLUGS[thing.kind].hide(thing.id, rule=rule, by=by, at=at)
    return statement


@one_transaction
def keep(target: str, *, facts: str = "", by: Person, at: datetime) -> StatementOfReasons:
    """What was reported was looked at; the text stays, or is shown again where the rules had hidden it.

    :raises NotFound: there is none. :raises NotAllowed: not a moderator, or one's own text.
    :raises Refused: `claimed` by another.
    """
    thing, item = _in_line(target, by=by, at=at)
    by_rules = item.statements.filter(by=None, outcome=Outcome.HIDDEN).exists()
    outcome = Outcome.RESTORED if by_rules and thing.hidden_at else Outcome.KEPT
    statement = _decide(thing, item, outcome, rule="", facts=facts, by=by, at=at)
    if outcome == Outcome.RESTORED:
        socket.PLUGS[thing.kind].restore(thing.id, by=by, at=at)
    for row in item.suspensions.filter(by=None, ended_at=None):
        suspending.lift(row, facts=statement.facts or lifted(), by=by, at=at)
    return statement


@one_transaction
def restore(target: str, *, facts: str, by: Person, at: datetime) -> StatementOfReasons:
    """It was hidden wrongly, or mended: shown again.

    :raises NotFound: there is none. :raises NotAllowed: not a moderator, or one's own text.
    :raises Invalid: no reasons. :raises Refused: `not_hidden`, or its author took it back herself.
    """
    thing, item = _in_line(target, by=by, at=at)
    if not thing.hidden_at or thing.taken_back:
        raise Refused("not_hidden", _("No moderator has hidden this text."))
    facts = texts.required(facts, field="facts", most=2000)
    statement = _decide(thing, item, Outcome.RESTORED, rule="", facts=facts, by=by, at=at)
    socket.PLUGS[thing.kind].restore(thing.id, by=by, at=at)
    return statement


@one_transaction
def mend(
    target: str, *, text: str, facts: str = "", by: Person, at: datetime
) -> StatementOfReasons:
    """Personal data is taken out: the text says `text` from now on, and what it said is nowhere kept.

    :raises NotFound: there is none. :raises NotAllowed: not a moderator, or one's own text.
    :raises Invalid: no text, or nothing changed. :raises Refused: `claimed` by another.
    """
    thing, item = _in_line(target, by=by, at=at)
    text = texts.required(text, field="text")
    if text == thing.text:
        sentence = _("Please take the personal data out of the text first.")
        raise Invalid("unchanged", sentence, {"text": sentence})
    socket.PLUGS[thing.kind].mend(thing.id, text=text, by=by, at=at)
    if thing.hidden_at and not thing.taken_back:
        socket.PLUGS[thing.kind].restore(thing.id, by=by, at=at)
    return _decide(
        thing, item, Outcome.MENDED, rule="personal_data", facts=facts, by=by, at=at
    )


@one_transaction
def warn(
    target: str, *, rule: str, facts: str = "", by: Person, at: datetime
) -> StatementOfReasons:
    """The text stays, its author is told which rule it goes against. It counts when she does it again."""
    thing, item = _in_line(target, by=by, at=at)
    return _decide(
        thing, item, Outcome.WARNED, rule=known_rule(rule), facts=facts, by=by, at=at
    )


@one_transaction
def suspend(
    target: str, *, days: int, rule: str, facts: str = "", by: Person, at: datetime
) -> Suspension:
    """The text is hidden and its author writes nothing in public for so many days.

    Where it touches her income, it begins when a second person has agreed; the item waits for that.

    :raises NotFound: there is none. :raises NotAllowed: not a moderator, or one's own text.
    :raises Invalid: no rule, no days. :raises Refused: `claimed`, `no_author`, `proposed` already.
    """
    if not rules.may_moderate(roles_of(by, at=at)):
        raise NotAllowed("team_only", _("Only moderators of the team decide about people."))
    thing, item = _in_line(target, by=by, at=at)
    if not thing.author:
        raise Refused("no_author", _("Nobody is known who wrote this."))
    if item.suspensions.filter(in_force_at=None, ended_at=None).exists():
        raise Refused("proposed", _("A suspension waits for a second person already."))
    facts = facts.strip() or _standard(rule, thing.author)
    row = suspending.propose(
        thing.author, kind=Suspension.Kind.WRITING, days=days, rule=known_rule(rule), facts=facts,
        item=item, by=by, at=at,
    )  # fmt: skip
    if row.in_force_at and not thing.hidden_at:
        socket.PLUGS[thing.kind].hide(thing.id, rule=rule, by=by, at=at)
    return row


def _in_line(target: str, *, by: Person, at: datetime) -> tuple[Thing, QueueItem]:
    """The text as it is when this decision's turn has come, and what waits about it."""
    if not rules.may_decide(roles_of(by, at=at), target.partition(":")[0]):
        raise NotAllowed("moderators_only", _("Only moderators decide about texts."))
    locks.hold(target)
    thing = queries.thing_for(target, reader=None)
    if thing.author and thing.author.pk == by.pk:
        raise NotAllowed("own_text", _("Somebody else has to decide about your own text."))
    item = item_for(thing, source=Source.OWN, at=at)
    if item.held_by_another(by, at):
        assert item.claimed_by
        raise Refused(
            "claimed",
            _("{name} is looking at this text right now.").format(
                name=item.claimed_by.shown_name
            ),
        )
    return thing, item


def _forget_if_new(item: QueueItem, *, at: datetime) -> None:
    """Nothing waited: what was only opened for this decision goes again."""
    if item.opened_at == at and item.source == Source.OWN and not item.flags.exists():
        item.delete()


def _standard(rule: str, author: Person | None) -> str:
    with override(author.language if author else None):
        return standard_facts(rule)


def _decide(
    thing: Thing,
    item: QueueItem,
    outcome: str,
    *,
    rule: str,
    facts: str,
    by: Person,
    at: datetime,
) -> StatementOfReasons:
    facts = texts.tidy(facts)[:2000] or _standard(rule, thing.author)
    row = StatementOfReasons.objects.create(
        target=thing.target, author=thing.author, outcome=outcome, rule=rule, facts=facts, by=by,
        source=item.source, item=item, at=at,
    )  # fmt: skip
    suspending.close_item(item, row, at=at)
    announce(ContentDecided(target=thing.target, statement=str(row.pk)), by=by, at=at)
    return row
