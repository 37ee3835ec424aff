"""Who opted in, what her signals are, what people decided, and the private space."""

import uuid

from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person


class LeadCandidacy(models.Model):
    """Somebody wants to be looked at. Her signals are computed while this row stands, and go with it."""

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    # Computed by the clock; null until then.
    ahead = models.FloatField(null=True)
    benefit = models.PositiveIntegerField(null=True)
    # What counted: `{"topics": [{"topic", "earlier_than"}], "wishes", "own_problems", "same_problems", "workarounds"}`.
    signals = models.JSONField(default=dict)
    computed_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["LeadCandidacy"]()
    across_brands = models.Manager["LeadCandidacy"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "person"], name="one_candidacy"),
            models.CheckConstraint(
                condition=Q(ahead__isnull=True) | Q(ahead__gte=0, ahead__lte=1),
                name="candidacy_ahead",
            ),
        ]


class LeadInvitation(models.Model):
    """What people decided about a candidate, once, with a reason she reads; an invitation is answered once."""

    brand = scope.BrandKey()
    candidacy = models.OneToOneField(
        LeadCandidacy, on_delete=models.CASCADE, related_name="decision"
    )
    invited = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # She is in the space from then on.
    accepted_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["LeadInvitation"]()
    across_brands = models.Manager["LeadInvitation"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="invitation_says_why"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(invited=True),
                name="only_invited_accept",
            ),
        ]


class LeadThread(models.Model):
    """One subject in the private space."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    title = models.CharField(max_length=120)
    author = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    objects = scope.BrandManager["LeadThread"]()
    across_brands = models.Manager["LeadThread"]()

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["brand", "-last_at"], name="lead_threads")]

    @property
    def path(self) -> str:
        return f"/lead-users/threads/{self.pk}/"


class LeadPost(models.Model):
    """What somebody wrote there. Whoever leaves takes her words with her: the row goes."""

    brand = scope.BrandKey()
    thread = models.ForeignKey(LeadThread, on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    body = models.TextField()
    at = models.DateTimeField()
    objects = scope.BrandManager["LeadPost"]()
    across_brands = models.Manager["LeadPost"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["at", "pk"]
