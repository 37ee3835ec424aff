"""Patterns as other rooms may know them: whose favours wait for a decision, or were arranged; never why."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kundenkreis.collusion.models import CollusionCase, CollusionMember
from kundenkreis.moderation.models import Rule, StatementOfReasons, Suspension


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Who gave to whom in it, until when; `arranged`: who of them was told that it was arranged."""

    givers: frozenset[UUID]
    receivers: frozenset[UUID]
    until: datetime
    found_at: datetime
    decided_at: datetime | None
    arranged: frozenset[UUID]

    def holds(self, giver: UUID, receiver: UUID, at: datetime) -> bool:
        """Whether this favour stands in it."""
        return giver in self.givers and receiver in self.receivers and at <= self.until

    def arranges(self, giver: UUID, receiver: UUID, at: datetime) -> bool:
        """Whether this favour was arranged: it stands in it, and one of the two was told so."""
        told = {giver, receiver} & self.arranged
        return bool(told) and self.holds(giver, receiver, at)

    def was_open_at(self, moment: datetime) -> bool:
        """Whether it was found and not decided then."""
        return self.found_at <= moment and (self.decided_at is None or self.decided_at > moment)  # fmt: skip


def all_of(*, since: datetime) -> list[Pattern]:
    """Those whose favours reach into this time; three statements."""
    cases = list(CollusionCase.objects.filter(last_at__gte=since))
    gave: dict[UUID, set[UUID]] = defaultdict(set)
    received: dict[UUID, set[UUID]] = defaultdict(set)
    for row in CollusionMember.objects.filter(case__in=cases):
        if row.gave:
            gave[row.case_id].add(row.person_id)
        if row.received:
            received[row.case_id].add(row.person_id)
    told = _told([each for each in cases if each.outcome not in ("", CollusionCase.Outcome.DISMISSED)])  # fmt: skip
    return [
        Pattern(
            givers=frozenset(gave[each.pk]), receivers=frozenset(received[each.pk]), until=each.last_at,
            found_at=each.found_at, decided_at=each.decided_at, arranged=frozenset(told[each.target]),
        )
        for each in cases
    ]  # fmt: skip


def _told(cases: Sequence[CollusionCase]) -> dict[str, set[UUID]]:
    """Who was warned about each, or may not thank and vote because of it; not who objected with success."""
    found: dict[str, set[UUID]] = defaultdict(set)
    rows = StatementOfReasons.objects.filter(target__in=[each.target for each in cases])
    for target, person in rows.exclude(appeals__outcome="overturned").values_list("target", "author"):  # fmt: skip
        if person:
            found[target].add(person)
    by_reason = {each.reason: each.target for each in cases}
    stopped = Suspension.objects.filter(rule=Rule.ARRANGED, facts__in=by_reason)
    stopped = stopped.exclude(in_force_at__isnull=True, ended_at__isnull=False)
    for reason, person in stopped.values_list("facts", "person"):
        found[by_reason[reason]].add(person)
    return found
