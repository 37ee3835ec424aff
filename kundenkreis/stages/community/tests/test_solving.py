"""One tap from the mail, reminders by the clock, and members of rank who say it for a silent asker."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.notifications.models import Notice
from kundenkreis.stages.community import actions, keys, schedule
from kundenkreis.stages.community.models import Answer, Solution, SolutionReminder
from kundenkreis.stages.community.tests.test_telling import heard, tell
from tests.cast import make_person

HOST = {"host": "alpenfon.localhost"}
DAY = timedelta(days=1)


@pytest.mark.flow
def test_one_tap_from_the_mail_needs_no_sign_in(answer, case, vreni):
    client, path = Client(headers=HOST), f"/answers/{answer.pk}/solution/"
    link = keys.personal_path(vreni, path)
    assert client.get(link).status_code == 200
    assert not Solution.objects.exists()  # a program that opens links accepts nothing
    sent = client.post(
        path, {"once": uuid4().hex, "key": keys.solution_key(answer.pk, vreni)}
    )
    assert sent.status_code == 303
    assert Solution.objects.get().by == vreni
    case.refresh_from_db()
    assert case.state == "solved"
    assert client.get(link).status_code == 303  # said already


@pytest.mark.parametrize("forged", ["x", "beat", "other"])
def test_a_link_of_somebody_else_or_of_another_answer_does_nothing(
    forged, answer, vreni, beat
):
    key = {
        "x": "abc:def:ghi",
        "beat": keys.solution_key(answer.pk, beat),
        "other": keys.solution_key(uuid4(), vreni),
    }[forged]
    sent = Client(headers=HOST).post(f"/answers/{answer.pk}/solution/", {"key": key})
    assert sent.status_code == 403
    assert not Solution.objects.exists()


@pytest.mark.flow
def test_the_asker_is_reminded_after_three_seven_and_thirty_days(
    question, answer, vreni, at
):
    for days in (1, 3, 4, 7, 8, 29, 30, 31, 60):
        for _minute in range(2):
            schedule.due(at=at + days * DAY)
    assert list(SolutionReminder.objects.values_list("number", "at").order_by("at")) == [
        (number, at + days * DAY) for number, days in ((1, 3), (2, 7), (3, 30))
    ]
    tell()
    assert heard(vreni).count("solution_awaited") == 3
    notice = Notice.objects.filter(kind="solution_awaited").first()
    assert notice
    assert notice.path == f"/answers/{answer.pk}/solution/"


@pytest.mark.flow
@pytest.mark.parametrize("why", ["solved", "replied", "closed", "hidden", "old", "silence"])
def test_nobody_is_reminded_where_it_is_no_use(why, question, answer, vreni, mira, at):
    if why == "solved":
        actions.accept(answer, by=vreni, at=at)
    elif why == "replied":
        actions.answer(question, body="Nein, leider", by=vreni, at=at + DAY)
    elif why == "closed":
        actions.close(question, by=vreni, at=at)
    elif why == "hidden":
        Answer.objects.update(hidden_at=at, hidden_by=mira, hidden_reason="spam")
    elif why == "silence":
        Answer.objects.all().delete()
    late = 400 if why == "old" else 8
    schedule.due(at=at + late * DAY)
    assert not SolutionReminder.objects.exists()


def test_a_reminder_that_comes_late_is_none(question, answer, vreni, at):
    actions.accept(answer, by=vreni, at=at)
    assert actions.remind_of_solution(question, number=1, at=at + 3 * DAY) is None


@pytest.mark.flow
def test_somebody_of_rank_says_it_for_a_silent_asker_who_decides(
    question, answer, case, vreni, mira, at
):
    with pytest.raises(NotAllowed):
        actions.accept(answer, by=make_person("Toni", at, "member"), at=at + 4 * DAY)
    solution = actions.accept(answer, by=make_expert(at), at=at + 4 * DAY)
    case.refresh_from_db()
    assert (solution.confirmed_at, case.state) == (None, "open")
    tell()
    assert "solution_proposed" in heard(vreni)
    actions.accept(answer, by=vreni, at=at + 5 * DAY)
    case.refresh_from_db()
    assert (Solution.objects.get().by, case.state) == (vreni, "solved")


def make_expert(at):
    return make_person("Kennerin", at, "member", "expert")


def test_for_three_days_the_asker_alone_says_it_and_never_the_author(
    question, answer, aylin, at
):
    expert = make_expert(at)
    for who, when in ((expert, at + DAY), (aylin, at + 9 * DAY)):
        with pytest.raises(NotAllowed):
            actions.accept(answer, by=who, at=when)


@pytest.mark.flow
def test_the_asker_takes_it_back_from_her_mail_or_chooses_another(
    question, answer, case, vreni, jonas, at
):
    expert = make_expert(at)
    actions.accept(answer, by=expert, at=at + 4 * DAY)
    client, path = Client(headers=HOST), f"/answers/{answer.pk}/solution/"
    key = keys.solution_key(answer.pk, vreni)
    page = client.get(f"{path}?key={key}").content.decode()
    assert f"/questions/{question.pk}/reopening/" in page
    fields = {"key": key, "answer": str(answer.pk)}
    assert client.post(f"/questions/{question.pk}/reopening/", {"answer": "x"}).status_code == 404  # fmt: skip
    assert client.post(f"/questions/{question.pk}/reopening/", fields).status_code == 303
    assert not Solution.objects.exists()
    case.refresh_from_db()
    assert case.is_open
    actions.accept(answer, by=expert, at=at + 4 * DAY)
    other = actions.answer(question, body="Oder so", by=jonas, at=at + 4 * DAY)
    with pytest.raises(Refused, match="already_solved"):
        actions.accept(other, by=make_person("Weise", at, "expert"), at=at + 9 * DAY)
    assert actions.accept(other, by=vreni, at=at + 5 * DAY).answer == other


def test_who_said_it_for_her_may_take_it_back_until_she_says_it(
    question, answer, vreni, at
):
    expert = make_expert(at)
    actions.accept(answer, by=expert, at=at + 4 * DAY)
    actions.unaccept(question, by=expert, at=at + 4 * DAY)
    assert not Solution.objects.exists()
    actions.accept(answer, by=vreni, at=at + 5 * DAY)
    with pytest.raises(NotAllowed):
        actions.unaccept(question, by=expert, at=at + 5 * DAY)


@pytest.mark.parametrize(
    ("law", "number"), [("solution_reminded_once", 1), ("three_reminders", 4)]
)
def test_the_database_reminds_three_times_at_most(law, number, question, at):
    SolutionReminder.objects.create(question=question, number=1, at=at)
    with pytest.raises(IntegrityError, match=law), transaction.atomic():
        SolutionReminder.objects.create(question=question, number=number, at=at)
