"""Fetching a case for whoever stands at the door: by account, or by the key in a link or cookie.

A key may read, write, book and pay for its case; it never signs anybody in (decision 10). Each
case opened without an account has a guest of its own, so one key never opens another case.
"""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kundenkreis.cases import queries, rules
from kundenkreis.cases.models import Case, CaseKey
from kundenkreis.core.refusal import NotAllowed, NotFound
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff, may_book_for
from kundenkreis.people.request import Request

COOKIE = "case_keys"
# A browser remembers the keys of its last cases; older ones are in the mails.
KEPT_KEYS = 8


def keys_of(request: Request) -> list[str]:
    """Case keys the request carries: header (API) first, then the cookie."""
    header = request.headers.get("X-Case-Key", "")
    keys = [key for key in [header, *request.COOKIES.get(COOKIE, "").split(".")] if key]
    # Each costs a query, and a cookie holds thousands of dots.
    return keys[: KEPT_KEYS + 1]


def case_at_door(request: Request, pk: UUID) -> tuple[Case, Person]:
    """The case and the person one is to it.

    :raises NotFound: neither the account nor a key opens it.
    """
    if request.person:
        try:
            return queries.case_for(request.person, pk, at=request.at), request.person
        except NotFound:
            if not keys_of(request):
                raise
    for key in keys_of(request):
        case = queries.case_with_key(key, at=request.at)
        if case and str(case.pk) == str(pk):
            request.person = case.customer
            return case, case.customer
    raise NotFound("not_found", "")


def customers_case_at_door(
    request: Request, pk: UUID, *, booking: bool = False
) -> tuple[Case, Person]:
    """The case for who decides about it: its customer, or staff on her word.

    Helpers and experts who take part read and write; they neither order nor see how to reach her.
    With `booking`, also a trusted person who may book for her.

    :raises NotFound: as `case_at_door`. :raises NotAllowed: who only takes part.
    """
    case, person = case_at_door(request, pk)
    trusted = booking and may_book_for(person, case.customer_id, case=case.pk)
    own = person.pk == case.customer_id
    if not (own or trusted) and not rules.may_decide(
        person, case, staff=is_staff(person, at=request.at)
    ):
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    return case, person


def guests_of(request: Request) -> list[Person]:
    """The signed-in person and the guests of the keys at hand: all one may act as here."""
    cases = (queries.case_with_key(key, at=request.at) for key in keys_of(request))
    guests = [case.customer for case in cases if case]
    return [request.person, *guests] if request.person else guests


def remember_key(request: Request, response: HttpResponse, key: str) -> None:
    """Keep the key in the browser, so that its link is needed only once."""
    keys = [key, *(old for old in keys_of(request) if old != key)][:KEPT_KEYS]
    response.set_cookie(
        COOKIE,
        ".".join(keys),
        max_age=CaseKey.VALID,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
