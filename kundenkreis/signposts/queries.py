"""Following a short link: which row of the table fits it best; reading the table."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.guides.models import Guide
from kundenkreis.guides.queries import in_language
from kundenkreis.signposts.models import Signpost
from kundenkreis.stages.knowledge.models import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a link leads to, readable now."""

    row: Signpost
    guide: Guide | None = None
    article: Article | None = None

    @property
    def path(self) -> str:
        found = self.guide or self.article
        if found:
            return found.path
        return "/suggestions/?" + urlencode({"q": self.row.words})

    @property
    def title(self) -> str:
        found = self.guide or self.article
        return found.title if found else self.row.words


def follow(*, product: str, topic: str, version: str = "", language: str) -> Target | None:
    """The most specific row whose target can be read now; None: nobody foresaw this link."""
    product, topic, version = product.lower(), topic.lower(), version.lower()
    rows = Signpost.objects.filter(
        Q(product__in=["", product]),
        Q(topic__in=["", topic]),
        Q(language__in=["", language]),
    )
    place = {"product": product, "topic": topic, "version": version, "language": language}
    for row in best_first(each for each in rows if fits(each, **place)):
        if target := _target(row, language):
            return target
    return None


def _target(row: Signpost, language: str) -> Target | None:
    if row.guide:
        guide = in_language(row.guide, language)
        return Target(row=row, guide=guide) if guide else None
    if row.article:
        article = article_in(row.article, language)
        return Target(row=row, article=article) if article else None
    return Target(row=row)


def article_in(family: UUID, language: str) -> Article | None:
    """The family's readable article in this language, else in any other."""
    rows = {row.language: row for row in Article.objects.readable().filter(family=family)}
    return rows.get(language) or next((rows[code] for code in sorted(rows)), None)


def table(language: str) -> list[tuple[Signpost, Target | None]]:
    """All rows with what they lead to; None: its target is gone. Three queries, however many."""
    rows = list(Signpost.objects.all())
    guides = Guide.objects.readable().filter(family__in=[r.guide for r in rows if r.guide])
    articles = Article.objects.readable().filter(family__in=[r.article for r in rows if r.article])  # fmt: skip
    by_guide = {row.family: row for row in sorted(guides, key=lambda g: g.language == language)}  # fmt: skip
    by_article = {row.family: row for row in sorted(articles, key=lambda a: a.language == language)}  # fmt: skip
    found: list[tuple[Signpost, Target | None]] = []
    for row in rows:
        guide = by_guide.get(row.guide) if row.guide else None
        article = by_article.get(row.article) if row.article else None
        there = guide or article or row.words
        found.append(
            (row, Target(row=row, guide=guide, article=article) if there else None)
        )
    return found


def signpost(pk: int) -> Signpost:
    """:raises NotFound: there is none."""
    row = Signpost.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound("not_found", _("There is no such link."))
    return row


def fits(row: Signpost, *, product: str, topic: str, version: str, language: str) -> bool:
    """Whether every place of the row is that of the link, or fits everything."""
    return (
        row.product in ("", product)
        and row.topic in ("", topic)
        and _version_fits(row.version, version)
        and row.language in ("", language)
    )


def best_first(rows: Iterable[Signpost]) -> list[Signpost]:
    """The most specific first: product before fault before version before language."""
    return sorted(
        rows,
        key=lambda row: (
            bool(row.product), bool(row.topic), _weight(row.version), bool(row.language),
        ),
        reverse=True,
    )  # fmt: skip


def _version_fits(wanted: str, version: str) -> bool:
    if wanted.endswith("*"):
        return version.startswith(wanted[:-1])
    return wanted in ("", version)


def _weight(version: str) -> int:
    """An exact version beats every beginning of it; a longer beginning beats a shorter one."""
    if not version:
        return 0
    return len(version) - 1 if version.endswith("*") else 1000
