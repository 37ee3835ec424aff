"""`kundenkreis import discourse FILE`, `import nodebb FILE`: an old forum comes along."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kundenkreis.brands import queries as brands
from kundenkreis.brands.models import Topic
from kundenkreis.core import clock, scope
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.progress import progress
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.forums import actions, discourse, nodebb
from kundenkreis.forums.staging import Row, Staging, Thread, staged
from kundenkreis.notifications.models import EventRow
from kundenkreis.stages.community.events import QuestionAsked
from kundenkreis.stages.community.reactions import keep_findable


@dataclass(slots=True)
class Report:
    """What an import did. Printing it tells."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    posts: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        first = (
            f"{self.new} questions new, {self.changed} with new answers, {self.unchanged} unchanged, "
            f"{len(self.skipped)} skipped; {self.posts} posts taken."
        )
        return "\n".join([first, *(f"  {name}: {why}" for name, why in self.skipped[:50])])


class ForumImporter:
    """Base of both: which rows a file holds."""

    source: str
    read: Callable[[Path], Iterable[Row]]

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="DIR|FILE")
        parser.add_argument(
            "--language", default="de", choices=LANGUAGES, help="where a text does not tell"
        )
        parser.add_argument(
            "--topic",
            action="append",
            default=[],
            metavar="CATEGORY=TOPIC",
            help="may be repeated; for example router=internet",
        )
        parser.add_argument(
            "--brand", default="", help="short name (default: the installation's brand)"
        )

    def run(self, options: Namespace) -> Report:
        """Import the export into the brand.

        :raises NotFound: `unknown_brand`, `unknown_topic`. :raises Invalid: no export there.
        """
        brand = (
            brands.brand_named(options.brand)
            if options.brand
            else brands.brand_for_host("")
        )
        if brand is None:
            raise NotFound("unknown_brand", f"There is no brand {options.brand}.".rstrip())
        with scope.inside(brand.pk, brand):
            topics = _topics(options.topic)
            with staged(type(self).read(options.path)) as staging:
                return take(
                    staging,
                    source=self.source,
                    topics=topics,
                    language=options.language,
                    at=clock.now(),
                )


class DiscourseImporter(ForumImporter):
    """A backup of Discourse (.tar.gz, or the dump.sql inside): questions, answers, members, addresses."""

    source, read = "discourse", staticmethod(discourse.rows)


class NodebbImporter(ForumImporter):
    """NodeBB's objects as mongoexport writes them: questions, answers, members, addresses."""

    source, read = "nodebb", staticmethod(nodebb.rows)


def _topics(pairs: list[str]) -> dict[str, Topic]:
    """Our topics by category of the old forum."""
    ours = {topic.slug: topic for topic in Topic.objects.all()}
    wanted = dict(pair.partition("=")[::2] for pair in pairs)
    for slug in wanted.values():
        if slug not in ours:
            raise NotFound(
                "unknown_topic", f"There is no topic {slug}. There are: {', '.join(ours)}."
            )
    return {category: ours[slug] for category, slug in wanted.items()}


def take(
    staging: Staging, *, source: str, topics: dict[str, Topic], language: str, at: datetime
) -> Report:
    """Thread by thread, each in a transaction of its own: a cut in the middle loses at most one."""
    report = Report()
    for thread in _watched(staging):
        if not thread.posts:
            report.skipped.append((f"{source} {thread.id}", "no post of it can be read"))
            continue
        try:
            taken = actions.take_thread(
                thread, source=source, authors=_authors(staging, thread), topic=topics.get(thread.category),
                language=language, at=at,
            )  # fmt: skip
        except Invalid as refused:
            report.skipped.append((f"{source} {thread.id}", refused.sentence))
            continue
        report.posts += taken.posts
        report.new += taken.fresh
        report.changed += bool(taken.posts) and not taken.fresh
        report.unchanged += not taken.posts
        if taken.question and taken.posts:
            asked = QuestionAsked(question=str(taken.question.pk), case="")
            keep_findable(asked, row=EventRow(name=asked.name, by=None, at=at))
    return report


def _authors(staging: Staging, thread: Thread) -> dict[int, tuple[str, str]]:
    return {
        number: staging.person(number) for number in {post.person for post in thread.posts}
    }


def _watched(staging: Staging) -> Iterator[Thread]:
    for _number, thread in zip(
        progress(range(staging.count()), "Questions"), staging.threads(), strict=True
    ):
        yield thread
