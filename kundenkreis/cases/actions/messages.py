"""What is said around a case, and who may say it."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from kundenkreis.cases import rules
from kundenkreis.cases.events import (
    MessageWritten,
)
from kundenkreis.cases.models import (
    Attempt,
    Case,
    Message,
    Participant,
)
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed
from kundenkreis.core.signs import signs
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff, trust_of

# Whose messages are not looked at for signs of a trick: the company's own.
TRUSTWORTHY = ("agent", "platform")


@one_transaction
def write(
    case: Case,
    *,
    text: str,
    by: Person | None,
    at: datetime,
    attempt: Attempt | None = None,
    internal: bool = False,
) -> Message:
    """One more message in the thread. `by=None`: the platform speaks.

    Signs of a trick are noted with it, for a sentence beside it; nothing is held back.

    :raises Invalid: no words, or too many. :raises NotAllowed: not one of the people around the case.
    """
    text = texts.required(text, field="text")
    role = _role_in(case, by, at=at)
    if internal and not rules.may_note_internally(staff=role == "agent"):
        raise NotAllowed("staff_only", _("Only our team writes notes here."))
    message = Message.objects.create(
        case=case,
        attempt=attempt,
        author=by,
        role=role,
        text=text,
        internal=internal,
        signs=_signs(case, text) if role not in TRUSTWORTHY else [],
        at=at,
    )
    announce(MessageWritten(case=str(case.pk), message=message.pk), by=by, at=at)
    return message


@one_transaction
def let_in(
    case: Case, person: Person, *, role: str, by: Person | None, at: datetime
) -> Participant:
    """A helper or expert may read and write on the case from now on."""
    row = Participant(case=case, person=person, role=role, since=at)
    Participant.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["case", "person", "role"], update_fields=["since", "until"]
    )  # fmt: skip
    return row


def let_out(
    case: Case, person: Person, *, role: str, by: Person | None, at: datetime
) -> None:
    """From now on the person no longer sees the case."""
    Participant.objects.filter(
        case=case, person=person, role=role, until__isnull=True
    ).update(until=at)


def _signs(case: Case, text: str) -> list[str]:
    brand = case.brand
    return signs(text, keep=[brand.phone, brand.mail, *brand.hosts])


def _role_in(case: Case, person: Person | None, *, at: datetime) -> str:
    if person is None:
        return "platform"
    if case.customer_id == person.pk:
        return "customer"
    taking_part = (
        Participant.objects.current(at).filter(Q(case=case) & Q(person=person)).first()
    )
    if taking_part:
        return taking_part.role
    if is_staff(person, at=at):
        return "agent"
    if trust_of(person, case.customer_id, case=case.pk):
        return "trusted"
    raise NotAllowed("not_yours", _("You do not take part in this case."))
