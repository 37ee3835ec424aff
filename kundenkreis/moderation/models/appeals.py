"""Objections to decisions, and notices of people without an account."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from kundenkreis.core import ids, scope
from kundenkreis.moderation.models.queue import QueueItem
from kundenkreis.moderation.models.statements import TARGET_LENGTH, StatementOfReasons
from kundenkreis.people.models import Person


class ContentNotice(models.Model):
    """Somebody tells us that something here is illegal (DSA art. 16); no account needed.

    Its id is the secret of the link by which she sees what became of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    reference = models.CharField(max_length=9, unique=True, default=ids.reference)
    # The exact address, as she gave it, and the text that stands there if we know it.
    address = models.CharField(max_length=500)
    target = models.CharField(max_length=TARGET_LENGTH)
    reason = models.TextField()
    child_safety = models.BooleanField(default=False)
    name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    good_faith = models.BooleanField()
    language = models.CharField(max_length=2)
    at = models.DateTimeField()
    # A guest to whom receipt and decision go; none where no address was given.
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    item = models.ForeignKey(QueueItem, on_delete=models.PROTECT, related_name="notices")
    objects = scope.BrandManager["ContentNotice"]()
    across_brands = models.Manager["ContentNotice"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(good_faith=True), name="notice_in_good_faith"
            ),
            models.CheckConstraint(
                condition=Q(child_safety=True) | ~Q(name="") & ~Q(email=""),
                name="notice_says_who",
            ),
        ]
        indexes = [models.Index(fields=["brand", "-at"], name="notices_newest")]

    @property
    def path(self) -> str:
        return f"/report-content/{self.pk}/"


class Appeal(models.Model):
    """Somebody else shall look again (DSA art. 20): the author, or who sent the notice."""

    # Six months at least; a few days more for whoever counts differently.
    DAYS = timedelta(days=190)

    class Outcome(models.TextChoices):
        UPHELD = "upheld", gettext_lazy("the decision stays")
        OVERTURNED = "overturned", gettext_lazy("the decision was wrong")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    statement = models.ForeignKey(
        StatementOfReasons, on_delete=models.PROTECT, related_name="appeals"
    )
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    notice = models.ForeignKey(
        ContentNotice, null=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["Appeal"]()
    across_brands = models.Manager["Appeal"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "notice"], name="one_appeal", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=True) ^ Q(notice__isnull=True),
                name="appeal_of_one",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answer="", decided_by=None, decided_at=None)
                | ~Q(outcome="")
                & ~Q(answer="")
                & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="appeal_decided_with_reasons",
            ),
        ]
        indexes = [
            models.Index(
                fields=["brand", "at"],
                condition=Q(decided_at__isnull=True),
                name="appeals_waiting",
            )
        ]
