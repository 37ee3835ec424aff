"""The key of a case: 256 bits that open one case without an account (decision 10).

A key is derived from its row with the installation's secret, so a mail written later can carry
the same link again, while the database alone opens nothing. Looked up by its SHA-256.
"""

import re
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode

from kundenkreis.cases.models import Case, CaseKey
from kundenkreis.people.models import Person


def key_of(nonce: str) -> str:
    """The key that belongs to a row's nonce: 64 hexadecimal digits."""
    return salted_hmac("kundenkreis.case-key", nonce, algorithm="sha256").hexdigest()


# What opens the private question of one case, and nothing else; for so long.
QUESTION, QUESTION_VALID = "kundenkreis.private-question", timedelta(days=60)
_FEEDBACK = re.compile(r"^/cases/([0-9a-f-]{36})/feedback/$")


def question_path(case: str) -> str:
    """The link of the private question: one tap, no account."""
    key = signing.dumps(case, salt=QUESTION)
    return f"/cases/{case}/private-question/?" + urlencode({"key": key})


def opens_question(key: str, case: UUID) -> bool:
    """Whether the link is for this case, and not too old."""
    try:
        held = signing.loads(key, salt=QUESTION, max_age=QUESTION_VALID)
    except signing.BadSignature:
        return False
    return bool(held == str(case))


def personal_path(person: Person, path: str) -> str:
    """The path as this person can open it: guests get the link that carries their key.

    The private question has a link of its own, for everyone.
    """
    if asked := _FEEDBACK.match(path):
        return question_path(asked[1])
    if not person.is_guest:
        return path
    case = Case.objects.of(person).first()
    row = (
        case
        and CaseKey.objects.filter(case=case, revoked_at__isnull=True)
        .order_by("-made_at")
        .first()
    )
    return f"/k/{key_of(row.nonce)}/?" + urlencode({"then": path}) if row else path
