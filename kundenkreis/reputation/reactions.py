"""Members hear what they may do from now on, or no longer, and why."""

from django.utils.translation import gettext as _

from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person, Role
from kundenkreis.reputation.events import (
    AbilityContestDecided,
    AbilityContested,
    AbilityEnded,
    AbilityEvent,
    AbilityGiven,
)
from kundenkreis.reputation.models import AbilityGrant
from kundenkreis.reputation.table import ABILITIES
from kundenkreis.reputation.words import ended_why, given_why, in_all

MINE = "/my-abilities/"


def _grant(event: AbilityEvent) -> AbilityGrant | None:
    rows = AbilityGrant.objects.select_related("person")
    row = rows.filter(pk=event.grant).first()
    return row if row and row.ability in ABILITIES else None


def tell_given(event: AbilityGiven, *, row: EventRow) -> None:
    """«You may now …», with why. After an objection the answer says it."""
    grant = _grant(event)
    if grant is None or grant.given_why == AbilityGrant.Given.RESTORED:
        return
    ability = ABILITIES[grant.ability]
    values = {
        "now": in_all(lambda: str(ability.now)),
        "why": in_all(lambda: given_why(grant)),
    }
    notify(person=grant.person, kind="ability_given", row=row, values=values, path=MINE)


def tell_ended(event: AbilityEnded, *, row: EventRow) -> None:
    """What she may no longer do, why, and that she can object."""
    grant = _grant(event)
    if grant is None:
        return
    ability = ABILITIES[grant.ability]
    values = {
        "title": in_all(lambda: str(ability.title)),
        "why": in_all(lambda: ended_why(grant)),
    }
    notify(person=grant.person, kind="ability_ended", row=row, values=values, path=MINE)


def call_managers(event: AbilityContested, *, row: EventRow) -> None:
    """The managers who may decide hear of it: not who took it."""
    grant = _grant(event)
    if grant is None:
        return
    values = {
        "name": grant.person.shown_name,
        "title": in_all(lambda: str(ABILITIES[grant.ability].title)),
        "text": grant.objection,
    }
    managers = Person.objects.all().holding(Role.Kind.MANAGER, row.at)
    for person in managers.exclude(pk__in=[grant.ended_by_id or grant.person_id, grant.person_id]):  # fmt: skip
        notify(person=person, kind="ability_contested", row=row, values=values, path=f"/abilities/objections/{grant.pk}/")  # fmt: skip


def tell_decided(event: AbilityContestDecided, *, row: EventRow) -> None:
    """What somebody else decided, in her words."""
    grant = _grant(event)
    if grant is None:
        return
    values = {
        "outcome": in_all(
            lambda: _("you have it again") if grant.restored else _("it stays as it is")
        ),
        "answer": grant.answer,
    }
    notify(person=grant.person, kind="ability_contest_decided", row=row, values=values, path=MINE)  # fmt: skip
