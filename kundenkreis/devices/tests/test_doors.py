"""A device at the API, its screen on three displays, and the page where its keys are made."""

import pytest
import time_machine

from kundenkreis.cases.models import Case
from kundenkreis.core.refusal import Invalid
from kundenkreis.devices import actions, keys, queries
from kundenkreis.devices.models import Device, DeviceIssue, ScreenRules
from kundenkreis.devices.tests.signing import FAULT, PATH, call
from kundenkreis.guides.tests.conftest import browser
from kundenkreis.signposts import actions as signposts


@pytest.mark.flow
def test_a_device_reports_and_is_answered_in_its_language(box, red_light, at):
    signposts.put_up(
        product="alpenbox-3", topic="red-light", guide=red_light.family, by=None, at=at
    )
    with time_machine.travel(at, tick=False):
        answer = call(box, at, PATH, FAULT, "a" * 16)
        assert answer.status_code == 201
        said = answer.json()
        assert said["fix"]["kind"] == "guide"
        assert said["fix"]["steps"][0] == {
            "number": 1,
            "kind": "question",
            "text": "Leuchtet ein Lämpchen rot?",
            "body": "Vorne an der Box.",
            "answers": [{"text": "Ja", "to": 2}, {"text": "Nein", "to": 4}],
        }
        assert said["fix"]["short_url"].endswith(
            "/g/alpenbox-3/2.4.1/red-light/?language=de"
        )
        assert call(box, at, PATH, FAULT, "a" * 16).status_code == 409
        path = f"/api/v1/device-issues/{said['issue']}/case"
        made_case = call(box, at, path, {"language": "de", "tried": ["Neustart"]}, "b" * 16)
        assert made_case.status_code == 201
        anyone = browser()
        opened = anyone.get(
            made_case.json()["url"].replace("http://alpenfon.localhost", ""), follow=True
        )
        assert "Neustart" in opened.content.decode()
        assert (
            call(Device.objects.get(number=2), at, path, {}, "c" * 16).status_code == 404
        ), "not its own"
        assert call(box, at, PATH, FAULT | {"gone": True}, "d" * 16).json()["gone_at"]
        assert (
            browser().post(PATH, FAULT, content_type="application/json").status_code == 401
        )


@pytest.mark.flow
def test_the_screen_helps_on_three_displays_and_is_framed_where_the_brand_allows(
    red_light, mira, at
):
    signposts.put_up(product="box", topic="red", guide=red_light.family, by=None, at=at)
    client = browser()
    asked = "?product=box&fault=red&version=2.4.1&language=de"
    with time_machine.travel(at, tick=False):
        assert client.get("/screens/wall/").status_code == 404
        home = client.get(f"/screens/watch/{asked}")
        assert "frame-ancestors 'none'" in home["content-security-policy"]
        assert "unsafe" not in home["content-security-policy"]
        with pytest.raises(Invalid):
            actions.set_screen(ancestors=["http://evil.example"], by=mira, at=at)
        actions.set_screen(ancestors=["https://tv.example.com/", ""], by=mira, at=at)
        home = client.get(f"/screens/tv/{asked}")
        assert (
            "frame-ancestors https://tv.example.com;"
            in home["content-security-policy"] + ";"
        )
        assert f'action="/screens/tv/guides/{red_light.pk}/walks/?' in home.content.decode()
        assert "frame-ancestors 'none'" in client.get("/guides/")["content-security-policy"]
        strict = browser()
        strict.handler.enforce_csrf_checks = True
        begun = strict.post(f"/screens/tv/guides/{red_light.pk}/walks/{asked}")
        assert begun["location"].endswith("language=de")
        page = strict.get(begun["location"]).content.decode()
        assert "<h1>Leuchtet ein Lämpchen rot?</h1>" in page
        walk = begun["location"].split("/")[4]
        step = red_light.published_version.steps.get(number=1)
        on = strict.post(
            f"/screens/tv/walks/{walk}/1/answers/{asked}",
            {"answer": step.answers.get(number=2).pk},
        )
        assert "Jemand schaut es an" in strict.get(on["location"]).content.decode()
        twice = [
            strict.post(f"/screens/tv/walks/{walk}/case/{asked}", {"once": "pressed"})
            for _ in range(2)
        ]
        over = twice[0].content.decode()
        case = Case.objects.get()
        assert case.reference in over
        assert "data:image/png" in over
        assert twice[1].content == twice[0].content
        assert (
            "frame-ancestors https://tv.example.com" in twice[1]["content-security-policy"]
        )
        assert strict.get(f"/screens/tv/walks/{walk}/1/").status_code == 404, (
            "it is the customer's now"
        )
        begun = strict.post(f"/screens/phone/guides/{red_light.pk}/walks/")
        walk = begun["location"].split("/")[4]
        solved = strict.post(f"/screens/phone/walks/{walk}/solution/", follow=True)
        assert solved.status_code == 200
    assert ScreenRules.objects.get().ancestors == ["https://tv.example.com"]


@pytest.mark.slow
def test_managers_make_fetch_and_revoke_keys_and_see_faults(
    mira, reto, at, django_assert_num_queries
):
    assert browser(reto).get("/devices/").status_code == 404
    client = browser(mira)
    with time_machine.travel(at, tick=False):
        path = client.post(
            "/devices/keys/new/", {"title": "März", "product": "Box", "count": "2"}
        )["location"]
        table = client.post(f"{path}secrets/")
        assert table["cache-control"] == "no-store"
        line = table.content.decode().splitlines()[1].split(",")
        device = Device.objects.get(pk=line[1])
        assert line[2] == keys.secret_of(device.pk)
        assert client.post(f"{path}secrets/").status_code == 409
        assert call(device, at, PATH, FAULT, "a" * 16).status_code == 201
        assert "dsl / red-light" in client.get("/devices/").content.decode()
        for number in (1, 3):
            while DeviceIssue.objects.count() < number:
                actions.report(
                    device,
                    domain="x",
                    code=f"c{DeviceIssue.objects.count()}",
                    severity="error",
                    by=None,
                    at=at,
                )
            with django_assert_num_queries(6):
                client.get("/devices/")
        assert client.get("/api/v1/device-faults").json()["items"][0]["product"] == "box"
        assert client.post(f"/devices/{device.pk}/revocation/")["location"] == path
        assert client.post(f"{path}revocation/").status_code == 303
        assert (
            client.post(
                "/devices/screen/",
                {"ancestors": "https://a.example\nhttps://b.example:8443"},
            ).status_code
            == 303
        )
        assert queries.ancestors() == ["https://a.example", "https://b.example:8443"]
        assert (
            "Please write each address"
            in client.post("/devices/screen/", {"ancestors": "*"}).content.decode()
        )
