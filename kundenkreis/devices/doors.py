"""Letting a device in by its signature; answering with a page that others may frame."""

from django.http import HttpResponse

from kundenkreis.devices import actions, queries
from kundenkreis.devices.models import Device
from kundenkreis.people.request import Request


def device_at_door(request: Request) -> Device:
    """The device that signed this request, once.

    :raises NotSigned: nobody we know. :raises Refused: `replayed`.
    """
    return actions.admit(
        device=request.headers.get("X-Device", ""),
        signature=request.headers.get("X-Device-Signature", ""),
        time=request.headers.get("X-Device-Time", ""),
        nonce=request.headers.get("X-Device-Nonce", ""),
        method=request.method or "",
        path=request.get_full_path(),
        body=request.body,
        by=None,
        at=request.at,
    )


def framed(answer: HttpResponse) -> HttpResponse:
    """The page may stand in the frames that the brand allows, and in no other."""
    allowed = queries.ancestors() or ["'none'"]
    answer._csp_replace = {"frame-ancestors": allowed}  # type: ignore[attr-defined]  # noqa: SLF001 - as csp_replace does
    return answer
