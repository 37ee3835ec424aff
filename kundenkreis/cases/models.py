"""Case, Attempt, Message, the people around a case, and what its customer said at the end."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import STAGES, Topic
from kundenkreis.core import ids, scope
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff, trusted_with, trusts


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> "CaseQuerySet":
        return self.filter(state=Case.State.OPEN)

    def of(self, person: Person) -> "CaseQuerySet":
        return self.filter(customer=person)

    def of_any(self, persons: Sequence[Person], at: datetime) -> "CaseQuerySet":
        """Their own, and those in which one of them is the trusted person."""
        trusted = trusted_with(persons, customer="customer", case="pk")
        return self.filter(Q(customer__in=persons) | Q(trusted))

    def unanswered(self) -> "CaseQuerySet":
        """Their customers were asked whether it really helped, and said nothing yet."""
        return self.filter(asked_at__isnull=False, private_feedback__isnull=True)

    def visible_to(self, person: Person, at: datetime) -> "CaseQuerySet":
        """Her own, those she takes part in or is trusted with, and all for the brand's staff."""
        return self if is_staff(person, at=at) else self.seen_by(person, at)

    def seen_by(self, person: Person, at: datetime) -> "CaseQuerySet":
        """Her own, and those she takes part in or is trusted with."""
        taking_part = Participant.objects.current(at).filter(person=person).values("case")
        trusted = trusts(person, customer="customer", case="pk")
        return self.filter(Q(customer=person) | Q(pk__in=taking_part) | Q(trusted))


class Case(models.Model):
    """One person's problem or wish, in her words."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        SOLVED = "solved", _("solved")
        WITHDRAWN = "withdrawn", _("withdrawn")
        UNSOLVED = "unsolved", _("unsolved")

    class Channel(models.TextChoices):
        WEB = "web", _("on the website")
        PHONE = "phone", _("recorded on the phone")
        API = "api", _("by another program")
        SERIES = "series", _("a regular visit")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    reference = models.CharField(max_length=9, unique=True, default=ids.reference)
    customer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField()
    language = models.CharField(max_length=2)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.PROTECT, related_name="+")
    product = models.CharField(max_length=80, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.WEB)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    # Differs from the customer when an agent wrote it down for a caller.
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # When its customer was asked whether it really helped, and reminded of it, once.
    asked_at = models.DateTimeField(null=True)
    asked_again_at = models.DateTimeField(null=True)
    # What is read once where several ask for it (`queries.looked_at`).
    known: "Known | None" = None
    objects = scope.BrandManager.from_queryset(CaseQuerySet)()
    across_brands = models.Manager["Case"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="closed_case_has_date",
            ),
        ]
        indexes = [
            models.Index(fields=["brand", "state", "-opened_at"], name="cases_by_state"),
            models.Index(fields=["customer", "-opened_at"], name="cases_of_customer"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def is_open(self) -> bool:
        return self.state == Case.State.OPEN

    @property
    def path(self) -> str:
        return f"/cases/{self.pk}/"


@dataclass(frozen=True, slots=True)
class Known:
    """Of a case: what was tried in it; and of each stage how many such tries solved theirs, and how many ended."""

    attempts: "Sequence[Attempt]"
    records: Mapping[str, tuple[int, int]]


class CaseTransition(models.Model):
    """From one state to another, when and by whom. Only grows."""

    brand = scope.BrandKey()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="transitions")
    from_state = models.CharField(max_length=10, choices=Case.State.choices)
    to_state = models.CharField(max_length=10, choices=Case.State.choices)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["CaseTransition"]()
    across_brands = models.Manager["CaseTransition"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_state=F("to_state")), name="case_moves"
            ),
        ]


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def open(self) -> "AttemptQuerySet":
        return self.filter(state=Attempt.State.OPEN)


class Attempt(models.Model):
    """One stage's try. Several may run side by side; at most one solves the case."""

    class State(models.TextChoices):
        OPEN = "open", _("under way")
        SOLVED = "solved", _("helped")
        FAILED = "failed", _("did not help")
        WITHDRAWN = "withdrawn", _("withdrawn")

    brand = scope.BrandKey()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attempts")
    stage = models.CharField(max_length=20, choices=[(stage, stage) for stage in STAGES])
    # What the stage keeps for it, such as "article:<uuid>", "question:<uuid>", "booking:<uuid>".
    subject = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Why it did not help, in the customer's words.
    why = models.CharField(max_length=500, blank=True)
    objects = scope.BrandManager.from_queryset(AttemptQuerySet)()
    across_brands = models.Manager["Attempt"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="solved"), name="case_solved_once"
            ),
            models.UniqueConstraint(
                fields=["case", "stage", "subject"],
                condition=Q(state="open"),
                name="tried_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="ended_attempt_has_date",
            ),
        ]
        indexes = [
            models.Index(fields=["brand", "stage", "state"], name="attempts_by_stage")
        ]

    @property
    def subject_id(self) -> str:
        """The id in `subject`, without its kind."""
        return self.subject.partition(":")[2]


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def current(self, at: datetime) -> "ParticipantQuerySet":
        return self.filter(Q(until__isnull=True) | Q(until__gt=at))


class Participant(models.Model):
    """Someone besides the customer and the staff who may read and write on a case: for a while."""

    brand = scope.BrandKey()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(
        max_length=12,
        choices=[
            ("expert", _("expert")),
            ("helper", _("helper")),
        ],
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(ParticipantQuerySet)()
    across_brands = models.Manager["Participant"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "role"], name="takes_part_once"
            ),
        ]


class MessageQuerySet(models.QuerySet["Message"]):
    def readable_by(self, person: Person, *, staff: bool) -> "MessageQuerySet":
        return self if staff else self.filter(internal=False)


class Message(models.Model):
    """One entry in the thread. Without an author the platform speaks."""

    brand = scope.BrandKey()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    attempt = models.ForeignKey(
        Attempt, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    author = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # What the author was to this case when writing: customer, agent, expert, helper, trusted, platform.
    role = models.CharField(max_length=12)
    text = models.TextField()
    # A note among the staff.
    internal = models.BooleanField(default=False)
    # Kinds of `core.signs` found in it when it was written; a note stands beside it.
    signs = ArrayField(models.CharField(max_length=20), default=list)
    at = models.DateTimeField()
    objects = scope.BrandManager.from_queryset(MessageQuerySet)()
    across_brands = models.Manager["Message"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["case", "at"], name="thread"),
            models.Index(
                fields=["brand", "-at"], condition=~Q(signs=[]), name="messages_with_signs"
            ),
        ]


class CaseKey(models.Model):
    """Opens one case without an account: 256 bits, stored as SHA-256, for 90 days (decision 10)."""

    VALID = timedelta(days=90)

    brand = scope.BrandKey()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="keys")
    # The key is derived from the nonce and the installation's secret (see `cases.keys`).
    nonce = models.CharField(max_length=43, unique=True, default=ids.secret)
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["CaseKey"]()
    across_brands = models.Manager["CaseKey"]()

    class Meta:
        base_manager_name = "objects"


class PrivateFeedback(models.Model):
    """The one private question after a case: did it really help? Asked always, answered freely."""

    brand = scope.BrandKey()
    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, related_name="private_feedback"
    )
    helped = models.BooleanField()
    # Would use it again; would recommend it. The texts' figure for both is 92 %.
    again = models.BooleanField(null=True)
    recommend = models.BooleanField(null=True)
    comment = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["PrivateFeedback"]()
    across_brands = models.Manager["PrivateFeedback"]()

    class Meta:
        base_manager_name = "objects"
