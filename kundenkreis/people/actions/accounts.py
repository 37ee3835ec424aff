"""Signing in, joining, roles, consent, being forgotten."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from kundenkreis.core import ids, text
from kundenkreis.core.events import announce
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.refusal import Invalid, NotAllowed, TooMany
from kundenkreis.core.statements import update
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people import codes, queries, socket
from kundenkreis.people.events import PersonErased, PersonJoined, RoleGranted, SignInAsked
from kundenkreis.people.models import BearerToken, Consent, Person, Role, SignInCode

# RFC 5321; also what the columns hold.
LONGEST_ADDRESS = 254
# Chances a day to guess a code of one address, on all its codes together. The links still open.
CHANCES_A_DAY = 30
# Codes one address may ask for in a quarter of an hour: enough for a person, useless for a flood.
CODES_A_QUARTER = 5


def address(raw: str, *, field: str = "email") -> str:
    """A mail address in small letters, without blanks around it.

    :raises Invalid: `bad_email`.
    """
    email = raw.strip().lower()
    try:
        validate_email(email)
        MaxLengthValidator(LONGEST_ADDRESS)(email)
    except ValidationError:
        sentence = _("This e-mail address is not complete. Example: name@example.org")
        raise Invalid("bad_email", sentence, {field: sentence}) from None
    return email


@one_transaction
def ask_for_code(
    *, email: str, language: str, then: str = "", by: Person | None, at: datetime
) -> SignInCode:
    """Someone wants to sign in: a code goes to the address, whether or not it has an account.

    :raises Invalid: the address is not one. :raises TooMany: five in 15 minutes.
    """
    email = address(email)
    recent = SignInCode.objects.filter(
        email__iexact=email, asked_at__gt=at - SignInCode.VALID
    )
    if recent.count() >= CODES_A_QUARTER:
        raise TooMany(
            "too_many_codes",
            _(
                "We sent you several codes already. Please use one of them, or wait 15 minutes."
            ),
        )
    then = then if then.startswith("/") and not then.startswith("//") else ""
    code = SignInCode.objects.create(
        email=email, language=language, then=then[:300], asked_at=at
    )
    announce(SignInAsked(code=str(code.pk)), by=by, at=at)
    return code


def sign_in_with_code(
    *, email: str, code: str, by: Person | None, at: datetime
) -> tuple[Person, SignInCode]:
    """The typed digits open the account of the address; a first time makes it.

    Older codes stay valid: people type the one from the first mail. Wrong tries count for all.

    :raises Invalid: `wrong_code`, also when expired or tried too often.
    """
    with transaction.atomic():
        fresh = SignInCode.objects.select_for_update().filter(
            email__iexact=email.strip(),
            asked_at__gt=at - SignInCode.VALID,
            used_at__isnull=True,
            tries__lt=SignInCode.TRIES,
        )
        guessed = SignInCode.across_brands.filter(
            email__iexact=email.strip(), asked_at__gt=at - timedelta(days=1)
        ).aggregate(chances=Sum("tries", default=0))["chances"]
        for row in fresh.order_by("-asked_at") if guessed < CHANCES_A_DAY else ():
            if codes.fits(row, code):
                return _enter(row, at=at), row
        # Counted even though we refuse: the refusal is raised after this transaction.
        SignInCode.objects.filter(pk__in=[row.pk for row in fresh]).update(
            tries=F("tries") + 1
        )
    sentence = _(
        "This code is not right or no longer valid. Please check the mail, or ask for a new code."
    )
    raise Invalid("wrong_code", sentence, {"code": sentence})


@one_transaction
def sign_in_with_link(
    *, token: str, by: Person | None, at: datetime
) -> tuple[Person, SignInCode]:
    """The link of the mail, once, within 15 minutes.

    :raises Invalid: `wrong_code`.
    """
    pk = codes.id_in_link(token)
    row = (
        pk
        and SignInCode.objects.select_for_update()
        .filter(pk=pk, asked_at__gt=at - SignInCode.VALID, used_at__isnull=True)
        .first()
    )
    if not row:
        raise Invalid(
            "wrong_code",
            _(
                "This link was used already or is older than 15 minutes. Please ask for a new code."
            ),
        )
    return _enter(row, at=at), row


def _enter(row: SignInCode, *, at: datetime) -> Person:
    row.used_at = at
    row.save(update_fields=["used_at"])
    return join(email=row.email, language=row.language, by=None, at=at)


@one_transaction
def join(
    *, email: str, language: str = "de", name: str = "", by: Person | None, at: datetime
) -> Person:
    """The account of a proven address; made when there is none yet."""
    if known := queries.person_with_address(email):
        return known
    person: Person = Person.objects.create(
        email=email.strip(), language=language, name=name, joined_at=at
    )
    announce(PersonJoined(person=str(person.pk)), by=person, at=at)
    return person


def welcome_guest(*, language: str, by: Person | None, at: datetime) -> Person:
    """Someone who asks without an account."""
    spoken = language if language in LANGUAGES else "de"
    guest: Person = Person.objects.create(language=spoken, joined_at=at)
    return guest


@one_transaction
def leave_contact(
    person: Person,
    *,
    name: str = "",
    email: str = "",
    phone: str = "",
    by: Person | None,
    at: datetime,
) -> Person:
    """How to reach a person; empty values change nothing. Proves nothing and opens no account."""
    before = (person.name, person.phone, person.contact_email)
    person.name = text.tidy(name)[:80] or person.name
    person.phone = text.tidy(phone)[:30] or person.phone
    if email.strip():
        person.contact_email = address(email)
    if (person.name, person.phone, person.contact_email) != before:
        update(person, "name", "phone", "contact_email")
    return person


def introduce(
    person: Person, *, name: str, nickname: str, phone: str, by: Person, at: datetime
) -> Person:
    """What a person tells about herself; empty means: nothing."""
    person.name = text.tidy(name)[:80]
    person.nickname = text.tidy(nickname)[:40]
    person.phone = text.tidy(phone)[:30]
    person.save(update_fields=["name", "nickname", "phone"])
    return person


def export(person: Person, *, by: Person, at: datetime) -> dict[str, Any]:
    """Everything stored about the person at this brand, room by room, as plain JSON values.

    :raises NotAllowed: only the person herself asks for it.
    """
    if by != person:
        raise NotAllowed("not_yours", _("Only you can see your data."))
    everything: dict[str, Any] = {"exported_at": at}
    for plug in socket.PLUGS:
        everything.update(plug.export(person))
    plain: dict[str, Any] = json.loads(json.dumps(everything, cls=DjangoJSONEncoder))
    return plain


@one_transaction
def issue_token(person: Person, *, by: Person, at: datetime) -> str:
    """A key for the API, told once, valid for 90 days."""
    token = ids.secret()
    BearerToken.objects.create(
        person=person,
        fingerprint=ids.fingerprint(token),
        made_at=at,
        expires_at=at + BearerToken.VALID,
    )
    return token


def revoke_token(token: str, *, by: Person, at: datetime) -> None:
    """This key opens nothing any more."""
    BearerToken.objects.filter(fingerprint=ids.fingerprint(token), person=by).update(
        revoked_at=at
    )


@one_transaction
def grant(person: Person, kind: str, *, by: Person | None, at: datetime) -> Role:
    """The person holds this role from now on; granting twice changes nothing.

    :raises NotAllowed: only managers grant (or the operator: by=None).
    """
    if by and not queries.holds(by, Role.Kind.MANAGER, at=at):
        raise NotAllowed("not_manager", _("Only managers give roles."))
    role, fresh = Role.objects.get_or_create(
        person=person, kind=kind, until=None, defaults={"since": at, "granted_by": by}
    )
    if fresh:
        announce(RoleGranted(person=str(person.pk), kind=kind), by=by, at=at)
    return role


def agree(
    person: Person, kind: str, *, version: str, subject: str = "", by: Person, at: datetime
) -> Consent:
    """The person says yes to something, in the version of the words shown."""
    return Consent.objects.create(
        person=person, kind=kind, version=version, subject=subject, at=at
    )


@one_transaction
def erase(person: Person, *, by: Person, at: datetime) -> None:
    """Forget the person in every room; what a law keeps stays without a name where possible.

    :raises NotAllowed: only the person asks for it.
    """
    if by != person:
        raise NotAllowed("not_yours", _("Only you can have your data erased."))
    announce(PersonErased(person=str(person.pk)), by=person, at=at)
    for plug in reversed(socket.PLUGS):
        plug.forget(person, at=at)
    Role.across_brands.filter(person=person, until__isnull=True, since__lt=at).update(
        until=at
    )


def tidy_up(*, by: None = None, at: datetime) -> int:
    """Sign-in requests older than a day are of no use to anyone."""
    return SignInCode.across_brands.filter(asked_at__lt=at - timedelta(days=1)).delete()[0]
