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
    ARRANGED = "arranged", gettext_lazy("Arranged thanks or votes")


class Outcome(models.TextChoices):
    """What became of it."""

    KEPT = "kept", gettext_lazy("kept")
    HIDDEN = "hidden", gettext_lazy("hidden")
    MENDED = "mended", gettext_lazy("personal data taken out")
    REMOVED = "removed", gettext_lazy("removed")
    WARNED = "warned", gettext_lazy("author warned")
    SUSPENDED = "suspended", gettext_lazy("author suspended")
    RESTORED = "restored", gettext_lazy("shown again")
    LIFTED = "lifted", gettext_lazy("suspension ended")


# What takes nothing from anybody needs no rule that was broken.
HARMLESS = (Outcome.KEPT, Outcome.RESTORED, Outcome.LIFTED)


class Source(models.TextChoices):
    """How we came to look at it."""

    REPORT = "report", gettext_lazy("reports of members")
    NOTICE = "notice", gettext_lazy("a notice of illegal content")
    SPAM = "spam", gettext_lazy("our signs of spam")
    COLLUSION = "collusion", gettext_lazy("our look at who thanks whom")
    OWN = "own", gettext_lazy("a moderator who read it")


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
    # The second pair of eyes, where income is touched.
    second = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.REPORT)
    # What waited and is decided by this.
    item = models.ForeignKey(
        "QueueItem", null=True, on_delete=models.PROTECT, related_name="statements"
    )
    # What a suspended person may not do (`Suspension.Kind`); empty where nobody is suspended.
    suspends = models.CharField(max_length=10, blank=True, default="", db_default="")
    # How long it holds; empty: for good.
    until = models.DateTimeField(null=True)
    at = models.DateTimeField()
    objects = scope.BrandManager.from_queryset(StatementOfReasonsQuerySet)()
    across_brands = models.Manager["StatementOfReasons"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["kept", "restored", "lifted"])
                | ~Q(rule="") & ~Q(facts=""),
                name="decided_by_a_rule",
            ),
            # Nobody judges about her own words.
            models.CheckConstraint(
                condition=Q(by__isnull=True)
                | Q(author__isnull=True)
                | ~Q(by=models.F("author")),
                name="decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True)
                | Q(by__isnull=False) & ~Q(second=models.F("by")),
                name="second_is_another",
            ),
            # Two moderators at once: one decides. What the rules did by themselves, a person still decides.
            models.UniqueConstraint(
                fields=["item"], condition=Q(by__isnull=False), name="item_decided_once"
            ),
        ]
        indexes = [
            models.Index(fields=["brand", "target", "-at"], name="statements_of_target"),
            models.Index(fields=["author", "-at"], name="statements_of_author"),
            models.Index(fields=["brand", "-at"], name="statements_newest"),
        ]

    @property
    def automated(self) -> bool:
        """No person decided."""
        return self.by_id is None

    @property
    def about_person(self) -> bool:
        """It speaks of what somebody did, not of one text."""
        return self.target.startswith(("person:", "collusion:"))

    @property
    def restricts(self) -> bool:
        """It takes something from its author, who may object."""
        return self.outcome not in HARMLESS

    @property
    def path(self) -> str:
        return f"/statements/{self.pk}/"

    @property
    def illegal(self) -> bool:
        """Decided by a law, not by our own rules (DSA art. 17 (3) d, e)."""
        return self.rule in (Rule.ILLEGAL, Rule.PERSONAL_DATA)
