"""A space begins and ends."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, TooMany
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import holds
from kundenkreis.spaces import rules
from kundenkreis.spaces.actions import locks
from kundenkreis.spaces.actions.entering import close
from kundenkreis.spaces.events import SpaceEnded, SpaceErased, SpaceFounded
from kundenkreis.spaces.models import Space, SpaceMember


@one_transaction
def found(*, name: str, kind: str, company: str = "", by: Person, at: datetime) -> Space:
    """A space with its first keeper. `company`: the firm, for a space of kind business.

    :raises NotAllowed: without an account; a circle, if she is no manager. :raises Invalid: no name, or a firm's space without the firm.
    :raises TooMany: she keeps ten already.
    """
    if by.is_guest:
        raise NotAllowed("no_account", _("Please sign in first."))
    if kind not in (Space.Kind.PRIVATE, Space.Kind.BUSINESS, Space.Kind.CIRCLE):
        sentence = _("Please choose who comes together there.")
        raise Invalid("bad_kind", sentence, {"kind": sentence})
    if kind == Space.Kind.CIRCLE and not holds(by, Role.Kind.MANAGER, at=at):
        raise NotAllowed("not_manager", _("Only managers can change this."))
    name = texts.required(name, field="name", most=80)
    firm = ""
    if kind == Space.Kind.BUSINESS:
        firm = texts.required(company, field="company", most=120)
    Person.objects.select_for_update().get(pk=by.pk)
    kept = SpaceMember.objects.all().current().filter(person=by, role="keeper")
    if kept.filter(space__ended_at=None).count() >= rules.MOST_SPACES:
        raise TooMany("too_many_spaces", _("You keep ten spaces. Please end one of them first."))  # fmt: skip
    row = Space.objects.create(name=name, kind=kind, company=firm, founded_at=at)
    SpaceMember.objects.create(space=row, person=by, role="keeper", since=at)
    announce(SpaceFounded(space=str(row.pk)), by=by, at=at)
    return row


@one_transaction
def end(space: Space, *, by: Person, at: datetime) -> Space:
    """Nobody writes there from now on; members read it for 30 days, then it is erased. Twice is once.

    :raises NotFound: she is not in. :raises NotAllowed: she does not keep it.
    """
    row = Space.objects.select_for_update(no_key=True).get(pk=space.pk)
    locks.keeper(row, by)
    if not row.ended_at:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        close(row, at=at)
        announce(SpaceEnded(space=str(row.pk)), by=by, at=at)
    return row


@one_transaction
def erase_ended(*, by: None = None, at: datetime) -> int:
    """Spaces that ended a month ago go, with every word. How many there were."""
    rows = Space.objects.select_for_update(skip_locked=True)
    gone = list(rows.filter(ended_at__lte=at - Space.KEPT)[:50])
    for row in gone:
        announce(SpaceErased(space=str(row.pk)), by=None, at=at)
        row.delete()
    return len(gone)
