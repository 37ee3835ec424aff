from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kundenkreis.certification import actions
from kundenkreis.certification.models import Certification, CertificationStep
from kundenkreis.certification.tests.steps import applicant, at_step, wifi
from kundenkreis.helpers.models import HelperPackage
from kundenkreis.people.actions import issue_token
from kundenkreis.people.models import Person
from tests.cast import make_person

HOST = "alpenfon.localhost"


@pytest.fixture(autouse=True)
def _now(at: datetime):
    with time_machine.travel(at, tick=False):
        yield


def browser(person: Person) -> Client:
    client = Client(headers={"host": HOST, "accept-language": "en"})
    client.force_login(person)
    return client


def api(person: Person, at: datetime) -> Client:
    token = issue_token(person, by=person, at=at)
    return Client(headers={"host": HOST, "authorization": f"Bearer {token}"})


@pytest.mark.flow
def test_four_questions_to_an_application(vreni: Person) -> None:
    client, start = browser(vreni), "/helper-application/"
    assert client.get(start).status_code == 200
    young = client.get(f"{start}age/?of_age=no").content.decode()
    assert "Helpers are 18 or older" in young
    there = client.get(f"{start}age/?of_age=yes")["Location"]
    assert "Please choose at least one service." in client.get(f"{there}&sent=1").content.decode()  # fmt: skip
    there = client.get(f"{there}&sent=1&package=wifi&package=computer-help")["Location"]
    unknown = client.get(f"{there}&postal_code=99999&radius_km=5").content.decode()
    assert "We do not know this postal code" in unknown
    there = client.get(f"{there}&postal_code=8004&radius_km=5")["Location"]
    page = client.get(there).content.decode()
    assert "WLAN einrichten" in page or "Set up Wi-Fi" in page
    unsaid = client.post(there, {"professional": "no"}).content.decode()
    assert "Please agree" in unsaid
    assert not Certification.objects.exists()
    done = client.post(there, {"professional": "no", "agreed": "on"})
    assert (done.status_code, done["Location"]) == (303, "/helper/certificates/")
    assert Certification.objects.count() == 2
    assert "You have applied" in client.get("/helper/certificates/").content.decode()


def test_who_skips_a_question_begins_again(vreni: Person) -> None:
    answer = browser(vreni).post("/helper-application/agreement/", {"agreed": "on"})
    assert answer["Location"] == "/helper-application/age/"


@pytest.mark.slow
def test_the_team_walks_somebody_up_the_path(
    jonas: Person, mira: Person, at: datetime
) -> None:
    row = at_step(jonas, "trained", mira, at)
    hers, his = browser(mira), browser(jonas)
    assert row.path in hers.get("/applicants/").content.decode()
    assert hers.post(f"{row.path}certificate/").status_code == 200  # said no, in words
    assert hers.post(f"{row.path}admission/", {"supervisor": "team"}).status_code == 303
    for number in range(3):
        visit = actions.note_visit(row.helper, row.package, subject=f"booking:{number}", by=None, at=at)  # fmt: skip
        assert visit
        place = f"/supervised-visits/{visit.pk}/"
        assert his.get(place).status_code == 404
        assert "Please write a few words." in hers.post(place, {"good": "no"}).content.decode()  # fmt: skip
        assert hers.post(place, {"good": "yes", "words": "Sehr ruhig."}).status_code == 303
    assert "Certify with my name" in hers.get(row.path).content.decode()
    assert hers.post(f"{row.path}certificate/").status_code == 303
    paper = his.get(f"/helper/certificates/{row.pk}/").content.decode()
    assert "Certified on 10 March 2026 by Mira" in paper
    assert browser(make_person("Nina", at, "helper")).get(f"/helper/certificates/{row.pk}/").status_code == 404  # fmt: skip


@pytest.mark.flow
def test_a_refusal_is_contested_on_its_page(
    vreni: Person, mira: Person, at: datetime
) -> None:
    row = applicant(vreni, at)
    other = make_person("Rosa", at, "manager")
    assert browser(mira).post(f"{row.path}refusal/", {"reason": ""}).status_code == 200
    assert browser(mira).post(f"{row.path}refusal/", {"reason": "Genug Leute."}).status_code == 303  # fmt: skip
    hers = browser(vreni)
    assert "Genug Leute." in hers.get("/helper/certificates/").content.decode()
    step = CertificationStep.objects.get(name="refuse")
    place = f"/helper/certificates/decisions/{step.pk}/"
    assert hers.post(place, {"text": "Im Aufruf stand etwas anderes."}).status_code == 303
    contest = step.contest
    answer = f"/contested-decisions/{contest.pk}/"
    assert browser(mira).get(answer).status_code == 404
    assert browser(other).get(answer).status_code == 200
    said = browser(other).post(answer, {"upheld": "yes", "answer": "Stimmt, Verzeihung."})
    assert said.status_code == 303
    row.refresh_from_db()
    assert row.state == "applicant"


@pytest.mark.flow
def test_a_service_asks_for_the_path(mira: Person, jonas: Person, at: datetime) -> None:
    hers = browser(mira)
    place = f"/certifications/services/{wifi().pk}/"
    assert hers.get("/certifications/").status_code == 200
    assert hers.post(place).status_code == 303
    assert wifi().certified_since == at
    assert hers.post(place).status_code == 303
    assert wifi().certified_since is None
    assert browser(jonas).post(place).status_code == 404


@pytest.mark.flow
@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_take_the_same_statements_however_long(
    mira: Person, at: datetime, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:  # fmt: skip
    for number in range(count):
        applicant(make_person(f"Neue{number}", at), at)
        row = at_step(make_person(f"Erste{number}", at), "supervised", mira, at)
        actions.note_visit(row.helper, row.package, subject="booking:1", by=None, at=at)
    client = browser(mira)
    client.get("/applicants/")
    with django_assert_num_queries(6):
        client.get("/applicants/")


@pytest.mark.flow
def test_the_api_walks_the_same_path(vreni: Person, mira: Person, at: datetime) -> None:
    hers, team = api(vreni, at), api(mira, at)
    as_json: dict[str, Any] = {"content_type": "application/json"}
    body = {"packages": ["wifi"], "postal_code": "8004", "of_age": False, "agreed": True}
    young = hers.post("/api/v1/helper-applications", body, **as_json)
    assert (young.status_code, young.json()["reason"]) == (422, "too_young")
    made = hers.post("/api/v1/helper-applications", {**body, "of_age": True}, **as_json)
    [path] = made.json()["items"]
    assert (made.status_code, path["state"]) == (201, "applicant")
    assert [row["id"] for row in team.get("/api/v1/applicants").json()["items"]] == [path["id"]]  # fmt: skip
    steps = f"/api/v1/certifications/{path['id']}/steps"
    assert hers.post(f"{steps}/recognition", {"reason": "x"}, **as_json).status_code == 403
    early = team.post(f"{steps}/certificate", {}, **as_json)
    assert (early.status_code, early.json()["reason"]) == (409, "wrong_step")
    done = team.post(f"{steps}/recognition", {"reason": "Kam vom anderen Anbieter."}, **as_json)  # fmt: skip
    assert done.json()["state"] == "certified"
    assert HelperPackage.objects.filter(helper__person=vreni).exists()
    [mine] = hers.get("/api/v1/helpers/me/services").json()["items"]
    assert mine["state"] == "certified"
    stopped = team.post(f"/api/v1/certifications/{path['id']}/suspension", {"reason": "Beschwerde"}, **as_json)  # fmt: skip
    assert stopped.json() == {"bookings": []}
