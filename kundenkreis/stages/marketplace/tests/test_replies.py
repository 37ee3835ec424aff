"""After a review: one reply, reports, decisions with reasons; and what everyone reads of a helper."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from kundenkreis.brands.models import PostalCode
from kundenkreis.core import clock, scope
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.helpers.models import Helper, HelperBrand
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import actions, review_reactions, reviewed
from kundenkreis.stages.marketplace.events import ReviewReplied, ReviewReportDecided
from kundenkreis.stages.marketplace.models import Booking, Review, ReviewReply, ReviewReport
from kundenkreis.stages.marketplace.review_notices import NOTICES
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.visits import visit
from tests.cast import PLACES, make_brand, make_person

WORDS = "Unpünktlich, aber freundlich"


@pytest.fixture
def now(at, monkeypatch):
    later = at + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    return later


@pytest.fixture
def hers(completed, vreni, jonas, at, now):
    """Vreni's review of Jonas, which everyone can read."""
    booking = completed
    row = actions.review(booking, stars=2, text=WORDS, marks={"on_time": 0}, by=vreni, at=now)  # fmt: skip
    actions.review(booking, stars=5, text="Gerne", by=jonas, at=now)
    return reviewed.review_for(row.public_id, [])


def browser(person=None):
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    if person:
        client.force_login(person)
    return client


def page_of(helper):
    return f"/neighbours/{helper.pk}/"


@pytest.mark.flow
def test_who_was_reviewed_replies_once_and_everyone_reads_it(hers, vreni, jonas, beat, now):
    for other in (vreni, beat):
        with pytest.raises(NotAllowed):
            actions.reply(hers, text="Nein", by=other, at=now)
    with pytest.raises(Invalid):
        actions.reply(hers, text="  ", by=jonas, at=now)
    path = f"/reviews/{hers.public_id}/reply/"
    assert browser(jonas).post(path, {"text": "Der Bus kam nicht."}).status_code == 303
    again = browser(jonas).post(path, {"text": "Doch"}).content.decode()
    assert "You have replied already." in again
    assert ReviewReply.objects.get().text == "Der Bus kam nicht."
    shown = browser().get(page_of(hers.helper)).content.decode()
    assert "Der Bus kam nicht." in shown
    assert WORDS in shown
    row = EventRow.objects.get(name="review_replied")
    review_reactions.tell_of_reply(ReviewReplied(**row.payload), row=row)
    assert Notice.objects.get(kind="review_replied").person == vreni
    assert browser(beat).get(path).status_code == 404
    assert browser().get(path).status_code == 404


def test_a_review_that_is_not_shown_yet_gets_no_reply(completed, vreni, jonas, at, now):
    booking = completed
    row = actions.review(booking, stars=2, by=vreni, at=now)
    with pytest.raises(Refused):
        actions.reply(row, text="Nein", by=jonas, at=now)
    assert browser().get(f"/reviews/{row.public_id}/report/").status_code == 404


@pytest.mark.slow
def test_anyone_reports_and_the_team_decides_with_reasons(
    hers, vreni, jonas, reto, mira, now
):
    path = f"/reviews/{hers.public_id}/report/"
    unsaid = browser().post(path, {"reason": "insult"}).content.decode()
    assert "Please give an e-mail address, so that we can answer." in unsaid
    said = {"reason": "insult", "name": "Rosa", "email": "rosa@example.org", "honest": "on"}
    assert browser().post(path, said)["Location"] == f"{path}receipt/"
    report = ReviewReport.objects.get()
    assert report.by.contact_email == "rosa@example.org"
    assert browser(vreni).get("/review-reports/").status_code == 404
    team = browser(reto)
    assert WORDS in team.get("/review-reports/").content.decode()
    decision = f"/review-reports/{report.pk}/decision/"
    assert "Please write your reasons." in team.post(decision, {"upheld": "yes"}).content.decode()  # fmt: skip
    assert HelperBrand.objects.get().reviews == 1
    assert team.post(decision, {"upheld": "yes", "answer": "Beleidigt."}).status_code == 303
    assert HelperBrand.objects.get().reviews == 0
    assert WORDS not in browser().get(page_of(hers.helper)).content.decode()
    assert WORDS not in browser(jonas).get(hers.booking.path).content.decode()
    assert browser().get(path).status_code == 404
    row = EventRow.objects.get(name="review_report_decided")
    for _twice in range(2):
        review_reactions.tell_of_decision(ReviewReportDecided(**row.payload), row=row)
    told = {(notice.person, notice.kind) for notice in Notice.objects.all()}
    assert {(vreni, "review_hidden"), (jonas, "review_hidden_other"), (report.by, "report_upheld")} <= told  # fmt: skip
    # Another looks at it again.
    with pytest.raises(NotAllowed):
        actions.restore_review(report, answer="Doch nicht", by=reto, at=now)
    again = {"answer": "Das ist eine Meinung."}
    assert browser(mira).post(f"/review-reports/{report.pk}/restoration/", again).status_code == 303  # fmt: skip
    assert WORDS in browser().get(page_of(hers.helper)).content.decode()
    member = HelperBrand.objects.get()
    assert (member.reviews, member.stars) == (1, 2)


@pytest.mark.flow
def test_the_statement_of_reasons_says_what_a_statement_must(hers, vreni, reto, now):
    report = actions.report(hers, reason="personal", by=vreni, at=now)
    actions.decide_report(report, upheld=True, answer="Nennt die Strasse.", by=reto, at=now)
    row = EventRow.objects.get(name="review_report_decided")
    review_reactions.tell_of_decision(ReviewReportDecided(**row.payload), row=row)
    text = str(Notice.objects.get(kind="review_hidden").values)
    assert "Nennt die Strasse." in text
    body = str(NOTICES["review_hidden"].body)
    for duty in ("überall ausgeblendet", "Kein Programm", "{reason}", "{answer}", "sechs Monaten", "Gericht"):  # fmt: skip
        assert duty in body


@pytest.mark.flow
def test_a_decision_that_it_stays_tells_the_reporter_alone(hers, beat, reto, now):
    report = actions.report(hers, reason="untrue", by=beat, at=now)
    assert actions.report(hers, reason="untrue", by=beat, at=now) == report
    with pytest.raises(NotAllowed):
        actions.decide_report(report, upheld=False, answer="x", by=beat, at=now)
    actions.decide_report(report, upheld=False, answer="Eine Meinung.", by=reto, at=now)
    with pytest.raises(Refused):
        actions.decide_report(report, upheld=True, answer="x", by=reto, at=now)
    row = EventRow.objects.get(name="review_report_decided")
    review_reactions.tell_of_decision(ReviewReportDecided(**row.payload), row=row)
    assert [(n.person, n.kind) for n in Notice.objects.all()] == [(beat, "report_not_upheld")]  # fmt: skip


@pytest.mark.flow
def test_who_is_concerned_does_not_decide(hers, jonas, at, now):
    people.grant(jonas, "manager", by=None, at=at)
    report = actions.report(hers, reason="untrue", by=jonas, at=now)
    with pytest.raises(NotAllowed):
        actions.decide_report(report, upheld=True, answer="x", by=jonas, at=now)


REPLY = """insert into kundenkreis_reviewreply (review_id, brand_id, by_id, text, at)
    select id, brand_id, %s, 'x', at from kundenkreis_review where side = 'customer'"""


@pytest.mark.flow
def test_the_laws_of_replies_and_reports(hers, vreni, jonas, reto, beat, now):
    attack("reply_by_reviewed", REPLY, vreni.pk)
    actions.reply(hers, text="Gut", by=jonas, at=now)
    attack("append_only", "update kundenkreis_reviewreply set text = 'Schlecht'")
    attack("append_only", "update kundenkreis_reviewreply set by_id = %s", vreni.pk)
    attack("append_only", "delete from kundenkreis_reviewreply")
    attack("review_hidden_with_reasons", "update kundenkreis_review set hidden_at = now()")
    report = actions.report(hers, reason="untrue", by=beat, at=now)
    attack("review_reported_once", """insert into kundenkreis_reviewreport
        (id, brand_id, review_id, by_id, reason, text, at, answer, restored_why)
        select gen_random_uuid(), brand_id, review_id, by_id, reason, '', at, '', '' from kundenkreis_reviewreport""")  # fmt: skip
    attack("report_kept", "update kundenkreis_reviewreport set reason = 'rude'")
    attack(
        "report_decided_with_reasons", "update kundenkreis_reviewreport set upheld = true"
    )
    attack("append_only", "delete from kundenkreis_reviewreport")
    actions.decide_report(report, upheld=True, answer="Stimmt", by=reto, at=now)
    attack("report_kept", "update kundenkreis_reviewreport set upheld = false")
    attack("report_kept", "update kundenkreis_reviewreport set answer = 'Anders'")
    attack("report_restored_by_another", "update kundenkreis_reviewreport set restored_at = now(), restored_by_id = %s, restored_why = 'x'", reto.pk)  # fmt: skip
    attack("report_reason", """insert into kundenkreis_reviewreport
        (id, brand_id, review_id, by_id, reason, text, at, answer, restored_why)
        select gen_random_uuid(), brand_id, review_id, by_id, 'rude', '', at, '', '' from kundenkreis_reviewreport""")  # fmt: skip


@pytest.mark.flow
def test_the_public_page_shows_what_may_be_known_and_no_more(hers, vreni):
    helper = hers.helper
    answer = browser().get(page_of(helper))
    text = answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert 'name="robots" content="noindex, nofollow"' in text
    for said in ("Jonas", "Near Zürich", "Identity checked on", "Set up Wi-Fi", "Verified visit", "March 2026"):  # fmt: skip
        assert said in text
    assert "We show stars from five reviews on." in text
    for unsaid in (helper.postal_code, vreni.shown_name, "jonas@", hers.booking.reference, str(helper.lat), "Gerne"):  # fmt: skip
        assert unsaid not in text


@pytest.mark.slow
def test_three_reviews_cost_as_much_as_one(hers, jonas, aylin, beat, at, now, django_assert_num_queries):  # fmt: skip
    path = page_of(hers.helper)
    with django_assert_num_queries(10):
        browser().get(path)
    for customer in (aylin, beat):
        booking = visit(customer, jonas, at, "completed")
        row = actions.review(booking, stars=4, text="Gut", by=customer, at=now)
        actions.review(booking, stars=5, by=jonas, at=now)
        row.refresh_from_db()
        actions.reply(row, text="Danke", by=jonas, at=now)
    with django_assert_num_queries(10):
        text = browser().get(path).content.decode()
    assert text.count("Verified visit") == 3


@pytest.mark.flow
def test_stars_come_with_their_interval_from_five_reviews_on(hers):
    HelperBrand.objects.update(reviews=23, stars=106, squares=498)
    text = browser().get(page_of(hers.helper)).content.decode()
    assert "4.6 of 5, 23 visits, most likely between 4.3 and 4.8" in text
    card = browser().get(f"/api/v1/helpers/{hers.helper_id}").json()
    assert (round(card["stars"], 2), card["stars_between"]) == (4.61, [4.29, 4.79])


@pytest.mark.flow
def test_another_brand_shows_nobody_of_ours(hers, seeland):
    there = Client(headers={"host": "seeland.localhost"})
    assert there.get(page_of(hers.helper)).status_code == 404
    assert there.get(f"/reviews/{hers.public_id}/report/").status_code == 404
    assert there.get(f"/api/v1/helpers/{hers.helper_id}/reviews").status_code == 404


@pytest.mark.flow
def test_the_coarse_place_is_the_same_for_everyone_of_the_cell(hers):
    helper = hers.helper
    shown = browser().get(f"/api/v1/helpers/{helper.pk}").json()["place"]
    for code in ("8003", "8004"):
        place = PostalCode.objects.get(code=code)
        Helper.objects.update(postal_code=code, lat=place.lat, lng=place.lng, place=f"Ort {code}")  # fmt: skip
        assert browser().get(f"/api/v1/helpers/{helper.pk}").json()["place"] == shown


@pytest.mark.flow
def test_the_api_replies_reports_and_lists(hers, jonas, now):
    def post(client, path, body):
        return client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json")  # fmt: skip

    reply = post(browser(jonas), f"/reviews/{hers.public_id}/reply", {"text": "Danke"})
    assert (reply.status_code, reply.json()["reply"]) == (201, "Danke")
    twice = post(browser(jonas), f"/reviews/{hers.public_id}/reply", {"text": "Danke"})
    assert (twice.status_code, twice.json()["reason"]) == (409, "replied_already")
    report = post(browser(), f"/reviews/{hers.public_id}/reports", {"reason": "untrue", "email": "a@example.org"})  # fmt: skip
    assert report.status_code == 201
    nobody = post(browser(), f"/reviews/{hers.public_id}/reports", {"reason": "untrue"})
    assert nobody.status_code == 422
    (listed,) = browser().get(f"/api/v1/helpers/{hers.helper_id}/reviews").json()["items"]
    assert {**listed, "id": ""} == {
        "id": "", "verified": True, "stars": 2, "text": WORDS, "month": "2026-03", "package": "wifi", "reply": "Danke",
    }  # fmt: skip


@pytest.mark.slow
def test_two_replies_and_two_decisions_at_once_leave_one_each(committed_db, at):
    later = at + timedelta(days=2)
    for code, place, lat, lng in PLACES:
        PostalCode.objects.create(country="CH", code=code, place=place, lat=lat, lng=lng)
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        vreni, jonas = make_person("Vreni", at), make_person("Jonas", at, "helper")
        reto = make_person("Reto", at, "agent")
        booking = visit(vreni, jonas, at, "completed")
        row = actions.review(booking, stars=2, by=vreni, at=later)
        actions.review(booking, stars=5, by=jonas, at=later)
        report = actions.report(row, reason="untrue", by=jonas, at=later)

        def act(number):
            person = Person.objects.get(pk=(jonas if number < 4 else reto).pk)
            with scope.inside(brand.pk):
                if number < 4:
                    return actions.reply(row, text=str(number), by=person, at=later)
                return actions.decide_report(report, upheld=number % 2 == 0, answer=str(number), by=person, at=later)  # fmt: skip

        results = committed_db.together(8, act)
        kept = [each for each in results if not isinstance(each, Refused)]
        assert {type(each) for each in kept} <= {ReviewReply, ReviewReport}, results
        decided = [each for each in kept if isinstance(each, ReviewReport)]
        assert len(decided) == 1
        assert ReviewReport.objects.get().answer == decided[0].answer
        assert ReviewReply.objects.count() <= 1
        hidden = Review.objects.get(side="customer").hidden_at is not None
        assert hidden == decided[0].upheld
        assert Booking.objects.count() == 1
