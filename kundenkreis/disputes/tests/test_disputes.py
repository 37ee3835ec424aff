"""Somebody objects, both are heard, the team decides with reasons, money follows once it counts."""

from datetime import timedelta

import pytest
from django.db import connection

from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.disputes import actions, pages, queries, schedule
from kundenkreis.disputes.models import Dispute, DisputeDecision, DisputeRules
from kundenkreis.disputes.personal_data import DisputesData
from kundenkreis.disputes.steps import STEPS
from kundenkreis.disputes.tests.quarrels import decided, final, heard, objection, taken
from kundenkreis.ledger.models import FundsHold
from kundenkreis.ledger.tests.till import SUBJECT, chf, due, on
from kundenkreis.payouts import actions as payouts
from kundenkreis.payouts.models import Payout
from kundenkreis.payouts.queries import money_states
from kundenkreis.payouts.tests.wages import account, batch
from tests.kept import kept

pytestmark = pytest.mark.usefixtures("db")


@kept
def dispute(vreni, jonas, at):
    taken(vreni, jonas, at)
    return objection(vreni, jonas, at)


def paid_back() -> int:
    return FundsHold.objects.get(subject=SUBJECT).reimbursed_amount


@pytest.mark.flow
def test_the_money_waits_at_once_and_no_payout_takes_it(dispute, jonas, mira, at):
    account(jonas, at)
    assert (due(jonas), on("disputed")) == (0, 4165)
    assert money_states([SUBJECT]) == {SUBJECT: "disputed"}
    with pytest.raises(Refused, match="nothing_due"):
        payouts.make_batch(by=mira, at=at)


@pytest.mark.flow
def test_a_payout_being_prepared_goes_without_it_and_what_was_sent_stays(vreni, jonas, mira, reto, at):  # fmt: skip
    account(jonas, at)
    taken(vreni, jonas, at)
    payouts.make_batch(by=mira, at=at)
    objection(vreni, jonas, at)
    assert Payout.objects.get().state == "withdrawn"
    assert (due(jonas), on("disputed")) == (0, 4165)
    other = "booking:other"
    taken(vreni, jonas, at, subject=other, idem="two")
    payouts.send(batch(mira, reto, at).payouts.get(), at=at)
    taken(vreni, jonas, at, subject="booking:third", idem="three")
    second = objection(vreni, jonas, at, subject=other)
    assert due(jonas) == 4165, "what is due for the third visit is not touched"
    decided(heard(second), reto, outcome="full")
    schedule.due(at=at + timedelta(days=30))
    assert (due(jonas), on("bank")) == (4165, 4165)
    assert FundsHold.objects.get(subject=other).reimbursed_amount == 4900


@pytest.mark.flow
def test_the_other_side_tells_her_view_and_nobody_else(dispute, vreni, beat, reto):
    for person, side in ((vreni, "customer"), (beat, "")):
        with pytest.raises(NotAllowed):
            actions.answer(dispute, text="x", side=side, by=person, at=dispute.opened_at)
    with pytest.raises(Invalid, match="empty"):
        actions.answer(dispute, text=" ", side="helper", by=dispute.helper, at=dispute.opened_at)  # fmt: skip
    by_telephone = actions.answer(dispute, text="Green.", side="helper", by=reto, at=dispute.opened_at)  # fmt: skip
    assert (by_telephone.state, by_telephone.answer) == ("answered", "Green.")
    with pytest.raises(Refused, match="wrong_state"):
        heard(by_telephone)


@pytest.mark.flow
def test_without_an_answer_the_clock_goes_on_and_a_late_view_still_counts(dispute, reto):
    with pytest.raises(Refused, match="wrong_state"):
        decided(dispute, reto)
    schedule.due(at=dispute.answer_by - timedelta(minutes=1))
    assert queries.dispute(dispute.pk).state == "open"
    for _twice in range(2):
        schedule.due(at=dispute.answer_by)
    late = queries.dispute(dispute.pk)
    assert (late.state, late.answer_by - late.opened_at) == (
        "unanswered",
        timedelta(days=3),
    )
    assert heard(late).state == "answered"


@pytest.mark.flow
@pytest.mark.parametrize(
    ("chosen", "back", "helper", "commission", "given"),
    [
        ({}, 2450, 4165 - 2082, 735 - 368, 0),
        ({"bears": "company"}, 2450, 4165, 735, -2450),
        ({"outcome": "full", "amount": None}, 4900, 0, 0, 0),
        ({"outcome": "none", "amount": None, "bears": ""}, 0, 4165, 735, 0),
        (
            {"outcome": "helper", "amount": chf(1000), "bears": "company"},
            0,
            5165,
            735,
            -1000,
        ),
    ],
)
def test_each_decision_moves_its_money_once_it_counts(dispute, jonas, reto, chosen, back, helper, commission, given):  # fmt: skip
    row = decided(heard(dispute), reto, **chosen)
    schedule.due(at=final(row) - timedelta(minutes=1))
    assert (on("disputed"), paid_back()) == (4165, 0), "nothing moves before"
    for _twice in range(2):
        schedule.due(at=final(row))
    assert (paid_back(), due(jonas), on("commission"), on("goodwill"), on("disputed")) == (back, helper, commission, given, 0)  # fmt: skip
    assert queries.dispute(row.pk).state == "settled"
    assert FundsHold.objects.get().disputed_at is None


@pytest.mark.flow
def test_a_second_look_by_somebody_else_once_and_it_counts_at_once(dispute, vreni, jonas, reto, mira):  # fmt: skip
    row = decided(heard(dispute), reto)
    row = actions.ask_again(row, text="I have a photo.", side="helper", by=jonas, at=row.opened_at + timedelta(days=3))  # fmt: skip
    schedule.due(at=row.opened_at + timedelta(days=60))
    with pytest.raises(Refused, match="four_eyes"):
        decided(row, reto, outcome="none", bears="")
    with pytest.raises(NotAllowed):
        decided(row, jonas)
    row = decided(row, mira, outcome="none", bears="")
    assert (row.state, due(jonas), paid_back()) == ("settled", 4165, 0)
    assert [each.by for each in row.decisions.all()] == [reto, mira]
    with pytest.raises(Refused, match="wrong_state"):
        actions.ask_again(row, text="Again.", side="customer", by=vreni, at=final(row))


@pytest.mark.flow
def test_who_objected_takes_it_back_and_may_object_again(dispute, vreni, jonas):
    with pytest.raises(NotAllowed):
        actions.take_back(dispute, side="helper", by=jonas, at=dispute.opened_at)
    row = actions.take_back(dispute, side="customer", by=vreni, at=dispute.opened_at)
    assert (row.state, due(jonas), row.is_open) == ("withdrawn", 4165, False)
    again = objection(vreni, jonas, dispute.opened_at - timedelta(hours=23))
    assert due(jonas) == 0
    assert queries.dispute_of(SUBJECT) == again


@pytest.mark.flow
def test_the_helper_may_object_too(vreni, jonas, at):
    taken(vreni, jonas, at)
    row = objection(vreni, jonas, at, side="helper", by=jonas)
    assert (row.claimant, row.other) == (jonas, vreni)
    assert actions.answer(row, text="No.", side="customer", by=vreni, at=row.opened_at).answer == "No."  # fmt: skip


@pytest.mark.flow
@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"reason": "bored"}, "unknown_reason"),
        ({"text": "  "}, "empty"),
        ({"done_at": None}, "too_late"),
        ({"subject": "booking:free"}, "nothing_held"),
    ],
)
def test_an_objection_has_its_limits(vreni, jonas, at, more, reason):
    taken(vreni, jonas, at)
    with pytest.raises(Refused, match=reason):
        objection(vreni, jonas, at, **more)


def test_only_within_the_brands_days_and_once(vreni, jonas, at):
    taken(vreni, jonas, at)
    DisputeRules.objects.create(days=7)
    with pytest.raises(Refused, match="too_late"):
        objection(vreni, jonas, at, at=at + timedelta(days=7))
    objection(vreni, jonas, at, at=at + timedelta(days=7, seconds=-1))
    with pytest.raises(Refused, match="disputed_already"):
        objection(vreni, jonas, at, side="helper", by=jonas)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"outcome": "jail"}, "unknown_outcome"),
        ({"bears": ""}, "unknown_outcome"),
        ({"outcome": "helper", "bears": "helper"}, "unknown_outcome"),
        ({"amount": None}, "bad_amount"),
        ({"amount": chf(0)}, "bad_amount"),
        ({"amount": chf(4901)}, "too_much"),
        ({"reasons": "No."}, "too_short"),
    ],
)
def test_a_decision_needs_its_parts(dispute, reto, more, reason):
    with pytest.raises(Refused, match=reason):
        decided(heard(dispute), reto, **more)
    assert not DisputeDecision.objects.exists()


def test_a_second_look_has_its_time(dispute, vreni, reto):
    row = decided(heard(dispute), reto)
    steps = pages.allowed_now(vreni, row, side="customer", at=row.opened_at)
    assert [step.noun for step in steps] == ["second-look"]
    assert pages.allowed_now(vreni, row, side="customer", at=final(row)) == []
    with pytest.raises(Refused, match="too_late"):
        actions.ask_again(row, text="x", side="customer", by=vreni, at=final(row))


def test_the_database_has_the_same_steps(db):
    with connection.cursor() as cursor:
        cursor.execute("select name, from_state, to_state from kundenkreis_dispute_way")
        assert set(cursor.fetchall()) == {(s.name, s.start, s.end.value) for s in STEPS}


@pytest.mark.flow
def test_words_go_with_who_wrote_them_and_nobody_leaves_in_the_middle(dispute, vreni, jonas, reto):  # fmt: skip
    plug = DisputesData()
    assert plug.export(vreni)["disputes"][0]["text"] == "The router still shows red."
    with pytest.raises(Refused, match="dispute_open"):
        plug.forget(vreni, at=dispute.opened_at)
    row = decided(heard(dispute), reto)
    schedule.due(at=final(row))
    plug.forget(vreni, at=final(row))
    left = Dispute.objects.get()
    assert (left.text, left.answer) == ("", "It was green when I left.")
    plug.forget(jonas, at=final(row))
    assert Dispute.objects.get().answer == ""
    assert plug.keep_until(vreni)
    assert plug.keep_until(reto) is None
    assert plug.export(jonas)["dispute_decisions"][0]["amount"] == 2450


@pytest.mark.flow
def test_no_dispute_here_is_not_found(alpenfon):
    with pytest.raises(NotFound):
        queries.dispute(Dispute().pk)
