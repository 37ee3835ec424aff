"""The page «What I may do here and why»: each ability with its evidence, or what is missing, in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.pauses.queries import spans_of
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of
from kundenkreis.reputation import words
from kundenkreis.reputation.models import AbilityGrant, MemberOutcome
from kundenkreis.reputation.queries.holding import (
    abilities_of,
    asked_for,
    grants_of,
    latest,
    weighed,
)
from kundenkreis.reputation.table import ABILITIES, Ability, Asked
from kundenkreis.reputation.weighing import Weighed

MOST_EVIDENCE = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """One ability as its member sees it. `missing`: sentences, empty when nothing is."""

    ability: Ability
    held: bool
    why: str
    missing: list[str]
    evidence: list[MemberOutcome]
    grant: AbilityGrant | None
    counted: int
    least: int
    may_object: bool


def shown_for(person: Person, *, at: datetime) -> list[Shown]:
    """What she may do first, then what is nearest. Six statements."""
    roles, held = roles_of(person, at=at), abilities_of(person, at=at)
    grants, asked = latest(grants_of(person)), asked_for()
    outcomes = list(MemberOutcome.objects.filter(person=person).known(at).order_by("-at"))
    pauses, found = spans_of(person), []
    for slug, ability in ABILITIES.items():
        earned, judged = weighed(ability, outcomes, at=at, pauses=pauses)
        has, grant = slug in held, grants.get(slug)
        found.append(
            Shown(
                ability, has, _why(ability, grant, roles, has=has),
                [] if has else missing(ability, asked[slug], earned, judged, grant),
                _evidence(ability, outcomes), grant, earned.counted, asked[slug].least,
                bool(grant and grant.may_object(at)),
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (not one.held, one.least - one.counted))


def _evidence(ability: Ability, outcomes: Sequence[MemberOutcome]) -> list[MemberOutcome]:
    kinds = {ability.earned_by, *ability.judged_by}
    return [row for row in outcomes if row.kind in kinds][:MOST_EVIDENCE]


def _why(
    ability: Ability, grant: AbilityGrant | None, roles: set[str], *, has: bool
) -> str:  # fmt: skip
    """Why she has it, or why it ended."""
    if has and ability.by_office(roles):
        return _("You have it because you work for us.")
    if grant is None:
        return _("You have it because we named you an expert.") if has else ""
    return words.given_why(grant) if has else words.ended_why(grant)


def missing(
    ability: Ability, asked: Asked, earned: Weighed, judged: Weighed, grant: AbilityGrant | None
) -> list[str]:  # fmt: skip
    """What is still needed, in real numbers."""
    if grant and grant.ended_why == AbilityGrant.Ended.PERSON and not grant.restored:
        return [_("Our team took it. Only our team can give it back.")]
    found = []
    if earned.counted < asked.least:
        sentence = _("{counted} of {least}: {what}")
        what = MemberOutcome.Kind(ability.earned_by).label
        found.append(sentence.format(counted=earned.counted, least=asked.least, what=what))
    if judged.percent < asked.share:
        sentence = _("{percent} of 100 were good; {share} are needed.")
        found.append(sentence.format(percent=judged.percent, share=asked.share))
    return found
