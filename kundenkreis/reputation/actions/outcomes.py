"""Outcomes come in, and the rule looks at their person again."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from kundenkreis.core.events import announce
from kundenkreis.core.transactions import one_transaction
from kundenkreis.pauses.queries import spans_of
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of
from kundenkreis.reputation import queries, rules
from kundenkreis.reputation.events import AbilityEnded, AbilityGiven
from kundenkreis.reputation.models import AbilityGrant, MemberOutcome
from kundenkreis.reputation.table import ABILITIES, Ability, Asked
from kundenkreis.reputation.weighing import Weighed

Given, Ended = AbilityGrant.Given, AbilityGrant.Ended


@one_transaction
def record(
    person: Person,
    *,
    kind: str,
    subject: str,
    good: bool | None,
    other: Person | None = None,
    title: str = "",
    path: str = "",
    counts_from: datetime | None = None,
    by: Person | None,
    at: datetime,
) -> MemberOutcome | None:
    """What came of one thing she did; told again, the newest word holds. None: for guests nothing is kept.

    `good` None: not known yet. `counts_from`: until then it can still turn out badly. `other`: with whom.
    """
    if not rules.may_have(person):
        return None
    _line(person)
    told: dict[str, Any] = {
        "good": good, "at": counts_from or at, "title": title[:120], "path": path[:200],
        "other": other if other and other.pk != person.pk else None,
    }  # fmt: skip
    row, fresh = MemberOutcome.objects.get_or_create(
        person=person, kind=kind, subject=subject, defaults=told
    )
    if not fresh and row.good != good:
        for name, value in told.items():
            setattr(row, name, value)
        row.save()
    weigh(person, by=by, at=at)
    return row


@one_transaction
def overturn(
    kinds: Collection[str], subject: str, *, good: bool = False, by: Person | None, at: datetime
) -> int:  # fmt: skip
    """What was good or open about this turned out otherwise, for everybody it counts for; how many that were."""
    rows = MemberOutcome.objects.filter(kind__in=kinds, subject=subject).exclude(good=good)
    persons = {row.person for row in rows.select_related("person").order_by("person_id")}
    for person in persons:
        _line(person)
    rows.update(good=good, at=at)
    for person in persons:
        weigh(person, by=by, at=at)
    return len(persons)


@one_transaction
def forget_outcome(
    person: Person, *, kind: str, subject: str, by: Person | None, at: datetime
) -> None:
    """She took it back herself before anything came of it: neither good nor bad."""
    MemberOutcome.objects.filter(
        person=person, kind=kind, subject=subject, good=None
    ).delete()


@one_transaction
def weigh(person: Person, *, by: Person | None, at: datetime) -> list[AbilityGrant]:
    """The rule looks at all her outcomes again and gives or takes; what it changed. Again changes nothing."""
    _line(person)
    roles, rows = roles_of(person, at=at), queries.grants_of(person)
    # News may come late: the rule never looks at a moment before its last decision.
    at = max([at, *(row.given_at for row in rows), *(row.ended_at for row in rows if row.ended_at)])  # fmt: skip
    outcomes = list(MemberOutcome.objects.filter(person=person).known(at))
    grants, asked = queries.latest(rows), queries.asked_for()
    pauses, changed = spans_of(person), []
    for slug, ability in ABILITIES.items():
        if ability.by_office(roles):
            continue
        earned, judged = queries.weighed(ability, outcomes, at=at, pauses=pauses)
        grant = grants.get(slug)
        if grant is None and ability.by_name(roles):
            grant = AbilityGrant(
                person=person, ability=slug, given_at=at, given_why=Given.NAMED
            )
        if grant and grant.is_held:
            row = _lose(grant, asked[slug], earned, judged, at=at)
        elif grant and grant.ended_why == Ended.PERSON:
            row = None  # only a person gives it back
        else:
            row = _earn(person, ability, asked[slug], earned, judged, outcomes, at=at)
        changed += [row] if row else []
    return changed


def _line(person: Person) -> None:
    """Two outcomes of one person at once: one waits here."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _earn(
    person: Person,
    ability: Ability,
    asked: Asked,
    earned: Weighed,
    judged: Weighed,
    outcomes: list[MemberOutcome],
    *,
    at: datetime,
) -> AbilityGrant | None:
    if not rules.earns(asked, earned, judged):
        return None
    of_it = [row for row in outcomes if row.kind == ability.earned_by and row.good]
    newest = sorted(of_it, key=lambda row: row.at, reverse=True)[:20]
    seen = {
        "counted": earned.counted, "least": asked.least, "percent": judged.percent, "share": asked.share,
        "outcomes": [row.pk for row in newest],
    }  # fmt: skip
    row = AbilityGrant.objects.create(
        person=person,
        ability=ability.slug,
        given_at=at,
        given_why=Given.EARNED,
        evidence=seen,
    )
    announce(AbilityGiven(grant=str(row.pk), person=str(person.pk)), by=None, at=at)
    return row


def _lose(
    grant: AbilityGrant, asked: Asked, earned: Weighed, judged: Weighed, *, at: datetime
) -> AbilityGrant | None:
    why = rules.loses(asked, earned, judged, given_why=grant.given_why)
    if not why:
        return None
    grant.ended_at, grant.ended_why = at, why
    grant.end_evidence = {
        "counted": earned.counted, "least": asked.least, "percent": judged.percent, "keep": asked.keep,
    }  # fmt: skip
    grant.save()
    announce(AbilityEnded(grant=str(grant.pk), person=str(grant.person_id)), by=None, at=at)
    return grant
