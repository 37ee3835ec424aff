from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kundenkreis.checks import actions
from kundenkreis.checks.models import CheckDocument
from kundenkreis.checks.tests.papers import PDF, photo, unchecked
from kundenkreis.helpers.models import Verification
from kundenkreis.people.actions import issue_token
from kundenkreis.people.models import Person
from tests.cast import make_person

HOST = "alpenfon.localhost"


@pytest.fixture(autouse=True)
def _now(at: datetime):
    with time_machine.travel(at, tick=False):
        yield


def browser(person: Person) -> Client:
    client = Client(headers={"host": HOST})
    client.force_login(person)
    return client


@pytest.mark.flow
def test_from_the_photo_to_the_check(jonas: Person, mira: Person, at: datetime) -> None:
    unchecked(jonas, at)
    his, hers = browser(jonas), browser(mira)
    card = SimpleUploadedFile("card.jpg", photo(), "image/jpeg")
    sent = his.post("/helper/documents/identity/", {"document": card})
    assert (sent.status_code, sent["Location"]) == (303, "/helper/documents/")
    document = CheckDocument.objects.get()
    assert document.path in hers.get("/checks/").content.decode()
    paper = hers.get(f"{document.path}document/")
    assert paper["Content-Type"] == "image/jpeg"
    assert paper["Content-Disposition"] == 'attachment; filename="identity-Jonas.jpg"'
    assert paper["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert paper["Cache-Control"] == "private, no-store"
    typed = {"years": "date", "until": "31.12.2027", "of_age": "on"}
    done = hers.post(f"{document.path}confirmation/", typed)
    assert (done.status_code, done["Location"]) == (303, "/checks/")
    row = Verification.objects.get()
    assert row.valid.upper.astimezone(at.tzinfo).isoformat() == "2028-01-01T00:00:00+01:00"
    assert "31. Dezember 2027" in his.get("/helper/documents/").content.decode()


@pytest.mark.slow
def test_what_is_missing_is_said_beside_the_field(
    jonas: Person, mira: Person, at: datetime
) -> None:
    helper = unchecked(jonas, at)
    his, hers = browser(jonas), browser(mira)
    page = his.post("/helper/documents/identity/", {}, headers={"accept-language": "en"})
    assert "Please choose a photo or a PDF." in page.content.decode()
    document = actions.hand_in(helper, "identity", PDF, by=jonas, at=at)
    english: dict[str, Any] = {"headers": {"accept-language": "en"}}
    for typed, said in (
        ({"of_age": "on"}, "Please choose until when it is valid."),
        ({"of_age": "on", "years": "date"}, "Please type the day"),
        ({"years": "2"}, "Only who is 18 or older can help."),
        ({"of_age": "on", "years": "date", "until": "1.1.2020"}, "The end must be after the beginning."),
    ):  # fmt: skip
        page = hers.post(f"{document.path}confirmation/", typed, **english)
        assert said in page.content.decode()
    page = hers.post(f"{document.path}refusal/", {"reason": ""}, **english)
    assert "Please write your reasons." in page.content.decode()
    assert not Verification.objects.exists()


@pytest.mark.flow
def test_who_is_no_manager_finds_no_document(
    jonas: Person, reto: Person, mira: Person, at: datetime
) -> None:
    document = actions.hand_in(unchecked(jonas, at), "identity", PDF, by=jonas, at=at)
    for path in ("/checks/", document.path, f"{document.path}document/"):
        assert browser(reto).get(path).status_code == 404
        assert browser(jonas).get(path).status_code == 404
    assert browser(mira).get(document.path).status_code == 200


@pytest.mark.flow
@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_takes_the_same_statements_however_long(
    mira: Person,
    at: datetime,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        person = make_person(f"Neue{number}", at, "member", "helper")
        actions.hand_in(unchecked(person, at), "identity", PDF, by=person, at=at)
    client = browser(mira)
    client.get("/checks/")
    with django_assert_num_queries(6):
        client.get("/checks/")


@pytest.mark.flow
def test_the_api_does_the_same(jonas: Person, mira: Person, at: datetime) -> None:
    unchecked(jonas, at)
    his = Client(headers={"host": HOST, "authorization": f"Bearer {issue_token(jonas, by=jonas, at=at)}"})  # fmt: skip
    hers = Client(headers={"host": HOST, "authorization": f"Bearer {issue_token(mira, by=mira, at=at)}"})  # fmt: skip
    sent = his.post("/api/v1/helpers/me/documents/conduct", PDF, content_type="application/pdf")  # fmt: skip
    assert sent.status_code == 201, sent.content
    [waiting] = hers.get("/api/v1/checks").json()["items"]
    assert waiting["id"] == sent.json()["id"]
    assert his.get("/api/v1/checks").status_code == 404
    body = {"until": (at + timedelta(days=700)).isoformat()}
    path = f"/api/v1/checks/{waiting['id']}"
    done = hers.post(f"{path}/confirmation", body, content_type="application/json")
    assert (done.status_code, done.json()["answer"]) == (200, "confirmed")
    again = hers.post(f"{path}/refusal", {"reason": "x"}, content_type="application/json")
    assert (again.status_code, again.json()["reason"]) == (409, "decided_already")
    proofs = {p["kind"]: p for p in his.get("/api/v1/helpers/me/documents").json()["items"]}
    assert proofs["conduct"]["valid"]
    assert not proofs["identity"]["valid"]
    waiting = his.post("/api/v1/helpers/me/documents/identity", photo(), content_type="image/jpeg").json()  # fmt: skip
    assert his.delete(f"/api/v1/helper-documents/{waiting['id']}").status_code == 204
