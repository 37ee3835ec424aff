"""What can happen to firms: founded, dispatchers named, technicians asked, joined, gone; visits tied to them."""

from datetime import datetime

import psycopg
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.statements import insert
from kundenkreis.core.transactions import one_transaction
from kundenkreis.firms import queries
from kundenkreis.firms.events import (
    DispatcherEnded,
    DispatcherNamed,
    FirmEvent,
    FirmFounded,
    TechnicianDeclined,
    TechnicianInvited,
    TechnicianJoined,
    TechnicianLeft,
)
from kundenkreis.firms.models import (
    Firm,
    FirmDispatcher,
    FirmInvitation,
    FirmMember,
    FirmSlot,
)
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Helper, HelperBrand, Slot
from kundenkreis.people.actions import grant
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import holds, person_with_address


@one_transaction
def found(name: str, *, email: str, by: Person | None, at: datetime) -> Firm:
    """A firm works with this brand; who has this address is its first dispatcher.

    :raises NotAllowed: managers only (or the operator). :raises Invalid: `empty`, `unknown_person`.
    :raises Refused: `name_taken`, `dispatches_already`.
    """
    _managers_only(by, at=at)
    name = texts.tidy(name)[:40]
    if not name:
        sentence = _("Please give the name of the firm.")
        raise Invalid("empty", sentence, {"name": sentence})
    if Firm.objects.filter(name=name).exists():
        raise Refused("name_taken", _("A firm with this name is here already."))
    account = Person.objects.create(name=name, nickname=name, joined_at=at)
    firm = Firm.objects.create(name=name, person=account, founded_at=at, founded_by=by)
    first = name_dispatcher(firm, email=email, by=by, at=at)
    _announce(FirmFounded, firm, first.person, by=by, at=at)
    return firm


@one_transaction
def name_dispatcher(
    firm: Firm, *, email: str, by: Person | None, at: datetime
) -> FirmDispatcher:
    """Who has this address speaks for the firm from now on; twice changes nothing.

    :raises NotAllowed: managers only (or the operator). :raises Invalid: `unknown_person`.
    :raises Refused: `dispatches_already`: for another firm here.
    """
    _managers_only(by, at=at)
    person = _with_account(email)
    # Two managers at once: one waits here.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    row = FirmDispatcher.objects.all().current().filter(person=person).first()
    if row and row.firm_id != firm.pk:
        raise Refused("dispatches_already", _("This person dispatches for another firm."))
    if row:
        return row
    grant(person, Role.Kind.DISPATCHER, by=by, at=at)
    row = FirmDispatcher.objects.create(firm=firm, person=person, since=at, named_by=by)
    _announce(DispatcherNamed, firm, person, by=by, at=at)
    return row


@one_transaction
def end_dispatcher(firm: Firm, person: Person, *, by: Person | None, at: datetime) -> None:
    """She speaks for the firm no longer; twice changes nothing.

    :raises NotAllowed: managers only (or the operator).
    """
    _managers_only(by, at=at)
    rows = FirmDispatcher.objects.all().current().filter(firm=firm, person=person)
    if rows.exists():
        roles = Role.objects.filter(person=person, kind=Role.Kind.DISPATCHER, until=None)
        for each in (rows, roles):
            # What began at this very moment never was.
            each.filter(since__gte=at).delete()
            each.update(until=at)
        _announce(DispatcherEnded, firm, person, by=by, at=at)


@one_transaction
def invite(firm: Firm, *, email: str, by: Person, at: datetime) -> FirmInvitation:
    """A helper of this brand is asked to work for the firm; asking twice asks once.

    :raises NotAllowed: its dispatchers only. :raises Invalid: `unknown_person`, `no_helper`.
    :raises Refused: `in_a_firm`.
    """
    _dispatchers_only(firm, by)
    member = (
        HelperBrand.objects.all().current(at)
        .filter(helper__person=_with_account(email)).select_related("helper__person").first()
    )  # fmt: skip
    if not member:
        sentence = _("This person is not a helper here yet.")
        raise Invalid("no_helper", sentence, {"email": sentence})
    helper = helpers.hold_calendar(member.helper)
    if queries.firm_of(helper, at=at):
        raise Refused("in_a_firm", _("This helper works for a firm already."))
    row, fresh = FirmInvitation.objects.get_or_create(
        firm=firm,
        helper=helper,
        answered_at=None,
        defaults={"asked_at": at, "asked_by": by},
    )
    if fresh:
        _announce(TechnicianInvited, firm, helper.person, by=by, at=at)
    return row


@one_transaction
def answer(
    invitation: FirmInvitation, *, accepts: bool, by: Person, at: datetime
) -> FirmInvitation:
    """She works for the firm from now on, or not. Visits agreed before stay her own.

    :raises NotAllowed: anyone but herself. :raises Refused: `answered`, `in_a_firm`.
    """
    if invitation.helper.person_id != by.pk:
        raise NotAllowed("not_yours", _("Only the helper herself can change this."))
    helper = helpers.hold_calendar(invitation.helper)
    row = FirmInvitation.objects.select_for_update(of=("self",)).select_related("firm").get(pk=invitation.pk)  # fmt: skip
    if row.answered_at:
        raise Refused("answered", _("This was answered already."))
    if accepts:
        _join(row.firm, helper, at=at)
    row.answered_at, row.accepted = at, accepts
    row.save(update_fields=["answered_at", "accepted"])
    kind = TechnicianJoined if accepts else TechnicianDeclined
    _announce(kind, row.firm, by, by=by, at=at)
    return row


def _join(firm: Firm, helper: Helper, *, at: datetime) -> None:
    if queries.firm_of(helper, at=at):
        raise Refused("in_a_firm", _("You work for a firm already. Please leave it first."))
    FirmMember.objects.create(firm=firm, helper=helper, during=TimestamptzRange(at, None))


@one_transaction
def leave(firm: Firm, helper: Helper, *, by: Person, at: datetime) -> None:
    """She works for the firm no longer, by her word or a dispatcher's; twice changes nothing.

    :raises NotAllowed: anyone else. :raises Refused: `has_visits` while visits of the firm are hers.
    """
    if helper.person_id != by.pk:
        _dispatchers_only(firm, by)
    helper = helpers.hold_calendar(helper)
    rows = FirmMember.objects.select_for_update().filter(firm=firm, helper=helper)
    row = rows.filter(during__contains=at).first()
    if row is None:
        return
    try:
        with transaction.atomic():
            _end(row, by=by, at=at)
    except IntegrityError as refused:
        if not _is_law(refused, "firm_slot_of_member"):
            raise
        raise Refused(
            "has_visits",
            _("Visits of the firm are still assigned to her. Please assign them to somebody else first."),
        ) from None  # fmt: skip
    _announce(TechnicianLeft, firm, helper.person, by=by, at=at)


def _end(row: FirmMember, *, by: Person, at: datetime) -> None:
    if row.during.lower >= at:  # it never began
        row.delete()
        return
    row.during, row.ended_by = TimestamptzRange(row.during.lower, at), by
    row.save(update_fields=["during", "ended_by"])


@one_transaction
def tie(slot: Slot, *, by: Person | None, at: datetime) -> Firm | None:
    """The reservation belongs to the firm its helper works for throughout; None: she works alone.

    Called by whoever books, holding her calendar.
    """
    firm = queries.firm_during(slot.helper, slot.visit)
    if firm:
        insert(FirmSlot(slot=slot, firm=firm, helper=slot.helper, visit=slot.visit))
    return firm


def _managers_only(by: Person | None, *, at: datetime) -> None:
    if by and not holds(by, Role.Kind.MANAGER, at=at):
        raise NotAllowed("not_manager", _("Only managers decide about firms."))


def _dispatchers_only(firm: Firm, by: Person) -> None:
    if not queries.dispatches(by, firm.pk):
        raise NotAllowed("not_dispatcher", _("Only the firm's dispatcher can do this."))


def _with_account(email: str) -> Person:
    person = person_with_address(email)
    if not person:
        sentence = _("Nobody has an account with this address yet.")
        raise Invalid("unknown_person", sentence, {"email": sentence})
    return person


def _announce(
    kind: type[FirmEvent], firm: Firm, person: Person, *, by: Person | None, at: datetime
) -> None:
    announce(kind(firm=str(firm.pk), person=str(person.pk)), by=by, at=at)


def _is_law(refused: IntegrityError, name: str) -> bool:
    cause = refused.__cause__
    return isinstance(cause, psycopg.Error) and cause.diag.constraint_name == name
