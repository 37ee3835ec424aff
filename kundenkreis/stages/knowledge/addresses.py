"""Old addresses of an imported help centre: kept by path, and only ever leading into this house."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from kundenkreis.stages.knowledge.models import Article, OldAddress

LONGEST = 400
_END = re.compile(r"(^|/)index\.html?$|\.html?$")


def normal(path: str) -> str:
    """`/Hilfe/WLAN.html`, `/hilfe/wlan/` and `hilfe/wlan` are one; the front page is none (empty)."""
    bare = unquote(path).split("?", 1)[0].split("#", 1)[0].strip("/").casefold()
    return _END.sub("", bare).strip("/")


def remember(pairs: Iterable[tuple[str, Article]]) -> None:
    """These paths lead to these articles from now on; what led elsewhere before does so no longer."""
    rows = {path: article for old, article in pairs if 0 < len(path := normal(old)) <= LONGEST}  # fmt: skip
    OldAddress.objects.bulk_create(
        [OldAddress(path=path, article=article) for path, article in rows.items()],
        update_conflicts=True,
        unique_fields=["brand", "path"],
        update_fields=["article"],
    )


def leads_to(path: str) -> str:
    """Where it leads now, on this very site; empty where nothing stood there, or nobody reads it now."""
    key = normal(path)
    if not 0 < len(key) <= LONGEST:
        return ""
    rows = OldAddress.objects.filter(path=key).select_related("article__published_revision")
    found = rows.first()
    if found is None or found.article.published_revision is None:
        return ""
    article = found.article
    # A retired one leads on to its successor from there.
    return f"/articles/{article.pk}/" if article.withdrawn_at else article.path
