"""Short words under an answer."""

import uuid

from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.moderation.models import Hideable
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models.questions import Answer, public_name


class CommentQuerySet(models.QuerySet["Comment"]):
    def public(self) -> "CommentQuerySet":
        return self.filter(hidden_at__isnull=True)

    def in_order(self) -> "CommentQuerySet":
        return self.order_by("at", "pk")


class Comment(Hideable):
    """A question back, a hint, a thank-you: said about one answer, and no answer itself."""

    MOST = 1000

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    body = models.TextField()
    at = models.DateTimeField()
    objects = scope.BrandManager.from_queryset(CommentQuerySet)()
    across_brands = models.Manager["Comment"]()

    class Meta(Hideable.Meta):
        base_manager_name = "objects"
        constraints = [
            *Hideable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(body=""),
                name="comment_says_something",
            ),
        ]
        indexes = [models.Index(fields=["answer", "at"], name="comments_of_answer")]

    @property
    def path(self) -> str:
        """Its place on the question's page, whichever of its pages that is."""
        return f"{self.answer.question.path}?answer={self.answer_id}#comment-{self.pk}"

    @property
    def author_name(self) -> str:
        return public_name(self.author)
