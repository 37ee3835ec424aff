"""Earlier texts, flags, and what moderators decided about them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models.questions import Answer, Question


class TextRevision(models.Model):
    """What a question or an answer said before it was edited. Only grows."""

    brand = scope.BrandKey()
    question = models.ForeignKey(
        Question, null=True, on_delete=models.CASCADE, related_name="revisions"
    )
    answer = models.ForeignKey(
        Answer, null=True, on_delete=models.CASCADE, related_name="revisions"
    )
    title = models.CharField(max_length=120, blank=True)
    body = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["TextRevision"]()
    across_brands = models.Manager["TextRevision"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=True) ^ Q(answer__isnull=True),
                name="revision_of_one_text",
            )
        ]


class Rule(models.TextChoices):
    """What a flag says, and the rule a moderator hides by."""

    SPAM = "spam", gettext_lazy("Advertising or spam")
    PERSONAL_DATA = "personal_data", gettext_lazy("Contains personal data")
    RUDE = "rude", gettext_lazy("Insults or attacks someone")
    DANGEROUS = "dangerous", gettext_lazy("Wrong in a way that can do harm")
    ILLEGAL = "illegal", gettext_lazy("Against the law")
    OFF_TOPIC = "off_topic", gettext_lazy("Does not belong here")


class ContentDecision(models.Model):
    """What a moderator decided about a text: the statement of reasons its author gets (DSA art. 17)."""

    class Outcome(models.TextChoices):
        HIDDEN = "hidden", gettext_lazy("hidden")
        KEPT = "kept", gettext_lazy("kept")
        RESTORED = "restored", gettext_lazy("shown again")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    question = models.ForeignKey(
        Question, null=True, on_delete=models.CASCADE, related_name="decisions"
    )
    answer = models.ForeignKey(
        Answer, null=True, on_delete=models.CASCADE, related_name="decisions"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    # Which rule, and which facts: in the moderator's words, to the author.
    rule = models.CharField(max_length=20, choices=Rule.choices, blank=True)
    facts = models.TextField()
    automated = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["ContentDecision"]()
    across_brands = models.Manager["ContentDecision"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=True) ^ Q(answer__isnull=True),
                name="decision_about_one_text",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="hidden") | ~Q(rule="") & ~Q(facts=""),
                name="hidden_by_a_rule",
            ),
        ]


class FlagQuerySet(models.QuerySet["Flag"]):
    def waiting(self) -> "FlagQuerySet":
        return self.filter(decision__isnull=True)


class Flag(models.Model):
    """Someone says that a text should not stand here. One a person and text."""

    brand = scope.BrandKey()
    question = models.ForeignKey(
        Question, null=True, on_delete=models.CASCADE, related_name="flags"
    )
    answer = models.ForeignKey(
        Answer, null=True, on_delete=models.CASCADE, related_name="flags"
    )
    reason = models.CharField(max_length=20, choices=Rule.choices)
    text = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # What came of it; empty while it waits.
    decision = models.ForeignKey(
        ContentDecision, null=True, on_delete=models.PROTECT, related_name="flags"
    )
    objects = scope.BrandManager.from_queryset(FlagQuerySet)()
    across_brands = models.Manager["Flag"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=True) ^ Q(answer__isnull=True),
                name="flag_on_one_text",
            ),
            models.UniqueConstraint(
                fields=["by", "question"], name="question_flagged_once"
            ),
            models.UniqueConstraint(fields=["by", "answer"], name="answer_flagged_once"),
        ]
        indexes = [
            models.Index(
                fields=["brand", "at"],
                condition=Q(decision__isnull=True),
                name="flags_waiting",
            )
        ]

    @property
    def reason_words(self) -> str:
        """The reason as its reader says it."""
        return str(Rule(self.reason).label)
