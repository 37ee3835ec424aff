"""The trusted person: invited, agreed to by both, ended by either, from that moment on."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core import text
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused, TooMany
from kundenkreis.people import queries
from kundenkreis.people.actions.accounts import address, welcome_guest
from kundenkreis.people.events import (
    TrustedPersonAgreed,
    TrustedPersonAnswered,
    TrustedPersonEnded,
    TrustedPersonInvited,
)
from kundenkreis.people.models import Person, TrustedPerson

# Enough for a family, too few to send strangers mail with.
MOST = 5
INVITED_A_DAY = 5
SCOPES = TrustedPerson.Scope
READ, BOOK, CONFIRM = SCOPES.READ, SCOPES.BOOK, SCOPES.CONFIRM


@transaction.atomic
def trust(
    customer: Person,
    *,
    name: str,
    email: str = "",
    phone: str = "",
    may_book: bool = False,
    may_confirm: bool = False,
    only_case: UUID | None = None,
    by: Person,
    at: datetime,
) -> TrustedPerson:
    """The customer asks somebody to act for her; an agent may write it down, then she must agree.

    `may_confirm`: agree to extras and sign off, which includes booking.

    Doors see to it that `only_case` is hers. :raises Invalid: `empty`, `bad_email`, `bad_phone`,
    `trusts_herself`. :raises Refused: `trusted_already`. :raises TooMany: five at once, or a day.
    :raises NotAllowed: anyone but the customer or staff.
    """
    if by != customer and not queries.is_staff(by, at=at):
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    name = text.required(name, field="name", most=80)
    email, phone = _reach(customer, email=email, phone=phone)
    Person.objects.select_for_update().get(pk=customer.pk)
    _not_too_many(customer, at=at)
    person = queries.person_with_address(email) if email else None
    if person is None:
        person = welcome_guest(language=customer.language, by=by, at=at)
        person.name, person.contact_email, person.phone = name, email, phone
        person.save(update_fields=["name", "contact_email", "phone"])
    standing = TrustedPerson.objects.all().standing().filter(customer=customer)
    if standing.filter(person=person, only_case=only_case).exists() or (
        email and standing.filter(email=email, only_case=only_case).exists()
    ):
        raise Refused("trusted_already", _("You have asked this person already."))
    row = TrustedPerson.objects.create(
        customer=customer, person=person, name=name, email=email, phone=phone,
        scopes=_scopes(book=may_book, confirm=may_confirm), only_case=only_case,
        invited_at=at, invited_by=by, agreed_at=at if by == customer else None,
    )  # fmt: skip
    announce(TrustedPersonInvited(trust=str(row.pk)), by=by, at=at)
    return row


def _scopes(*, book: bool, confirm: bool) -> list[str]:
    """Who may agree and sign off may book, too."""
    return [READ, *([BOOK] if book or confirm else []), *([CONFIRM] if confirm else [])]


def _reach(customer: Person, *, email: str, phone: str) -> tuple[str, str]:
    email = address(email) if email.strip() else ""
    phone = text.tidy(phone)[:30]
    if not email and sum(letter.isdigit() for letter in phone) < 6:
        sentence = _("Please give an e-mail address or a telephone number.")
        raise Invalid("empty", sentence, {"email": sentence})
    if email and email in (customer.email, customer.contact_email):
        sentence = _("This is your own address. Please give that of your trusted person.")
        raise Invalid("trusts_herself", sentence, {"email": sentence})
    return email, phone


def _not_too_many(customer: Person, *, at: datetime) -> None:
    rows = TrustedPerson.objects.all().filter(customer=customer)
    today = rows.filter(invited_at__gt=at - timedelta(days=1)).count()
    if rows.standing().count() >= MOST or today >= INVITED_A_DAY:
        raise TooMany(
            "too_many_trusted",
            _("Five trusted persons are enough. Please end one of them first."),
        )


@transaction.atomic
def agree_to_trust(row: TrustedPerson, *, by: Person, at: datetime) -> TrustedPerson:
    """The customer says yes to what an agent wrote down for her. Saying it twice is once.

    :raises NotAllowed: anyone else, staff too. :raises Refused: `trust_ended`.
    """
    row = _locked(row)
    if by.pk != row.customer_id:
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    if row.agreed_at is None:
        row.agreed_at = at
        row.save(update_fields=["agreed_at"])
        announce(TrustedPersonAgreed(trust=str(row.pk)), by=by, at=at)
    return row


@transaction.atomic
def answer_trust(
    row: TrustedPerson, *, accepts: bool, by: Person, at: datetime
) -> TrustedPerson:
    """Who was asked says yes, with his own account, or no. Nobody else can say yes for him.

    Doors see to it that he holds the link, or is who was asked.

    :raises NotAllowed: `other_address`, `trusts_herself`. :raises Refused: `trust_ended`,
        `trusted_already`.
    """
    row = _locked(row)
    if not accepts:
        return _end(row, by=by, at=at)
    if row.confirmed_at:
        return row
    if by.pk == row.customer_id:
        raise NotAllowed("trusts_herself", _("You cannot be your own trusted person."))
    if by.is_guest or (row.email and by.email != row.email):
        raise NotAllowed(
            "other_address",
            _("Please sign in with the e-mail address to which we wrote."),
        )
    same = TrustedPerson.objects.all().standing().exclude(pk=row.pk)
    if same.filter(customer=row.customer_id, person=by, only_case=row.only_case).exists():
        raise Refused("trusted_already", _("You act for this person already."))
    row.person, row.confirmed_at = by, at
    row.save(update_fields=["person", "confirmed_at"])
    announce(TrustedPersonAnswered(trust=str(row.pk)), by=by, at=at)
    return row


@transaction.atomic
def end_trust(row: TrustedPerson, *, by: Person, at: datetime) -> TrustedPerson:
    """Over, from this moment on: either of both may say so, or staff on their word. Twice is once.

    Whoever acts at the same moment has either acted before, or is refused: both lock this row.

    :raises NotAllowed: anyone else.
    """
    row = TrustedPerson.objects.select_for_update().get(pk=row.pk)
    if by.pk not in (row.customer_id, row.person_id) and not queries.is_staff(by, at=at):
        raise NotAllowed("not_yours", _("Only the two of you can end this."))
    return row if row.ended_at else _end(row, by=by, at=at)


def hold_trust(
    person: Person | None, customer: UUID, *, case: UUID, scope: str = BOOK
) -> bool:
    """Whether the person may act for this customer now; it stays so until this transaction ends."""
    if person is None or person.pk == customer:
        return False
    rows = TrustedPerson.objects.all().current().of(person).for_case(case)
    return bool(rows.who_may(scope).filter(customer=customer).select_for_update())


def _locked(row: TrustedPerson) -> TrustedPerson:
    row = TrustedPerson.objects.select_for_update().get(pk=row.pk)
    if row.ended_at:
        raise Refused("trust_ended", _("This has ended already."))
    return row


def _end(row: TrustedPerson, *, by: Person, at: datetime) -> TrustedPerson:
    row.ended_at, row.ended_by = at, by
    row.save(update_fields=["ended_at", "ended_by"])
    announce(TrustedPersonEnded(trust=str(row.pk)), by=by, at=at)
    return row
