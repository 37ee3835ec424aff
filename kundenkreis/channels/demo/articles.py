"""Our own help articles, in German and English, from `content/articles/<language>/<slug>.md`."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from kundenkreis.brands.models import Topic
from kundenkreis.search import actions as search
from kundenkreis.stages.knowledge import actions

FOLDER = Path(__file__).parent / "content" / "articles"
LANGUAGES = ("de", "en")
# What visitors looked for in the last weeks without finding it, and how often.
IN_VAIN = {"kopfhörer mit fernseher verbinden": 6, "rufnummer mitnehmen": 4, "e-sim auf neues handy": 3, "wetterstation": 1}  # fmt: skip


class Page(NamedTuple):
    """One file: what stands between the dashes, and the text below."""

    slug: str
    title: str
    topic: str
    summary: str
    brand: str
    body: str


def pages(language: str) -> list[Page]:
    """All files of a language, by name."""
    return [_read(path) for path in sorted((FOLDER / language).glob("*.md"))]


def _read(path: Path) -> Page:
    _before, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    said = dict(line.split(": ", 1) for line in front.strip().splitlines())
    brand = said.get("brand", "alpenfon")
    return Page(
        path.stem, said["title"], said["topic"], said["summary"], brand, body.strip()
    )


def publish(brand: str, at: datetime) -> None:
    """The articles of the brand we are inside, each with its translation, written some weeks ago."""
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    families: dict[str, UUID] = {}
    for language in LANGUAGES:
        mine = [page for page in pages(language) if page.brand == brand]
        for number, page in enumerate(mine):
            article = actions.write(
                title=page.title,
                summary=page.summary,
                body=page.body,
                language=language,
                topic=topics[page.topic],
                family=families.get(page.slug),
                by=None,
                at=at - timedelta(days=200 - 2 * number),
            )
            families[page.slug] = article.family


def looked_for_in_vain(at: datetime) -> None:
    """Searches that led nowhere, for the team's list of what is missing."""
    for days, (text, times) in enumerate(IN_VAIN.items()):
        for again in range(times):
            search.remember(
                text=text,
                language="de",
                hits=0,
                by=None,
                at=at - timedelta(days=days + 3 * again),
            )
