"""A folder of Mallard pages becomes articles. Safe to repeat, also after a cut in the middle."""

from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kundenkreis.brands import queries as brands
from kundenkreis.brands.models import Topic
from kundenkreis.cases.queries import topic_of
from kundenkreis.core import clock, scope
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.progress import progress
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.search import actions as search
from kundenkreis.stages.knowledge import actions, rules
from kundenkreis.stages.knowledge.mallard.inline import Inline
from kundenkreis.stages.knowledge.mallard.markdown import Writer
from kundenkreis.stages.knowledge.mallard.page import XML, Page, Unreadable, read
from kundenkreis.stages.knowledge.models import Article
from kundenkreis.stages.knowledge.pictures import Pictures


@dataclass(slots=True)
class Report:
    """What an import did. Printing it tells."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    overviews: int = 0
    pictures: int = 0
    pictures_taken: int = 0
    # Why the others were left out, in words.
    left_out: str = ""
    skipped: list[tuple[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [
            f"{self.new} articles new, {self.changed} changed, {self.unchanged} unchanged, {len(self.skipped)} skipped."
        ]
        if self.overviews:
            lines.append(
                f"{self.overviews} pages only lead to others: readable, but not proposed."
            )
        if self.pictures_taken:
            lines.append(f"{self.pictures_taken} pictures came along, written anew.")
        if self.pictures:
            why = f" ({self.left_out})" if self.left_out else ""
            lines.append(f"{self.pictures} pictures and films were left out{why}.")
        lines += [f"  {name}: {why}" for name, why in self.skipped]
        return "\n".join(lines)


class MallardImporter:
    """Help pages in Mallard (a folder of .page files, as GNOME has them) become articles."""

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="holds .page files")
        parser.add_argument("--language", required=True, choices=LANGUAGES)
        parser.add_argument(
            "--brand", default="", help="short name (default: the installation's brand)"
        )

    def run(self, options: Namespace) -> Report:
        """Import the folder into the brand.

        :raises NotFound: `unknown_brand`. :raises Invalid: nothing in the folder can be imported.
        """
        brand = (
            brands.brand_named(options.brand)
            if options.brand
            else brands.brand_for_host("")
        )
        if brand is None:
            raise NotFound("unknown_brand", f"There is no brand {options.brand}.".rstrip())
        with scope.inside(brand.pk):
            return take(options.folder, language=options.language, at=clock.now())


def take(folder: Path, *, language: str, at: datetime) -> Report:
    """Every page of the folder as an article of the brand we are inside.

    First all articles are begun, so that pages can refer to one another; then each page is
    written and published in a transaction of its own.

    :raises Invalid: `no_folder`, `no_pages`, `wrong_language`.
    """
    report = Report()
    pages = _pages(folder, report)
    if not pages:
        raise Invalid("no_pages", f"There are no readable .page files in {folder}.")
    _demand_language(pages.values(), language)
    articles = _begin_all(folder.resolve().name, pages, language, at=at)
    below = _below(pages, articles)

    def resolve(xref: str) -> tuple[str | None, str]:
        key = xref.partition("#")[0]
        if key not in articles:
            return None, key
        return address(articles[key]), pages[key].title

    # Links of a language may lead to the same pages in another, no further.
    pictures = Pictures(folder, folder.resolve().parent.parent, at)
    for key, page in progress(pages.items(), "Articles"):
        writer = Writer(
            language,
            folder,
            Inline(resolve),
            lambda target: below.get(target, ()),
            pictures,
        )
        body = writer.page(page)
        report.pictures += writer.inline.skipped
        report.overviews += page.overview
        _publish(articles[key], page, body, report, at=at)
    report.pictures_taken, report.left_out = len(pictures.taken), pictures.why
    search.recount(by=None, at=at)
    return report


def address(article: Article) -> str:
    """Without its title: a reference stays good when the title changes."""
    return f"/articles/{article.pk}/"


def _pages(folder: Path, report: Report) -> dict[str, Page]:
    if not folder.is_dir():
        raise Invalid("no_folder", f"{folder} is not a folder.")
    pages: dict[str, Page] = {}
    for path in progress(sorted(folder.glob("*.page")), "Reading"):
        try:
            page = read(path)
        except Unreadable as unreadable:
            report.skipped.append((path.name, str(unreadable)))
            continue
        if page.id in pages:
            report.skipped.append((path.name, f"another page has the id {page.id} too"))
            continue
        pages[page.id] = page
    return pages


def _demand_language(pages: Iterable[Page], language: str) -> None:
    """A folder of another language would be indexed by the wrong grammar."""
    said = {(page.root.get(f"{XML}lang") or language)[:2].lower() for page in pages}
    if language not in said:
        raise Invalid(
            "wrong_language",
            f"These pages say that they are written in {', '.join(sorted(said))}, not in {language}.",
        )


def _begin_all(
    collection: str, pages: dict[str, Page], language: str, *, at: datetime
) -> dict[str, Article]:
    """Every page's article, by page id: those that exist, and new ones joined to their translations."""
    topics = list(Topic.objects.all())
    rows = Article.objects.filter(source__startswith=f"{collection}/").select_related(
        "published_revision"
    )
    known = {row.source_key: row for row in rows if row.language == language}
    families = {row.source_key: row.family for row in rows}
    return {
        key: known.get(key)
        or actions.begin(
            title=page.title,
            language=language,
            topic=topic_of(f"{page.title}\n{page.summary}", topics),
            family=families.get(key),
            kind=Article.Kind.OVERVIEW if page.overview else Article.Kind.HELP,
            source=f"{collection}/{key}.page",
            source_key=key,
            by=None,
            at=at,
        )
        for key, page in pages.items()
    }


def _below(
    pages: dict[str, Page], articles: dict[str, Article]
) -> dict[str, list[tuple[str, str, str]]]:
    """What hangs below each page (`net`) or section (`net#problem`): group, title, address."""
    below: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for key, page in sorted(pages.items(), key=lambda item: item[1].title.lower()):
        for guide in page.guides:
            target = f"{guide.page}#{guide.section}" if guide.section else guide.page
            below[target].append((guide.group, page.title, address(articles[key])))
    return below


def _publish(
    article: Article, page: Page, body: str, report: Report, *, at: datetime
) -> None:
    """Publish what is new or changed; leave alone what our own people rewrote."""
    last = article.published_revision
    if last and last.drafted_by_id:
        report.skipped.append(
            (f"{page.id}.page", "was rewritten here since; left as it is")
        )
        return
    facts = (page.licence[:300], page.licence_url[:200], page.credits)
    if (article.licence, article.licence_url, article.credits) != facts:
        actions.credit(
            article,
            licence=facts[0],
            licence_url=facts[1],
            credits=facts[2],
            by=None,
            at=at,
        )
    if last and (last.title, last.summary, last.body) == rules.as_kept(
        page.title, page.summary, body
    ):
        report.unchanged += 1
        return
    try:
        actions.write_again(
            article, title=page.title, summary=page.summary, body=body, by=None, at=at
        )
    except Invalid as invalid:
        report.skipped.append((f"{page.id}.page", invalid.sentence))
        return
    report.new += last is None
    report.changed += last is not None
