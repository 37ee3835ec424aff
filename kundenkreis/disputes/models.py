"""Disputes with their two views, their history and their decisions. The rest of the law: `disputes.sql`."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import ids, scope
from kundenkreis.core.money import Money
from kundenkreis.disputes.steps import ENDED, TO_DECIDE, State
from kundenkreis.ledger.models import SUBJECT_LENGTH
from kundenkreis.people.models import Person


class DisputeRules(models.Model):
    """A brand's days for disputes. Without a row the defaults below hold."""

    brand = scope.BrandKey()
    # So many days after completion either side may object.
    days = models.PositiveSmallIntegerField(default=14)
    # So many days the other side has for her view.
    answer_days = models.PositiveSmallIntegerField(default=3)
    # So many days after the decision either side may ask for a second look.
    second_look_days = models.PositiveSmallIntegerField(default=5)
    objects = scope.BrandManager["DisputeRules"]()
    across_brands = models.Manager["DisputeRules"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand"], name="dispute_rules_once"),
            models.CheckConstraint(
                condition=Q(days__gte=1) & Q(answer_days__gte=1), name="dispute_rules_days"
            ),
        ]


class DisputeQuerySet(models.QuerySet["Dispute"]):
    def of(self, subject: str) -> "DisputeQuerySet":
        return self.filter(subject=subject)

    def open(self) -> "DisputeQuerySet":
        """Their money still waits."""
        return self.exclude(state__in=list(ENDED))

    def to_decide(self) -> "DisputeQuerySet":
        """One of the team has to decide."""
        return self.filter(state__in=list(TO_DECIDE))

    def with_names(self) -> "DisputeQuerySet":
        return self.select_related("customer", "helper", "brand", "opened_by")


class Dispute(models.Model):
    """One side objects; until it ends, the money of the subject waits."""

    class Side(models.TextChoices):
        CUSTOMER = "customer", _("customer")
        HELPER = "helper", _("helper")

    class Reason(models.TextChoices):
        NOT_DONE = "not_done", _("The work is not done, or not well.")
        DAMAGE = "damage", _("Something was broken.")
        OTHER_PRICE = "other_price", _("The price is not what was agreed.")
        TIME = "time", _("It took much longer or shorter than agreed.")
        BEHAVIOUR = "behaviour", _("The other side did not behave well.")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    reference = models.CharField(max_length=9, unique=True, default=ids.reference)
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    customer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Who worked, and is paid.
    helper = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side.choices)
    reason = models.CharField(max_length=12, choices=Reason.choices)
    text = models.TextField(blank=True)
    # The other side's view.
    answer = models.TextField(blank=True)
    # Why somebody else should look again.
    again = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateTimeField()
    # Until when a second look may be asked for; null before the decision.
    final_at = models.DateTimeField(null=True)
    # Where the history stands; moves only with it.
    state = models.CharField(max_length=11, choices=State.choices)
    seq = models.PositiveSmallIntegerField()
    objects = scope.BrandManager.from_queryset(DisputeQuerySet)()
    across_brands = models.Manager["Dispute"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "subject"],
                condition=~Q(state="withdrawn"),
                name="one_dispute_a_subject",
            ),
            models.CheckConstraint(
                condition=Q(side__in=["customer", "helper"]), name="dispute_side"
            ),
            models.CheckConstraint(
                condition=~Q(customer=F("helper")), name="dispute_of_two"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["open", "answered", "unanswered", "withdrawn"],
                    final_at=None,
                )
                | Q(
                    state__in=["decided", "second_look", "settled"], final_at__isnull=False
                ),
                name="dispute_final_when",
            ),
            models.UniqueConstraint(fields=["id", "brand"], name="dispute_brand"),
        ]
        indexes = [
            models.Index(fields=["brand", "-opened_at"], name="disputes_newest"),
            models.Index(
                fields=["answer_by"], condition=Q(state="open"), name="disputes_waiting"
            ),
            models.Index(
                fields=["final_at"], condition=Q(state="decided"), name="disputes_final"
            ),
        ]

    @property
    def path(self) -> str:
        """Where the team sees it."""
        return f"/disputes/{self.pk}/"

    @property
    def claimant(self) -> Person:
        return self.customer if self.side == self.Side.CUSTOMER else self.helper

    @property
    def other(self) -> Person:
        return self.helper if self.side == self.Side.CUSTOMER else self.customer

    @property
    def key(self) -> str:
        """Its name in the ledger."""
        return f"dispute:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED

    @property
    def to_decide(self) -> bool:
        return self.state in TO_DECIDE


class DisputeStep(models.Model):
    """One row for each thing that happened to a dispute. Only grows; follows `steps.py`."""

    brand = scope.BrandKey()
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="history")
    seq = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=10)
    from_state = models.CharField(max_length=11)
    to_state = models.CharField(max_length=11)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["DisputeStep"]()
    across_brands = models.Manager["DisputeStep"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["dispute", "seq"], name="dispute_in_order"),
            models.UniqueConstraint(
                fields=["dispute", "seq", "to_state"], name="dispute_states"
            ),
        ]


class DisputeDecision(models.Model):
    """What one of the team decided, and why. The second one counts, where there are two."""

    class Outcome(models.TextChoices):
        NONE = "none", _("Nothing changes. The helper keeps the money.")
        PART = "part", _("The customer gets a part back.")
        FULL = "full", _("The customer gets everything back.")
        HELPER = "helper", _("The helper receives something on top, from us.")

    class Bears(models.TextChoices):
        HELPER = "helper", _("The helper, from the money of this visit")
        COMPANY = "company", _("We, the company")

    brand = scope.BrandKey()
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    # The row of the history with which it was made, held to it by a key.
    seq = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    amount = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    bears = models.CharField(max_length=7, choices=Bears.choices, blank=True)
    reasons = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["DisputeDecision"]()
    across_brands = models.Manager["DisputeDecision"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["dispute", "number"], name="decided_once"),
            models.UniqueConstraint(fields=["dispute", "seq"], name="decision_a_step"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(number__lte=2), name="decided_twice_at_most"
            ),
            models.CheckConstraint(
                condition=Q(outcome="none", amount=0, bears="")
                | Q(outcome__in=["part", "full"], amount__gt=0, bears__in=["helper", "company"])
                | Q(outcome="helper", amount__gt=0, bears="company"),
                name="decision_amount",
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="decision_has_reasons"),
        ]  # fmt: skip

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)
