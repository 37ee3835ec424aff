"""What was decided, by which rule and why: the statement of reasons its author reads."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from kundenkreis.core import scope
from kundenkreis.people.models import Person

# `kind:id` of a text; rooms above say what kinds there are.
TARGET_LENGTH = 80


class Rule(models.TextChoices):
    """What a flag says, and the rule by which is decided."""

    SPAM = "spam", gettext_lazy("Advertising or spam")
    PERSONAL_DATA = "personal_data", gettext_lazy("Contains personal data")
    RUDE = "rude", gettext_lazy("Insults or attacks someone")
    DANGEROUS = "dangerous", gettext_lazy("Wrong in a way that can do harm")
    ILLEGAL = "illegal", gettext_lazy("Against the law")
    OFF_TOPIC = "off_topic", gettext_lazy("Does not belong here")


class Outcome(models.TextChoices):
    """What became of it."""

    KEPT = "kept", gettext_lazy("kept")
    HIDDEN = "hidden", gettext_lazy("hidden")
    RESTORED = "restored", gettext_lazy("shown again")


class StatementOfReasonsQuerySet(models.QuerySet["StatementOfReasons"]):
    def about(self, target: str) -> "StatementOfReasonsQuerySet":
        return self.filter(target=target).order_by("-at", "pk")


class StatementOfReasons(models.Model):
    """One decision about one text with its reasons (DSA art. 17). Only grows: moderation.sql."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    target = models.CharField(max_length=TARGET_LENGTH)
    # Who wrote it, and is told.
    author = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    # Which rule, and which facts: in words to the author.
    rule = models.CharField(max_length=20, choices=Rule.choices, blank=True)
    facts = models.TextField(blank=True)
    # Whoever decided; None: no person did.
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager.from_queryset(StatementOfReasonsQuerySet)()
    across_brands = models.Manager["StatementOfReasons"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["kept", "restored"]) | ~Q(rule="") & ~Q(facts=""),
                name="decided_by_a_rule",
            ),
            # Nobody judges about her own words.
            models.CheckConstraint(
                condition=Q(by__isnull=True)
                | Q(author__isnull=True)
                | ~Q(by=models.F("author")),
                name="decided_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["brand", "target", "-at"], name="statements_of_target"),
            models.Index(fields=["author", "-at"], name="statements_of_author"),
        ]

    @property
    def automated(self) -> bool:
        """No person decided."""
        return self.by_id is None
