"""Media and their bytes, captions, and where each is shown."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.people.models import Person

# Bytes of one piece: no more of a file is in memory at once, and no answer to a player is longer.
PIECE = 1_000_000


class MediaQuerySet(models.QuerySet["Media"]):
    def visible_to(self, person: Person | None, *, staff: bool) -> "MediaQuerySet":
        """What texts show to everybody, and her own; all of the brand for its team."""
        if staff:
            return self
        shown = Exists(MediaUse.objects.filter(media=OuterRef("pk")))
        return self.filter(shown | Q(added_by=person)) if person else self.filter(shown)


class Media(models.Model):
    """A picture, film or recording. Its bytes never change, so its address is good for as long as it is shown."""

    class Kind(models.TextChoices):
        PICTURE = "picture", _("picture")
        VIDEO = "video", _("film")
        AUDIO = "audio", _("recording")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    kind = models.CharField(max_length=7, choices=Kind.choices)
    media_type = models.CharField(max_length=20)
    # What is seen, for who cannot see it; of a film or recording its title.
    words = models.CharField(max_length=300)
    language = models.CharField(max_length=2)
    # Of what was sent, in hexadecimal: the same file sent again is the same row.
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    # Of a picture: each width that is there, in pixels, largest first.
    widths = ArrayField(models.PositiveIntegerField(), default=list)
    # Of a film or recording, in thousandths of a second.
    lasts = models.PositiveIntegerField(default=0)
    # Where it was imported from; without it a person brought it.
    source = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField()
    # A picture that stands in the player until it begins.
    poster = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    objects = scope.BrandManager.from_queryset(MediaQuerySet)()
    across_brands = models.Manager["Media"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "added_by", "digest"],
                condition=Q(added_by__isnull=False),
                name="media_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["brand", "digest"],
                condition=~Q(source=""),
                name="media_imported_once",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="media_in_words"),
            models.CheckConstraint(
                condition=Q(kind="picture", lasts=0, width__gte=1, height__gte=1)
                | Q(kind__in=["video", "audio"], lasts__gte=1),
                name="media_measured",
            ),
        ]
        indexes = [
            models.Index(fields=["brand", "added_by", "-added_at"], name="media_of_person")
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def path(self) -> str:
        return f"/media/{self.pk}/"

    @property
    def code(self) -> str:
        """What stands in a text to show it."""
        return f"![{self.words}](media:{self.pk})"

    @property
    def address(self) -> str:
        """Where its bytes are; of a picture those of its largest size."""
        return self.sized(self.widths[0]) if self.widths else f"{self.path}content/"

    def sized(self, width: int) -> str:
        return f"{self.path}{width}/"

    @property
    def small(self) -> str:
        """The smallest size of a picture, for lists."""
        return self.sized(self.widths[-1]) if self.widths else ""

    @property
    def sizes(self) -> list[tuple[int, str]]:
        """Width and address of each size of a picture."""
        return [(width, self.sized(width)) for width in self.widths]

    @property
    def seconds(self) -> float:
        return self.lasts / 1000

    @property
    def duration(self) -> str:
        """`3:05` or `1:02:07`."""
        minutes, seconds = divmod(round(self.seconds), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


class MediaPiece(models.Model):
    """Up to `PIECE` bytes of a file. `width`: of which size of a picture, else 0."""

    brand = scope.BrandKey()
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="pieces")
    width = models.PositiveIntegerField(default=0)
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    objects = scope.BrandManager["MediaPiece"]()
    across_brands = models.Manager["MediaPiece"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["media", "width", "number"], name="media_piece_number"
            )
        ]


class Captions(models.Model):
    """What is said in a film or recording, in one language, as a file of our own making."""

    brand = scope.BrandKey()
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(max_length=2)
    # WebVTT.
    content = models.TextField()
    set_at = models.DateTimeField()
    objects = scope.BrandManager["Captions"]()
    across_brands = models.Manager["Captions"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["media", "language"], name="captions_once_a_language"
            )
        ]

    @property
    def address(self) -> str:
        return f"/media/{self.media_id}/captions/{self.language}/"


class MediaUse(models.Model):
    """A text that everybody reads shows it. Written by the room of the text."""

    brand = scope.BrandKey()
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="uses")
    # Such as `article:<uuid>`.
    place = models.CharField(max_length=80)
    since = models.DateTimeField()
    objects = scope.BrandManager["MediaUse"]()
    across_brands = models.Manager["MediaUse"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["media", "place"], name="media_used_once")
        ]
        indexes = [models.Index(fields=["brand", "place"], name="media_by_place")]
