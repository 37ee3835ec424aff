"""A space, its members, and invitations into it."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.people.models import Person


class SpaceQuerySet(models.QuerySet["Space"]):
    def of(self, person: Person) -> "SpaceQuerySet":
        """Where this person is in now: the one rule by which anything of a space is read."""
        inside = SpaceMember.objects.filter(space=OuterRef("pk"), person=person)
        return self.filter(Exists(inside.filter(left_at=None)))

    def standing(self) -> "SpaceQuerySet":
        return self.filter(ended_at=None)


class Space(models.Model):
    """A room of its own for a few people. Ended, it can be read for a month; then all of it is erased."""

    class Kind(models.TextChoices):
        PRIVATE = "private", _("Family, friends, neighbours")
        BUSINESS = "business", _("People of one firm")
        CIRCLE = "circle", _("Circle with a direct line to the brand")

    KEPT = timedelta(days=30)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=80)
    # The firm that is a customer; for spaces of a firm only.
    company = models.CharField(max_length=120, blank=True)
    founded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(SpaceQuerySet)()
    across_brands = models.Manager["Space"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="business") & ~Q(company="")
                | Q(kind__in=["private", "circle"], company=""),
                name="space_of_a_firm_names_it",
            ),
            models.UniqueConstraint(
                fields=["brand"],
                condition=Q(kind="circle", ended_at=None),
                name="one_circle_a_brand",
            ),
        ]

    @property
    def path(self) -> str:
        return f"/spaces/{self.pk}/"

    @property
    def shares_cases(self) -> bool:
        """Colleagues may see each other's cases, and speak for one another."""
        return self.kind == Space.Kind.BUSINESS


class SpaceMemberQuerySet(models.QuerySet["SpaceMember"]):
    def current(self) -> "SpaceMemberQuerySet":
        return self.filter(left_at=None)


class SpaceMember(models.Model):
    """Somebody is, or was, in a space. One row for both: what she wrote points at it."""

    class Role(models.TextChoices):
        KEEPER = "keeper", _("keeps the space")
        MEMBER = "member", _("member")

    brand = scope.BrandKey()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.MEMBER)
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(SpaceMemberQuerySet)()
    across_brands = models.Manager["SpaceMember"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["space", "person"], name="space_member_once"),
            models.CheckConstraint(
                condition=Q(role__in=["keeper", "member"]), name="space_role"
            ),
        ]

    @property
    def keeps(self) -> bool:
        return self.role == SpaceMember.Role.KEEPER


class SpaceInvitation(models.Model):
    """A way into a space: a link for whoever holds it, or for one person only. Two weeks."""

    VALID = timedelta(days=14)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    # Who was written to, and where; a link has neither.
    person = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="+"
    )
    email = models.EmailField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # Taken back, declined, or used by the one it was for.
    ended_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["SpaceInvitation"]()
    across_brands = models.Manager["SpaceInvitation"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, email="")
                | Q(person__isnull=False) & ~Q(email=""),
                name="space_invitation_for_whom",
            )
        ]

    @property
    def path(self) -> str:
        return f"/spaces/invitations/{self.pk}/"
