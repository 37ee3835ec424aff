"""Another time: up to three are proposed, the other side takes one with one tap, the visit stays until then."""

from datetime import timedelta

import pytest
import time_machine

from kundenkreis.cases.models import Participant
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.helpers.actions import reservations as helpers
from kundenkreis.helpers.models import Slot
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people.models import TrustedPerson
from kundenkreis.stages.marketplace import actions, queries_times, schedule, time_reactions
from kundenkreis.stages.marketplace.events import TimesAnswered, TimesProposed
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.test_pages import browser
from kundenkreis.stages.marketplace.tests.visits import case_of, order, visit

DAY = timedelta(days=1)


@pytest.fixture
def agreed(confirmed):
    """Jonas comes tomorrow at ten."""
    return confirmed


def others(booking, count=3):
    """So many later days at the same hour."""
    return [booking.starts_at + DAY * (n + 1) for n in range(count)]


def fresh(booking):
    return Booking.objects.with_names().select_related("slot", "offer").get(pk=booking.pk)


def told():
    """Who was told what, by first name and kind."""
    for row in EventRow.objects.order_by("pk"):
        if row.name == TimesProposed.name:
            time_reactions.ask_other_side(TimesProposed(**row.payload), row=row)
        elif row.name == TimesAnswered.name:
            time_reactions.tell_of_times(TimesAnswered(**row.payload), row=row)
    rows = Notice.objects.filter(kind__startswith="times_").order_by("pk")
    return [(row.person.name, row.kind) for row in rows]


@pytest.mark.slow
def test_the_customer_proposes_three_and_the_helper_takes_one(agreed, vreni, jonas, at):
    times = others(agreed)
    asked = actions.propose_times(agreed, times=times, by=vreni, at=at)
    assert fresh(agreed).starts_at == agreed.starts_at, "it stays until one is taken"
    assert Slot.objects.get().visit.lower == agreed.starts_at
    moved = actions.agree(
        agreed, proposal=asked, starts_at=times[1], by=jonas, at=at + timedelta(hours=1)
    )
    after = fresh(agreed)
    assert (moved.state, after.state, after.starts_at) == (
        "confirmed",
        "confirmed",
        times[1],
    )
    assert after.slot.visit.lower == times[1]
    assert after.offer.answer == "accepted"
    step = after.history.last()
    assert (step.name, step.from_state, step.actor) == ("agree", "confirmed", "helper")
    asked.refresh_from_db()
    assert (asked.state, asked.taken) == ("taken", times[1])
    assert told() == []


@pytest.mark.slow
def test_the_helper_may_ask_as_well_and_who_asked_cannot_answer(agreed, vreni, jonas, at):
    times = others(agreed, 2)
    asked = actions.propose_times(agreed, times=times, by=jonas, at=at)
    assert told() == [("Vreni", "times_asked")]
    for answer in (
        lambda: actions.agree(agreed, proposal=asked, by=jonas, at=at),
        lambda: actions.decline_times(asked, by=jonas, at=at),
        lambda: actions.withdraw_times(asked, by=vreni, at=at),
    ):
        with pytest.raises(NotAllowed):
            answer()
    actions.agree(agreed, by=vreni, at=at)
    assert fresh(agreed).starts_at == times[0], "without a word it is the first"


@pytest.mark.slow
def test_a_helper_not_yet_sure_comes_at_a_time_of_hers(held, vreni, jonas, at):
    """Instead of a no: the customer's yes to another time is the acceptance."""
    booking = held
    asked = actions.propose_times(booking, times=others(booking), by=jonas, at=at)
    waiting = fresh(booking)
    assert waiting.accept_by >= asked.answer_by
    assert waiting.offer.answer_by == waiting.accept_by
    after = actions.agree(booking, proposal=asked, by=vreni, at=at)
    assert after.state == "confirmed"
    assert fresh(booking).request.state == "accepted"
    inside = Participant.objects.filter(case=booking.case, role="helper", until=None)
    assert inside.get().person == jonas


@pytest.mark.slow
def test_agents_and_trusted_persons_ask_and_answer_for_her(agreed, reto, beat, vreni, jonas, at):  # fmt: skip
    first = actions.propose_times(agreed, times=others(agreed, 1), by=reto, at=at)
    assert first.side == "customer"
    actions.decline_times(first, by=jonas, at=at)
    second = actions.propose_times(agreed, times=others(agreed, 1), by=jonas, at=at)
    with pytest.raises(NotAllowed):
        actions.agree(agreed, proposal=second, by=beat, at=at)
    TrustedPerson.objects.create(
        customer=vreni, person=beat, name="Beat", scopes=["read_and_copies", "book_and_cancel"], invited_at=at,
        invited_by=vreni, agreed_at=at, confirmed_at=at,
    )  # fmt: skip
    actions.agree(agreed, proposal=second, by=beat, at=at)
    step = fresh(agreed).history.last()
    assert (step.actor, step.by) == ("trusted", beat)
    assert ("Vreni", "times_declined") in told()


@pytest.mark.slow
def test_what_may_not_be_asked(agreed, vreni, jonas, beat, kai, at):
    start = agreed.starts_at
    for times, reason in (
        ([], "bad_times"),
        ([start], "bad_times"),
        (others(agreed, 4), "bad_times"),
        ([at + timedelta(minutes=30)], "too_soon"),
        ([at + timedelta(days=400)], "not_available"),
        ([start.replace(hour=3)], "not_available"),
    ):
        with pytest.raises(Refused) as refused:
            actions.propose_times(agreed, times=times, by=vreni, at=at)
        assert refused.value.reason == reason
    for stranger in (beat, kai):
        with pytest.raises(NotAllowed):
            actions.propose_times(agreed, times=others(agreed), by=stranger, at=at)
    actions.propose_times(agreed, times=others(agreed), by=vreni, at=at)
    with pytest.raises(Refused) as refused:
        actions.propose_times(agreed, times=others(agreed), by=jonas, at=at)
    assert refused.value.reason == "answer_first"
    late = start - timedelta(minutes=20)
    with pytest.raises(Refused) as refused:
        actions.propose_times(agreed, times=others(agreed), by=vreni, at=late)
    assert refused.value.reason == "too_late"


@pytest.mark.flow
def test_a_new_question_of_the_same_side_replaces_the_old_one(agreed, vreni, jonas, at):
    old = actions.propose_times(agreed, times=others(agreed, 1), by=vreni, at=at)
    new = actions.propose_times(agreed, times=others(agreed, 2)[1:], by=vreni, at=at)
    with pytest.raises(Refused) as refused:
        actions.agree(agreed, proposal=old, by=jonas, at=at)
    assert refused.value.reason == "answered"
    with pytest.raises(Invalid):
        actions.agree(agreed, proposal=new, starts_at=old.times[0], by=jonas, at=at)
    assert queries_times.open_proposal(agreed) == new


@pytest.mark.slow
def test_a_time_taken_meanwhile_is_said_clearly_and_the_rest_stays(agreed, vreni, jonas, beat, at):  # fmt: skip
    times = others(agreed, 2)
    asked = actions.propose_times(agreed, times=times, by=jonas, at=at)
    order(case_of(beat, at), agreed.helper, times[0], at)
    with pytest.raises(Refused) as refused:
        actions.agree(agreed, proposal=asked, starts_at=times[0], by=vreni, at=at)
    assert (refused.value.reason, refused.value.status) == ("slot_taken", 409)
    assert refused.value.sentence == helpers.taken().sentence
    assert fresh(agreed).starts_at == agreed.starts_at
    actions.agree(agreed, proposal=asked, starts_at=times[1], by=vreni, at=at)
    assert fresh(agreed).starts_at == times[1]


@pytest.mark.slow
def test_unanswered_times_end_by_the_clock_and_the_visit_stays(agreed, vreni, jonas, at):
    asked = actions.propose_times(agreed, times=others(agreed), by=vreni, at=at)
    schedule.due(at=asked.answer_by - timedelta(minutes=1))
    asked.refresh_from_db()
    assert asked.is_open
    for _twice in range(2):
        schedule.due(at=asked.answer_by)
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by) == ("expired", None)
    assert fresh(agreed).starts_at == agreed.starts_at
    with pytest.raises(Refused):
        actions.agree(agreed, proposal=asked, by=jonas, at=asked.answer_by)
    assert told() == [("Vreni", "times_expired")]


@pytest.mark.flow
@pytest.mark.parametrize("name", ["cancel", "depart", "reschedule"])
def test_a_visit_that_moves_on_asks_nobody_any_more(name, agreed, vreni, jonas, at):
    asked = actions.propose_times(agreed, times=others(agreed), by=vreni, at=at)
    by = jonas if name == "depart" else vreni
    more = {"starts_at": others(agreed)[0]} if name == "reschedule" else {}
    getattr(actions, name)(agreed, by=by, at=at, **more)
    asked.refresh_from_db()
    assert asked.state == "lapsed"


@pytest.mark.flow
def test_withdrawing_tells_who_was_asked(agreed, vreni, jonas, at):
    asked = actions.propose_times(agreed, times=others(agreed), by=vreni, at=at)
    actions.withdraw_times(asked, by=vreni, at=at)
    assert told() == [("Jonas", "times_withdrawn")]


@pytest.mark.flow
@pytest.mark.parametrize(
    ("change", "law"),
    [
        ("state = 'taken', taken = times[1], answered_at = at, answered_by_id = by_id", "times_answered_by_other_side"),
        ("times = times || times", "times_answered_once"),
        ("state = 'taken', taken = at, answered_at = at", "times_answered_by_other_side"),
        ("state = 'declined', answered_at = at", "times_answered_by_other_side"),
        ("taken = at", "taken_time_is_known"),
        ("state = 'expired', answered_at = at, taken = times[1]", "taken_time_is_known"),
        ("times = '{}'", "times_answered_once"),
    ],
)  # fmt: skip
def test_the_database_refuses_what_nobody_said(change, law, agreed, vreni, at):
    actions.propose_times(agreed, times=others(agreed, 2), by=vreni, at=at)
    attack(law, f"update kundenkreis_timeproposal set {change}")


@pytest.mark.flow
def test_the_database_knows_when_nobody_can_be_asked(vreni, jonas, at):
    booking = visit(vreni, jonas, at, "cancelled")
    insert = """insert into kundenkreis_timeproposal (id, brand_id, booking_id, side, by_id, times, at, answer_by, state)
        values (gen_random_uuid(), %s, %s, 'customer', %s, array[%s], %s, %s, 'open')"""
    values = (booking.brand_id, booking.pk, vreni.pk, at + DAY, at, at + DAY)
    attack("times_of_movable_visit", insert, *values)


@pytest.mark.slow
def test_the_pages_of_both_sides(agreed, vreni, jonas, beat, at):
    path = f"{agreed.path}time-proposals/"
    with time_machine.travel(at, tick=False):
        form = browser(vreni).get(path).content.decode()
        values = [part.split('"')[0] for part in form.split('name="times" value="')[1:]]
        assert 1 < len(values) <= 5
        nothing = browser(vreni).post(path, {"once": "1"}, follow=True).content.decode()
        assert "Please choose one to three other times." in nothing
        sent = browser(vreni).post(path, {"times": values[:3]}, follow=True)
        assert "Your question is on its way" in sent.content.decode()
        asked = queries_times.open_proposal(agreed)
        assert asked is not None
        his = browser(jonas).get(agreed.path).content.decode()
        assert his.count(f'action="{asked.path}acceptance/"') == 3
        assert "acceptance" not in browser(vreni).get(path).content.decode()
        assert browser(beat).get(path).status_code == 404
        assert browser(beat).post(f"{asked.path}acceptance/").status_code == 404
        done = browser(jonas).post(
            f"{asked.path}acceptance/", {"starts_at": values[1]}, follow=True
        )
        assert "New time" not in done.content.decode()
        assert fresh(agreed).starts_at.isoformat() != agreed.starts_at.isoformat()
        again = browser(jonas).post(f"{asked.path}acceptance/", {"starts_at": values[1]})
        assert "answered already" in again.content.decode()


@pytest.mark.slow
def test_the_api_speaks_of_it(agreed, vreni, jonas, beat, at):
    root = f"/api/v1/bookings/{agreed.pk}/time-proposals"

    def call(person, method, path, body=None):
        client = browser(person)
        with time_machine.travel(at, tick=False):
            client.get("/")
            token = client.cookies.get("csrftoken")
            headers = {"X-CSRFToken": token.value} if token else {}
            return getattr(client, method)(
                path, body or {}, content_type="application/json", headers=headers
            )

    free = call(vreni, "get", root).json()["free"]
    made = call(vreni, "post", root, {"times": free[:2]})
    assert made.status_code == 201
    body = made.json()
    assert (body["state"], body["side"]) == ("open", "customer")
    assert [time["free"] for time in body["times"]] == [True, True]
    assert call(beat, "get", root).status_code == 404
    one = f"/api/v1/time-proposals/{body['id']}"
    assert call(beat, "post", f"{one}/refusal").status_code == 404
    assert call(vreni, "post", f"{one}/acceptance").status_code == 403
    done = call(jonas, "post", f"{one}/acceptance", {"starts_at": free[1]})
    assert done.status_code == 201
    assert done.json()["state"] == "confirmed"
    again = call(jonas, "post", f"{one}/acceptance", {"starts_at": free[1]})
    assert (again.status_code, again.json()["reason"]) == (409, "answered")
    assert call(vreni, "get", root).json()["items"][0]["state"] == "taken"


def test_an_unknown_question_is_not_there(alpenfon):
    with pytest.raises(NotFound):
        queries_times.proposal_of("00000000-0000-4000-8000-000000000000")
