"""What is added during a visit: proposed, agreed to, refused, lapsed. Nothing else changes its price."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.brands.models import AddOn
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.helpers import actions as helpers
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import queries, terms
from kundenkreis.stages.marketplace.actions import companions, money, moving
from kundenkreis.stages.marketplace.events import ExtraAnswered, ExtraProposed
from kundenkreis.stages.marketplace.models import Booking, Extra, ExtraAnswer
from kundenkreis.stages.marketplace.transitions import CONFIRMER, CUSTOMER, HELPER, State

Answer = ExtraAnswer.Answer


@one_transaction
def propose_extra(
    booking: Booking,
    *,
    add_on: AddOn | None = None,
    minutes: int = 0,
    by: Person,
    at: datetime,
) -> Extra:
    """The helper asks at the visit for an add-on, or for more time at the booking's own rate.

    Nothing is charged before the customer agrees; the price never changes once it was shown.

    :raises NotAllowed: anyone but the helper.
    :raises Refused: `wrong_state` outside the visit, `still_asked` while one waits for an answer,
        `too_many`, `no_room` when her calendar, or that of who goes along, has no time for it.
    :raises Invalid: `bad_minutes`.
    """
    companions.hold_team(booking.firm, booking.persons, at=at)
    helpers.hold_calendar(booking.helper)
    booking = moving.locked(booking)
    if HELPER not in queries.sides_of(by, booking, at=at):
        raise NotAllowed("not_yours", _("Only the other side can do this."))
    _at_work(booking)
    before = list(booking.extras.select_related("answer"))
    if any(extra.state == "proposed" for extra in before):
        raise Refused("still_asked", _("The customer has not answered your last question yet."))  # fmt: skip
    if len(before) >= terms.MOST_EXTRAS:
        raise Refused("too_many", _("Nothing more can be added to this visit."))
    if add_on is None and minutes not in terms.MORE_TIME:
        sentence = _("Please choose 15, 30, 45 or 60 minutes.")
        raise Invalid("bad_minutes", sentence, {"minutes": sentence})
    minutes = add_on.minutes if add_on else minutes
    _room(booking, minutes, by=by, at=at)
    price = add_on.price if add_on else terms.price_of_time(booking, minutes).amount
    words = (
        add_on.words if add_on else terms.words_of_time(minutes, booking.brand.languages)
    )
    extra = Extra.objects.create(
        booking=booking, number=len(before) + 1, add_on=add_on, words=words,
        minutes=minutes, price=price, currency=booking.currency, proposed_at=at, proposed_by=by,
    )  # fmt: skip
    happened = ExtraProposed(**moving.around(booking), extra=str(extra.pk))
    announce(happened, by=by, at=at)
    return extra


@one_transaction
def consent(extra: Extra, *, means: str = "", by: Person, at: datetime) -> Extra:
    """Whoever pays agrees: the price is set aside, the visit's time grows. Twice changes nothing.

    :raises NotAllowed: the helper, and the customer of a visit that the company pays.
    :raises Refused: `wrong_state`, `answered`, `no_room`, `payment_declined`.
    """
    companions.hold_team(extra.booking.firm, extra.booking.persons, at=at)
    helpers.hold_calendar(extra.booking.helper)
    booking = moving.locked(extra.booking)
    extra = _asked(extra, booking, by=by, at=at)
    if extra.state == Answer.CONSENTED:
        return extra
    _unanswered(extra, booking)
    if extra.minutes and booking.slot:
        helpers.extend(booking.slot, minutes=extra.minutes, by=by, at=at)
        companions.extend_along(booking, minutes=extra.minutes, by=by, at=at)
    _answer(extra, booking, Answer.CONSENTED, by=by, at=at)
    money.set_extra_aside(booking, extra, means=means, by=by, at=at)
    return extra


@one_transaction
def refuse_extra(extra: Extra, *, by: Person, at: datetime) -> Extra:
    """No: the agreed price stays as it is. Twice changes nothing.

    :raises NotAllowed: as `consent`. :raises Refused: `wrong_state`, `answered`.
    """
    booking = moving.locked(extra.booking)
    extra = _asked(extra, booking, by=by, at=at)
    if extra.state == Answer.REFUSED:
        return extra
    _unanswered(extra, booking)
    _answer(extra, booking, Answer.REFUSED, by=by, at=at)
    return extra


def lapse(booking: Booking, *, at: datetime) -> None:
    """The visit is over: what nobody answered is not charged. Part of ending the visit."""
    for extra in booking.extras.unanswered():
        _answer(extra, booking, Answer.LAPSED, by=None, at=at)


def _at_work(booking: Booking) -> None:
    if booking.state != State.IN_PROGRESS:
        raise Refused("wrong_state", _("Extras can be agreed only while the helper is at work."))  # fmt: skip


def _asked(extra: Extra, booking: Booking, *, by: Person, at: datetime) -> Extra:
    """The extra as it is now, if this person may answer it."""
    if not terms.may_answer_extra(queries.sides_of(by, booking, at=at), booking):
        raise NotAllowed("not_yours", _("Only who pays for the visit can agree to this."))
    found: Extra = booking.extras.select_related("answer").get(pk=extra.pk)
    return found


def _unanswered(extra: Extra, booking: Booking) -> None:
    if extra.state != "proposed":
        raise Refused("answered", _("This was answered already. Nothing has changed."))
    _at_work(booking)


def _room(booking: Booking, minutes: int, *, by: Person, at: datetime) -> None:
    if minutes and booking.slot:
        helpers.check_room(booking.slot, minutes=minutes, by=by, at=at)
        companions.room_along(booking, minutes=minutes, by=by, at=at)


def _answer(
    extra: Extra, booking: Booking, answer: Answer, *, by: Person | None, at: datetime
) -> None:
    """One row, never changed; somebody of the team wrote down what the customer said."""
    own = {CUSTOMER, CONFIRMER}
    spoken = by is not None and not own & queries.sides_of(by, booking, at=at)
    extra.answer = ExtraAnswer.objects.create(
        extra=extra, answer=answer, by=by, by_telephone=spoken, at=at
    )
    happened = ExtraAnswered(
        **moving.around(booking), extra=str(extra.pk), answer=answer.value
    )
    announce(happened, by=by, at=at)
