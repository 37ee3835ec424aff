"""What lets a person in and a form through once: codes, tokens, submissions."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from kundenkreis.core import scope
from kundenkreis.people.models.persons import Person


class SignInCode(models.Model):
    """Someone wants to sign in. The five digits are never stored: see `people.codes`."""

    VALID = timedelta(minutes=15)
    TRIES = 5

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    email = models.EmailField()
    language = models.CharField(max_length=2, default="de")
    # Where to go after signing in: a path on our own site.
    then = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["SignInCode"]()
    across_brands = models.Manager["SignInCode"]()

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(Lower("email"), "asked_at", name="sign_in_by_address")]
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=5), name="sign_in_tries")
        ]


class BearerToken(models.Model):
    """A key for the API, stored as its SHA-256."""

    VALID = timedelta(days=90)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class Submission(models.Model):
    """A form or API call that must count once: its answer is kept and given again.

    Written in the same transaction as what it does, so a retry after any cut finds either
    nothing (and does it) or the first answer. Kept as long as the object it made (promise P1).
    """

    actor = models.CharField(max_length=80)
    # The key's SHA-256: the key itself opens the kept answer, which may hold secrets.
    key = models.CharField(max_length=64)
    body = models.CharField(max_length=64)
    at = models.DateTimeField()
    answer = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "key"], name="submitted_once")
        ]
