"""A POST with a key counts once: a retry with the same body gets the first answer again.

Forms carry the key in the field `once`, API clients in `Idempotency-Key`. The key, what the
request does and the answer are one transaction; the second of two simultaneous clicks waits for
the first (unique index) and then repeats its answer. Same key, other body: 422 (promise P1).
"""

import hashlib
import json
import re
from base64 import b64decode, b64encode, urlsafe_b64encode
from collections.abc import Callable
from http.cookies import SimpleCookie

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _

from kundenkreis import ui
from kundenkreis.core.problem import problem
from kundenkreis.core.refusal import Invalid
from kundenkreis.people.models import Submission
from kundenkreis.people.pocket import is_late
from kundenkreis.people.request import Request

# Signing in counts wrong tries even when it refuses, so nothing of it may be rolled back or kept. A file of
# 100 MB is never one string in memory: the same file sent twice is one by itself.
NEVER = ("/sign-in/", "/api/v1/sessions", "/api/v1/sign-in-codes", "/api/v1/media")
# Of a secret vote nothing may be kept beside a person, a fingerprint neither; the vote itself counts once.
SECRET = re.compile(r"/(?:charter|elections)/.+/(?:votes|ballots)/?$")
# Wrong words and codes at the door count although they are refused: their refusal is committed.
COUNTING = ("/start", "/sign-off-code")
# Read by Django as fields; of what came in parts nothing else can be read afterwards.
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
# What a kept answer carries along beside its body.
KEPT_HEADERS = ("Content-Type", "Location", "HX-Redirect", "HX-Location")


def once(
    get_response: Callable[[Request], HttpResponse],
) -> Callable[[Request], HttpResponse]:
    """Middleware; stands innermost, so that the answer it keeps is the view's own."""

    def middleware(request: Request) -> HttpResponse:
        key = _key(request)
        if not key:
            return get_response(request)
        with transaction.atomic():
            row, fresh = Submission.objects.get_or_create(
                actor=_actor(request),
                key=_sha(key),
                defaults={"body": _body(request), "at": request.at},
            )
            if not fresh:
                return _again(row, request, key)
            response = get_response(request)
            _settle(row, request, response, key)
        return response

    return middleware


def _settle(row: Submission, request: Request, response: HttpResponse, key: str) -> None:
    """What becomes of key and effect, inside their transaction."""
    counts = request.path.rstrip("/").endswith(COUNTING) and response.status_code == 422
    if response.streaming or (response.status_code >= 400 and not counts):
        transaction.set_rollback(True)
    elif key.startswith("page:") and response.status_code == 200:
        # The form is shown again: mended on the page before, it may come with this key.
        row.delete()
    else:
        # Also a wrong word's refusal: sent again because no answer came, it does not count again.
        _keep(row, response, key)


def _sha(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()


def _key(request: Request) -> str:
    if SECRET.search(request.path):
        return ""
    if request.method in ("GET", "HEAD", "OPTIONS") or request.path.startswith(NEVER):
        return ""
    if getattr(request, "brand", None) is None:  # what machines ask
        return ""
    if key := request.headers.get("Idempotency-Key", ""):
        return f"api:{key}"
    if request.content_type != "application/json" and (key := request.POST.get("once", "")):
        return f"page:{key}"
    return ""


def _actor(request: Request) -> str:
    """Brand and person; without a person the case key, the session or the address."""
    if request.person:
        return f"{request.brand.pk}:{request.person.pk}"
    secret = (
        request.headers.get("X-Case-Key")
        or request.session.session_key
        or request.META.get("REMOTE_ADDR", "")
    )
    return f"{request.brand.pk}:~{_sha(secret)[:40]}"


def _body(request: Request) -> str:
    """Path, method and content, without the CSRF token, which changes with each page."""
    if request.content_type not in FORMS:
        content = request.body
    else:
        fields = sorted(
            (k, v) for k, v in request.POST.lists() if k != "csrfmiddlewaretoken"
        )
        content = repr(fields).encode()
    start = f"{request.method} {request.get_full_path()}\n".encode()
    return hashlib.sha256(start + content).hexdigest()


def _lock(key: str) -> Fernet:
    """Kept answers may hold a case key: only who has the idempotency key again can open them."""
    return Fernet(
        urlsafe_b64encode(hashlib.sha256(f"{settings.SECRET_KEY}:{key}".encode()).digest())
    )


def _keep(row: Submission, response: HttpResponse, key: str) -> None:
    kept = {
        "status": response.status_code,
        "headers": {name: response[name] for name in KEPT_HEADERS if name in response},
        "cookies": response.cookies.output(header="", sep="\n"),
        "body": b64encode(response.content).decode(),
        "frames": getattr(response, "_csp_replace", None),
    }
    row.answer = _lock(key).encrypt(json.dumps(kept).encode())
    row.save(update_fields=["answer"])


def _again(row: Submission, request: Request, key: str) -> HttpResponse:
    if row.body != _body(request):
        sentence = _("This key came before with other content. Use a new key.")
        refused = Invalid("idempotency_mismatch", sentence)
        if key.startswith("api:") or is_late(request):
            return problem(refused)
        return ui.render(request, "ui/refused.html", {"refused": refused}, status=422)
    kept = json.loads(_lock(key).decrypt(bytes(row.answer or b"")))
    response = HttpResponse(
        b64decode(kept["body"]), status=kept["status"], headers=kept["headers"]
    )
    for line in kept["cookies"].splitlines():
        response.cookies.update(SimpleCookie(line.strip()))
    # The frames in which a brand lets this page stand; its middleware reads them.
    if kept.get("frames"):
        response._csp_replace = kept["frames"]  # type: ignore[attr-defined]  # noqa: SLF001
    return response
