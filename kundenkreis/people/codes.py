"""The five digits of a sign-in mail, and the link beside them.

Neither is stored. Both are derived from the request's random id with the installation's secret
(HMAC-SHA-256), so a copy of the database opens nothing, and the mail can be written again after
a crash. Five digits, 15 minutes, five tries in all: 1 in 20,000 for a guesser, who is slowed
down further by the limit of requests an address (decision 3).
"""

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from kundenkreis.people.models import SignInCode


def digits(code: SignInCode) -> str:
    """The five digits, such as `04711`."""
    number = int(
        salted_hmac("kundenkreis.sign-in", str(code.pk), algorithm="sha256").hexdigest(), 16
    )
    return f"{number % 100_000:05d}"


def link_token(code: SignInCode) -> str:
    """What the link in the mail carries."""
    return signing.dumps(str(code.pk), salt="kundenkreis.sign-in-link")


def id_in_link(token: str) -> str | None:
    """The id of the sign-in request a link was made for, or None."""
    try:
        return str(
            signing.loads(token, salt="kundenkreis.sign-in-link", max_age=SignInCode.VALID)
        )
    except signing.BadSignature:
        return None


def fits(code: SignInCode, typed: str) -> bool:
    """Spaces and dashes are allowed; comparison takes the same time for right and wrong."""
    return constant_time_compare("".join(filter(str.isdigit, typed)), digits(code))
