"""Somebody a customer trusts to book, read and cancel for her."""

import uuid
from datetime import timedelta
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.people.models.persons import Person


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
