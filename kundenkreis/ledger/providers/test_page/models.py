"""What the test payment service remembers: its pages and the messages it sends. It knows no person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import ids
from kundenkreis.core.money import Money


class TestCheckout(models.Model):
    """One page on which one amount can be paid once. Its address is its secret."""

    class Choice(models.TextChoices):
        """What its visitor presses."""

        PAY = "paid", _("Pay")
        LATE = "late", _("Pay, and the message about it comes two minutes late")
        TWICE = "repeated", _("Pay, and the message about it comes three times")
        ORDER = "disordered", _("Pay, and the messages come in the wrong order")
        CONTEST = (
            "contested",
            _("Pay, and ten minutes after it was taken the bank takes it back"),
        )
        DECLINE = "declined", _("Decline the payment")
        CANCEL = "cancelled", _("Cancel and go back")

    PAYS = (Choice.PAY, Choice.LATE, Choice.TWICE, Choice.ORDER, Choice.CONTEST)

    __test__ = False  # the name starts with "Test", and pytest would collect it

    ref = models.CharField(max_length=60, unique=True, default=ids.secret)
    key = models.CharField(max_length=200, unique=True)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    back = models.TextField()
    until = models.DateTimeField()
    begun_at = models.DateTimeField()
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    chosen_at = models.DateTimeField(null=True)
    # From when on the service admits to it: later than `chosen_at` when its message is late.
    known_from = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    # When the payer's bank takes it back, and what it heard from the shop.
    contested_at = models.DateTimeField(null=True)
    evidence = models.TextField(blank=True, db_default="")
    evidence_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="test_checkout_amount"),
            models.CheckConstraint(
                condition=Q(choice="", chosen_at__isnull=True, known_from__isnull=True)
                | ~Q(choice="") & Q(chosen_at__isnull=False, known_from__isnull=False),
                name="test_checkout_chosen_when",
            ),
        ]

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def is_paid(self) -> bool:
        return self.choice in self.PAYS


class TestMessage(models.Model):
    """A message that the service sends about a checkout, when it is due."""

    __test__ = False

    checkout = models.ForeignKey(TestCheckout, on_delete=models.CASCADE, related_name="+")
    event = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(sent_at__isnull=True),
                name="test_messages_due",
            )
        ]
