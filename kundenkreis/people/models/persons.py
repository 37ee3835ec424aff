"""A person, her roles in brands, and what she agreed to."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
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
