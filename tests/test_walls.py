"""Every door, for everyone it is not made for: nobody gets another's things, whatever the route.

Routes come from the URL resolver and the OpenAPI document, so that none can be forgotten. Ids are
those of a real case of Vreni with a real booking, question and consultation where there is one.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern

from kundenkreis.brands.models import Brand
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.channels.api.document import api
from kundenkreis.people.models import Person
from tests.test_shape import patterns

HERE, THERE = "alpenfon.localhost", "seeland.localhost"
SECRET = "Zitronenweg 17"
UUID = re.compile(r"<uuid:\w+>")
# Doors that need no person: what they show is public, or they refuse by themselves.
OPEN = ("public",)


def pages() -> Iterator[tuple[str, URLPattern]]:
    for path, entry in patterns():
        if not path.startswith(("api/", "static/")):
            yield path, entry


def filled(path: str, pk: object) -> str:
    """The route with this id in every place, and plain values in the others."""
    path = UUID.sub(str(pk), path)
    return "/" + re.sub(r"<int:\w+>", "1", re.sub(r"<(str|slug):\w+>", "x", path)).strip(
        "^$"
    )


@pytest.fixture
def case(vreni: Person, at: datetime) -> Case:
    return cases.open_case(
        customer=vreni, text=f"WLAN geht nicht. {SECRET}", by=vreni, at=at
    )


CLOSED = [
    (path, entry)
    for path, entry in pages()
    if getattr(entry.callback, "policy", "") not in OPEN
]


@pytest.mark.slow
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_shown_nothing(case: Case, beat: Person, method: str) -> None:
    nobody, stranger = Client(headers={"host": HERE}), Client(headers={"host": HERE})
    stranger.force_login(beat)
    open_doors = []
    for path, entry in CLOSED:
        for client in (nobody, stranger):
            answer = getattr(client, method)(filled(path, case.pk))
            if answer.status_code not in (302, 303, 404, 405) and not _own(entry, answer):
                open_doors.append(f"{answer.status_code} {path}")
            if SECRET in answer.content.decode(errors="replace"):
                open_doors.append(f"the secret stands on {path}")
    assert open_doors == []


def _own(entry: URLPattern, answer: Any) -> bool:
    """A page for anyone signed in shows only her own; it must not know another's id."""
    policy = getattr(entry.callback, "policy", "")
    return (
        policy == "signed_in"
        and "<uuid" not in str(entry.pattern)
        and answer.status_code in (200, 400, 422)
    )


WITH_ID = [(path, entry) for path, entry in pages() if "<uuid" in path]


@pytest.mark.slow
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_brand_finds_nothing_by_our_ids(
    case: Case, kai: Person, seeland: Brand, method: str
) -> None:
    client = Client(headers={"host": THERE})
    client.force_login(kai)
    open_doors = []
    for path, _entry in WITH_ID:
        answer = getattr(client, method)(filled(path, case.pk))
        if answer.status_code not in (302, 404, 405) or SECRET in answer.content.decode(
            errors="replace"
        ):
            open_doors.append(f"{answer.status_code} {path}")
    assert open_doors == []


def operations() -> list[tuple[str, str]]:
    """Method and path of each, in order."""
    paths = api.get_openapi_schema()["paths"]
    return sorted((method, path) for path, methods in paths.items() for method in methods)


PLAIN = {"integer": 1, "number": 1, "boolean": True, "array": []}
FORMATS = {
    "uuid": "00000000-0000-4000-8000-000000000000", "date-time": "2026-03-12T10:00:00+01:00", "date": "2026-03-12", "time": "10:00:00",
}  # fmt: skip


def example(schema: dict[str, Any], document: dict[str, Any]) -> Any:
    """A body of the right shape with plain values."""
    if "$ref" in schema:
        return example(
            document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], document
        )
    if choices := schema.get("anyOf") or schema.get("allOf") or schema.get("enum"):
        return example(choices[0], document) if isinstance(choices[0], dict) else choices[0]
    if schema.get("type") == "object":
        return {
            name: example(part, document)
            for name, part in schema.get("properties", {}).items()
        }
    return PLAIN.get(schema.get("type", ""), FORMATS.get(schema.get("format", ""), "x"))


def call(client: Client, method: str, path: str, pk: object) -> Any:
    operation = api.get_openapi_schema()["paths"][path][method]
    schema = (
        operation.get("requestBody", {})
        .get("content", {})
        .get("application/json", {})
        .get("schema")
    )
    types = {
        part["name"]: part["schema"]
        for part in operation.get("parameters", [])
        if part["in"] == "path"
    }
    target = path
    for name, kind in types.items():
        target = target.replace(
            f"{{{name}}}", "1" if kind.get("type") == "integer" else str(pk)
        )
    body = json.dumps(example(schema, api.get_openapi_schema())) if schema else ""
    return client.generic(method.upper(), target, body, content_type="application/json")


@pytest.mark.slow
def test_the_api_gives_nothing_away_and_never_breaks(
    case: Case, kai: Person, seeland: Brand
) -> None:
    nobody, foreign = Client(headers={"host": HERE}), Client(headers={"host": THERE})
    foreign.force_login(kai)
    trouble = []
    for method, path in operations():
        for client in (nobody, foreign):
            answer = call(client, method, path, case.pk)
            trouble += [f"{method} {path}: {fault}" for fault in faults(path, answer)]
    assert trouble == []


def faults(path: str, answer: Any) -> Iterator[str]:
    """What is wrong with an answer to somebody who has no business here."""
    if answer.status_code >= 500:
        yield f"breaks with {answer.status_code}"
    if SECRET in answer.content.decode(errors="replace"):
        yield "tells the secret"
    # Words, not ids: what is offered by everybody, and the place of one's own draft.
    words = "{stage}" in path or "{place}" in path
    if "{" in path and not words and answer.status_code not in (401, 403, 404, 409, 422):
        yield f"answers {answer.status_code}"
    if answer.status_code >= 400 and (
        answer["Content-Type"] != "application/problem+json"
        or not answer.json().get("reason")
    ):
        yield "says no without a problem document"


@pytest.mark.slow
def test_every_answer_carries_the_strict_policy(case: Case) -> None:
    client = Client(headers={"host": HERE})
    for path in (
        "/",
        "/sign-in/",
        "/cases/",
        f"/cases/{case.pk}/",
        "/api/v1/openapi.json",
        "/no-such-page/",
    ):
        header = client.get(path).headers.get("Content-Security-Policy", "")
        assert "script-src 'self'" in header, path
        assert "unsafe" not in header, path
