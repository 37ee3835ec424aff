"""What rooms do with the index, inside their own transactions; and counting its words anew."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from kundenkreis.core import scope
from kundenkreis.core.text import tidy
from kundenkreis.people.models import Person
from kundenkreis.search import meaning, rules
from kundenkreis.search.models import Document, StoredSearch, Unread

KEEP = """
WITH old AS (DELETE FROM kundenkreis_passage WHERE document_id = %s)
INSERT INTO kundenkreis_passage (brand_id, document_id, number, text, meaning)
SELECT d.brand_id, d.id, p.number - 1, p.text, p.meaning::halfvec
FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS p (text, meaning, number), kundenkreis_document d
WHERE d.id = %s
"""


@transaction.atomic
def put(
    *,
    kind: str,
    object_id: UUID,
    family: UUID,
    language: str,
    title: str,
    url: str,
    by: Person | None,
    at: datetime,
    summary: str = "",
    body: str = "",
    access: str = Document.Access.PUBLIC,
    solved: bool = True,
) -> Document:
    """This text can be found from now on, instead of what stood there before.

    `body` is plain text. The words count at the next `recount`; until then new words are found
    as they are written, without typing errors.
    """
    document, _made = Document.objects.update_or_create(
        kind=kind,
        object_id=object_id,
        defaults={
            "family": family, "language": language, "title": tidy(title)[:300],
            "summary": tidy(summary), "body": tidy(body), "url": url, "access": access,
            "solved": solved, "at": at,
        },
    )  # fmt: skip
    return document


@transaction.atomic
def remove(*, kind: str, object_id: UUID, by: Person | None, at: datetime) -> None:
    """This text can no longer be found. Doing it twice is once."""
    Document.objects.filter(kind=kind, object_id=object_id).delete()


@transaction.atomic
def recount(*, by: Person | None, at: datetime) -> None:
    """Count the words of this brand anew: about 6 s for a million posts, 0.2 s for a thousand pages."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kk_search_recount(%s, %s)", [scope.brand_id(), at])


def understand(unread: Unread, *, by: Person | None, at: datetime) -> bool:
    """Keep what this document means, passage by passage; about 10 ms each, outside of any lock.

    False if it changed meanwhile: then it waits again and comes another time.
    """
    document = unread.document
    texts = meaning.passages(document.title, document.summary, document.body)
    means = meaning.vectors(texts)
    if means:
        texts, means = ["", *texts], [meaning.whole(means), *means]
    with transaction.atomic():
        taken, _rows = Unread.objects.filter(pk=unread.pk, at=unread.at).delete()
        if taken:
            with connection.cursor() as cursor:
                cursor.execute(KEEP, [document.pk, texts, means, document.pk])
    return bool(taken)


@transaction.atomic
def remember(
    *, text: str, language: str, hits: int, by: Person | None, at: datetime
) -> StoredSearch:
    """Keep what was looked for, so that we see what is missing. Never who, no numbers, no addresses."""
    return StoredSearch.objects.create(
        text=rules.scrubbed(text), language=language, hits=min(hits, 1000), at=at
    )


@transaction.atomic
def opened(key: str, *, by: Person | None, at: datetime) -> None:
    """Somebody followed a link of this search's list. An unknown key, or a second time: nothing."""
    try:
        searches = StoredSearch.objects.filter(key=UUID(key), opened_at=None)
    except ValueError:
        return
    searches.update(opened_at=at)
