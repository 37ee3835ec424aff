"""Looking at night; deciding by day."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.collusion import finding, queries
from kundenkreis.collusion.events import CollusionDecided, CollusionFound
from kundenkreis.collusion.finding import Finding
from kundenkreis.collusion.models import CollusionCase, CollusionLook, CollusionMember
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.moderation import actions as moderation
from kundenkreis.moderation import rules as moderation_rules
from kundenkreis.moderation.models import Rule, Source, Suspension
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of

# A night that opens more asks for nothing that people can look at: the rest waits for the next one.
MOST_CASES = 20
SUBJECTS = 12


@one_transaction
def look(*, by: Person | None, at: datetime) -> list[CollusionCase]:
    """All favours of 180 days by the four rules; what they see becomes cases. Nothing else happens to anybody.

    The same evidence never opens a second case, whatever was decided about the first.
    """
    favours = queries.favours(at=at)
    found = finding.find(favours, queries.trusted(at=at))[:MOST_CASES]
    cases = [case for each in found if (case := _open(each, at=at))]
    CollusionLook.objects.get_or_create(
        at=at, defaults={"favours": len(favours), "found": len(cases)}
    )
    CollusionCase.objects.filter(decided_at__lt=at - CollusionCase.KEPT).delete()
    if cases:
        announce(CollusionFound(cases=len(cases)), by=by, at=at)
    return cases


def _open(found: Finding, *, at: datetime) -> CollusionCase | None:
    gave = Counter(each.giver for each in found.favours)
    received = Counter(each.receiver for each in found.favours)
    people = sorted(gave.keys() | received.keys())
    case, fresh = CollusionCase.objects.get_or_create(
        signature=found.signature,
        defaults={
            "rule": found.rule,
            "evidence": _evidence(found, people, at=at),
            "first_at": min(each.at for each in found.favours),
            "last_at": max(each.at for each in found.favours),
            "found_at": at,
        },
    )
    if not fresh:
        return None
    CollusionMember.objects.bulk_create(
        CollusionMember(case=case, person_id=person, gave=gave[person], received=received[person])
        for person in people
    )  # fmt: skip
    return case


def _evidence(found: Finding, people: Sequence[UUID], *, at: datetime) -> dict[str, object]:
    subjects = Counter(each.subject for each in found.favours)
    return {
        **found.numbers,
        "kinds": dict(Counter(each.kind for each in found.favours)),
        "own": sum(each.own for each in found.favours),
        "days": len({each.at.date() for each in found.favours}),
        "people": len(people),
        "new": queries.new_among(people, at=at),
        "networks": queries.networks_shared(people),
        "subjects": [subject for subject, _count in subjects.most_common(SUBJECTS)],
    }


@one_transaction
def decide(
    case: CollusionCase,
    *,
    outcome: str,
    reason: str,
    people: Sequence[UUID] = (),
    days: int | None = None,
    by: Person,
    at: datetime,
) -> CollusionCase:
    """A moderator says what it was, with her reason. Twice is once.

    `warned`, `suspended` (may not thank or vote for so many days): each of `people` gets a statement of
    reasons and may object; where it touches income, a second person has to agree first. `dismissed`: nobody
    is told anything, and the same evidence is never asked about again.

    :raises NotAllowed: not a moderator, or she stands in it herself. :raises Refused: `decided` otherwise.
    :raises Invalid: no outcome, no reason, nobody chosen, people who do not stand in it, no days.
    """
    if not moderation_rules.may_moderate(roles_of(by, at=at)):
        raise NotAllowed("moderators_only", _("Only moderators decide about texts."))
    row = CollusionCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    members = {each.person_id: each.person for each in row.members.select_related("person")}  # fmt: skip
    if by.pk in members:
        raise NotAllowed("own_case", _("Somebody else has to decide: you stand in this case yourself."))  # fmt: skip
    if row.decided_at:
        if row.outcome == outcome and row.decided_by_id == by.pk:
            return row
        raise Refused("decided", _("Somebody has decided about this case meanwhile."))
    if outcome not in CollusionCase.Outcome.values:
        sentence = _("Please choose.")
        raise Invalid("unknown_outcome", sentence, {"outcome": sentence})
    chosen = _chosen(members, people, outcome)
    row.outcome, row.decided_by, row.decided_at = outcome, by, at
    row.reason = texts.required(reason, field="reason", most=2000)
    row.save()
    for person in chosen:
        _tell(row, person, days=days, by=by, at=at)
    announce(CollusionDecided(case=str(row.pk), outcome=outcome), by=by, at=at)
    return row


def _chosen(
    members: dict[UUID, Person], people: Sequence[UUID], outcome: str
) -> list[Person]:
    if outcome == CollusionCase.Outcome.DISMISSED:
        return []
    chosen = [members[each] for each in dict.fromkeys(people) if each in members]
    if not chosen or len(chosen) != len(set(people)):
        sentence = _("Please choose who it is about.")
        raise Invalid("nobody", sentence, {"people": sentence})
    return chosen


def _tell(
    case: CollusionCase, person: Person, *, days: int | None, by: Person, at: datetime
) -> None:
    rule, source = Rule.ARRANGED, Source.COLLUSION
    if case.outcome == CollusionCase.Outcome.WARNED:
        moderation.warn_person(
            person, target=case.target, rule=rule, facts=case.reason, source=source, by=by, at=at
        )  # fmt: skip
        return
    moderation.suspend_person(
        person, kind=Suspension.Kind.VOTING, days=days or 0, rule=rule, facts=case.reason, source=source,
        by=by, at=at,
    )  # fmt: skip
