"""Keeping somebody from writing or reporting for a while; four eyes where her income hangs on it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.moderation import locks, queries, rules
from kundenkreis.moderation.events import ContentDecided, SuspensionProposed
from kundenkreis.moderation.models import (
    Outcome,
    QueueItem,
    Rule,
    Source,
    StatementOfReasons,
    Suspension,
)
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of


def silence(
    person: Person, *, item: QueueItem, rule: str, at: datetime
) -> Suspension | None:
    """The rules alone: a newcomer whom several reported writes nothing until a person has looked."""
    locks.hold(f"person:{person.pk}")
    if queries.suspended_until(person, "writing", at=at):
        return None
    with override(person.language):
        facts = _(
            "Several members reported what you wrote. A person looks at it; until then you cannot write in public."
        )
    return _in_force(
        Suspension(
            person=person, kind=Suspension.Kind.WRITING, rule=rule, facts=facts, since=at,
            until=at + rules.SILENCE, item=item, by=None,
        ),
        decides=None,
        source=item.source,
        at=at,
    )  # fmt: skip


def propose(
    person: Person,
    *,
    kind: str,
    days: int,
    rule: str,
    facts: str,
    item: QueueItem | None,
    source: str = Source.OWN,
    by: Person,
    at: datetime,
) -> Suspension:
    """A moderator suspends somebody; where it touches income, a second person has to agree first.

    :raises NotAllowed: herself. :raises Invalid: no rule, no reasons, no days, more than a year.
    """
    if person.pk == by.pk:
        raise NotAllowed("own_text", _("Somebody else has to decide about your own text."))
    if not 1 <= days <= rules.LONGEST_SUSPENSION:
        sentence = _("Please give 1 to {most} days.").format(most=rules.LONGEST_SUSPENSION)
        raise Invalid("bad_days", sentence, {"days": sentence})
    row = Suspension(
        person=person, kind=kind, rule=rule, facts=texts.required(facts, field="facts", most=2000),
        since=at, until=at + timedelta(days=days), item=item, by=by,
        touches_income=rules.touches_income(roles_of(person, at=at)),
    )  # fmt: skip
    source = item.source if item else source
    if row.touches_income:
        row.save(force_insert=True)
        announce(
            SuspensionProposed(target=f"person:{person.pk}", suspension=row.pk),
            by=by,
            at=at,
        )
        return row
    return _in_force(row, decides=item, source=source, at=at)


@one_transaction
def agree(suspension: Suspension, *, by: Person, at: datetime) -> Suspension:
    """A second person agrees: from now on it counts. Twice is once.

    :raises NotAllowed: not a moderator, who proposed it, or whom it is about. :raises Refused: `ended`.
    """
    row = _locked(suspension, by=by, at=at)
    if row.ended_at:
        raise Refused("ended", _("This was decided meanwhile."))
    if row.in_force_at:
        return row
    if by.pk == row.by_id:
        sentence = _("Somebody else has to agree: it touches her income.")
        raise NotAllowed("four_eyes", sentence)
    row.second = by
    row.until += at - row.since
    row.since = at
    arranged = row.rule == Rule.ARRANGED
    source = row.item.source if row.item else Source.COLLUSION if arranged else Source.OWN
    return _in_force(row, decides=row.item, source=source, at=at)


@one_transaction
def lift(suspension: Suspension, *, facts: str, by: Person, at: datetime) -> Suspension:
    """It ends now, or never begins. Twice is once.

    :raises NotAllowed: not a moderator, or whom it is about. :raises Invalid: no reasons.
    """
    row = _locked(suspension, by=by, at=at)
    if row.ended_at:
        return row
    row.ended_at, row.ended_by = at, by
    row.save(update_fields=["ended_at", "ended_by"])
    if row.in_force_at:
        statement = StatementOfReasons.objects.create(
            target=f"person:{row.person_id}", author=row.person, outcome=Outcome.LIFTED, suspends=row.kind,
            facts=texts.required(facts, field="facts", most=2000), by=by, source=Source.OWN, at=at,
        )  # fmt: skip
        announce(
            ContentDecided(target=statement.target, statement=str(statement.pk)),
            by=by,
            at=at,
        )
    return row


def _locked(suspension: Suspension, *, by: Person, at: datetime) -> Suspension:
    if not rules.may_moderate(roles_of(by, at=at)):
        raise NotAllowed("moderators_only", _("Only moderators decide about texts."))
    rows = Suspension.objects.select_for_update(of=("self",))
    row = rows.select_related("person", "item").get(pk=suspension.pk)
    if by.pk == row.person_id:
        raise NotAllowed("own_text", _("Somebody else has to decide about your own text."))
    return row


def _in_force(
    row: Suspension, *, decides: QueueItem | None, source: str, at: datetime
) -> Suspension:
    row.in_force_at = at
    row.save()
    statement = StatementOfReasons.objects.create(
        target=f"person:{row.person_id}", author=row.person, outcome=Outcome.SUSPENDED, rule=row.rule,
        facts=row.facts, by=row.by, second=row.second, source=source, item=decides, until=row.until,
        suspends=row.kind, at=at,
    )  # fmt: skip
    if decides:
        close_item(decides, statement, at=at)
    announce(
        ContentDecided(target=statement.target, statement=str(statement.pk)),
        by=row.by,
        at=at,
    )
    return row


def close_item(item: QueueItem, statement: StatementOfReasons, *, at: datetime) -> None:
    """What waited is decided; its reports have their answer."""
    QueueItem.objects.filter(pk=item.pk).update(
        decided_at=at, claimed_by=None, claimed_until=None
    )
    item.flags.filter(decision__isnull=True).update(decision=statement)
