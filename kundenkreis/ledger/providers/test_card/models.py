"""What the card network remembers. It belongs to no brand and knows no person and no card number."""

from django.db import models


class TestCardStep(models.Model):
    """One step of one charge or transfer, found again by its key."""

    class Kind(models.TextChoices):
        HOLD = "hold"
        CAPTURE = "capture"
        REFUND = "refund"
        PAY_OUT = "pay_out"

    __test__ = False  # the name starts with "Test", and pytest would collect it

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    ref = models.CharField(max_length=120, db_index=True)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="test_card_amount"
            )
        ]
