"""Versions of the rules, proposals to change them, and who may vote; never who voted what."""

import uuid

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from kundenkreis.core import scope
from kundenkreis.moderation.models import Hideable
from kundenkreis.people.models import Person


def _count(kind: "type[models.Model]") -> Coalesce:
    rows = kind._base_manager.filter(proposal=OuterRef("pk")).order_by()  # noqa: SLF001 - the scoped one
    one_sum = rows.values("proposal").annotate(sum=Count("pk")).values("sum")
    return Coalesce(Subquery(one_sum, output_field=models.IntegerField()), 0)


class CharterProposalQuerySet(models.QuerySet["CharterProposal"]):
    def counted(self) -> "CharterProposalQuerySet":
        """With `many` supporters and how many are `listed` as voters, each by its index."""
        return self.annotate(many=_count(CharterSupport), listed=_count(CharterVoter))

    def gathering(self) -> "CharterProposalQuerySet":
        return self.filter(opened_at=None)

    def under_way(self) -> "CharterProposalQuerySet":
        """Discussed, voted on, or counted and not decided: one at a time."""
        return self.filter(opened_at__isnull=False, decided_at=None)


class CharterProposal(models.Model):
    """What the rules should say from now on. How far it is, its dates say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    # None: her account is gone.
    author = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by_brand = models.BooleanField()
    title = models.CharField(max_length=120)
    why = models.TextField()
    # The whole text as it should be.
    text = models.TextField()
    at = models.DateTimeField()
    # Enough supporters, or the brand's own: it is discussed from then on.
    opened_at = models.DateTimeField(null=True)
    discuss_until = models.DateTimeField(null=True)
    # The list of who may vote is frozen at that moment.
    vote_from = models.DateTimeField(null=True)
    vote_until = models.DateTimeField(null=True)
    # Sums only: no row says what a person chose.
    voted = models.PositiveIntegerField(default=0)
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)
    blank = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    adopted = models.BooleanField(null=True)
    reasons = models.TextField(blank=True)
    objects = scope.BrandManager.from_queryset(CharterProposalQuerySet)()
    across_brands = models.Manager["CharterProposal"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(voted=F("yes") + F("no") + F("blank")), name="charter_sums"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, adopted__isnull=True)
                | Q(decided_at__isnull=False, adopted__isnull=False, decided_by__isnull=False, counted_at__isnull=False),
                name="charter_decided_after_count",
            ),
            models.CheckConstraint(
                condition=~Q(reasons="")
                | Q(decided_at__isnull=True)
                | Q(adopted=True, yes__gt=F("no"))
                | Q(adopted=False, yes__lte=F("no")),
                name="charter_says_why",
            ),
            models.UniqueConstraint(
                fields=["brand"],
                condition=Q(opened_at__isnull=False, decided_at__isnull=True),
                name="one_charter_proposal_at_once",
            ),
        ]  # fmt: skip

    @property
    def path(self) -> str:
        return f"/charter/proposals/{self.pk}/"

    @property
    def wanted(self) -> bool:
        """More said yes than no."""
        return self.yes > self.no


class CharterVersion(models.Model):
    """What the rules say, from when on. Nothing of it changes; the next version follows."""

    brand = scope.BrandKey()
    number = models.PositiveIntegerField()
    text = models.TextField()
    at = models.DateTimeField()
    counts_from = models.DateTimeField()
    proposal = models.OneToOneField(
        CharterProposal, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager["CharterVersion"]()
    across_brands = models.Manager["CharterVersion"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "number"], name="charter_number_once"),
            models.CheckConstraint(
                condition=Q(counts_from__gte=F("at")), name="charter_counts_later"
            ),
        ]


class CharterSupport(models.Model):
    """A member wants a proposal to be discussed."""

    brand = scope.BrandKey()
    proposal = models.ForeignKey(
        CharterProposal, on_delete=models.CASCADE, related_name="supporters"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["CharterSupport"]()
    across_brands = models.Manager["CharterSupport"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"], name="charter_supported_once"
            )
        ]


class CharterComment(Hideable):
    """A word in the discussion."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    proposal = models.ForeignKey(
        CharterProposal, on_delete=models.CASCADE, related_name="comments"
    )
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    body = models.TextField()
    at = models.DateTimeField()
    objects = scope.BrandManager["CharterComment"]()
    across_brands = models.Manager["CharterComment"]()

    class Meta(Hideable.Meta):
        base_manager_name = "objects"
        ordering = ["at", "pk"]


class CharterVoter(models.Model):
    """Somebody may vote, and whether she has; what she chose stands nowhere."""

    brand = scope.BrandKey()
    proposal = models.ForeignKey(
        CharterProposal, on_delete=models.CASCADE, related_name="voters"
    )
    # None: her account is gone; her vote counts on.
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    voted = models.BooleanField(default=False)
    objects = scope.BrandManager["CharterVoter"]()
    across_brands = models.Manager["CharterVoter"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="charter_one_voter")
        ]
        indexes = [
            models.Index(
                fields=["proposal"], condition=Q(voted=True), name="charter_votes_given"
            )
        ]
