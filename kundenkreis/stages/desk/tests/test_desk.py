"""Taking, answering, releasing, calls, call-backs, and how long one waits."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from conftest import CommittedDatabase
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.notifications import jobs
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people import socket as personal_data
from kundenkreis.stages.desk import actions, queries
from kundenkreis.stages.desk.models import Assignment, CallbackWish
from kundenkreis.stages.desk.schedule import due
from kundenkreis.stages.desk.stage import DeskStage
from tests.cast import make_brand, make_person

STAGE = DeskStage()


@pytest.fixture
def case(vreni, at):
    return cases.open_case(
        customer=vreni, text="Die Rechnung stimmt nicht", by=vreni, at=at
    )


@pytest.fixture
def nina(alpenfon, at):
    """Reto's colleague."""
    return make_person("Nina", at, "agent")


def agent_of(case):
    """Who works on the case."""
    assignment = queries.assignment_of(case)
    return assignment.agent if assignment else None


def waits_since(case):
    """How the inbox orders the case."""
    return vars(queries.open_cases().get(pk=case.pk))["waiting_since"]


def react_to_everything():
    for row in EventRow.objects.order_by("pk"):
        jobs.react(row.pk)


@pytest.mark.flow
def test_one_agent_a_case_until_released(case, reto, nina, at):
    actions.take(case, by=reto, at=at)
    actions.take(case, by=reto, at=at)  # twice is once
    with pytest.raises(Refused, match="taken"):
        actions.take(case, by=nina, at=at)
    with pytest.raises(NotAllowed):
        actions.release(case, by=nina, at=at)
    actions.release(case, by=reto, at=at)
    assert actions.take(case, by=nina, at=at).agent == nina


def test_a_manager_may_release_what_somebody_left(case, reto, mira, at):
    actions.take(case, by=reto, at=at)
    actions.release(case, by=mira, at=at + timedelta(hours=1))
    actions.release(case, by=mira, at=at + timedelta(hours=1))
    assert queries.assignment_of(case) is None


def test_only_the_team_works_at_the_desk(case, vreni, beat, kai, reto, at):
    for person in (vreni, beat, kai):
        with pytest.raises(NotAllowed):
            actions.take(case, by=person, at=at)
        with pytest.raises(NotAllowed):
            actions.reply(case, text="Hallo", by=person, at=at)
        with pytest.raises(NotAllowed):
            actions.open_for_caller(text="Hallo", by=person, at=at)
    cases.withdraw(case, by=vreni, at=at)
    with pytest.raises(Refused, match="case_closed"):
        actions.take(case, by=reto, at=at)


@pytest.mark.flow
def test_of_ten_agents_at_once_exactly_one_takes_it(committed_db: CommittedDatabase, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        vreni = make_person("Vreni", at)
        agents = [make_person(f"Agent{number}", at, "agent") for number in range(10)]
        case = cases.open_case(customer=vreni, text="Rechnung", by=vreni, at=at)

    def take(number: int) -> Assignment:
        with scope.inside(brand.pk):
            return actions.take(case, by=agents[number], at=at)

    answers = committed_db.together(10, take)
    assert (
        sorted(type(answer).__name__ for answer in answers)
        == ["Assignment"] + ["Refused"] * 9
    )
    with scope.inside(brand.pk):
        assert Assignment.objects.count() == 1


def test_the_database_allows_one_agent_a_case(case, reto, nina, at):
    actions.take(case, by=reto, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(case=case, agent=nina, taken_at=at)


def test_a_reply_takes_the_case_and_a_note_stays_inside(case, vreni, reto, at):
    actions.reply(case, text="Nur für uns", internal=True, by=reto, at=at)
    assert queries.assignment_of(case) is None
    message = actions.reply(case, text="Ich schaue es an", by=reto, at=at)
    assert agent_of(case) == reto
    assert message.attempt == case.attempts.get(stage="desk")
    shown = case.messages.readable_by(vreni, staff=False)
    assert [row.text for row in shown] == ["Ich schaue es an"]


@pytest.mark.flow
def test_writing_is_seen_for_a_minute_and_announced_once(case, reto, at):
    actions.take(case, by=reto, at=at)
    for seconds in (0, 20, 40):
        actions.write_on(case, by=reto, at=at + timedelta(seconds=seconds))
    assert EventRow.objects.filter(name="agent_writing").count() == 1
    assignment = queries.assignment_of(case)
    assert queries.is_writing(assignment, at=at + timedelta(seconds=90))
    assert not queries.is_writing(assignment, at=at + timedelta(seconds=101))
    actions.reply(case, text="Fertig", by=reto, at=at + timedelta(seconds=50))
    assert not queries.is_writing(
        queries.assignment_of(case), at=at + timedelta(seconds=51)
    )


def test_a_caller_gets_a_case_like_any_other(reto, alpenfon, at):
    case = actions.open_for_caller(
        text="Mein WLAN geht nicht", name="Vreni Muster", phone="079 555 12 34",
        email="v@example.org", postal_code="8004", by=reto, at=at,
    )  # fmt: skip
    assert (case.channel, case.opened_by, case.postal_code) == (
        Case.Channel.PHONE,
        reto,
        "8004",
    )
    assert (case.customer.is_guest, case.customer.phone) == (True, "079 555 12 34")
    assert agent_of(case) == reto
    assert case.keys.count() == 1
    react_to_everything()
    assert not Notice.objects.filter(kind="case_taken").exists()


@pytest.mark.flow
def test_the_customer_hears_who_takes_care(case, vreni, reto, at):
    actions.take(case, by=reto, at=at)
    react_to_everything()
    assert Notice.objects.get(person=vreni, kind="case_taken").values["agent"] == "Reto"


@pytest.mark.flow
def test_a_closed_case_is_nobodys_work(case, vreni, reto, at):
    actions.take(case, by=reto, at=at)
    cases.solve(case, by=vreni, at=at)
    react_to_everything()
    assert queries.assignment_of(case) is None


@pytest.mark.flow
def test_who_waits_longest_stands_first(vreni, reto, at):
    def asked(minutes, text):
        then = at + timedelta(minutes=minutes)
        case = cases.open_case(customer=vreni, text=text, by=vreni, at=then)
        STAGE.begin(case, by=vreni, at=then)
        return case

    first, second, third = asked(0, "Eins"), asked(5, "Zwei"), asked(10, "Drei")
    later = at + timedelta(minutes=20)
    actions.reply(first, text="Antwort", by=reto, at=later)
    actions.release(first, by=reto, at=later)
    order = list(queries.inbox(reto, "unassigned"))
    assert order == [second, third, first]
    assert waits_since(first) is None
    cases.write(first, text="Und nun?", by=vreni, at=later + timedelta(minutes=1))
    assert waits_since(first) == later + timedelta(minutes=1)
    assert list(queries.inbox(reto, "mine")) == []
    assert queries.counts(reto) == {"unassigned": 3, "mine": 0, "all": 3}


def test_open_the_desk_answers_in_twelve_minutes(case, reto, at):
    (proposal,) = STAGE.propose(case, at=at)
    assert (proposal.price, proposal.ready_in_minutes) == (None, 12)


def test_on_sunday_at_three_the_wait_is_until_monday_at_eight(case, reto, at):
    (proposal,) = STAGE.propose(case, at=at.replace(day=15, hour=3))
    assert proposal.ready_in_minutes == 29 * 60 + 12


def test_work_that_does_not_fit_before_closing_goes_on_in_the_morning(case, reto, at):
    (proposal,) = STAGE.propose(case, at=at.replace(hour=18, minute=55))
    assert proposal.ready_in_minutes == 13 * 60 + 5 + 7


@pytest.mark.flow
def test_a_queue_makes_the_wait_longer_and_colleagues_shorter(case, vreni, reto, nina, at):
    for _number in range(5):
        other = cases.open_case(customer=vreni, text="Rechnung", by=vreni, at=at)
        STAGE.begin(other, by=vreni, at=at)
    (proposal,) = STAGE.propose(case, at=at)
    assert proposal.ready_in_minutes == 36


@pytest.mark.flow
def test_the_wait_is_measured_from_messages(case, vreni, reto, alpenfon, at):
    for minutes in (2, 4, 6, 8, 90):
        other = cases.open_case(customer=vreni, text="Rechnung", by=vreni, at=at)
        STAGE.begin(other, by=vreni, at=at)
        actions.reply(other, text="Ja", by=reto, at=at + timedelta(minutes=minutes))
    assert queries.median_first_response(alpenfon, at=at + timedelta(days=1)) == 6
    assert queries.median_first_response(alpenfon, at=at + timedelta(days=31)) == 12


def test_who_has_asked_waits_and_is_not_offered_the_same_again(case, vreni, beat, at):
    with pytest.raises(NotAllowed):
        STAGE.begin(case, by=beat, at=at)
    attempt = STAGE.begin(case, by=vreni, at=at)
    assert STAGE.propose(case, at=at) == []
    panel = STAGE.panel(attempt, person=vreni, at=at)
    assert panel is not None
    assert panel.values["until"] is not None
    cases.fail(attempt, by=vreni, at=at)
    attempt.refresh_from_db()
    assert STAGE.panel(attempt, person=vreni, at=at) is None


def test_call_backs_are_offered_when_somebody_can_call(alpenfon, at):
    windows = queries.call_windows(alpenfon, at=at.replace(day=14, hour=15))
    shown = [f"{start:%a %H:%M}-{end:%H:%M}" for start, end in windows]
    assert shown == [
        "Sat 15:30-16:00",
        "Mon 08:00-10:00",
        "Mon 10:00-12:00",
        "Mon 12:00-14:00",
    ]


@pytest.fixture
def wish(vreni, alpenfon, at):
    start, end = queries.call_windows(alpenfon, at=at)[1]
    return actions.ask_for_callback(
        name="Vreni", phone="079 555 12 34", call_from=start, call_until=end,
        customer=vreni, by=vreni, at=at,
    )  # fmt: skip


@pytest.mark.flow
def test_a_call_back_waits_at_the_desk_and_reminds_the_team_once(wish, reto, nina, at):
    assert list(queries.inbox(reto, "unassigned")) == [wish.case]
    due(at=at)
    assert not EventRow.objects.filter(name="callback_due").exists()
    for _twice in range(2):
        due(at=wish.call_from)
        react_to_everything()
    told = Notice.objects.filter(kind="callback_due").values_list("person__name", flat=True)
    assert sorted(told) == ["Nina", "Reto"]
    actions.note_call(wish, by=reto, at=at)
    assert actions.note_call(wish, by=nina, at=at).done_by == reto


def test_a_call_back_needs_a_number_and_a_time_to_come(vreni, at):
    given = {"name": "", "customer": vreni, "by": vreni, "at": at}
    soon = {"call_from": at, "call_until": at + timedelta(hours=1)}
    with pytest.raises(Invalid, match="bad_phone"):
        actions.ask_for_callback(phone="bitte", **soon, **given)
    past = {"call_from": at - timedelta(hours=2), "call_until": at}
    with pytest.raises(Invalid, match="bad_window"):
        actions.ask_for_callback(phone="0795551234", **past, **given)


def test_another_brand_sees_nothing(wish, reto, seeland, kai, at):
    actions.take(wish.case, by=reto, at=at)
    with scope.inside(seeland.pk):
        assert queries.counts(kai) == {"unassigned": 0, "mine": 0, "all": 0}
        assert not CallbackWish.objects.exists()
        assert not Assignment.objects.exists()


def test_personal_data_is_told_and_forgotten(wish, vreni, reto, at):
    actions.take(wish.case, by=reto, at=at)
    (plug,) = [each for each in personal_data.PLUGS if "Assignment" in each.tables]
    assert len(plug.export(vreni)["callbacks"]) == 1
    assert len(plug.export(reto)["assignments"]) == 1
    plug.forget(vreni, at=at)
    plug.forget(reto, at=at)
    assert not CallbackWish.objects.exists()
    assert queries.assignment_of(wish.case) is None
