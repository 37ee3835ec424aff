"""RFC 9457 problem documents: how the API says no."""

from http import HTTPStatus
from math import ceil

from django.http import JsonResponse  # noqa: TID251 - the API's one answer in case of trouble

from kundenkreis.core.refusal import Refused, TooMany


def problem(refused: Refused) -> JsonResponse:
    """The refusal as `application/problem+json`, with its stable `reason` and errors by field."""
    answer = JsonResponse(
        {
            "type": "about:blank",
            "title": HTTPStatus(refused.status).phrase,
            "status": refused.status,
            "detail": refused.sentence,
            "reason": refused.reason,
            "errors": [
                {"field": field, "detail": text} for field, text in refused.fields.items()
            ],
        },
        status=refused.status,
        content_type="application/problem+json",
    )
    if isinstance(refused, TooMany) and refused.wait:
        answer["Retry-After"] = str(ceil(refused.wait.total_seconds()))
    return answer
