"""Which account at Stripe is whose. One platform serves all brands, so an account belongs to a person alone."""

from django.db import models
from django.db.models import Q

from kundenkreis.people.models import Person


class StripeAccount(models.Model):
    """A helper's or expert's connected account; `ready_at`: since when Stripe pays out to it."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    account = models.CharField(max_length=60, unique=True)
    made_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(account=""), name="stripe_account_named")
        ]
