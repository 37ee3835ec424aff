"""Toolkits with their fields and rules; designs and what others think of them."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.moderation.models import Hideable
from kundenkreis.people.models import Person
from kundenkreis.people.names import public_name


class Toolkit(models.Model):
    """A form to design something with. Amounts in minor units of the brand's currency."""

    brand = scope.BrandKey()
    slug = models.SlugField(max_length=50)
    title = models.CharField(max_length=120)
    lead = models.CharField(max_length=300)
    base_price = models.PositiveIntegerField()
    # Null: only managers see it.
    offered_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["Toolkit"]()
    across_brands = models.Manager["Toolkit"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "slug"], name="toolkit_named_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def path(self) -> str:
        return f"/toolkits/{self.slug}/"

    def money(self, amount: int) -> Money:
        """An amount of its own, in the brand's currency."""
        return Money(amount, self.brand.currency)


class ToolkitField(models.Model):
    """One thing to decide. `options` of a choice: `{"value", "label", "price"}`; a number has bounds."""

    class Kind(models.TextChoices):
        CHOICE = "choice", gettext_lazy("a choice")
        NUMBER = "number", gettext_lazy("a number")
        TEXT = "text", gettext_lazy("a text")
        COLOUR = "colour", gettext_lazy("a colour")

    brand = scope.BrandKey()
    toolkit = models.ForeignKey(Toolkit, on_delete=models.CASCADE, related_name="fields")
    slug = models.SlugField(max_length=40)
    label = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    options = models.JSONField(default=list)
    least = models.IntegerField(null=True)
    most = models.IntegerField(null=True)
    unit = models.CharField(max_length=20, blank=True)
    # Of each unit of a number, or of a text or colour that was given.
    price_each = models.PositiveIntegerField(default=0)
    needed = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    objects = scope.BrandManager["ToolkitField"]()
    across_brands = models.Manager["ToolkitField"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["toolkit", "slug"], name="toolkit_field_named_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="number")
                | Q(least__isnull=False, most__isnull=False, least__lte=F("most")),
                name="toolkit_number_has_bounds",
            ),
            models.CheckConstraint(
                condition=~Q(kind="choice") | ~Q(options=[]),
                name="toolkit_choice_has_options",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class ToolkitRule(models.Model):
    """If one field has this value, another may only have these, or a number between; `sentence` says why."""

    brand = scope.BrandKey()
    toolkit = models.ForeignKey(Toolkit, on_delete=models.CASCADE, related_name="rules")
    if_field = models.ForeignKey(ToolkitField, on_delete=models.CASCADE, related_name="+")
    if_value = models.CharField(max_length=60)
    then_field = models.ForeignKey(ToolkitField, on_delete=models.CASCADE, related_name="+")
    only = models.JSONField(default=list)
    least = models.IntegerField(null=True)
    most = models.IntegerField(null=True)
    sentence = models.CharField(max_length=200)
    objects = scope.BrandManager["ToolkitRule"]()
    across_brands = models.Manager["ToolkitRule"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(if_field=F("then_field")), name="toolkit_rule_between_two"
            ),
            models.CheckConstraint(condition=~Q(sentence=""), name="toolkit_rule_says_why"),
        ]


class DesignQuerySet(models.QuerySet["Design"]):
    def shown(self) -> "DesignQuerySet":
        """Submitted for everyone, and still there."""
        return self.filter(
            submitted_at__isnull=False, withdrawn_at__isnull=True, hidden_at__isnull=True
        )


class Design(Hideable):
    """What somebody made with a toolkit. Submitted, it stays as it is: whoever wants it otherwise forks it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    toolkit = models.ForeignKey(Toolkit, on_delete=models.PROTECT, related_name="designs")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    # By the slug of the field.
    values = models.JSONField()
    # Minor units, as it was when kept.
    price = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    # The design it began with, and the first of all of them (toolkits.sql).
    forked_from = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="forks"
    )
    origin = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager.from_queryset(DesignQuerySet)()
    across_brands = models.Manager["Design"]()

    class Meta(Hideable.Meta):
        base_manager_name = "objects"
        constraints = [*Hideable.Meta.constraints]
        indexes = [
            models.Index(fields=["toolkit", "-submitted_at"], name="designs_of_toolkit"),
            models.Index(fields=["author", "-saved_at"], name="designs_of_author"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def path(self) -> str:
        return f"/designs/{self.pk}/"

    @property
    def author_name(self) -> str:
        return public_name(self.author)

    @property
    def is_shown(self) -> bool:
        gone = self.withdrawn_at or self.hidden_at
        return self.submitted_at is not None and not gone


class DesignRating(models.Model):
    """One to five stars of somebody else."""

    brand = scope.BrandKey()
    design = models.ForeignKey(Design, on_delete=models.CASCADE, related_name="ratings")
    rater = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    stars = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    objects = scope.BrandManager["DesignRating"]()
    across_brands = models.Manager["DesignRating"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["design", "rater"], name="design_rated_once"),
            models.CheckConstraint(
                condition=Q(stars__gte=1, stars__lte=5), name="design_stars"
            ),
        ]
