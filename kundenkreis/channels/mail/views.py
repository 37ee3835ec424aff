"""The door of a mail gateway."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kundenkreis.channels.mail import actions
from kundenkreis.core.problem import problem
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people.doors import public
from kundenkreis.people.request import Request


@csrf_exempt
@public
@require_POST
def incoming(request: Request) -> HttpResponse:
    """One mail as it came (RFC 5322), from who knows the secret. Refused mails get the sentence for a bounce."""
    said = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not settings.MAIL_IN_SECRET or not constant_time_compare(
        said, settings.MAIL_IN_SECRET
    ):
        raise NotFound("not_found", "")
    try:
        path = actions.take_mail(request.body, by=None, at=request.at)
    except Refused as refused:
        return problem(refused)
    return JsonResponse({"path": path}, status=201)
