"""What nobody types by accident, at every door: the answer is a page or a refusal, never a bug.

Routes come from the URL resolver and the OpenAPI document; fields from all forms of all rooms and
from what views read by hand. One person holds every role and has one of everything, so that each
door is really passed.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from inspect import getmembers, isclass
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.db import transaction
from django.test import Client

from kundenkreis.cases import actions as cases
from kundenkreis.channels.api.document import api
from kundenkreis.people.models import Person, Role
from kundenkreis.rooms import ROOMS
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.experts import actions as experts
from kundenkreis.stages.experts.tests.conftest import make_expert
from kundenkreis.stages.knowledge import actions as knowledge
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import helper_jonas
from tests.test_walls import HERE, operations, pages

# Every door with every nasty text: thousands of requests.
pytestmark = pytest.mark.slow

PACKAGE = Path(__file__).parent.parent / "kundenkreis"
UNKNOWN = "00000000-0000-4000-8000-000000000000"
TEXTS = {
    "nul": "a\x00b",
    "surrogate": "a\ud800b",
    "long": "Wort " * 500,
    "word": "abc²",
    "digits": "9" * 20,
    "very_many_digits": "9" * 5000,
    "elsewhere": "//evil.example/",
    "mail": "a" * 60 + "@" + ".".join(["b" * 60] * 4) + ".example",
    "first_day": "0001-01-01T00:00:00+14:00",
    "last_day": "9999-12-31T23:59:59-12:00",
    "slot": f"{UNKNOWN}|9999-12-31T23:59:59-12:00",
    "cursor": "WyIyMDI2LTAzLTEwVDA5OjAwOjAwKzAwOjAwIiwgIngiXQ",
    "controls": "".join(map(chr, range(1, 32))) + "\u202e\ufeff\uffff",
}
# What a view reads without a form.
BY_HAND = re.compile(r"""(?:POST|GET)\.(?:get|getlist)\(\s*["'](\w+)["']""")


def known_fields() -> list[str]:
    """Every name that some view or form reads."""
    names: set[str] = {
        "cursor",
        "limit",
        "language",
        "lat",
        "lng",
        "start",
        "end",
        "from",
        "to",
        "since",
    }
    for room in ROOMS:
        if find_spec(f"kundenkreis.{room}.forms"):
            for _name, form in getmembers(
                import_module(f"kundenkreis.{room}.forms"), isclass
            ):
                names |= (
                    set(getattr(form, "base_fields", {}))
                    if issubclass(form, forms.BaseForm)
                    else set()
                )
    for file in PACKAGE.rglob("*.py"):
        names |= set(BY_HAND.findall(file.read_text()))
    return sorted(names - {"csrfmiddlewaretoken"})


FIELDS = known_fields()


@pytest.fixture
def things(
    confirmed: Booking, vreni: Person, aylin: Person, at: datetime
) -> dict[str, Any]:
    """One of everything, and Vreni may do anything with it."""
    booking = confirmed
    case = booking.case
    question = community.publish(
        case, title="WLAN", body="Es geht nicht.", agreed=True, by=vreni, at=at
    )
    answer = community.answer(question, body="Neu starten.", by=aylin, at=at)
    make_expert(aylin, at)
    consultation = experts.consult(case, by=vreni, at=at)
    article = knowledge.write(
        title="WLAN", body="Neu starten.", language="de", by=None, at=at
    )
    for kind in Role.Kind.values:
        Role.objects.get_or_create(
            person=vreni, kind=kind, until=None, defaults={"since": at}
        )
    helper_jonas(vreni, at)
    make_expert(vreni, at)
    draft = cases.open_case(customer=vreni, text="WLAN noch einmal", by=vreni, at=at)
    return {
        "cases": case, "bookings": booking, "questions": question, "answers": answer, "articles": article,
        "consultations": consultation, "offers": booking.offer, "members": aylin, "draft": draft,
        "attempts": case.attempts.first(),
    }  # fmt: skip


@pytest.fixture
def clients(vreni: Person) -> list[Client]:
    """Nobody, and she who may do everything. A bug becomes a page of its own, as in a server."""
    nobody, anyone = (
        Client(raise_request_exception=False, headers={"host": HERE}) for _ in "12"
    )
    anyone.force_login(vreni)
    return [nobody, anyone]


def filled(path: str, things: dict[str, Any], value: str) -> str:
    """The route with a real thing where it wants an id, and the hostile value elsewhere."""
    thing = next(
        (row for name, row in things.items() if f"{name}/" in path), things["cases"]
    )
    path = re.sub(r"<(?:uuid|uuidstr):\w+>|\{(?:pk|uuid)\}", str(thing.pk), path)
    path = re.sub(
        r"<int:\w+>|\{number\}", value if value.isascii() and value.isdigit() else "1", path
    )
    path = path.replace("<community_text:kind>", "questions")
    part = (
        value.replace("/", "_").encode("utf-8", "surrogatepass").decode("latin-1")[:300]
        or "x"
    )
    return (
        "/"
        + re.sub(r"<(?:str|slug):\w+>|\{\w+\}", lambda _m: quoted(part), path).strip("^$/")
        + ("/" if path.endswith("/") else "")
    )


def quoted(text: str) -> str:
    """Percent-encoded, one byte a letter."""
    return "".join(f"%{ord(letter):02X}" for letter in text)


def encoded(value: str) -> str:
    """As a form sends it, even what is no UTF-8."""
    return "".join(f"%{byte:02X}" for byte in value.encode("utf-8", "surrogatepass"))


def strange(answer: Any) -> bool:
    # Not ready to work (no worker lives here) is an answer, too.
    return bool(answer.status_code >= 500 and answer.status_code != 503)


def ask(client: Client, *args: Any, **kwargs: Any) -> Any:
    """One request, and nothing of it stays."""
    with transaction.atomic():
        answer = client.generic(*args, **kwargs)
        transaction.set_rollback(True)
    return answer


PAGES = list(pages())


@pytest.mark.parametrize("name", TEXTS)
def test_no_page_breaks(things: dict[str, Any], clients: list[Client], name: str) -> None:
    value, broken = TEXTS[name], []
    text = encoded(value)
    query = "&".join(
        f"{field}={text[:600]}" for field in FIELDS if field not in {"case", "part"}
    )
    form = "&".join(f"{field}={text}" for field in FIELDS)[:900_000]
    kind = "application/x-www-form-urlencoded"
    for path, entry in PAGES:
        target = filled(path, things, value)
        public = getattr(entry.callback, "policy", "") == "public"
        for client in clients if public else clients[1:]:
            got = ask(client, "GET", target, QUERY_STRING=query)
            sent = ask(client, "POST", target, form, content_type=kind)
            broken += [f"GET {target[:80]}: {got.status_code}"] if strange(got) else []
            broken += [f"POST {target[:80]}: {sent.status_code}"] if strange(sent) else []
    assert broken == []


def hostile(
    schema: dict[str, Any], document: dict[str, Any], value: str, things: dict[str, Any]
) -> Any:
    """A body of the right shape, with the hostile value in every text and its number in every number."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return hostile(document["components"]["schemas"][name], document, value, things)
    for choices in (schema.get("anyOf"), schema.get("allOf")):
        if choices:
            return hostile(choices[0], document, value, things)
    kind, form = schema.get("type"), schema.get("format")
    if kind == "object":
        return {
            name: str(things["draft"].pk)
            if name == "case"
            else "wifi"
            if name == "package"
            else hostile(part, document, value, things)
            for name, part in schema.get("properties", {}).items()
        }
    if kind == "array":
        return [hostile(schema.get("items", {}), document, value, things)]
    if kind in ("integer", "number"):
        return int(value) if re.fullmatch(r"-?\d{1,20}", value) else 10**30
    if kind == "boolean":
        return True
    plain = {
        "uuid": str(things["answers"].pk),
        "date-time": value if "T" in value else "2026-12-01T10:00:00+01:00",
        "date": value[:10] if "T" in value else "2026-12-01",
        "time": "10:00:00",
    }
    return plain.get(form or "", value)


@pytest.mark.parametrize("name", TEXTS)
def test_no_operation_breaks(
    things: dict[str, Any], clients: list[Client], name: str
) -> None:
    document, value, broken = api.get_openapi_schema(), TEXTS[name], []
    for method, path in operations():
        target = filled(path, things, value)
        for query, body in calls(document, method, path, value, things, each=name == "nul"):
            answer = ask(
                clients[1],
                method.upper(),
                target,
                body,
                content_type="application/json",
                QUERY_STRING=query,
            )
            if strange(answer):
                broken.append(f"{method} {path} ?{query[:80]} {body[:150]}")
    assert broken == []


def calls(
    document: dict[str, Any],
    method: str,
    path: str,
    value: str,
    things: dict[str, Any],
    *,
    each: bool,
) -> Iterator[tuple[str, str]]:
    """Query and body of one operation: the value everywhere; with `each`, other things one by one."""
    operation = document["paths"][path][method]
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    text = encoded(value)[:600]
    names = [
        part["name"] for part in operation.get("parameters", []) if part["in"] == "query"
    ]
    yield "&".join(f"{field}={text}" for field in {*names, "from", "to"}), ""
    if "package" in names:
        yield f"package=wifi&postal_code=8004&from={text}&to={text}", ""
    if not schema:
        return
    body = hostile(schema, document, value, things)
    yield "", json.dumps(body)
    for field in body if each else ():
        for other in (None, "x", 10**400):
            yield "", json.dumps({**body, field: other})


BODIES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"\xff\xfe\x00",
    b'"x"',
    b"[" * 5_000,
    b'{"text": "' + b"a" * 1_100_000 + b'"}',
    b'{"text": NaN}',
    b'{"text": "x", "text": "y"}',
]


@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "application/json; charset=utf-16",
        "x/\xff",
    ],
)
def test_no_body_breaks_a_door(
    things: dict[str, Any], clients: list[Client], kind: str
) -> None:
    message = f"/cases/{things['cases'].pk}/messages/"
    for path in ("/cases/", "/sign-in/", "/api/v1/cases", "/api/v1/sessions", message):
        for body in BODIES:
            for client in clients:
                for headers in ({}, {"Idempotency-Key": "x" * 3000}):
                    answer = ask(
                        client, "POST", path, body, content_type=kind, headers=headers
                    )
                    assert not strange(answer), (path, body[:20])


HEADERS = {
    "Host": ["evil.example", "alpenfon.localhost:99999", "", "alpenfon.localhost@evil"],
    "X-Brand": ["\x00", "x" * 5000, "ä", "seeland' --"],
    "Authorization": ["Bearer ", "Bearer \xff", "Basic x", "Bearer " + "x" * 9000],
    "X-Case-Key": ["\xff", "x" * 9000, "."],
    "Cookie": ["case_keys=" + "x." * 3000, "session=\xff; csrf=\x00; language=../../x; theme=\xff", "=;=;="],
    "Accept-Language": ["x" * 9000, "de" + ",en" * 3000, "\xff"],
    "Idempotency-Key": ["\xff", "x" * 9000],
    "Range": ["bytes=9-1"], "HX-Request": ["\xff"], "X-Request-Id": ["\xff"], "X-HTTP-Method-Override": ["DELETE"],
}  # fmt: skip


@pytest.mark.parametrize("name", HEADERS)
def test_no_header_breaks_a_door(
    things: dict[str, Any], clients: list[Client], name: str
) -> None:
    case = f"/cases/{things['cases'].pk}/"
    for path in ("/", "/cases/", case, "/api/v1/cases", "/api/v1/me", "/sign-in/"):
        for value in HEADERS[name]:
            for client in clients:
                for method in ("GET", "POST", "BREW"):
                    answer = ask(
                        client,
                        method,
                        path,
                        "text=x",
                        content_type="application/x-www-form-urlencoded",
                        headers={name: value},
                    )
                    assert not strange(answer), (method, path, value[:20])


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/%ff%fe/",
        "/cases/%00/",
        "/k/%00/",
        "/k/%ff/",
        "/k/" + "a" * 5000 + "/",
        "/sign-in/link/%00/",
        "/static/%00",
        "/static/../settings.py",
        "/cases/not-a-uuid/",
        "/api/v1/cases/x",
        "/api/v1/%ff",
        "/attempts/" + "9" * 30,
        "//evil.example/",
        "/\\evil",
    ],
)
def test_no_address_breaks_a_door(
    clients: list[Client], things: dict[str, Any], path: str
) -> None:
    for client in clients:
        for method in ("GET", "POST"):
            assert not strange(ask(client, method, path)), method
