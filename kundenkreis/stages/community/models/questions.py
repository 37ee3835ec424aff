"""Questions, answers, and what members think of them."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.brands.models import Topic
from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.moderation.models import Hideable
from kundenkreis.people.models import Person


def public_name(person: Person) -> str:
    """What strangers read: the nickname, never the name or address of an account."""
    if person.erased_at:
        return _("Former member")
    return person.nickname or (_("Guest") if person.is_guest else _("Member"))


# What stands in the address below a question, so that no title can take its place.
NOUNS = {"answers", "solution", "reopening", "same-here", "followers", "text", "withdrawal", "attempts", "duplicate", "separation", "claim", "publication", "topic"}  # fmt: skip


# What everyone may read: not hidden, not joined with another, let go by its mentor where it had one.
PUBLIC = Q(hidden_at__isnull=True, merged_into__isnull=True) & (
    Q(sheltered_at__isnull=True) | Q(released_at__isnull=False)
)


class QuestionQuerySet(models.QuerySet["Question"]):
    def public(self) -> "QuestionQuerySet":
        """What everyone may read."""
        return self.filter(PUBLIC)

    def sheltered(self) -> "QuestionQuerySet":
        """What a mentor should read first, the longest waiting first."""
        waiting = self.filter(sheltered_at__isnull=False, released_at__isnull=True)
        return waiting.filter(hidden_at__isnull=True).order_by("sheltered_at", "pk")

    def solved(self) -> "QuestionQuerySet":
        return self.filter(solution__isnull=False)

    def open(self) -> "QuestionQuerySet":
        return self.filter(solution__isnull=True, closed_at__isnull=True)

    def about(self, topic: Topic) -> "QuestionQuerySet":
        return self.filter(topic=topic)

    def newest_first(self) -> "QuestionQuerySet":
        return self.order_by("-asked_at", "pk")

    def counted(self) -> "QuestionQuerySet":
        """With `answer_count` and `same_count`, each by its index."""
        answers = Answer.objects.public().filter(question=OuterRef("pk"))
        same = SameHere.objects.filter(question=OuterRef("pk"))
        return self.annotate(answer_count=_count(answers), same_count=_count(same))


def _count(rows: Any) -> Coalesce:
    one_sum = rows.order_by().values("question").annotate(sum=Count("pk")).values("sum")
    return Coalesce(Subquery(one_sum, output_field=models.IntegerField()), 0)


class Question(Hideable):
    """A case, told in public without personal data, for other customers to answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    # None: it came from an old forum.
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    body = models.TextField()
    topic = models.ForeignKey(Topic, null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    # No more answers wanted.
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # It is the same as another one: there its answers stand, and its address leads there.
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )
    merged_at = models.DateTimeField(null=True)
    merged_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # What the case says it is about, such as the name of a router.
    product = models.CharField(max_length=80, blank=True)
    # A mentor reads it first; from `released_at` on it is public (by nobody: by the clock).
    sheltered_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager.from_queryset(QuestionQuerySet)()
    across_brands = models.Manager["Question"]()

    class Meta(Hideable.Meta):
        base_manager_name = "objects"
        constraints = [
            *Hideable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_by__isnull=False),
                name="question_closed_by",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True)
                | Q(sheltered_at__isnull=False, released_at__gte=F("sheltered_at")),
                name="released_from_shelter",
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
                name="question_merged_by",
            ),
        ]
        indexes = [
            models.Index(fields=["brand", "-asked_at", "id"], name="questions_newest"),
            models.Index(fields=["brand", "topic", "-asked_at"], name="questions_by_topic"),
            models.Index(fields=["author", "-asked_at"], name="questions_of_author"),
            models.Index(
                fields=["brand", "product", "-asked_at"],
                condition=~Q(product=""),
                name="questions_by_product",
            ),
            models.Index(
                fields=["brand", "sheltered_at"],
                condition=Q(sheltered_at__isnull=False, released_at__isnull=True),
                name="questions_sheltered",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        slug = slugify(self.title)[:60].strip("-") or "question"
        return f"{slug}-question" if slug in NOUNS else slug

    @property
    def path(self) -> str:
        return f"/questions/{self.pk}/{self.slug}/"

    @property
    def subject(self) -> str:
        """How attempts on the spine name it."""
        return f"question:{self.pk}"

    @property
    def is_solved(self) -> bool:
        return hasattr(self, "solution")

    @property
    def is_sheltered(self) -> bool:
        """A mentor has not let it go yet."""
        return self.sheltered_at is not None and self.released_at is None

    @property
    def is_public(self) -> bool:
        """Everyone may read it."""
        gone = self.hidden_at is not None or self.merged_into_id is not None
        return not gone and not self.is_sheltered

    @property
    def takes_answers(self) -> bool:
        return self.is_public and self.closed_at is None

    @property
    def author_name(self) -> str:
        return public_name(self.author)


class AnswerQuerySet(models.QuerySet["Answer"]):
    def public(self) -> "AnswerQuerySet":
        return self.filter(hidden_at__isnull=True)

    def readable_by(self, person: Person | None, *, moderator: bool) -> "AnswerQuerySet":
        """What is public; authors see what of theirs was hidden, moderators all."""
        if moderator:
            return self
        own = Q(author=person) if person else Q(pk__in=[])
        return self.filter(Q(hidden_at__isnull=True) | own)

    def judged_for(self, person: Person | None) -> "AnswerQuerySet":
        """With `kudos_count` and whether this person is among those who gave them (`thanked`)."""
        mine = Kudos.objects.filter(answer=OuterRef("pk"), giver=person)
        return self.annotate(kudos_count=Count("kudos"), thanked=Exists(mine))

    def in_order(self) -> "AnswerQuerySet":
        """The accepted one on top, then oldest first."""
        return self.order_by(F("accepted").asc(nulls_last=True), "at", "pk")


class Answer(Hideable):
    """What a member, the asker herself or the brand's team wrote to a question."""

    class Role(models.TextChoices):
        MEMBER = "member", gettext_lazy("Member")
        EXPERT = "expert", gettext_lazy("Expert")
        TEAM = "team", gettext_lazy("Our team")
        ASKER = "asker", gettext_lazy("Asked the question")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # What the author was when writing.
    role = models.CharField(max_length=8, choices=Role.choices)
    body = models.TextField()
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(AnswerQuerySet)()
    across_brands = models.Manager["Answer"]()

    class Meta(Hideable.Meta):
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["question", "at"], name="answers_of_question"),
            models.Index(fields=["author", "-at"], name="answers_of_author"),
        ]

    @property
    def path(self) -> str:
        """Its place on the question's page, whichever of its pages that is."""
        return f"{self.question.path}?answer={self.pk}#answer-{self.pk}"

    @property
    def author_name(self) -> str:
        if self.role == Answer.Role.TEAM and not self.author.nickname:
            return _("Our team")
        return public_name(self.author)

    @property
    def author_path(self) -> str:
        """The author's page; members have one."""
        of_member = self.role in (Answer.Role.MEMBER, Answer.Role.EXPERT)
        return (
            f"/members/{self.author_id}/" if of_member and not self.author.erased_at else ""
        )


class Kudos(models.Model):
    """Thanks for an answer; one a person, never for one's own (community.sql)."""

    brand = scope.BrandKey()
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="kudos")
    giver = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["Kudos"]()
    across_brands = models.Manager["Kudos"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["answer", "giver"], name="thanked_once")
        ]
        indexes = [models.Index(fields=["giver", "-at"], name="kudos_of_giver")]


class SameHere(models.Model):
    """Another customer has the same problem and hears when it is solved."""

    brand = scope.BrandKey()
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="same_here"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["SameHere"]()
    across_brands = models.Manager["SameHere"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="same_here_once")
        ]


class Follow(models.Model):
    """Someone wants to hear of answers to a question."""

    brand = scope.BrandKey()
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="followers"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["Follow"]()
    across_brands = models.Manager["Follow"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="followed_once")
        ]
