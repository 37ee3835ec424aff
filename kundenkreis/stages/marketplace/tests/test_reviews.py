"""What both sides say: marks of free will, double blind, and nothing of it changes afterwards."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from kundenkreis.core import clock
from kundenkreis.core.refusal import Invalid
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import HelperBrand, Outcome
from kundenkreis.people import actions as people
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Review
from kundenkreis.stages.marketplace.tests.test_laws import attack

YES, PARTLY, NO = Review.Mark.YES, Review.Mark.PARTLY, Review.Mark.NO


@pytest.fixture
def done(completed, at, monkeypatch):
    booking = completed
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(days=2))
    return booking


@pytest.fixture
def read(done, vreni, jonas, at):
    """Both have spoken, so both can read."""
    later = at + timedelta(days=2)
    hers = actions.review(done, stars=4, text="Gut erklärt", marks={"explained": YES}, by=vreni, at=later)  # fmt: skip
    actions.review(done, stars=5, text="Gerne", by=jonas, at=later)
    hers.refresh_from_db()
    return hers


def browser(person):
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    client.force_login(person)
    return client


@pytest.mark.flow
def test_marks_are_given_by_the_customer_as_she_likes(done, vreni, jonas, at):
    later = at + timedelta(days=2)
    with pytest.raises(Invalid):
        actions.review(done, stars=5, marks={"explained": YES}, by=jonas, at=later)
    for wrong in ({"friendly": YES}, {"solved": 3}, {"solved": -1}):
        with pytest.raises(Invalid):
            actions.review(done, stars=5, marks=wrong, by=vreni, at=later)
    row = actions.review(
        done, stars=5, marks={"solved": NO, "on_time": PARTLY}, by=vreni, at=later
    )
    assert (row.explained, row.on_time, row.solved) == (None, PARTLY, NO)


@pytest.mark.flow
def test_the_page_asks_the_customer_three_questions_more_than_the_helper(
    done, vreni, jonas
):
    path = f"{done.path}review/"
    assert "Was it well explained?" in browser(vreni).get(path).content.decode()
    assert "Was it well explained?" not in browser(jonas).get(path).content.decode()
    answer = browser(vreni).post(path, {"text": "ohne Sterne"})
    assert "Please choose one to five stars." in answer.content.decode()
    assert browser(vreni).post(path, {"stars": "4", "on_time": "2"}).status_code == 303
    row = Review.objects.get()
    assert (row.stars, row.explained, row.on_time, row.solved) == (4, None, YES, None)
    browser(jonas).post(path, {"stars": "5", "on_time": "2"})
    assert Review.objects.get(side="helper").on_time is None


@pytest.mark.flow
def test_the_api_gives_marks_back_only_to_who_gave_them(done, vreni, jonas):
    path = f"/api/v1{done.path}".rstrip("/")
    body = {"stars": 4, "marks": {"solved": "partly"}}
    made = browser(vreni).post(f"{path}/review", json.dumps(body), content_type="application/json")  # fmt: skip
    assert made.status_code == 201
    assert (made.json()["marks"], made.json()["verified"]) == ({"solved": "partly"}, True)
    browser(jonas).post(
        f"{path}/review", json.dumps({"stars": 5}), content_type="application/json"
    )
    shown = browser(jonas).get(path).json()["reviews"]
    assert [row["marks"] for row in shown] == [{}, {}]
    wrong = {"stars": 4, "marks": {"looks": "yes"}}
    answer = browser(vreni).post(f"{path}/review", json.dumps(wrong), content_type="application/json")  # fmt: skip
    assert answer.status_code == 422


@pytest.mark.flow
def test_each_review_says_that_the_visit_was_verified(read, jonas):
    text = browser(jonas).get(read.booking.path).content.decode()
    assert text.count("Verified visit") == 2


@pytest.mark.flow
@pytest.mark.parametrize(
    "change",
    [
        "stars = 1",
        "text = 'Schlecht'",
        "explained = 0",
        "on_time = 2",
        "solved = 2",
        "revealed_at = null",
        "revealed_at = revealed_at + interval '1 day'",
        "public_id = gen_random_uuid()",
        "at = at - interval '1 day'",
    ],
)
def test_nothing_changes_once_it_can_be_read(read, change):
    attack("review_kept", f"update kundenkreis_review set {change} where side = 'customer'")


def test_whose_it_is_never_changes_and_it_is_never_removed(done, vreni, at):
    actions.review(done, stars=4, by=vreni, at=at + timedelta(days=2))
    attack("review_kept", "update kundenkreis_review set side = 'helper'")
    attack("append_only", "delete from kundenkreis_review")
    with (
        connection.cursor() as cursor
    ):  # what was put off until commit forbids TRUNCATE too
        cursor.execute("set constraints all immediate")
    attack("append_only", "truncate kundenkreis_review cascade")


@pytest.mark.flow
def test_nobody_reads_before_the_other_has_spoken_or_14_days(done, vreni, at):
    actions.review(done, stars=1, by=vreni, at=at + timedelta(days=2))
    ends = done.visit.completed_at + timedelta(days=14)
    early = ends - timedelta(seconds=1)
    attack("review_blind", "update kundenkreis_review set revealed_at = %s", early)
    row = Review.objects.get()
    assert actions.reveal(row, by=None, at=ends).revealed_at == ends


@pytest.mark.parametrize("mark", ["explained", "on_time", "solved"])
def test_a_mark_is_yes_partly_or_no_and_the_customers(done, vreni, jonas, at, mark):
    later = at + timedelta(days=2)
    actions.review(done, stars=4, by=vreni, at=later)
    attack(f"mark_{mark}", f"update kundenkreis_review set {mark} = 3")
    insert = f"""insert into kundenkreis_review
        (brand_id, booking_id, side, customer_id, helper_id, completed_seq, stars, text, at, {mark})
        select brand_id, booking_id, 'helper', customer_id, helper_id, completed_seq, 5, '', at, 1
        from kundenkreis_review"""
    attack("marks_by_customer", insert)


@pytest.mark.flow
def test_words_are_forgotten_with_who_wrote_them_and_stars_stay(read, vreni, at):
    people.erase(vreni, by=vreni, at=at + timedelta(days=9))
    read.refresh_from_db()
    assert (read.text, read.stars) == ("", 4)


@pytest.mark.flow
def test_public_stars_are_summed_from_what_counts(read, vreni, jonas, reto, at):
    member = HelperBrand.objects.get()
    assert (member.reviews, member.stars, member.squares) == (1, 4, 16)
    again = {"subject": f"booking:{read.booking_id}", "stars": 4, "by": None, "at": at}
    helpers.count_review(member, **again)
    assert HelperBrand.objects.get().reviews == 1
    contest = helpers.contest(Outcome.objects.get(kind="public_stars"), text="Falsch", by=jonas, at=at)  # fmt: skip
    helpers.answer_contest(contest, upheld=True, answer="Stimmt", by=reto, at=at)
    member.refresh_from_db()
    assert (member.reviews, member.stars, member.squares) == (0, 0, 0)
