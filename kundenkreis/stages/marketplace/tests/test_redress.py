"""Money put right for a visit: by the team on a page and through the API, and by rule when the helper fails."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from kundenkreis.ledger.events import FundsCaptured
from kundenkreis.ledger.models import FundsHold
from kundenkreis.ledger.tests.till import due, on
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.redress.events import MadeGood, RefundAsked, RefundMade
from kundenkreis.redress.models import MakeGood, RedressRules, Refund
from kundenkreis.redress.reactions import spend_credit
from kundenkreis.stages.marketplace import actions, redress_reactions
from kundenkreis.stages.marketplace.events import BookingMoved
from kundenkreis.stages.marketplace.tests.test_api import Api
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import take


def react() -> None:
    """What the worker does with moves, refunds, make-goods and money taken."""
    reactions: dict[str, Any] = {
        "booking_moved": (BookingMoved, redress_reactions.make_good),
        "refund_made": (RefundMade, redress_reactions.tell_of_refund),
        "refund_asked": (RefundAsked, redress_reactions.tell_of_refund),
        "made_good": (MadeGood, redress_reactions.tell_of_make_good),
    }
    for name, (event, reaction) in reactions.items():
        for row in EventRow.objects.filter(name=name).order_by("pk"):
            payload = {
                k: v for k, v in row.payload.items() if k in event.__dataclass_fields__
            }
            reaction(event(**payload), row=row)


@pytest.mark.slow
def test_the_team_gives_back_on_a_page_and_the_customer_reads_why(closed, vreni, jonas, reto, mira, kai):  # fmt: skip
    booking = closed
    now = booking.starts_at + timedelta(days=1)
    with time_machine.travel(now, tick=False):
        team = browser(reto)
        path = f"{booking.path}refunds/"
        assert "Give money back" in page(team, booking.path)
        assert "Give money back" not in page(browser(vreni), booking.path)
        for stranger in (vreni, jonas, kai):
            assert browser(stranger).get(path).status_code == 404
        assert "At most CHF" in page(team, path, reason="goodwill", amount="49.01")
        twice = [team.post(path, {"reason": "goodwill", "amount": "10.00", "text": "Sorry.", "once": "a"}) for _click in range(2)]  # fmt: skip
        assert [answer.status_code for answer in twice] == [303, 303]
        assert FundsHold.objects.get().reimbursed_amount == 1000
        RedressRules.objects.create(four_eyes_from=2000)
        assert "waits for a second person" in page(team, path, reason="twice", amount="20", once="b")  # fmt: skip
        row = Refund.objects.get(two_people=True)
        assert "Somebody else must agree" in page(team, f"/refunds/{row.pk}/approval/", once="c")  # fmt: skip
        assert "given back" in page(browser(mira), f"/refunds/{row.pk}/approval/", once="d")
        assert (FundsHold.objects.get().reimbursed_amount, due(jonas)) == (3000, 4165)
        react()
        react()
        assert Notice.objects.filter(person=vreni, kind="refund_made").count() == 2
        assert Notice.objects.filter(person=mira, kind="refund_asked").exists()
        assert browser(vreni).get("/refunds/").status_code == 404


@pytest.mark.slow
def test_the_api_gives_back_once_a_key(closed, vreni, reto, mira):
    booking = closed
    now = booking.starts_at + timedelta(days=1)
    path = f"bookings/{booking.pk}/refunds"
    body = {"amount": {"amount": 900, "currency": "CHF"}, "reason": "not_as_agreed"}
    with time_machine.travel(now, tick=False):
        Api(vreni, now).post(path, body, status=403)
        RedressRules.objects.create(four_eyes_from=900)
        made = Api(reto, now).post(path, body)
        assert made["state"] == "waiting"
        assert [r["id"] for r in Api(mira, now).get("refunds", state="waiting")["items"]] == [made["id"]]  # fmt: skip
        Api(reto, now).post(f"refunds/{made['id']}/approval", status=409)
        assert Api(mira, now).post(f"refunds/{made['id']}/approval")["state"] == "made"
        other = Api(reto, now).post(path, body)
        assert Api(mira, now).post(f"refunds/{other['id']}/refusal")["state"] == "refused"
        Api(vreni, now).get("refunds", status=403)
    assert FundsHold.objects.get().reimbursed_amount == 900


@pytest.mark.flow
@pytest.mark.parametrize(
    ("kind", "amount"), [("late", 500), ("missing", 1500), ("cancelled", 1000), ("", 0)]
)
def test_faults_of_the_helper_are_made_good_once(confirmed, vreni, jonas, at, kind, amount):
    booking = confirmed
    if kind == "missing":
        actions.no_show(booking, by=vreni, at=booking.starts_at + timedelta(minutes=15))
    elif kind == "cancelled":
        actions.cancel(booking, by=jonas, at=booking.starts_at - timedelta(hours=2))
    else:
        booking = take(booking, "depart", at)
        late = timedelta(minutes=30) if kind else timedelta(minutes=29)
        actions.start(booking, code_word=booking.code_word, by=jonas, at=booking.starts_at + late)  # fmt: skip
    react()
    react()
    assert [row.amount for row in MakeGood.objects.all()] == ([amount] if kind else [])
    assert -on("goodwill") == amount
    told = Notice.objects.filter(person=vreni, kind="made_good")
    assert told.count() == bool(kind)


def test_the_customer_who_cancels_gets_nothing_on_top(confirmed, vreni, at):
    booking = confirmed
    actions.cancel(booking, by=vreni, at=booking.starts_at - timedelta(hours=2))
    react()
    assert not MakeGood.objects.exists()


@pytest.mark.flow
def test_a_late_visit_costs_less_in_the_end_and_the_helper_gets_all(
    confirmed, vreni, jonas, at
):
    booking = take(confirmed, "depart", at)
    late = booking.starts_at + timedelta(minutes=45)
    booking = actions.start(booking, code_word=booking.code_word, by=jonas, at=late)
    react()
    booking = actions.complete(booking, by=jonas, at=late + timedelta(hours=1))
    actions.sign_off(booking, by=vreni, at=late + timedelta(hours=2))
    row = EventRow.objects.get(name="funds_captured")
    for _twice in range(2):
        spend_credit(FundsCaptured(**row.payload), row=row)
    assert (-on("funding"), on("credit"), due(jonas)) == (4400, 0, 4165)
