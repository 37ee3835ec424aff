"""A case begins: its words, its key, what more is said about it."""

from datetime import datetime

from kundenkreis.brands.models import Topic
from kundenkreis.cases import keys, queries
from kundenkreis.cases.actions.locks import locked
from kundenkreis.cases.events import (
    CaseOpened,
    ContactLeft,
)
from kundenkreis.cases.models import (
    Case,
    CaseKey,
)
from kundenkreis.core import ids
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.language import LANGUAGES, guess
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person


@one_transaction
def open_case(
    *,
    customer: Person,
    text: str,
    by: Person,
    at: datetime,
    language: str = "",
    topic: Topic | None = None,
    product: str = "",
    postal_code: str = "",
    channel: str = Case.Channel.WEB,
) -> Case:
    """Someone asks for help, in her own words; language and topic are guessed where not said.

    :raises Invalid: the text is empty, binary, or longer than 10,000 characters.
    """
    text = texts.required(text, field="text")
    case = Case.objects.create(
        customer=customer,
        title=texts.headline(text),
        text=text,
        language=language
        if language in LANGUAGES
        else guess(text, otherwise=customer.language),
        topic=topic or queries.topic_of(text, list(Topic.objects.all())),
        product=texts.tidy(product)[:80],
        postal_code=texts.tidy(postal_code)[:10],
        channel=channel,
        opened_at=at,
        opened_by=by,
    )
    announce(CaseOpened(case=str(case.pk)), by=by, at=at)
    return case


def make_key(case: Case, *, by: Person, at: datetime) -> str:
    """A key for the case: 90 days, or until revoked."""
    row = CaseKey(case=case, made_at=at, expires_at=at + CaseKey.VALID)
    key = keys.key_of(row.nonce)
    row.fingerprint = ids.fingerprint(key)
    row.save()
    return key


@one_transaction
def describe(
    case: Case,
    *,
    by: Person,
    at: datetime,
    topic: Topic | None = None,
    product: str = "",
    postal_code: str = "",
) -> Case:
    """Say more about the case: topic, product, place. Empty values change nothing."""
    case = locked(case, by=by, at=at)
    case.topic = topic or case.topic
    case.product = texts.tidy(product)[:80] or case.product
    case.postal_code = texts.tidy(postal_code)[:10] or case.postal_code
    case.save(update_fields=["topic", "product", "postal_code"])
    return case


@one_transaction
def leave_contact(
    case: Case,
    *,
    name: str = "",
    email: str = "",
    phone: str = "",
    by: Person,
    at: datetime,
) -> Case:
    """How the customer of this case can be reached; empty values change nothing.

    :raises Invalid: `bad_email`.
    """
    case = locked(case, by=by, at=at)
    people.leave_contact(case.customer, name=name, email=email, phone=phone, by=by, at=at)
    announce(ContactLeft(case=str(case.pk)), by=by, at=at)
    return case
