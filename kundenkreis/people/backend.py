"""Whose session this is. People prove themselves by a code; there is nothing to check here."""

from django.contrib.auth.backends import BaseBackend
from django.db.models import QuerySet

from kundenkreis.core.statements import asked
from kundenkreis.people.models import Person


class ByCode(BaseBackend):
    """Signed in by an e-mailed code; the erased are nobody."""

    def get_user(self, user_id: str) -> Person | None:
        return _with_account.first(user_id)


@asked
def _with_account(pk: str) -> QuerySet[Person]:
    rows: QuerySet[Person] = Person.objects.with_account().filter(pk=pk)
    return rows
