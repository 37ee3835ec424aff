"""Ideas, what the brand says to them step by step, and what is written below them."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, ExpressionWrapper, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Extract, Power
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from kundenkreis.brands.models import Topic
from kundenkreis.core import scope
from kundenkreis.ideas.models.votes import IdeaVote
from kundenkreis.moderation.models import Hideable
from kundenkreis.people.models import Person
from kundenkreis.people.names import public_name

RECENT = timedelta(days=30)
# What stands in the address below an idea, so that no title can take its place.
NOUNS = {"votes", "comments", "status", "official-answer", "merger", "separation", "text", "withdrawal"}  # fmt: skip


class Status(models.TextChoices):
    """How far the brand is with an idea."""

    RECEIVED = "received", gettext_lazy("received")
    UNDER_REVIEW = "under_review", gettext_lazy("we look at it")
    PLANNED = "planned", gettext_lazy("planned")
    IN_WORK = "in_work", gettext_lazy("in work")
    DELIVERED = "delivered", gettext_lazy("delivered")
    DECLINED = "declined", gettext_lazy("not planned")


# From where to where the brand may go (ideas.sql and `idea_step_allowed` say the same).
STEPS: dict[str, tuple[str, ...]] = {
    "received": ("under_review", "planned", "declined"),
    "under_review": ("planned", "declined"),
    "planned": ("in_work", "under_review", "declined"),
    "in_work": ("delivered", "planned", "declined"),
    "delivered": (),
    "declined": ("under_review",),
}


def _count(rows: Any) -> Coalesce:
    one_sum = rows.order_by().values("idea").annotate(sum=Count("pk")).values("sum")
    return Coalesce(Subquery(one_sum, output_field=models.IntegerField()), 0)


class IdeaQuerySet(models.QuerySet["Idea"]):
    def public(self) -> "IdeaQuerySet":
        """What everyone may read."""
        return self.filter(hidden_at__isnull=True, withdrawn_at__isnull=True)

    def on_board(self) -> "IdeaQuerySet":
        """Public, and not part of another idea."""
        return self.public().filter(merged_into__isnull=True)

    def open(self) -> "IdeaQuerySet":
        """What may be voted for."""
        return self.on_board().filter(closed_at__isnull=True)

    def counted(self) -> "IdeaQuerySet":
        """With `vote_count` and `comment_count`, each by its index."""
        votes = IdeaVote.objects.filter(idea=OuterRef("pk"))
        comments = IdeaComment.objects.public().filter(idea=OuterRef("pk"))
        return self.annotate(vote_count=_count(votes), comment_count=_count(comments))

    def trending(self, at: datetime) -> "IdeaQuerySet":
        """With `trend` as in `rules.trend`, the highest first."""
        since = at - RECENT
        votes = IdeaVote.objects.filter(idea=OuterRef("pk"), at__gt=since)
        comments = IdeaComment.objects.public().filter(idea=OuterRef("pk"), at__gt=since)
        age = ExpressionWrapper(
            Value(at) - F("written_at"), output_field=models.DurationField()
        )
        hours = Extract(age, "epoch") / 3600.0
        points = 5.0 * _count(votes) + 3.0 * _count(comments) - 1.0
        scored = self.annotate(
            trend=ExpressionWrapper(
                points / Power(hours + 2.0, 1.4), output_field=models.FloatField()
            )
        )
        return scored.order_by("-trend", "-written_at", "pk")


class Idea(Hideable):
    """What somebody would like the brand to do."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    body = models.TextField()
    topic = models.ForeignKey(Topic, null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    # Follows the steps (ideas.sql): nobody sets it by hand.
    status = models.CharField(
        max_length=12, choices=Status.choices, default=Status.RECEIVED
    )
    # From then on nobody votes for it; the votes came back (ideas.sql).
    closed_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )
    merged_at = models.DateTimeField(null=True)
    merged_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    # Its author said that she built something herself for it already.
    workaround_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(IdeaQuerySet)()
    across_brands = models.Manager["Idea"]()

    class Meta(Hideable.Meta):
        base_manager_name = "objects"
        constraints = [
            *Hideable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                ^ (
                    Q(status__in=["delivered", "declined"])
                    | Q(merged_at__isnull=False)
                    | Q(withdrawn_at__isnull=False)
                ),
                name="idea_closed_why",
            ),
            models.CheckConstraint(
                condition=Q(
                    merged_into__isnull=True, merged_at__isnull=True, merged_by__isnull=True
                )
                | Q(
                    merged_into__isnull=False,
                    merged_at__isnull=False,
                    merged_by__isnull=False,
                ),
                name="idea_merged_by",
            ),
        ]
        indexes = [
            models.Index(fields=["brand", "-written_at"], name="ideas_newest"),
            models.Index(fields=["author", "-written_at"], name="ideas_of_author"),
            models.Index(fields=["brand", "status", "-written_at"], name="ideas_by_status"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        slug = slugify(self.title)[:60].strip("-") or "idea"
        return f"{slug}-idea" if slug in NOUNS else slug

    @property
    def days_open(self) -> int:
        """Days of the calendar from the day it was written to the day it was closed, 0 while it is open."""
        if not self.closed_at:
            return 0
        return (
            timezone.localdate(self.closed_at) - timezone.localdate(self.written_at)
        ).days

    @property
    def target(self) -> str:
        """How moderation names it."""
        return f"idea:{self.pk}"

    @property
    def path(self) -> str:
        return f"/ideas/{self.pk}/{self.slug}/"

    @property
    def author_name(self) -> str:
        return public_name(self.author)

    @property
    def is_public(self) -> bool:
        return self.hidden_at is None and self.withdrawn_at is None

    @property
    def takes_votes(self) -> bool:
        return self.is_public and self.closed_at is None

    @property
    def status_words(self) -> str:
        return str(Status(self.status).label)


class IdeaStep(models.Model):
    """The brand goes on with an idea: from where to where, and what it says to everyone. Only grows.

    Receiving it is `Idea.written_at`. The row moves the idea (ideas.sql).
    """

    brand = scope.BrandKey()
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="steps")
    seq = models.PositiveSmallIntegerField()
    from_status = models.CharField(max_length=12, choices=Status.choices)
    to_status = models.CharField(max_length=12, choices=Status.choices)
    sentence = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["IdeaStep"]()
    across_brands = models.Manager["IdeaStep"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["idea", "seq"], name="idea_step_once"),
            models.CheckConstraint(condition=~Q(sentence=""), name="idea_step_says_why"),
            models.CheckConstraint(
                condition=Q(from_status="received", to_status__in=STEPS["received"])
                | Q(from_status="under_review", to_status__in=STEPS["under_review"])
                | Q(from_status="planned", to_status__in=STEPS["planned"])
                | Q(from_status="in_work", to_status__in=STEPS["in_work"])
                | Q(from_status="declined", to_status__in=STEPS["declined"]),
                name="idea_step_allowed",
            ),
        ]
        indexes = [models.Index(fields=["brand", "to_status", "at"], name="steps_by_day")]

    @property
    def status_words(self) -> str:
        return str(Status(self.to_status).label)


class IdeaCommentQuerySet(models.QuerySet["IdeaComment"]):
    def public(self) -> "IdeaCommentQuerySet":
        return self.filter(hidden_at__isnull=True)


class IdeaComment(Hideable):
    """What a member or the brand's team wrote below an idea; the official answer is one of them."""

    class Role(models.TextChoices):
        MEMBER = "member", gettext_lazy("Member")
        TEAM = "team", gettext_lazy("Our team")
        OFFICIAL = "official", gettext_lazy("Our answer")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # What the author was when writing.
    role = models.CharField(max_length=8, choices=Role.choices)
    body = models.TextField()
    at = models.DateTimeField()
    objects = scope.BrandManager.from_queryset(IdeaCommentQuerySet)()
    across_brands = models.Manager["IdeaComment"]()

    class Meta(Hideable.Meta):
        base_manager_name = "objects"
        constraints = [*Hideable.Meta.constraints]
        indexes = [models.Index(fields=["idea", "at"], name="comments_of_idea")]

    @property
    def path(self) -> str:
        return f"{self.idea.path}#comment-{self.pk}"

    @property
    def author_name(self) -> str:
        of_team = self.role != IdeaComment.Role.MEMBER and not self.author.nickname
        return str(IdeaComment.Role.TEAM.label) if of_team else public_name(self.author)
