"""A helper does not come: somebody else does, the fault is made good, and both follow the same end."""

from datetime import timedelta

import pytest

from kundenkreis.ledger.events import FundsCaptured
from kundenkreis.ledger.models import FundsHold
from kundenkreis.ledger.queries import owed_to, trial_balance
from kundenkreis.ledger.tests.till import on
from kundenkreis.notifications.models import EventRow
from kundenkreis.redress.models import MakeGood
from kundenkreis.redress.reactions import spend_credit
from kundenkreis.stages.marketplace import actions, reactions
from kundenkreis.stages.marketplace.events import BookingMoved
from kundenkreis.stages.marketplace.models import Dispatch
from kundenkreis.stages.marketplace.redress_reactions import make_good
from kundenkreis.stages.marketplace.tests.searches import asked
from kundenkreis.stages.marketplace.tests.test_replacing import booked

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.slow]
ORDERS = ((reactions.replace_helper, make_good), (make_good, reactions.replace_helper))


def react(order):
    """What the worker does, in this order, and again after a crash."""
    for row in EventRow.objects.filter(name="booking_moved").order_by("id"):
        for each in (*order, *order):
            each(BookingMoved(**row.payload), row=row)


def fell_out(vreni, at, how):
    booking = booked(vreni, at, replace_missing=True)
    helper = booking.helper.person
    booking = actions.accept(booking, by=helper, at=at)
    if how == "cancelled":
        now = booking.starts_at - timedelta(hours=2)
        return actions.cancel(booking, by=helper, at=now), now
    now = booking.starts_at + timedelta(minutes=15)
    return actions.no_show(booking, by=vreni, at=now), now


@pytest.mark.parametrize("order", ORDERS, ids=["replaced first", "made good first"])
@pytest.mark.parametrize(("how", "amount"), [("cancelled", 1000), ("missing", 1500)])
def test_both_once_in_either_order_and_the_credit_pays_for_the_next(how, amount, order, vreni, at):  # fmt: skip
    _booking, now = fell_out(vreni, at, how)
    react(order)
    assert [(row.kind, row.amount) for row in MakeGood.objects.all()] == [(how, amount)]
    dispatch = Dispatch.objects.get()
    assert [held.open.amount for held in FundsHold.objects.order_by("id")] == [0, 4900]
    assert on("credit") == amount
    offer = asked(dispatch)[0]
    comes = actions.claim(offer, by=offer.helper.person, at=now)
    for step, moment in (("depart", comes.starts_at), ("start", comes.starts_at), ("complete", comes.ends_at)):  # fmt: skip
        more = {"code_word": comes.code_word} if step == "start" else {}
        comes = getattr(actions, step)(comes, by=comes.helper.person, at=moment, **more)
    actions.sign_off(comes, by=vreni, at=comes.ends_at)
    react(order)
    for row in EventRow.objects.filter(name="funds_captured"):
        for _twice in range(2):
            spend_credit(FundsCaptured(**row.payload), row=row)
    assert MakeGood.objects.count() == 1, "the second visit was in order"
    assert on("credit") == 0
    assert on("funding") == amount - 4900, "she paid so much less"
    assert owed_to(offer.helper.person)[0].amount == 4165, "who came in has all of it"
    assert sum(line.money.amount for line in trial_balance()) == 0
