"""Expert customers, their consultations, whom we asked and why, and what customers said."""

import uuid
from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import Topic
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.people.models import Person, Role


class ConsultationTerms(models.Model):
    """What the brand lets a consultation cost. Without a row: `STANDARD_PRICE`, no own prices."""

    STANDARD_PRICE = 900

    brand = scope.BrandKey()
    price = models.BigIntegerField(default=STANDARD_PRICE)
    # Whether experts may ask for another price than the standard.
    own_prices = models.BooleanField(default=False)
    objects = scope.BrandManager["ConsultationTerms"]()
    across_brands = models.Manager["ConsultationTerms"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand"], name="terms_once"),
            models.CheckConstraint(condition=Q(price__gt=0), name="consultation_costs"),
        ]


class ExpertQuerySet(models.QuerySet["Expert"]):
    def in_service(self, at: datetime) -> "ExpertQuerySet":
        """Who holds the role now and does not pause."""
        holding = Role.objects.current(at).filter(kind=Role.Kind.EXPERT).values("person")
        return self.filter(paused_at__isnull=True, person__in=holding)


class Expert(models.Model):
    """A customer who knows, at one brand: what about, in which languages, when, for how much."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    topics = models.ManyToManyField(Topic, related_name="+")
    languages = ArrayField(models.CharField(max_length=2), default=list)
    # Minor units for one consultation; None: the brand's standard price.
    price = models.BigIntegerField(null=True)
    # Seven entries, Monday first, each ["18:00", "21:00"] or null.
    hours = models.JSONField(default=list)
    paused_at = models.DateTimeField(null=True)
    # Weighed good and bad judgements (helpers.standing); they fade from `judged_at` on.
    good = models.FloatField(default=0.0)
    bad = models.FloatField(default=0.0)
    judged_at = models.DateTimeField(null=True)
    # Consultations ended.
    jobs = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    objects = scope.BrandManager.from_queryset(ExpertQuerySet)()
    across_brands = models.Manager["Expert"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "person"], name="expert_once"),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gt=0), name="expert_price"
            ),
            models.CheckConstraint(
                condition=Q(good__gte=0) & Q(bad__gte=0), name="expert_standing"
            ),
        ]

    def __str__(self) -> str:
        return self.person.shown_name


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def live(self) -> "ConsultationQuerySet":
        return self.filter(state__in=Consultation.LIVE)

    def of_case(self, case: Case) -> "ConsultationQuerySet":
        """Newest first."""
        return self.filter(case=case).order_by("-offered_at")

    def of_expert(self, expert: Expert) -> "ConsultationQuerySet":
        return self.filter(expert=expert)

    def unsettled(self) -> "ConsultationQuerySet":
        """The money of an ended consultation still waits."""
        return self.filter(ended_at__isnull=False, settled_at__isnull=True)


class Consultation(models.Model):
    """A paid remote talk about one case: asked for, taken by one expert, ended, judged.

    `state` moves only as `transitions.py` and `migrations/sql/experts.sql` allow; each state has
    its date. The money of it lives in the ledger under `subject`.
    """

    class State(models.TextChoices):
        OFFERED = "offered", _("asked")
        ACCEPTED = "accepted", _("accepted")
        ENDED = "ended", _("ended")
        RATED = "rated", _("rated")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")

    class Payer(models.TextChoices):
        CUSTOMER = "customer", _("the customer")
        COMPANY = "company", _("the company")

    LIVE = (State.OFFERED, State.ACCEPTED)
    GONE = (State.DECLINED, State.WITHDRAWN, State.EXPIRED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Whom the customer asked for by name; nobody else is asked then.
    wanted = models.ForeignKey(
        Expert, null=True, on_delete=models.PROTECT, related_name="+"
    )
    expert = models.ForeignKey(
        Expert, null=True, on_delete=models.PROTECT, related_name="consultations"
    )
    price = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    payer = models.CharField(max_length=8, choices=Payer.choices)
    # The brand's share as it was agreed; null: asked before it was kept, so the brand's own counts.
    commission_percent = models.PositiveSmallIntegerField(null=True)
    # The customer, or the agent who passed the case on.
    passed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.OFFERED)
    offered_at = models.DateTimeField()
    # Given back to the customer when nobody has taken it by then.
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    rated_at = models.DateTimeField(null=True)
    # Declined, withdrawn or expired.
    closed_at = models.DateTimeField(null=True)
    summary = models.TextField(blank=True)
    complaint = models.TextField(blank=True)
    complained_at = models.DateTimeField(null=True)
    # The money of an ended consultation went to the expert, or back.
    settled_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(ConsultationQuerySet)()
    across_brands = models.Manager["Consultation"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=("offered", "accepted")),
                name="one_consultation_at_a_time",
            ),
            # What reviews point at (experts.sql): only an ended consultation has `ended_at`.
            models.UniqueConstraint(
                fields=["id", "expert", "customer", "ended_at"], name="ended_consultation"
            ),
            models.CheckConstraint(condition=Q(price__gt=0), name="consultation_price"),
            models.CheckConstraint(
                condition=Q(commission_percent__isnull=True)
                | Q(commission_percent__lte=100),
                name="consultation_commission",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", expert=None, accepted_at=None)
                | Q(
                    state__in=("accepted", "ended", "rated"),
                    expert__isnull=False,
                    accepted_at__isnull=False,
                )
                | Q(state__in=("declined", "withdrawn", "expired")),
                name="consultation_has_its_expert",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("ended", "rated"), ended_at__isnull=False)
                | ~Q(state__in=("ended", "rated")) & Q(ended_at=None),
                name="consultation_ended_when",
            ),
            models.CheckConstraint(
                condition=Q(state="rated", rated_at__isnull=False)
                | ~Q(state="rated") & Q(rated_at=None),
                name="consultation_rated_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=("declined", "withdrawn", "expired"), closed_at__isnull=False
                )
                | ~Q(state__in=("declined", "withdrawn", "expired")) & Q(closed_at=None),
                name="consultation_closed_when",
            ),
        ]
        indexes = [
            models.Index(fields=["brand", "state"], name="consultations_by_state"),
            models.Index(fields=["case", "-offered_at"], name="consultations_of_case"),
        ]

    RATABLE = timedelta(days=30)

    @property
    def money(self) -> Money:
        return Money(self.price, self.currency)

    @property
    def subject(self) -> str:
        """What the ledger and the attempt call it."""
        return f"consultation:{self.pk}"

    @property
    def path(self) -> str:
        """Where its expert works on it."""
        return f"/consultations/{self.pk}/"


class OfferQuerySet(models.QuerySet["ConsultationOffer"]):
    def waiting(self) -> "OfferQuerySet":
        """Not answered, and still to be had."""
        return self.filter(answered_at__isnull=True, consultation__state="offered")


class ConsultationOffer(models.Model):
    """One expert was asked: in which place of the ranking, and why there."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        # Somebody else took it, or nobody was wanted any more.
        GONE = "gone", _("gone")

    brand = scope.BrandKey()
    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="offers"
    )
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="offers")
    offered_at = models.DateTimeField()
    rank = models.PositiveSmallIntegerField()
    # The factors of the ranking as they were then: see `ranking.Fit`.
    reasons = models.JSONField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    why = models.CharField(max_length=300, blank=True)
    objects = scope.BrandManager.from_queryset(OfferQuerySet)()
    across_brands = models.Manager["ConsultationOffer"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "expert"], name="asked_once"),
            models.UniqueConstraint(
                fields=["consultation"],
                condition=Q(answer="accepted"),
                name="taken_once",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="offer_answered_when",
            ),
        ]


class ConsultationReview(models.Model):
    """What the customer says afterwards. Without an ended consultation there is no review: its
    four keys must be those of one (foreign key in experts.sql)."""

    brand = scope.BrandKey()
    consultation = models.OneToOneField(
        Consultation, on_delete=models.CASCADE, related_name="review"
    )
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="reviews")
    customer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField()
    stars = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    # The private answer: did it help? None: not answered.
    helped = models.BooleanField(null=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["ConsultationReview"]()
    across_brands = models.Manager["ConsultationReview"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(stars__gte=1) & Q(stars__lte=5), name="one_to_five_stars"
            )
        ]
