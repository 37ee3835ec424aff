"""Whether a brand wants elections, elections, candidates, offices, recalls, and who may vote; never who voted for what."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person


class ElectionsAllowed(models.Model):
    """The brand wants elections, or no longer; each change stays, with its reason."""

    brand = scope.BrandKey()
    allowed = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["ElectionsAllowed"]()
    across_brands = models.Manager["ElectionsAllowed"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-at", "-pk"]


class Election(models.Model):
    """One election: members stand, then members vote, then the sums stay. How far it is, its dates say."""

    STANDING, VOTING = timedelta(days=14), timedelta(days=7)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    seats = models.PositiveSmallIntegerField()
    term_days = models.PositiveSmallIntegerField()
    called_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    stand_until = models.DateTimeField()
    # The list of who may vote is frozen at that moment.
    vote_from = models.DateTimeField(null=True)
    vote_until = models.DateTimeField(null=True)
    voted = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["Election"]()
    across_brands = models.Manager["Election"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand"],
                condition=Q(counted_at__isnull=True),
                name="one_election_at_once",
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=9, term_days__gte=30, term_days__lte=730),
                name="election_seats_and_term",
            ),
        ]  # fmt: skip

    @property
    def path(self) -> str:
        return f"/elections/{self.pk}/"


class Candidacy(models.Model):
    """A member stands, in her own words; how many approve of her is a sum."""

    brand = scope.BrandKey()
    election = models.ForeignKey(
        Election, on_delete=models.CASCADE, related_name="candidates"
    )
    # None: her account is gone.
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    approvals = models.PositiveIntegerField(default=0)
    elected = models.BooleanField(default=False)
    objects = scope.BrandManager["Candidacy"]()
    across_brands = models.Manager["Candidacy"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["election", "person"], name="stands_once"),
            models.CheckConstraint(
                condition=Q(elected=False) | Q(approvals__gte=1, withdrawn_at__isnull=True),
                name="elected_is_wanted",
            ),
        ]


class ElectionVoter(models.Model):
    """Somebody may vote, and whether she has; whom she approves of stands nowhere."""

    brand = scope.BrandKey()
    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="voters")
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    voted = models.BooleanField(default=False)
    objects = scope.BrandManager["ElectionVoter"]()
    across_brands = models.Manager["ElectionVoter"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["election", "person"], name="election_one_voter"
            )
        ]
        indexes = [
            models.Index(fields=["election"], condition=Q(voted=True), name="ballots_given")
        ]


class Mandate(models.Model):
    """The office of one who was elected: from when until when, and why it ended before."""

    brand = scope.BrandKey()
    candidacy = models.OneToOneField(
        Candidacy, on_delete=models.CASCADE, related_name="mandate"
    )
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # None with an end: she resigned herself, or, with a reason, members recalled her by a vote.
    ended_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)
    objects = scope.BrandManager["Mandate"]()
    across_brands = models.Manager["Mandate"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="mandate_term"),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True)
                | Q(ended_at__isnull=False) & ~Q(reason=""),
                name="recall_says_why",
            ),
        ]


class Recall(models.Model):
    """Members ask that an office ends: enough signatures open a secret vote; its sums stay (recalls.sql)."""

    GATHERING, VOTING = timedelta(days=30), timedelta(days=7)
    # One in so many of who may vote has to sign, at least so many.
    ONE_IN, LEAST = 10, 3

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="recalls")
    # None: her account is gone.
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField()
    # What the one says whom it is about.
    answer = models.TextField(blank=True)
    at = models.DateTimeField()
    gather_until = models.DateTimeField()
    needed = models.PositiveIntegerField()
    # The list of who may vote is frozen at that moment.
    vote_from = models.DateTimeField(null=True)
    vote_until = models.DateTimeField(null=True)
    voted = models.PositiveIntegerField(default=0)
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(null=True)
    recalled = models.BooleanField(default=False)
    objects = scope.BrandManager["Recall"]()
    across_brands = models.Manager["Recall"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["mandate"], condition=Q(counted_at__isnull=True), name="one_recall_at_once"
            ),
            models.CheckConstraint(condition=Q(voted=F("yes") + F("no")), name="recall_sums"),
            models.CheckConstraint(
                condition=Q(recalled=False)
                | Q(yes__gt=F("no"), yes__gte=F("needed"), counted_at__isnull=False),
                name="recalled_by_more",
            ),
            models.CheckConstraint(condition=Q(needed__gte=3), name="recall_needs_three"),
        ]  # fmt: skip

    @classmethod
    def enough(cls, many: int) -> int:
        """How many of so many have to sign."""
        return max(cls.LEAST, -(-many // cls.ONE_IN))

    @property
    def path(self) -> str:
        return f"/elections/recalls/{self.pk}/"


class RecallSigner(models.Model):
    """Somebody wants a vote on it."""

    brand = scope.BrandKey()
    recall = models.ForeignKey(Recall, on_delete=models.CASCADE, related_name="signers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["RecallSigner"]()
    across_brands = models.Manager["RecallSigner"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["recall", "person"], name="recall_signed_once")
        ]


class RecallVoter(models.Model):
    """Somebody may vote, and whether she has; what she chose stands nowhere."""

    brand = scope.BrandKey()
    recall = models.ForeignKey(Recall, on_delete=models.CASCADE, related_name="voters")
    # None: her account is gone; her vote counts on.
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    voted = models.BooleanField(default=False)
    objects = scope.BrandManager["RecallVoter"]()
    across_brands = models.Manager["RecallVoter"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["recall", "person"], name="recall_one_voter")
        ]
