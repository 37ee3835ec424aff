"""A box reports its red light, its fix does not help, and a neighbour comes who knows what was tried."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.devices import actions as devices
from kundenkreis.devices import keys
from kundenkreis.devices.models import Device, DeviceIssue
from kundenkreis.guides import actions as guides
from kundenkreis.guides.tests.conftest import made
from kundenkreis.people.models import Person
from kundenkreis.signposts import actions as signposts
from kundenkreis.stages.marketplace.tests.visits import helper_jonas
from tests.stories.conftest import HOST, Browser, World
from tests.stories.ways import begins, checked, ordered, speaks_english, times_shown

pytestmark = pytest.mark.slow


def say(
    box: Device, world: World, client: Browser, path: str, body: Any, nonce: str
) -> Any:
    """What the box sends, signed."""
    raw, time, path = (
        json.dumps(body).encode(),
        str(int(world.at.timestamp())),
        f"/api/v1/{path}",
    )
    signature = keys.signature(
        keys.secret_of(box.pk), method="POST", path=path, time=time, nonce=nonce, body=raw
    )
    signed = {
        "X-Device": str(box.pk),
        "X-Device-Time": time,
        "X-Device-Nonce": nonce,
        "X-Device-Signature": signature,
    }
    answer = client.post(path, raw, content_type="application/json", headers=signed)
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_from_a_red_light_to_the_neighbour(
    world: World,
    alpenfon: Brand,
    mira: Person,
    jonas: Person,
    browser_of: Callable[..., Browser],
) -> None:
    helper_jonas(jonas, world.at)
    speaks_english(jonas)
    guide = guides.publish(made(world.at), by=None, at=world.at)
    signposts.put_up(
        product="box", topic="red-light", guide=guide.family, by=None, at=world.at
    )
    batch = devices.make(title="Box", product="box", count=1, by=mira, at=world.at)
    box, hers = batch.devices.get(), browser_of()

    # The box reports its fault and is answered with the guide; on its display she walks it.
    fault = {"domain": "dsl", "code": "red-light", "firmware": "2.4", "language": "de"}
    said = say(box, world, hers, "device-events", fault, "a" * 20)
    assert said["fix"]["title"] == "Das Lämpchen am Router ist rot"
    walk = hers.call("POST", f"guides/{said['fix']['guide']}/walks", {})
    first = walk["step"]["answers"][0]["id"]
    walk = hers.call("POST", f"walks/{walk['id']}/answers", {"number": 1, "answer": first})
    second = walk["step"]["answers"][0]["id"]
    hers.call("POST", f"walks/{walk['id']}/answers", {"number": 2, "answer": second})

    # It does not help: the box shows a link, which opens her case on any telephone, without an account.
    path = f"device-issues/{said['issue']}/case"
    opened = say(box, world, hers, path, {"language": "de", "walk": walk["id"]}, "b" * 20)
    telephone = browser_of()
    link = opened["url"].replace(f"http://{HOST}", "")
    page = telephone.get(link, follow=True).content.decode()
    assert "Ist es nach einem Neustart noch rot? – <strong>Ja" in page
    case = Case.objects.get()
    assert (case.product, DeviceIssue.objects.get().case) == ("box", case)
    assert Attempt.objects.get(case=case).state == "failed"

    # She books Jonas; he reads what was tried before he leaves.
    checked(telephone, case, times_shown(telephone, case)[0])
    booking = ordered(telephone, case)
    his = browser_of(jonas)
    his.send(f"{booking.path}acceptance/")
    assert "Ist es nach einem Neustart noch rot? – Ja" in his.text(case.path)
    begins(his, booking, world)

    # Afterwards the box says that the fault is gone, signed at the time it is now.
    gone = say(box, world, hers, "device-events", fault | {"gone": True}, "c" * 20)
    assert gone["issue"] == said["issue"]
    assert gone["gone_at"]
    assert "<td" in browser_of(mira).text("/devices/")
