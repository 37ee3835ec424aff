"""Sessions in the database, as Django's own; the one of a request is read without building the statement anew."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from kundenkreis.core import clock
from kundenkreis.core.statements import asked


class SessionStore(db.SessionStore):
    """Found by its key while it is valid."""

    def _get_session_from_db(self) -> Any:
        key = self.session_key or ""
        # A cookie can hold what no key is made of, the letter zero too.
        found = _session.first(key, clock.now()) if key.isalnum() else None
        if found is None:
            self._session_key = None
        return found


@asked
def _session(key: str, at: Any) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=at)
