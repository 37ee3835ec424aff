"""The key of a case: 256 bits that open one case without an account (decision 10).

A key is derived from its row with the installation's secret, so a mail written later can carry
the same link again, while the database alone opens nothing. Looked up by its SHA-256.
"""

from django.utils.crypto import salted_hmac
from django.utils.http import urlencode

from kundenkreis.cases.models import Case, CaseKey
from kundenkreis.people.models import Person


def key_of(nonce: str) -> str:
    """The key that belongs to a row's nonce: 64 hexadecimal digits."""
    return salted_hmac("kundenkreis.case-key", nonce, algorithm="sha256").hexdigest()


def personal_path(person: Person, path: str) -> str:
    """The path as this person can open it: guests get the link that carries their key."""
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
