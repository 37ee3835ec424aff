"""What was checked about a helper, by whom, and from when to when it holds."""

from datetime import datetime

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.helpers.models.members import Helper
from kundenkreis.people.models import Person


class VerificationQuerySet(models.QuerySet["Verification"]):
    def valid(self, at: datetime) -> "VerificationQuerySet":
        return self.filter(valid__contains=at)


class Verification(models.Model):
    """Something about a helper was checked for a brand: what, by whom, valid from when to when."""

    class Kind(models.TextChoices):
        IDENTITY = "identity", _("identity")
        TRAINING = "training", _("training")
        CONDUCT = "conduct", _("conduct test")
        INSURANCE = "insurance", _("insurance")
        CERTIFICATE = "certificate", _("certificate of the brand")

    brand = scope.BrandKey()
    helper = models.ForeignKey(
        Helper, on_delete=models.CASCADE, related_name="verifications"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    valid = DateTimeRangeField()
    checked_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager.from_queryset(VerificationQuerySet)()
    across_brands = models.Manager["Verification"]()

    class Meta:
        base_manager_name = "objects"
