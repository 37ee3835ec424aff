"""People, their roles and consents, and the ways they prove who they are."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope


class PersonQuerySet(models.QuerySet["Person"]):
    def with_account(self) -> "PersonQuerySet":
        return self.filter(email__isnull=False, erased_at__isnull=True)

    def holding(self, role: str, at: datetime) -> "PersonQuerySet":
        """Everyone with this role in the brand we are inside."""
        held = Role.objects.current(at).filter(kind=role).values("person")
        return self.filter(pk__in=held)


class People(models.Manager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Django's sign-in asks it for a person by address; there are no passwords."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        person: Person = self.get(email=(username or "").lower())
        return person


class Person(AbstractBaseUser):
    """Anyone: customer, member, expert, helper, agent, moderator, manager. Roles say which."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Proven by a code, in small letters; a guest has none. Never filled from a contact form.
    email: "models.EmailField[str | None, str | None]" = models.EmailField(  # noqa: DJ001 - NULL may repeat
        null=True, unique=True
    )
    # Where to write about a case; typed by the person, proves nothing.
    contact_email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    name = models.CharField(max_length=80, blank=True)
    # Shown to other members instead of the name.
    nickname = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, default="de")
    about = models.TextField(blank=True)
    # A drawn portrait from our own set, by name; photos come with verification.
    portrait = models.CharField(max_length=20, blank=True)
    joined_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    # Set for whoever asks, as the request found it: brand, moment, kinds of role held.
    known_roles: "tuple[int, datetime, frozenset[str]] | None" = None
    # The same of what she may do by what came of what she did (room reputation).
    known_abilities: "tuple[int, datetime, frozenset[str]] | None" = None

    objects = People()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="address_in_small_letters"
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(email__isnull=True),
                name="erased_has_no_address",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def is_guest(self) -> bool:
        return self.email is None

    @property
    def shown_name(self) -> str:
        """What others read: nickname, else the first name, else a polite placeholder."""
        return self.nickname or self.name.split(" ")[0] or str(_("Guest"))

    @property
    def reachable_at(self) -> str:
        """The address notices go to; empty when there is none."""
        return self.email or self.contact_email


class RoleQuerySet(models.QuerySet["Role"]):
    def current(self, at: datetime) -> "RoleQuerySet":
        return self.filter(Q(until__isnull=True) | Q(until__gt=at), since__lte=at)


class Role(models.Model):
    """What a person is at this brand, since when, until when, by whose word."""

    class Kind(models.TextChoices):
        MEMBER = "member", _("member")
        EXPERT = "expert", _("expert")
        HELPER = "helper", _("helper")
        DISPATCHER = "dispatcher", _("dispatcher")
        AGENT = "agent", _("agent")
        MODERATOR = "moderator", _("moderator")
        # A member chosen by members: decides about reported texts, is not of the staff.
        ELECTED = "elected", _("elected moderator")
        MANAGER = "manager", _("manager")

    STAFF = (Kind.AGENT, Kind.MODERATOR, Kind.MANAGER)

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    granted_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    objects = scope.BrandManager.from_queryset(RoleQuerySet)()
    across_brands = models.Manager["Role"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "person", "kind"],
                condition=Q(until__isnull=True),
                name="role_held_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="role_period",
            ),
        ]


class Consent(models.Model):
    """A yes to something, by version, with its date; and its withdrawal."""

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    # What was agreed to, such as "publish_question" or "terms", and the version of the words shown.
    kind = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    subject = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["Consent"]()
    across_brands = models.Manager["Consent"]()

    class Meta:
        base_manager_name = "objects"


class TrustedPersonQuerySet(models.QuerySet["TrustedPerson"]):
    def current(self) -> "TrustedPersonQuerySet":
        """Both have said yes and nobody has said no."""
        return self.filter(
            agreed_at__isnull=False, confirmed_at__isnull=False, ended_at__isnull=True
        )

    def standing(self) -> "TrustedPersonQuerySet":
        """Asked, half agreed or current: what has not ended."""
        return self.filter(ended_at__isnull=True)

    def of(self, person: Person) -> "TrustedPersonQuerySet":
        """Where this person acts for somebody."""
        return self.filter(person=person)

    def for_case(self, case: UUID) -> "TrustedPersonQuerySet":
        """Whose word counts for this case: those for all cases, and those for just this one."""
        return self.filter(Q(only_case__isnull=True) | Q(only_case=case))

    def who_may(self, scope: str) -> "TrustedPersonQuerySet":
        return self.filter(scopes__contains=[scope])


class TrustedPerson(models.Model):
    """Somebody whom a customer lets act for her at this brand, within a scope, until one of both ends it.

    She says yes by inviting (or afterwards, when an agent invited for her); he says yes by the
    link he was sent. Read anew before every act, so that an end counts at once.
    """

    class Scope(models.TextChoices):
        READ = "read_and_copies", _("read, and get copies of messages")
        BOOK = "book_and_cancel", _("book, move and cancel visits")
        CONFIRM = "agree_and_sign_off", _("agree to extras and sign off")

    # The link in the invitation opens it for so long.
    VALID = timedelta(days=30)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    customer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # Who was written to; once he has said yes, the account that did.
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # As the customer calls him, and where he was asked.
    name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope.choices))
    # The id of one case; None: all cases at this brand. Cases live above this room.
    only_case = models.UUIDField(null=True)
    invited_at = models.DateTimeField()
    # Differs from the customer when an agent wrote it down for a caller.
    invited_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # Her yes, his yes, and the end by either.
    agreed_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    objects = scope.BrandManager.from_queryset(TrustedPersonQuerySet)()
    across_brands = models.Manager["TrustedPerson"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=~Q(customer=F("person")), name="nobody_trusts_herself"
            ),
            models.CheckConstraint(
                condition=Q(scopes__contains=["read_and_copies"])
                & Q(
                    scopes__contained_by=[
                        "read_and_copies",
                        "book_and_cancel",
                        "agree_and_sign_off",
                    ]
                )
                # What spends her money needs the right to book first.
                & (
                    ~Q(scopes__contains=["agree_and_sign_off"])
                    | Q(scopes__contains=["book_and_cancel"])
                ),
                name="trusted_scopes",
            ),
            models.UniqueConstraint(
                fields=["brand", "customer", "person", "only_case"],
                condition=Q(ended_at__isnull=True),
                name="trusted_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                condition=Q(ended_at__isnull=True),
                name="trusted_by_person",
            ),
            models.Index(
                fields=["customer"],
                condition=Q(ended_at__isnull=True),
                name="trusted_by_customer",
            ),
        ]

    @property
    def is_current(self) -> bool:
        return bool(self.agreed_at and self.confirmed_at and not self.ended_at)

    @property
    def may_book(self) -> bool:
        return self.Scope.BOOK in self.scopes

    @property
    def may_confirm(self) -> bool:
        return self.Scope.CONFIRM in self.scopes


class SignInCode(models.Model):
    """Someone wants to sign in. The five digits are never stored: see `people.codes`."""

    VALID = timedelta(minutes=15)
    TRIES = 5

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    email = models.EmailField()
    language = models.CharField(max_length=2, default="de")
    # Where to go after signing in: a path on our own site.
    then = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["SignInCode"]()
    across_brands = models.Manager["SignInCode"]()

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(Lower("email"), "asked_at", name="sign_in_by_address")]
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=5), name="sign_in_tries")
        ]


class BearerToken(models.Model):
    """A key for the API, stored as its SHA-256."""

    VALID = timedelta(days=90)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class Submission(models.Model):
    """A form or API call that must count once: its answer is kept and given again.

    Written in the same transaction as what it does, so a retry after any cut finds either
    nothing (and does it) or the first answer. Kept as long as the object it made (promise P1).
    """

    actor = models.CharField(max_length=80)
    # The key's SHA-256: the key itself opens the kept answer, which may hold secrets.
    key = models.CharField(max_length=64)
    body = models.CharField(max_length=64)
    at = models.DateTimeField()
    answer = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "key"], name="submitted_once")
        ]
