"""Which of what was found is really like a text: it shares more than half of what the text says, or means the same."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from kundenkreis.search import meaning
from kundenkreis.search.queries import Hit

# Words of a long story that must stand in a question like it; of a title more than half.
ENOUGH = 4
# Where meaning is known too, a hit with so much of the best meaning and the best words together means the same.
MEANS_IT = 1.0

# Stems as the language has them, without its small words.
SHARED = """
SELECT q.id, cardinality(asked.words),
  (SELECT count(*) FROM unnest(asked.words) word
    WHERE word = ANY (tsvector_to_array(to_tsvector(kk_config(q.language), q.title || ' ' || q.body))))
FROM kundenkreis_question q
CROSS JOIN LATERAL (SELECT tsvector_to_array(to_tsvector(kk_config(q.language), %s)) AS words) asked
WHERE q.id = ANY (%s)
"""


def enough(shared: int, asked: int) -> bool:
    """Whether a question that shares so many of the words a text says something with is like it."""
    return asked > 0 and shared >= min(asked // 2 + 1, ENOUGH)


def fitting(text: str, hits: Sequence[Hit]) -> list[UUID]:
    """Ids of those that are like the text, in their order; one statement."""
    if not hits:
        return []
    with connection.cursor() as cursor:
        cursor.execute(SHARED, [text[:4000], [hit.id for hit in hits]])
        like = {pk for pk, asked, shared in cursor.fetchall() if enough(shared, asked)}
    if meaning.ready():
        like |= {hit.id for hit in hits if hit.score >= MEANS_IT}
    return [hit.id for hit in hits if hit.id in like]
