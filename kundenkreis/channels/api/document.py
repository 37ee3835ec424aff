"""One OpenAPI document out of all rooms' routers."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from kundenkreis.core.problem import problem
from kundenkreis.core.refusal import Invalid, Refused
from kundenkreis.core.schemas import ProblemOut
from kundenkreis.people.api_tools import caller
from kundenkreis.rooms import ROOMS

PROBLEM = {
    "description": "No, in words: RFC 9457 problem details with a stable `reason`",
    "content": {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}
    },
}


class Document(NinjaAPI):
    """The API, whose document also says how every endpoint says no."""

    @cache  # noqa: B019 - one API, as long as the process; its document takes seconds to write
    def _written(self) -> OpenAPISchema:
        schema = super().get_openapi_schema()
        schema["components"].setdefault("schemas", {})["ProblemOut"] = (
            ProblemOut.model_json_schema()
        )
        for path in schema["paths"].values():
            for operation in path.values():
                operation["responses"].setdefault("4XX", PROBLEM)
        return schema

    def get_openapi_schema(self, **_options: Any) -> OpenAPISchema:
        """The same whoever asks: no address of ours has parts that change it."""
        return self._written()


class WholeLetters(Parser):
    """JSON can say what no database holds, the letter zero and halves of letters: left out."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        cleaned: dict[str, Any] = _whole(super().parse_body(request))
        return cleaned


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "ignore").decode()
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {_whole(name): _whole(each) for name, each in value.items()}
    return value


api = Document(
    parser=WholeLetters(),
    title="Kundenkreis",
    version="1",
    description="Customers help one another: one case from article to doorstep.",
    docs_url="/docs",
    openapi_url="/openapi.json",
    urls_namespace="api",
    auth=caller,
)

for room in ROOMS:
    if not room.startswith("channels.api") and find_spec(f"kundenkreis.{room}.api"):
        api.add_router("", import_module(f"kundenkreis.{room}.api").router)


@api.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """An action said no."""
    return problem(refusal)


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The body or a parameter has not the shape of the document."""
    fields = {
        ".".join(str(part) for part in each["loc"][1:]) or "body": each["msg"]
        for each in error.errors
    }
    sentence = _("Some values are missing or have the wrong form: {fields}.").format(
        fields=", ".join(fields)
    )
    return problem(Invalid("bad_request", sentence, fields))


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework refuses, such as a body that is not JSON."""
    refusal = Invalid("bad_request", str(error))
    refusal.status = error.status_code
    return problem(refusal)
