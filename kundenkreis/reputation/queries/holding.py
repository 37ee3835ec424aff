"""Abilities as they stand, and the outcomes behind them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from kundenkreis.core import scope
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import roles_of
from kundenkreis.reputation.models import AbilityGrant, AbilityRule, MemberOutcome
from kundenkreis.reputation.table import ABILITIES, Ability, Asked
from kundenkreis.reputation.weighing import Seen, Span, Weighed, weigh


def abilities_of(person: Person | None, *, at: datetime) -> set[str]:
    """What she may do here now: by office, named by the brand, or earned. One statement a request, none for who has all."""
    if person is None or person.is_guest:
        return set()
    key = (scope.brand_id(), at)
    if person.known_abilities and person.known_abilities[:2] == key:
        return set(person.known_abilities[2])
    found = _abilities(person, at=at)
    if person.known_roles and person.known_roles[:2] == key:
        person.known_abilities = (*key, frozenset(found))
    return found


def _abilities(person: Person, *, at: datetime) -> set[str]:
    roles = roles_of(person, at=at)
    held = {slug for slug, each in ABILITIES.items() if each.by_office(roles)}
    if held == set(ABILITIES):
        return held
    ended: set[str] = set()
    for slug, gone in AbilityGrant.objects.filter(person=person).values_list("ability", "ended_at"):  # fmt: skip
        (held if gone is None else ended).add(slug)
    named = {slug for slug, each in ABILITIES.items() if each.by_name(roles)}
    return held | (named - ended)


def grants_of(person: Person) -> list[AbilityGrant]:
    """All she has and had, the newest first."""
    rows = AbilityGrant.objects.filter(person=person)
    return list(rows.select_related("given_by", "ended_by").order_by("-given_at", "-pk"))


def latest(grants: Iterable[AbilityGrant]) -> dict[str, AbilityGrant]:
    """Of each ability the one she holds, else the one that ended last."""
    found: dict[str, AbilityGrant] = {}
    for row in grants:
        before = found.get(row.ability)
        if before is None or (before.ended_at and _later(row, before.ended_at)):
            found[row.ability] = row
    return found


def _later(row: AbilityGrant, ended_at: datetime) -> bool:
    return row.ended_at is None or row.ended_at > ended_at


def grant_for(person: Person, pk: UUID) -> AbilityGrant:
    """One of hers.

    :raises NotFound: there is none of this id, or it is another's.
    """
    rows = AbilityGrant.objects.select_related("person")
    row = rows.filter(person=person, pk=pk).first()
    if row is None:
        raise NotFound("not_found", _("There is no such ability."))
    return row


def rule_of(slug: str) -> AbilityRule:
    """What the brand asks for it, as a row that can be changed.

    :raises NotFound: there is no such ability.
    """
    if slug not in ABILITIES:
        raise NotFound("not_found", _("There is no such ability."))
    usual = ABILITIES[slug].asked
    row = AbilityRule.objects.filter(slug=slug).first()
    return row or AbilityRule(slug=slug, least=usual.least, share=usual.share, keep=usual.keep)  # fmt: skip


def asked_for() -> dict[str, Asked]:
    """What the brand asks for each ability; one statement."""
    found = {slug: each.asked for slug, each in ABILITIES.items()}
    for row in AbilityRule.objects.filter(slug__in=found):
        found[row.slug] = Asked(least=row.least, share=row.share, keep=row.keep)
    return found


def holders(slug: str) -> list[AbilityGrant]:
    """Who was given it and has it now, the newest first."""
    rows = AbilityGrant.objects.all().current().filter(ability=slug)
    return list(rows.select_related("person", "given_by").order_by("-given_at", "-pk"))


def weighed(
    ability: Ability, outcomes: Sequence[MemberOutcome], *, at: datetime, pauses: Sequence[Span] = ()
) -> tuple[Weighed, Weighed]:  # fmt: skip
    """What counts for earning it, and what it is judged by, of these outcomes."""
    earned = [_seen(row) for row in outcomes if row.kind == ability.earned_by]
    judged = [_seen(row) for row in outcomes if row.kind in ability.judged_by]
    return weigh(earned, at=at, pauses=pauses), weigh(judged, at=at, pauses=pauses)


def _seen(row: MemberOutcome) -> Seen:
    return Seen(row.kind, bool(row.good), row.at, str(row.other_id or ""))


def contested(pk: UUID) -> AbilityGrant:
    """An ability to whose end its member objects.

    :raises NotFound: there is none of this id, or nobody objects.
    """
    rows = AbilityGrant.objects.select_related("person", "ended_by")
    row = rows.filter(pk=pk, objected_at__isnull=False).first()
    if row is None:
        raise NotFound("not_found", _("There is no such ability."))
    return row


def member_for(pk: UUID) -> Person:
    """Somebody who holds or held a role or an ability here, for managers.

    :raises NotFound: everybody else.
    """
    of_us = Exists(Role.objects.filter(person=OuterRef("pk")))
    able = Exists(AbilityGrant.objects.filter(person=OuterRef("pk")))
    rows = Person.objects.with_account().filter(of_us | able)
    person: Person | None = rows.filter(pk=pk).first()
    if person is None:
        raise NotFound("not_found", _("There is no such member."))
    return person
