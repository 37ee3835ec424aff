"""What people decide: thresholds, giving and withdrawing by hand, objections."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, NotFound, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of
from kundenkreis.reputation import queries, rules
from kundenkreis.reputation.events import (
    AbilityContestDecided,
    AbilityContested,
    AbilityEnded,
    AbilityGiven,
)
from kundenkreis.reputation.models import AbilityGrant, AbilityRule
from kundenkreis.reputation.table import ABILITIES
from kundenkreis.terms.setting import only_managers, store, within

Given, Ended = AbilityGrant.Given, AbilityGrant.Ended


@one_transaction
def set_rule(
    slug: str, *, least: int, share: int, keep: int, reason: str, by: Person, at: datetime
) -> AbilityRule:
    """What the brand asks for this ability from now on; who has it is looked at in the next night.

    :raises NotAllowed: not a manager. :raises NotFound: no such ability. :raises Invalid: `bad_amount`.
    """
    only_managers(by, at)
    row = queries.rule_of(slug)
    within("least", least, 1, 200)
    within("share", share, 1, 100)
    within("keep", keep, 1, share)
    values = {"least": least, "share": share, "keep": keep}
    return store("abilities", row, values, reason, about=slug, by=by, at=at)


@one_transaction
def give(
    person: Person, ability: str, *, words: str, by: Person, at: datetime
) -> AbilityGrant:  # fmt: skip
    """A manager gives it, with a reason its member reads. Twice is once.

    :raises NotAllowed: not a manager, to herself, or to a guest. :raises NotFound: no such ability.
    :raises Invalid: no reason.
    """
    _by_hand(person, ability, by=by, at=at)
    if held := _held(person, ability):
        return held
    return _given(person, ability, Given.PERSON, words, by=by, at=at)


@one_transaction
def withdraw(
    person: Person, ability: str, *, words: str, by: Person, at: datetime
) -> AbilityGrant:
    """A manager takes it, with a reason its member reads; only a person gives it back. Twice is once.

    :raises NotAllowed: not a manager, from herself. :raises NotFound: no such ability.
    :raises Invalid: no reason. :raises Refused: `not_held`.
    """
    _by_hand(person, ability, by=by, at=at)
    row = _held(person, ability)
    if row is None and not ABILITIES[ability].by_name(roles_of(person, at=at)):
        last = queries.latest(queries.grants_of(person)).get(ability)
        if last and last.ended_why == Ended.PERSON:
            return last
        raise Refused("not_held", _("This member does not have this ability."))
    row = row or AbilityGrant(
        person=person, ability=ability, given_at=at, given_why=Given.NAMED
    )
    row.ended_at, row.ended_why, row.ended_by = at, Ended.PERSON, by
    row.ended_words = texts.required(words, field="words", most=500)
    row.save()
    announce(AbilityEnded(grant=str(row.pk), person=str(person.pk)), by=by, at=at)
    return row


@one_transaction
def object_to(grant: AbilityGrant, *, text: str, by: Person, at: datetime) -> AbilityGrant:
    """Its member objects to the end, once, within six months. Twice is once.

    :raises NotFound: another's. :raises Refused: `still_held`, `too_late`. :raises Invalid: no words.
    """
    row = AbilityGrant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    if row.person_id != by.pk:
        raise NotFound("not_found", _("There is no such ability."))
    if row.ended_at is None:
        raise Refused("still_held", _("You still have this ability."))
    if row.objected_at:
        return row
    if at > row.ended_at + row.TIME_TO_OBJECT:
        raise Refused("too_late", _("The time to object has passed."))
    row.objected_at = at
    row.objection = texts.required(text, field="text", most=2000)
    row.save()
    announce(AbilityContested(grant=str(row.pk), person=str(row.person_id)), by=by, at=at)
    return row


@one_transaction
def decide_objection(
    grant: AbilityGrant, *, restore: bool, answer: str, by: Person, at: datetime
) -> AbilityGrant:
    """Somebody who did not take it decides, in words its member reads. Twice is once.

    :raises NotAllowed: not a manager, who took it, or about herself. :raises Refused: `not_contested`.
    :raises Invalid: no words.
    """
    row = AbilityGrant.objects.select_for_update(of=("self",)).select_related("person").get(pk=grant.pk)  # fmt: skip
    only_managers(by, at)
    if row.objected_at is None:
        raise Refused("not_contested", _("Nobody objects to this."))
    if row.decided_at:
        return row
    if by.pk in (row.ended_by_id, row.person_id):
        raise NotAllowed(
            "decided_before", _("Somebody else has to decide: you decided before.")
        )
    row.decided_at, row.decided_by, row.restored = at, by, restore
    row.answer = texts.required(answer, field="answer", most=2000)
    row.save()
    if restore and not _held(row.person, row.ability):
        words = row.answer[:500]
        _given(row.person, row.ability, Given.RESTORED, words, by=by, at=at)
    announce(
        AbilityContestDecided(grant=str(row.pk), person=str(row.person_id)), by=by, at=at
    )
    return row


def _by_hand(person: Person, ability: str, *, by: Person, at: datetime) -> None:
    only_managers(by, at)
    if ability not in ABILITIES:
        raise NotFound("not_found", _("There is no such ability."))
    if person.pk == by.pk:
        raise NotAllowed("yourself", _("Somebody else has to decide this about you."))
    if not rules.may_have(person):
        raise NotAllowed("no_account", _("Only people with an account have abilities."))
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _held(person: Person, ability: str) -> AbilityGrant | None:
    return (
        AbilityGrant.objects.all().current().filter(person=person, ability=ability).first()
    )


def _given(
    person: Person, ability: str, why: str, words: str, *, by: Person, at: datetime
) -> AbilityGrant:
    words = texts.required(words, field="words", most=500)
    row = AbilityGrant.objects.create(
        person=person, ability=ability, given_at=at, given_why=why, given_by=by, given_words=words
    )  # fmt: skip
    announce(AbilityGiven(grant=str(row.pk), person=str(person.pk)), by=by, at=at)
    return row
