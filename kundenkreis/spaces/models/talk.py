"""What is asked and answered in a space. None of it stands in a table that is read elsewhere."""

import uuid

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.moderation.models import Hideable
from kundenkreis.people.models import Person
from kundenkreis.spaces.models.spaces import Space, SpaceMember


class SpaceQuestionQuerySet(models.QuerySet["SpaceQuestion"]):
    def readable_by(self, person: Person) -> "SpaceQuestionQuerySet":
        """Asked by who is in the space now, in the same statement that reads."""
        inside = SpaceMember.objects.filter(space=OuterRef("space"), person=person)
        shown = Q(hidden_at=None) | Q(author=person)
        return self.filter(Exists(inside.filter(left_at=None))).filter(shown)

    def counted(self) -> "SpaceQuestionQuerySet":
        return self.annotate(answer_count=Count("answers"))


class SpaceQuestion(Hideable):
    """A question to the space, or a case of hers that colleagues may see."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="questions")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120)
    body = models.TextField(blank=True)
    # A case she shares; its thread is read where it stands, while she shares it.
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    objects = scope.BrandManager.from_queryset(SpaceQuestionQuerySet)()
    across_brands = models.Manager["SpaceQuestion"]()

    class Meta(Hideable.Meta):
        base_manager_name = "objects"
        constraints = [
            *Hideable.Meta.constraints,
            models.UniqueConstraint(fields=["space", "case"], name="case_shared_once"),
        ]
        indexes = [models.Index(fields=["space", "-last_at"], name="space_questions")]

    @property
    def path(self) -> str:
        return f"/spaces/{self.space_id}/questions/{self.pk}/"

    @property
    def is_solved(self) -> bool:
        return hasattr(self, "solution")


class SpaceAnswer(Hideable):
    """An answer in a space."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(
        SpaceQuestion, on_delete=models.CASCADE, related_name="answers"
    )
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    body = models.TextField()
    at = models.DateTimeField()
    objects = scope.BrandManager["SpaceAnswer"]()
    across_brands = models.Manager["SpaceAnswer"]()

    class Meta(Hideable.Meta):
        base_manager_name = "objects"
        ordering = ["at", "pk"]

    @property
    def path(self) -> str:
        """Its place on the question's page."""
        return f"{self.question.path}#answer-{self.pk}"

    @property
    def author_name(self) -> str:
        return self.author.shown_name


class SpaceComment(Hideable):
    """A few words about one answer, and no answer itself."""

    MOST = 1000

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    answer = models.ForeignKey(
        SpaceAnswer, on_delete=models.CASCADE, related_name="comments"
    )
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    body = models.TextField()
    at = models.DateTimeField()
    objects = scope.BrandManager["SpaceComment"]()
    across_brands = models.Manager["SpaceComment"]()

    class Meta(Hideable.Meta):
        base_manager_name = "objects"
        ordering = ["at", "pk"]
        constraints = [
            *Hideable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(body=""), name="space_comment_says_something"
            ),
        ]

    @property
    def path(self) -> str:
        """Its place on the question's page."""
        return f"{self.answer.question.path}#comment-{self.pk}"

    @property
    def author_name(self) -> str:
        return self.author.shown_name


class SpaceKudos(models.Model):
    """Thanks for an answer; one a person, never for one's own (spaces_talk.sql). It counts nowhere outside the space."""

    brand = scope.BrandKey()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    answer = models.ForeignKey(SpaceAnswer, on_delete=models.CASCADE, related_name="kudos")
    giver = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["SpaceKudos"]()
    across_brands = models.Manager["SpaceKudos"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["answer", "giver"], name="space_thanked_once")
        ]


class SpaceSolution(models.Model):
    """The answer that solved a question: said by who asked, or by a colleague in her place."""

    brand = scope.BrandKey()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    question = models.OneToOneField(
        SpaceQuestion, on_delete=models.CASCADE, related_name="solution"
    )
    answer = models.OneToOneField(
        SpaceAnswer, on_delete=models.CASCADE, related_name="accepted"
    )
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["SpaceSolution"]()
    across_brands = models.Manager["SpaceSolution"]()

    class Meta:
        base_manager_name = "objects"


class SpaceFollow(models.Model):
    """A member wants to hear of new answers to a question."""

    brand = scope.BrandKey()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(
        SpaceQuestion, on_delete=models.CASCADE, related_name="followers"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["SpaceFollow"]()
    across_brands = models.Manager["SpaceFollow"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["question", "person"], name="space_followed_once"
            )
        ]
