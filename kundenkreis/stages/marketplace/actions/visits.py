"""The doing: on the way, at the door, done, signed off; or in vain."""

import unicodedata
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Attempt
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import HelperBrand
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import clock, queries, terms
from kundenkreis.stages.marketplace.actions import extras, money, moving
from kundenkreis.stages.marketplace.events import SignOffAwaited
from kundenkreis.stages.marketplace.models import Booking, Visit
from kundenkreis.stages.marketplace.sources import word_of
from kundenkreis.stages.marketplace.transitions import (
    CUSTOMER,
    HELPER,
    STAFF,
    State,
    transition,
)


@one_transaction
def depart(
    booking: Booking, *, minutes: int | None = None, by: Person, at: datetime
) -> Booking:
    """The helper is on the way and comes in so many minutes; without a word, as long as the way takes.

    :raises Refused: `wrong_state`. :raises Invalid: `bad_minutes`.
    """
    if minutes is not None and minutes not in clock.MINUTES:
        sentence = _("Please choose 5, 10, 15, 30, 45 or 60 minutes.")
        raise Invalid("bad_minutes", sentence, {"minutes": sentence})
    booking = moving.locked(booking)
    step = moving.allowed(booking, "depart", by=by, at=at)
    minutes = minutes or clock.way_in_minutes(booking)
    money.hold_by_bill(booking, by=None, at=at)
    moving.note(booking, departed_at=at, **clock.window(at, minutes))
    return moving.move(booking, step, by=by, at=at)


def start(
    booking: Booking,
    *,
    code_word: str = "",
    second_person: bool = False,
    by: Person,
    at: datetime,
) -> Booking:
    """At the door the helper says the customer's word. Staff may let her begin without it.

    Where the customer wished it, nobody begins before `second_person` is said to be there.

    A wrong word counts although it is refused: a transaction around this action must be committed.

    :raises Refused: `wrong_state`, `second_person_missing`, `code_word_locked` after five wrong words.
    :raises Invalid: `wrong_code_word`.
    """
    with transaction.atomic():
        booking = moving.locked(booking)
        step = moving.allowed(booking, "start", by=by, at=at)
        by_staff = STAFF in queries.sides_of(by, booking, at=at)
        if not by_staff and booking.visit.tries >= terms.CODE_TRIES:
            raise Refused(
                "code_word_locked",
                _("Too many wrong words. Please call us: we help you and the customer."),
            )
        if by_staff or _plain(code_word) == _plain(booking.code_word):
            _both_there(booking, second_person, at=at)
            moving.note(booking, started_at=at)
            return moving.move(booking, step, by=by, at=at)
        Visit.objects.filter(pk=booking.pk).update(tries=F("tries") + 1)
    sentence = _("This is not the customer's word. Please ask for it again.")
    raise Invalid("wrong_code_word", sentence, {"code_word": sentence})


def _both_there(booking: Booking, said: bool, *, at: datetime) -> None:  # noqa: FBT001 - what was ticked
    if booking.second_person and not said:
        raise Refused(
            "second_person_missing",
            _("The customer wishes that a second person is there. Please begin when both are, or call us."),
        )  # fmt: skip
    if booking.second_person:
        moving.note(booking, second_person_at=at)


@one_transaction
def complete(booking: Booking, *, report: str = "", by: Person, at: datetime) -> Booking:
    """The work is done; the customer is asked to sign it off.

    :raises Refused: `wrong_state`.
    """
    booking = moving.locked(booking)
    step = moving.allowed(booking, "complete", by=by, at=at)
    extras.lapse(booking, at=at)
    moving.note(booking, completed_at=at, report=texts.tidy(report)[:4000])
    return moving.move(booking, step, by=by, at=at)


@one_transaction
def unsuccessful(
    booking: Booking, *, reason: str = "other", report: str = "", by: Person, at: datetime
) -> Booking:
    """The helper tried and could not solve it, for one of `terms.UNSUCCESSFUL`. The customer pays nothing.

    :raises Refused: `wrong_state`. :raises Invalid: `unknown_reason`.
    """
    if reason not in terms.UNSUCCESSFUL:
        sentence = _("Please choose one of the reasons.")
        raise Invalid("unknown_reason", sentence, {"reason": sentence})
    booking = moving.locked(booking)
    step = moving.allowed(booking, "unsuccessful", by=by, at=at)
    extras.lapse(booking, at=at)
    moving.note(booking, report=texts.tidy(report)[:4000])
    money.settle(
        booking, kept=Money(0, booking.currency), reason="unsuccessful", by=by, at=at
    )
    if booking.attempt.state == Attempt.State.OPEN:
        cases.fail(booking.attempt, why=texts.tidy(report)[:500], by=by, at=at)
    moving.let_out(booking, by=by, at=at)
    return moving.move(booking, step, reason=reason, by=by, at=at)


@one_transaction
def no_show(booking: Booking, *, by: Person, at: datetime) -> Booking:
    """Ten minutes after the agreed time one side has not come; who says so is who waited.

    A missing customer pays what a late cancellation costs; a missing helper costs nothing.

    :raises Refused: `wrong_state`, `too_early`.
    """
    booking = moving.locked(booking)
    step = moving.allowed(booking, "no_show", by=by, at=at)
    if at < booking.starts_at + terms.LATE_AFTER:
        raise Refused(
            "too_early", _("Please wait until ten minutes after the agreed time.")
        )
    helper_waited = queries.sides_of(by, booking, at=at) & step.actors == {HELPER}
    kept = terms.cancellation_cost(booking, helper=not helper_waited, at=at)
    why = "customer_missing" if helper_waited else "helper_missing"
    if not helper_waited:
        helpers.record_outcome(
            _member(booking), "no_show", subject=booking.subject, outcome=0, by=by, at=at
        )
    money.settle(booking, kept=kept, reason=why, by=by, at=at)
    moving.call_off_attempt(booking, by=by, at=at)
    moving.let_out(booking, by=by, at=at)
    return moving.move(booking, step, reason=why, by=by, at=at)


@one_transaction
def sign_off(booking: Booking, *, solved: bool = True, by: Person, at: datetime) -> Booking:
    """The customer takes the work as done: the helper is paid, and the case is solved unless not.

    :raises Refused: `wrong_state`.
    """
    booking = moving.locked(booking)
    step = moving.allowed(booking, "sign_off", by=by, at=at)
    moving.note(booking, signed_off_at=at, signed_off_by=by)
    _done(booking, by=by, at=at)
    # Whom she lets sign off says with it what she would say of her case.
    sides = queries.sides_of(by, booking, at=at)
    word = by if sides & {CUSTOMER, STAFF} else booking.customer
    if not solved and booking.attempt.state == Attempt.State.OPEN:
        cases.fail(booking.attempt, by=word, at=at)
    elif solved and booking.case.is_open:
        cases.solve(booking.case, attempt=booking.attempt, by=word, at=at)
    return moving.move(booking, step, by=by, at=at)


def sign_off_by_code(
    booking: Booking, *, code: str = "", by: Person, at: datetime
) -> Booking:
    """The customer tells the helper her sign-off code: she takes the work as done.

    A wrong code counts although it is refused: a transaction around this action must be committed.

    :raises Refused: `wrong_state`, `sign_off_code_locked` after five wrong codes.
    :raises Invalid: `wrong_sign_off_code`.
    """
    with transaction.atomic():
        booking = moving.locked(booking)
        step = moving.allowed(booking, "sign_off_by_code", by=by, at=at)
        if booking.visit.code_tries >= terms.CODE_TRIES:
            raise Refused("sign_off_code_locked", _("Too many wrong codes. The customer can sign off on her own device, or call us."))  # fmt: skip
        if constant_time_compare("".join(code.split()), terms.sign_off_code(booking)):
            moving.note(booking, signed_off_at=at, signed_off_by=booking.customer)
            _done(booking, by=by, at=at)
            if booking.case.is_open:
                cases.solve(
                    booking.case, attempt=booking.attempt, by=booking.customer, at=at
                )
            return moving.move(booking, step, by=by, at=at)
        Visit.objects.filter(pk=booking.pk).update(code_tries=F("code_tries") + 1)
    sentence = _("This is not the customer's code. Please ask for it again.")
    raise Invalid("wrong_sign_off_code", sentence, {"code": sentence})


@one_transaction
def close(booking: Booking, *, by: None = None, at: datetime) -> Booking:
    """A week without a word from the customer: the helper is paid. Twice changes nothing.

    Whether it helped nobody said, so the attempt counts as neither.
    """
    booking = moving.locked(booking)
    step = transition("close", booking.state)
    done_at = booking.visit.completed_at
    if not step or done_at is None or at < done_at + terms.CLOSED_AFTER:
        return booking
    _done(booking, by=None, at=at)
    moving.call_off_attempt(booking, by=None, at=at)
    return moving.move(booking, step, by=None, at=at)


@one_transaction
def remind(booking: Booking, *, by: None = None, at: datetime) -> Booking:
    """A day after completion the customer is asked once more to sign off."""
    booking = moving.locked(booking)
    if booking.state == State.COMPLETED and booking.visit.reminded_at is None:
        moving.note(booking, reminded_at=at)
        announce(SignOffAwaited(**moving.around(booking)), by=None, at=at)
    return booking


@one_transaction
def let_helper_out(booking: Booking, *, by: None = None, at: datetime) -> None:
    """A day after completion the helper needs the case no longer."""
    moving.let_out(booking, by=None, at=at)


def _done(booking: Booking, *, by: Person | None, at: datetime) -> None:
    """The helper is paid, and her visit counts; being asked again by the same customer counts too."""
    money.pay_helper(booking, by=by, at=at)
    member = _member(booking)
    helpers.count_visit(member, by=by, at=at)
    before = Booking.objects.filter(
        customer=booking.customer, helper=booking.helper, state=State.CLOSED
    )
    if before.exclude(case=booking.case_id).exists():
        helpers.record_outcome(
            member, "rebooked", subject=booking.subject, outcome=1,
            **asdict(word_of(booking)), by=by, at=at,
        )  # fmt: skip


def _member(booking: Booking) -> HelperBrand:
    return HelperBrand.objects.get(helper=booking.helper)


def _plain(word: str) -> str:
    """As it is heard: small letters, no marks or signs; ä and ae are alike."""
    spread = word.casefold()
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        spread = spread.replace(letter, written)
    marks = unicodedata.normalize("NFKD", spread)
    return "".join(letter for letter in marks if letter.isalnum())
