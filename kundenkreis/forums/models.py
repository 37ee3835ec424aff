"""What came from an old forum, and what it was called there."""

from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models import Answer, Question


class Imported(models.Model):
    """One member, thread or post of an old forum, and what it is here. Only grows.

    The first post of a thread is the question; its row has no answer.
    """

    class Kind(models.TextChoices):
        PERSON = "person"
        THREAD = "thread"
        POST = "post"

    brand = scope.BrandKey()
    # Which forum, such as `discourse`; two of a kind need two names.
    source = models.CharField(max_length=20)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    # Its number there; for posts also their place in the thread, from 1.
    old = models.BigIntegerField()
    place = models.PositiveIntegerField(default=0)
    person = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="+"
    )
    question = models.ForeignKey(
        Question, null=True, on_delete=models.CASCADE, related_name="+"
    )
    answer = models.ForeignKey(
        Answer, null=True, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField()
    objects = scope.BrandManager["Imported"]()
    across_brands = models.Manager["Imported"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "source", "kind", "old"], name="imported_once_from_forum"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="person",
                    person__isnull=False,
                    question__isnull=True,
                    answer__isnull=True,
                )
                | Q(
                    kind="thread",
                    person__isnull=True,
                    question__isnull=False,
                    answer__isnull=True,
                )
                | Q(kind="post", person__isnull=True, question__isnull=False),
                name="imported_as_what_it_is",
            ),
        ]
        indexes = [
            models.Index(fields=["question", "source", "place"], name="imported_by_place")
        ]
