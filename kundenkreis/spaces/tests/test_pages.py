"""Spaces through their pages and their API."""

import json
from uuid import uuid4

import pytest

from kundenkreis.cases import actions as cases
from kundenkreis.spaces.models import Space, SpaceInvitation, SpaceMember, SpaceQuestion

pytestmark = pytest.mark.slow


def send(client, path, **fields):
    return client.post(path, {"once": uuid4().hex, **fields})


def api(client, method, path, body=None):
    return client.generic(method, f"/api/v1/{path}", json.dumps(body) if body is not None else "", content_type="application/json")  # fmt: skip


def test_from_the_page_of_a_new_space_to_its_end(client_of, vreni, beat, aylin, at):
    hers, his, stranger = client_of(vreni), client_of(beat), client_of(aylin)
    assert hers.get("/spaces/").status_code == 200
    assert send(hers, "/spaces/new/", kind="business", name="X").status_code == 422
    there = send(hers, "/spaces/new/", kind="private", name="Familie")["Location"]
    assert send(hers, f"{there}links/").status_code == 303
    shown = hers.get(f"{there}members/").content.decode()
    link = shown.split("<code>")[1].split("</code>")[0].partition("localhost")[2]
    row = SpaceInvitation.objects.get()
    assert "Familie" in stranger.get(link).content.decode()
    assert stranger.get(link.partition("?")[0]).status_code == 404
    key = link.partition("key=")[2]
    assert send(his, f"{row.path}acceptance/", key=key)["Location"] == there
    assert send(hers, f"{there}invitations/{row.pk}/end/").status_code == 303
    assert send(stranger, f"{row.path}acceptance/", key=key).status_code == 404
    asked = send(hers, f"{there}questions/new/", title="Router", body="Rot?")["Location"]
    assert send(his, asked, body="Neu starten.").status_code == 303
    assert send(his, asked, body=" ").status_code == 422
    page = hers.get(asked).content.decode()
    solution = page.split('/solution/"')[0].rpartition('"')[2] + "/solution/"
    assert send(his, solution).status_code == 403
    assert send(hers, solution).status_code == 303
    assert send(hers, f"{asked}reopening/").status_code == 303
    assert send(his, f"{asked}followers/").status_code == 303
    assert send(his, f"{asked}followers/", end="1").status_code == 303
    assert send(his, solution.replace("solution", "withdrawal")).status_code == 303
    for path in (there, asked, f"{there}members/", f"{there}end/", f"{there}words/", f"{there}questions/new/"):  # fmt: skip
        assert stranger.get(path).status_code == 404, path
        assert hers.get(path).status_code == 200, path
    assert his.get(f"{there}end/").status_code == 404
    assert hers.get(f"{there}cases/new/").status_code == 404
    assert send(hers, f"{there}members/", email="aylin@example.org").status_code == 303
    letter = SpaceInvitation.objects.get(email="aylin@example.org")
    assert send(stranger, f"{letter.path}refusal/").status_code == 303
    assert send(hers, f"{asked}withdrawal/").status_code == 303
    member = SpaceMember.objects.get(person=beat)
    assert send(hers, f"{there}members/{member.pk}/removal/").status_code == 303
    assert his.get(there).status_code == 404
    assert send(hers, f"{there}end/").status_code == 303
    assert Space.objects.get().ended_at


def test_a_firm_shows_its_cases_and_hands_over(client_of, firm, jonas, aylin, at):
    his, hers = client_of(jonas), client_of(aylin)
    case = cases.open_case(customer=jonas, text="Die Leitung ist tot.", by=jonas, at=at)
    assert his.get(f"{firm.path}cases/new/").status_code == 200
    foreign = cases.open_case(customer=aylin, text="Anderes.", by=aylin, at=at)
    assert send(his, f"{firm.path}cases/new/", case=foreign.pk).status_code == 422
    shared = send(his, f"{firm.path}cases/new/", case=case.pk)["Location"]
    assert "Leitung" in hers.get(shared).content.decode()
    member = SpaceMember.objects.get(person=aylin)
    assert send(his, f"{firm.path}departure/").status_code == 409
    assert send(his, f"{firm.path}members/{member.pk}/keeper/").status_code == 303
    assert send(his, f"{firm.path}departure/").status_code == 303
    assert his.get(shared).status_code == 404


def test_the_api_tells_the_same_story(client_of, vreni, beat, jonas, aylin, at):
    hers, his, stranger = client_of(vreni), client_of(beat), client_of(aylin)
    assert api(hers, "POST", "spaces", {"name": "F", "kind": "circle"}).status_code == 422
    pk = api(hers, "POST", "spaces", {"name": "F", "kind": "business", "company": "AG"}).json()["id"]  # fmt: skip
    link = api(hers, "POST", f"spaces/{pk}/invitations", {}).json()
    inside = api(his, "POST", f"spaces/invitations/{link['id']}/acceptance", {"key": link["key"]})  # fmt: skip
    assert [each["name"] for each in inside.json()["members"]] == ["Vreni", "Beat"]
    letter = api(hers, "POST", f"spaces/{pk}/invitations", {"email": "aylin@example.org"}).json()  # fmt: skip
    assert letter["key"] == ""
    assert api(stranger, "POST", f"spaces/invitations/{letter['id']}/refusal", {}).status_code == 204  # fmt: skip
    assert api(hers, "DELETE", f"spaces/{pk}/invitations/{link['id']}").status_code == 204
    case = cases.open_case(customer=vreni, text="Rot.", by=vreni, at=at)
    shared = api(hers, "POST", f"spaces/{pk}/questions", {"case": str(case.pk)}).json()
    assert shared["case_text"] == "Rot."
    asked = api(hers, "POST", f"spaces/{pk}/questions", {"title": "T", "text": "B"}).json()["id"]  # fmt: skip
    one = f"spaces/{pk}/questions/{asked}"
    answer = api(his, "POST", f"{one}/answers", {"text": "So."}).json()["id"]
    assert api(his, "POST", f"{one}/followers").status_code == 204
    assert api(his, "DELETE", f"{one}/followers").status_code == 204
    assert api(hers, "POST", f"{one}/solution", {"answer": answer}).json()["solved"]
    assert api(hers, "DELETE", f"{one}/solution").status_code == 204
    assert len(api(his, "GET", f"spaces/{pk}/questions?q=So.").json()["items"]) == 1
    assert api(his, "GET", one).json()["answers"][0]["text"] == "So."
    for path in (f"spaces/{pk}", f"spaces/{pk}/questions", one, f"spaces/{pk}/words"):
        assert api(stranger, "GET", path).status_code == 404
    assert api(hers, "GET", f"spaces/{pk}/words").status_code == 200
    assert api(his, "GET", f"spaces/{pk}/words").status_code == 404
    assert api(his, "DELETE", f"{one}/answers/{answer}").status_code == 204
    assert api(hers, "DELETE", one).status_code == 204
    assert SpaceQuestion.objects.count() == 1
    member = SpaceMember.objects.get(person=beat).pk
    assert api(hers, "DELETE", f"spaces/{pk}/members/me").json()["reason"] == "last_keeper"
    assert api(hers, "POST", f"spaces/{pk}/members/{member}/keeper").status_code == 201
    assert api(hers, "DELETE", f"spaces/{pk}/members/me").status_code == 204
    assert api(hers, "GET", "spaces").json()["items"] == []
    assert api(his, "DELETE", f"spaces/{pk}/members/999").status_code == 404
    assert api(his, "DELETE", f"spaces/{pk}").status_code == 204
