"""Decisions about what somebody did, not about one text of hers: a warning, a suspension of one kind."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.moderation import locks, queries, rules
from kundenkreis.moderation.actions import suspending
from kundenkreis.moderation.actions.flags import known_rule
from kundenkreis.moderation.events import ContentDecided
from kundenkreis.moderation.models import (
    Outcome,
    Source,
    StatementOfReasons,
    Suspension,
)
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of


def _may(person: Person, *, by: Person, at: datetime) -> None:
    if not rules.may_moderate(roles_of(by, at=at)):
        raise NotAllowed("moderators_only", _("Only moderators decide about texts."))
    if person.pk == by.pk:
        raise NotAllowed("own_text", _("Somebody else has to decide about your own text."))


@one_transaction
def warn_person(
    person: Person,
    *,
    rule: str,
    facts: str,
    target: str = "",
    source: str = Source.OWN,
    by: Person,
    at: datetime,
) -> StatementOfReasons:
    """Somebody is told which rule it went against what she did. It counts when she does it again.

    `target`: what it is about, `person:<id>` where nothing else is named.

    :raises NotAllowed: not a moderator, or herself. :raises Invalid: no rule, no reasons.
    """
    _may(person, by=by, at=at)
    row = StatementOfReasons.objects.create(
        target=target or f"person:{person.pk}", author=person, outcome=Outcome.WARNED, rule=known_rule(rule),
        facts=texts.required(facts, field="facts", most=2000), by=by, source=source, at=at,
    )  # fmt: skip
    announce(ContentDecided(target=row.target, statement=str(row.pk)), by=by, at=at)
    return row


@one_transaction
def suspend_person(
    person: Person,
    *,
    kind: str,
    days: int,
    rule: str,
    facts: str,
    source: str = Source.OWN,
    by: Person,
    at: datetime,
) -> Suspension:
    """Somebody may not write, not report, or not thank and vote for so many days.

    Where it touches her income, it begins when a second person has agreed.

    :raises NotAllowed: not a moderator, or herself. :raises Invalid: no kind, no rule, no reasons, no days.
    :raises Refused: `suspended` already, or `proposed`.
    """
    _may(person, by=by, at=at)
    if kind not in Suspension.Kind.values:
        sentence = _("Please choose.")
        raise Invalid("unknown_kind", sentence, {"kind": sentence})
    locks.hold(f"person:{person.pk}")
    if queries.suspended_until(person, kind, at=at):
        sentence = _("{name} is suspended already.").format(name=person.shown_name)
        raise Refused("suspended", sentence)
    if Suspension.objects.filter(person=person, kind=kind, in_force_at=None, ended_at=None).exists():  # fmt: skip
        raise Refused("proposed", _("A suspension waits for a second person already."))
    return suspending.propose(
        person, kind=kind, days=days, rule=known_rule(rule), facts=facts, item=None, source=source,
        by=by, at=at,
    )  # fmt: skip
