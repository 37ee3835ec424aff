"""Pages of a folder become articles of the brand we are inside; articles become files."""

import re
from abc import ABC, abstractmethod
from argparse import ArgumentParser, Namespace
from datetime import datetime
from functools import partial
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from django.db import transaction

from kundenkreis.brands import queries as brands
from kundenkreis.brands.models import Topic
from kundenkreis.cases.queries import topic_of
from kundenkreis.core import clock, scope
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.progress import progress
from kundenkreis.core.refusal import Invalid, NotFound, Refused
from kundenkreis.search import actions as search
from kundenkreis.stages.knowledge import actions, rules
from kundenkreis.stages.knowledge.addresses import remember
from kundenkreis.stages.knowledge.folders import html, markdown
from kundenkreis.stages.knowledge.folders.page import Page, Unreadable
from kundenkreis.stages.knowledge.mallard.importer import Report, address
from kundenkreis.stages.knowledge.models import Article
from kundenkreis.stages.knowledge.pictures import Pictures

_LINK = re.compile(r"(?<![!\\])\[((?:[^\[\]\\\n]|\\.){1,500})\]\(([^)\s]{1,1000})\)")
_ARTICLE = re.compile(r"(/articles/[0-9a-f-]{36}/)[\w-]*/?")


class FolderImporter(ABC):
    """Base: a folder of files, its language and brand."""

    @abstractmethod
    def files(self, root: Path) -> list[Path]:
        """All files of its kind, in the order of their names."""

    @abstractmethod
    def read(self, path: Path, root: Path, language: str) -> Page:
        """One file. :raises Unreadable: it cannot be an article."""

    def old_address(self, key: str) -> str:
        """The path at which the file of this key stood; empty: at none."""
        return ""

    def file_of(self, page: Page, href: str) -> str:
        """The path inside the folder that an address on this page means; one on another site as it stands."""
        if re.match(r"[a-z][a-z0-9+.-]*:|//", href, re.IGNORECASE):
            return href
        path = unquote(href.partition("#")[0].partition("?")[0])
        return normpath(path.lstrip("/") if href.startswith("/") else join(dirname(page.key), page.base, path))  # fmt: skip

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="holds the files")
        parser.add_argument("--language", default="", choices=["", *LANGUAGES], help="where a file does not say")  # fmt: skip
        parser.add_argument("--brand", default="", help="short name (default: the installation's brand)")  # fmt: skip
        parser.add_argument("--limit", type=int, default=0, help="only so many files (default: all)")  # fmt: skip

    def run(self, options: Namespace) -> Report:
        """Import the folder into the brand.

        :raises NotFound: `unknown_brand`. :raises Invalid: nothing in the folder can be imported.
        """
        with scope.inside(brand_named(options.brand)):
            return take(self, options.folder, language=options.language, limit=options.limit, at=clock.now())  # fmt: skip


def brand_named(name: str) -> int:
    """Its id. :raises NotFound: `unknown_brand`."""
    brand = brands.brand_named(name) if name else brands.brand_for_host("")
    if brand is None:
        raise NotFound("unknown_brand", f"There is no brand {name}.".rstrip())
    return brand.pk


class MarkdownImporter(FolderImporter):
    """Markdown files, with or without front matter, become articles."""

    def files(self, root: Path) -> list[Path]:
        return markdown.files(root)

    def read(self, path: Path, root: Path, language: str) -> Page:
        return markdown.read(path, root, language)


class HtmlImporter(FolderImporter):
    """HTML pages of a help centre become articles, to which their old addresses lead."""

    under = ""

    def arguments(self, parser: ArgumentParser) -> None:
        super().arguments(parser)
        parser.add_argument("--under", default="", metavar="PATH", help="where these pages stood on your site, such as /help/ (default: /)")  # fmt: skip

    def run(self, options: Namespace) -> Report:
        self.under = getattr(options, "under", "")
        return super().run(options)

    def old_address(self, key: str) -> str:
        return f"{self.under.strip('/')}/{key}"

    def file_of(self, page: Page, href: str) -> str:
        stood = f"/{self.under.strip('/')}/"
        return super().file_of(page, href.replace(stood, "/", 1) if href.startswith(stood) else href)  # fmt: skip

    def files(self, root: Path) -> list[Path]:
        return html.files(root)

    def read(self, path: Path, root: Path, language: str) -> Page:
        return html.read(path, root, language)


def take(
    kind: FolderImporter, folder: Path, *, language: str, at: datetime, limit: int = 0
) -> Report:
    """Every file as an article of the brand we are inside, each in a transaction of its own.

    First all articles are begun, so that files can refer to one another.

    :raises Invalid: `no_folder`, `no_pages`.
    """
    if not folder.is_dir():
        raise Invalid("no_folder", f"{folder} is not a folder.")
    report = Report()
    pages = _pages(kind, folder, language, limit, report)
    if not pages:
        raise Invalid("no_pages", f"There are no readable files in {folder}.")
    articles = _begin_all(folder.resolve().name[:60], pages, at=at, report=report)
    pictures = Pictures(folder, folder, at)
    for key, page in progress(pages.items(), "Articles"):
        if key in articles:
            page.body = pictures.shown(page, partial(kind.file_of, page))
            page.body = _linked(page, articles)
            _keep(articles[key], page, report, at=at)
    report.pictures_taken, report.left_out = len(pictures.taken), pictures.why
    report.pictures = sum(pictures.left.values())
    remember((kind.old_address(key), article) for key, article in articles.items())
    search.recount(by=None, at=at)
    return report


def _pages(
    kind: FolderImporter, folder: Path, language: str, limit: int, report: Report
) -> dict[str, Page]:
    pages: dict[str, Page] = {}
    paths = kind.files(folder)
    for path in progress(paths[:limit] if limit else paths, "Reading"):
        try:
            page = kind.read(path, folder, language)
        except (Unreadable, OSError) as why:
            report.skipped.append((path.name, str(why)))
            continue
        pages[page.key] = page
    return pages


def _begin_all(
    collection: str, pages: dict[str, Page], *, at: datetime, report: Report
) -> dict[str, Article]:
    """Every page's article: the one that exists, by family and language or by where it came from, or a new one."""
    topics = list(Topic.objects.all())
    rows = list(Article.objects.select_related("published_revision"))
    by_family = {(row.family, row.language): row for row in rows}
    by_source = {(row.source, row.language): row for row in rows if row.source}
    taken: dict[Any, str] = {}
    found: dict[str, Article] = {}
    for key, page in pages.items():
        source = page.source or ("" if page.family else f"{collection}/{key}"[:200])
        article = by_family.get((page.family, page.language)) if page.family else by_source.get((source, page.language))  # fmt: skip
        if article is None:
            article = _begun(page, source, topics, at=at)
            by_family[(article.family, article.language)] = article
        if article.pk in taken:
            report.skipped.append((key, f"is the same article as {taken[article.pk]}"))
            continue
        taken[article.pk] = key
        found[key] = article
    return found


def _begun(page: Page, source: str, topics: list[Topic], *, at: datetime) -> Article:
    named = next((topic for topic in topics if topic.slug == page.topic), None)
    return actions.begin(
        title=page.title, language=page.language, family=page.family, kind=page.kind, source=source,
        topic=named or topic_of(f"{page.title}\n{page.summary}", topics),
        source_key=(page.source_key or ("" if page.family else page.key))[:120], by=None, at=at,
    )  # fmt: skip


def _linked(page: Page, articles: dict[str, Article]) -> str:
    """Links to other files of the folder lead to their articles; those to files that are none are only words."""

    def there(found: re.Match[str]) -> str:
        words, href = found[1], found[2]
        if re.match(r"[a-z][a-z0-9+.-]*:|/|#", href, re.IGNORECASE):
            return found[0]
        key = normpath(join(dirname(page.key), page.base, href.partition("#")[0].partition("?")[0]))  # fmt: skip
        return f"[{words}]({address(articles[key])})" if key in articles else words

    return _LINK.sub(there, page.body)


def _keep(article: Article, page: Page, report: Report, *, at: datetime) -> None:
    """Publish what is new or changed; leave alone what our own people rewrote or retired."""
    last = article.published_revision
    words = rules.as_kept(page.title, page.summary, page.body)
    if last and _plain(last.title, last.summary, last.body) == _plain(*words):
        report.unchanged += 1
        return
    if article.withdrawn_at or (last and last.drafted_by_id):
        why = "was retired here" if article.withdrawn_at else "was rewritten here since"
        report.skipped.append((page.key, f"{why}; left as it is"))
        return
    try:
        with transaction.atomic():
            if page.licence or page.credits:
                actions.credit(article, licence=page.licence[:300], licence_url=page.licence_url[:200], credits=page.credits, by=None, at=at)  # fmt: skip
            actions.write_again(article, title=page.title, summary=page.summary, body=page.body, by=None, at=at)  # fmt: skip
    except Refused as refused:
        report.skipped.append((page.key, refused.sentence))
        return
    report.new += last is None
    report.changed += last is not None
    report.overviews += page.kind == Article.Kind.OVERVIEW


def _plain(title: str, summary: str, body: str) -> tuple[str, str, str]:
    """A link to an article is the same with and without its title."""
    return title, summary, _ARTICLE.sub(r"\1", body)
