"""Stories run through the doors, with real reactions and the clock in our hands."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from kundenkreis.brands.models import Brand
from kundenkreis.notifications import jobs
from kundenkreis.notifications.models import Delivery, DemoMessage, EventRow
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person

HOST = "alpenfon.localhost"


class World:
    """The moment, the worker, and the people's browsers."""

    def __init__(self, traveller: Any, at: datetime) -> None:
        self._traveller, self.at, self._seen = traveller, at, 0

    def later(self, **span: float) -> datetime:
        """Time passes, and the clock's own work is done."""
        return self.until(self.at + timedelta(**span))

    def until(self, moment: datetime) -> datetime:
        """It is that moment now."""
        self.at = moment
        self._traveller.move_to(moment, tick=False)
        jobs.tick(int(moment.timestamp()))
        self.work()
        return moment

    def work(self) -> None:
        """What relay and worker do: react to every new event, deliver every new notice."""
        while fresh := list(
            EventRow.across_brands.filter(pk__gt=self._seen).order_by("pk")
        ):
            for row in fresh:
                self._seen = row.pk
                jobs.react(row.pk)
        for pk in Delivery.across_brands.filter(
            delivered_at=None, given_up_at=None
        ).values_list("pk", flat=True):
            jobs.deliver(str(pk))

    def mails_to(self, address: str) -> list[DemoMessage]:
        """In the demo mailbox, oldest first."""
        return list(
            DemoMessage.across_brands.filter(to__contains=address).order_by("at", "pk")
        )


class Browser(Client):
    """Somebody's browser and telephone: pages, and the API under the same roof."""

    world: World

    def send(self, path: str, **fields: Any) -> Any:
        """Send a form; the worker does what follows from it."""
        answer = self.post(path, fields)
        self.world.work()
        return answer

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The API's answer, as JSON."""
        answer = self.generic(
            method, f"/api/v1/{path}", json.dumps(body) if body is not None else "",
            content_type="application/json", headers=headers,
        )  # fmt: skip
        self.world.work()
        assert answer.status_code < 400, answer.content
        return answer.json() if answer.content else None

    def text(self, path: str) -> str:
        """The page."""
        answer = self.get(path)
        assert answer.status_code == 200, f"{answer.status_code} {path}"
        # A price stands together: «CHF 49» holds a no-break space.
        return answer.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


@pytest.fixture
def world(at: datetime, alpenfon: Brand, settings: Any) -> Iterator[World]:
    settings.MAIL_URL = ""
    with time_machine.travel(at, tick=False) as traveller:
        yield World(traveller, at)


@pytest.fixture
def browser_of(world: World) -> Callable[..., Browser]:
    """Somebody's browser, which speaks as she does; of nobody in particular without a person."""

    def browser(person: Person | None = None) -> Browser:
        spoken = person.language if person else "de"
        client = Browser(headers={"host": HOST, "accept-language": spoken})
        client.world = world
        if person:
            client.force_login(person)
        return client

    return browser


@pytest.fixture
def token_of(world: World) -> Callable[[Person], dict[str, str]]:
    """Headers with the person's API token."""
    return lambda person: {
        "Authorization": f"Bearer {people.issue_token(person, by=person, at=world.at)}"
    }
