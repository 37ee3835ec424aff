"""Who is invited and why, what the brand promises, and what waits on the direct line."""

from django.db import models
from django.db.models import F, Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.spaces.models import SpaceAnswer, SpaceQuestion


class CircleInvitation(models.Model):
    """A manager asks a member in, with a reason she reads; answered once, by her alone."""

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)
    objects = scope.BrandManager["CircleInvitation"]()
    across_brands = models.Manager["CircleInvitation"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="circle_says_why"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, accepted__isnull=True)
                | Q(answered_at__isnull=False, accepted__isnull=False),
                name="circle_answered_with",
            ),
            models.UniqueConstraint(
                fields=["brand", "person"],
                condition=Q(answered_at__isnull=True),
                name="one_open_circle_invitation",
            ),
        ]


class CirclePromise(models.Model):
    """Within how many working days the brand answers, from when on; each change stays, with its reason."""

    USUAL = 2

    brand = scope.BrandKey()
    days = models.PositiveSmallIntegerField()
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["CirclePromise"]()
    across_brands = models.Manager["CirclePromise"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=10), name="circle_promise_days"
            )
        ]


class DirectLineQuerySet(models.QuerySet["DirectLine"]):
    def waiting(self) -> "DirectLineQuerySet":
        return self.filter(answered_at=None)


class DirectLine(models.Model):
    """A question of the circle that the brand has promised to answer until a moment."""

    brand = scope.BrandKey()
    question = models.OneToOneField(
        SpaceQuestion, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.OneToOneField(
        SpaceAnswer, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    # The team was reminded, and told that the promise is broken.
    reminded_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(DirectLineQuerySet)()
    across_brands = models.Manager["DirectLine"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(due_at__gt=F("at")), name="line_due_later"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("at")),
                name="line_answered_later",
            ),
        ]
        indexes = [
            models.Index(
                fields=["brand", "due_at"],
                condition=Q(answered_at__isnull=True),
                name="lines_waiting",
            )
        ]

    @property
    def in_time(self) -> bool:
        return self.answered_at is not None and self.answered_at <= self.due_at
