"""The link in a mail with which the asker says, without signing in, that an answer helped.

It shows the answer; only its button says so, for programs that look at mails open every link.
"""

import re
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.utils.http import urlencode

from kundenkreis.people.models import Person

SOLUTION, VALID = "kundenkreis.solution", timedelta(days=60)
_PATH = re.compile(r"^/answers/([0-9a-f-]{36})/solution/$")


def solution_key(answer: UUID | str, person: Person) -> str:
    """What the link of this person for this answer carries; kept nowhere."""
    return signing.dumps([str(answer), str(person.pk)], salt=SOLUTION)


def holder(key: str, answer: UUID) -> str:
    """The id of the person whose link to this answer it is; empty: forged, too old, of another."""
    try:
        of, person = signing.loads(key, salt=SOLUTION, max_age=VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(person) if of == str(answer) else ""


def personal_path(person: Person, path: str) -> str:
    """The path to an answer's button as this person can use it from her mail."""
    if found := _PATH.match(path):
        return f"{path}?" + urlencode({"key": solution_key(found[1], person)})
    return path
