"""What can be found, which words occur in it, what it means, and what people looked for."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from kundenkreis.core import scope


class Document(models.Model):
    """One text of a room, ready to be found. Its text vector is made by the database (search.sql)."""

    class Kind(models.TextChoices):
        ARTICLE = "article"
        QUESTION = "question"
        GUIDE = "guide"
        IDEA = "idea"

    class Access(models.TextChoices):
        PUBLIC = "public"
        STAFF = "staff"

    brand = scope.BrandKey()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    # What the room calls it, and what joins its translations: a search shows one of a family.
    object_id = models.UUIDField()
    family = models.UUIDField()
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    # Plain words without markup.
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    access = models.CharField(max_length=8, choices=Access.choices, default=Access.PUBLIC)
    # Whether it holds an answer; an open question does not yet.
    solved = models.BooleanField(default=True)
    at = models.DateTimeField()
    objects = scope.BrandManager["Document"]()
    across_brands = models.Manager["Document"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "kind", "object_id"], name="document_once"
            ),
            # What its passages point at.
            models.UniqueConstraint(fields=["id", "brand"], name="found_of_brand"),
        ]
        indexes = [
            models.Index(fields=["brand", "at"], name="documents_by_time"),
            models.Index(fields=["brand", "family"], name="documents_of_family"),
        ]


class Passage(models.Model):
    """A piece of a document. Its meaning, a vector, is a column where pgvector is there (meaning.sql).

    Number 0 is the whole document, without text of its own.
    """

    brand = scope.BrandKey()
    document = models.ForeignKey(Document, models.CASCADE, related_name="passages")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    objects = scope.BrandManager["Passage"]()
    across_brands = models.Manager["Passage"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="passage_once")
        ]


class Unread(models.Model):
    """A document whose meaning is not known yet, or was another before it changed."""

    brand = scope.BrandKey()
    document = models.OneToOneField(Document, models.CASCADE, related_name="+")
    # The moment of the text that waits; another one may come while it is being read.
    at = models.DateTimeField()
    objects = scope.BrandManager["Unread"]()
    across_brands = models.Manager["Unread"]()

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["brand", "at"], name="unread_by_time")]


class Term(models.Model):
    """A word stem of a brand's documents and in how many it occurs. Counted anew by `recount`."""

    brand = scope.BrandKey()
    language = models.CharField(max_length=2)
    lexeme = models.TextField()
    documents = models.PositiveIntegerField()
    objects = scope.BrandManager["Term"]()
    across_brands = models.Manager["Term"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "language", "lexeme"], name="term_once"
            ),
        ]


class Vocabulary(models.Model):
    """The size of a brand's collection in one language, when its terms were last counted."""

    brand = scope.BrandKey()
    language = models.CharField(max_length=2)
    documents = models.PositiveIntegerField()
    # Words per document, on average.
    length = models.FloatField()
    counted_at = models.DateTimeField()
    objects = scope.BrandManager["Vocabulary"]()
    across_brands = models.Manager["Vocabulary"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "language"], name="one_vocabulary_per_language"
            )
        ]


class StoredSearch(models.Model):
    """What was looked for and how much was found: without the person, scrubbed of numbers and addresses."""

    brand = scope.BrandKey()
    text = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    hits = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    # What a link of the list carries, and when the first of them was followed.
    key = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    opened_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["StoredSearch"]()
    across_brands = models.Manager["StoredSearch"]()

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["brand", "hits", "-at"], name="searches_without_hits")
        ]
