"""What was written lately, as fingerprints: for near copies and for how often somebody writes."""

from datetime import timedelta

from django.db import models

from kundenkreis.core import scope
from kundenkreis.moderation.models.statements import TARGET_LENGTH
from kundenkreis.people.models import Person


class TextPrint(models.Model):
    """One public text that somebody wrote, without its words. Kept for a week."""

    KEPT = timedelta(days=7)

    brand = scope.BrandKey()
    target = models.CharField(max_length=TARGET_LENGTH)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # 64 bits (`spam.print_of`); null where too little was said to be a copy of anything.
    bits = models.BigIntegerField(null=True)
    # Fingerprint of the network, new every day; empty where there was none.
    network = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    objects = scope.BrandManager["TextPrint"]()
    across_brands = models.Manager["TextPrint"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "target"], name="text_printed_once")
        ]
        indexes = [
            models.Index(fields=["brand", "at"], name="prints_newest"),
            models.Index(fields=["person", "at"], name="prints_of_person"),
            models.Index(fields=["brand", "network", "at"], name="prints_of_network"),
        ]
