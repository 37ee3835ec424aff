"""Bank accounts of people, batches, payouts and their lines. The rest of the law: `payouts.sql`."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import ids, scope
from kundenkreis.core.money import Money
from kundenkreis.ledger.models import Entry
from kundenkreis.payouts import iban
from kundenkreis.people.models import Person


class PayoutRules(models.Model):
    """How a brand pays out. Without a row the defaults below hold."""

    brand = scope.BrandKey()
    # Less than this waits for more, in minor units.
    minimum = models.BigIntegerField(default=1000)
    # Who moves the money: `company` means a payment file for the bank, `stripe` goes to accounts there.
    provider = models.CharField(max_length=20, default="company")
    # The brand's own account, for the file.
    holder = models.CharField(max_length=70, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    bic = models.CharField(max_length=11, blank=True)
    objects = scope.BrandManager["PayoutRules"]()
    across_brands = models.Manager["PayoutRules"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand"], name="payout_rules_once"),
            models.CheckConstraint(condition=Q(minimum__gte=1), name="payout_rules"),
        ]


class PayoutAccount(models.Model):
    """Where a person's money goes. A new row replaces the one before, after a time of caution."""

    # A thief who changes it is found out before money leaves (reliability.md T2).
    CAUTION = timedelta(hours=72)

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=70)
    iban = models.CharField(max_length=34)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    usable_from = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["PayoutAccount"]()
    across_brands = models.Manager["PayoutAccount"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "person"],
                condition=Q(replaced_at=None),
                name="one_payout_account",
            ),
            # What payouts point at, so that none leaves before its time.
            models.UniqueConstraint(
                fields=["id", "brand", "person", "usable_from"], name="payout_account_of"
            ),
        ]

    @property
    def masked(self) -> str:
        """`CH93 •••• 2957`: enough to know it, too little to use it."""
        return iban.masked(self.iban)

    def is_usable(self, at: datetime) -> bool:
        return self.replaced_at is None and at >= self.usable_from


class PayoutBatch(models.Model):
    """Payouts made together by one member of staff and released by another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    reference = models.CharField(max_length=9, unique=True, default=ids.reference)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager["PayoutBatch"]()
    across_brands = models.Manager["PayoutBatch"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            # Four eyes, also against a program that forgets to ask.
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False)
                & ~Q(released_by=F("made_by")),
                name="batch_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(withdrawn_at=None), name="batch_one_end"
            ),
            models.UniqueConstraint(fields=["id", "brand"], name="batch_brand"),
        ]

    @property
    def path(self) -> str:
        return f"/payouts/batches/{self.pk}/"

    @property
    def is_open(self) -> bool:
        return self.released_at is None and self.withdrawn_at is None


class PayoutQuerySet(models.QuerySet["Payout"]):
    def of(self, person: Person) -> "PayoutQuerySet":
        return self.filter(person=person)

    def newest_first(self) -> "PayoutQuerySet":
        return self.order_by("-made_at", "id")

    def with_names(self) -> "PayoutQuerySet":
        return self.select_related("person", "account", "batch")


class Payout(models.Model):
    """All that was due to one person when its batch was made."""

    class State(models.TextChoices):
        BATCHED = "batched", _("in preparation")
        SENT = "sent", _("sent")
        CONFIRMED = "confirmed", _("arrived")
        RETURNED = "returned", _("came back")
        WITHDRAWN = "withdrawn", _("taken out")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    reference = models.CharField(max_length=9, unique=True, default=ids.reference)
    batch = models.ForeignKey(PayoutBatch, on_delete=models.PROTECT, related_name="payouts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Null: to her account at the provider.
    account = models.ForeignKey(
        PayoutAccount, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The account's own; a key holds it there, a check holds the payout back until then.
    usable_from = models.DateTimeField()
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    provider = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.BATCHED)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    # The transfer's name at the provider.
    provider_ref = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    # When it came back from the bank, or was taken out of its batch, and why.
    returned_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    objects = scope.BrandManager.from_queryset(PayoutQuerySet)()
    across_brands = models.Manager["Payout"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payout_amount"),
            models.CheckConstraint(
                condition=Q(account__isnull=False) | Q(provider="stripe"),
                name="payout_goes_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(sent_at__gte=F("usable_from")),
                name="payout_after_caution",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["batched", "withdrawn"], sent_at=None)
                | Q(state__in=["sent", "confirmed", "returned"], sent_at__isnull=False),
                name="payout_sent_when",
            ),
            models.UniqueConstraint(fields=["id", "brand"], name="payout_brand"),
        ]
        indexes = [
            models.Index(fields=["person", "-made_at"], name="payouts_of_person"),
            models.Index(
                fields=["batch"], condition=Q(state="batched"), name="payouts_to_send"
            ),
        ]

    @property
    def subject(self) -> str:
        """Its name in the ledger, and the provider's key."""
        return f"payout:{self.pk}"

    @property
    def statement_path(self) -> str:
        """Where it is explained, service by service (room documents)."""
        return f"/documents/payouts/{self.pk}/"

    @property
    def where(self) -> str:
        """Where it goes, for its person: `CH93 •••• 2957`, or `Stripe`."""
        return self.account.masked if self.account else self.provider.title()

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def is_gone(self) -> bool:
        """It left for the bank and did not come back."""
        return self.state in (self.State.SENT, self.State.CONFIRMED)


class PayoutLine(models.Model):
    """One movement of what is due that this payout pays (or takes off). Paid once: the key says so."""

    brand = scope.BrandKey()
    payout = models.ForeignKey(Payout, on_delete=models.PROTECT, related_name="lines")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")
    objects = scope.BrandManager["PayoutLine"]()
    across_brands = models.Manager["PayoutLine"]()

    class Meta:
        base_manager_name = "objects"
