"""What people read, as Markdown files with front matter and pictures: importing them gives the same articles."""

import re
from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path
from posixpath import relpath
from uuid import UUID

from kundenkreis.core import scope
from kundenkreis.core.progress import progress
from kundenkreis.media.models import Media
from kundenkreis.media.queries import pieces, size_of
from kundenkreis.stages.knowledge.folders.page import front
from kundenkreis.stages.knowledge.folders.taking import brand_named
from kundenkreis.stages.knowledge.models import Article

_LINK = re.compile(
    r"\]\(/articles/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/[\w-]*/?\)"
)

_PICTURE = re.compile(
    r"!\[([^\]\n]*)\]\(media:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)"
)


class ArticlesExporter:
    """All published articles of a brand become Markdown files."""

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="made where it is missing")  # fmt: skip
        parser.add_argument("--brand", default="", help="short name (default: the installation's brand)")  # fmt: skip

    def run(self, options: Namespace) -> str:
        """Write the files. :raises NotFound: `unknown_brand`."""
        with scope.inside(brand_named(options.brand)):
            count = write_all(options.folder)
        return f"{count} articles written to {options.folder}."


def write_all(folder: Path) -> int:
    """One file an article under its language; an earlier one of the same article is replaced. How many."""
    articles = list(Article.objects.readable().order_by("language", "created_at", "pk"))
    names = {article.pk: _name(article) for article in articles}
    for article in progress(articles, "Articles"):
        path = folder / names[article.pk]
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob(f"*--{article.family.hex[:8]}.md"):
            if old != path:
                old.unlink()
        fresh = path.with_suffix(".new")
        text = _PICTURE.sub(partial(_beside, folder=folder), _file(article, names))
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    return len(articles)


def _beside(found: re.Match[str], folder: Path) -> str:
    """The picture lies in a folder beside the languages; a film stays where it is."""
    row = Media.objects.filter(pk=found[2], kind=Media.Kind.PICTURE).first()
    if not row:
        return found[0]
    path = folder / "media" / f"{row.pk}.{row.media_type.partition('/')[2]}"
    path.parent.mkdir(exist_ok=True)
    width = row.widths[0]
    path.write_bytes(b"".join(pieces(row, width=width, start=0, end=size_of(row, width))))
    return f"![{found[1]}](../media/{path.name})"


def _name(article: Article) -> str:
    return f"{article.language}/{article.slug[:60]}--{article.family.hex[:8]}.md"


def _file(article: Article, names: dict[UUID, str]) -> str:
    shown = article.published_revision
    assert shown
    said = {
        "title": shown.title, "summary": shown.summary, "language": article.language,
        "topic": article.topic.slug if article.topic else "", "kind": article.kind, "family": str(article.family),
        "licence": article.licence, "licence_url": article.licence_url, "credits": article.credits,
        "source": article.source, "source_key": article.source_key,
        "reviewed": f"{article.reviewed_at:%Y-%m-%d}" if article.reviewed_at else "",
    }  # fmt: skip

    def there(found: re.Match[str]) -> str:
        name = names.get(UUID(found[1]))
        return f"]({relpath(name, article.language)})" if name else found[0]

    return front(said) + "\n" + _LINK.sub(there, shown.body) + "\n"
