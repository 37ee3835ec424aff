"""How well search finds a known page: `kundenkreis bench search [--help-folder DIR | --html DIR]`.

Real help pages (gnome-user-docs, Mallard). The question is a page's title or its description, the
index holds bodies only, of one language, and the page must come back: mean reciprocal rank of the
first ten. PostgreSQL's own ranking with AND and OR, told the language, stands beside it in the same
run on the same text vectors. Then across languages: an index of each page in one language only, by
chance; and of English pages only. Times are CPU milliseconds of client and server.
"""

import argparse
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from bench._place import Clock, backend

FOLDERS = {"de": "de", "en": "C", "fr": "fr", "it": "it"}

PLAIN = """
SELECT family FROM kundenkreis_document, (SELECT {query} AS q) question
WHERE brand_id = %(brand)s AND language = %(language)s AND tsv @@ q
ORDER BY ts_rank(tsv, q, {norm}) DESC, id LIMIT 10
"""
AND = "plainto_tsquery(kk_config(%(language)s), %(text)s)"
OR = (
    "(SELECT string_agg(kk_quoted(lexeme), ' | ')::tsquery"
    " FROM unnest(to_tsvector(kk_config(%(language)s), %(text)s)))"
)
Ask = Callable[[str, str], list[UUID]]
# By page: title, description, body.
Pages = dict[UUID, tuple[str, str, str]]


def main(argv: list[str] | None = None) -> int:
    """Run it; exit code."""
    parser = argparse.ArgumentParser(prog="bench search", description=__doc__)
    parser.add_argument("--help-folder", type=Path, default=Path("/usr/share/help"))
    parser.add_argument(
        "--languages", nargs="+", default=["de", "en", "fr"], choices=FOLDERS
    )
    parser.add_argument(
        "--html", type=Path, help="a folder of HTML help, one a language, instead"
    )
    parser.add_argument(
        "--every", type=int, default=1, help="ask only every so many of the questions"
    )
    parser.add_argument("--sample", type=int, default=700, help="pages of HTML help")
    options = parser.parse_args(argv)
    if not options.html and not (options.help_folder / "C" / "gnome-help").is_dir():
        print(
            "bench search: install gnome-user-docs, or name --help-folder.", file=sys.stderr
        )
        return 1
    with Database():
        _run(options)
    return 0


class Database:
    """DATABASE_URL where it is set, else an embedded server in a temporary directory."""

    def __enter__(self) -> None:
        self.server = None
        if not os.environ.get("DATABASE_URL"):
            from kundenkreis.server.postgres import Server

            self.place = tempfile.TemporaryDirectory(prefix="kundenkreis-bench-")
            Path(self.place.name).chmod(0o755)
            self.server = Server(Path(self.place.name) / "postgres", sync=False)
            self.server.start()
            os.environ["DATABASE_URL"] = self.server.url("owner")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kundenkreis.settings")
        import django
        from django.core.management import call_command

        django.setup()
        if self.server:
            call_command("migrate", verbosity=0)

    def __exit__(self, *_trouble: object) -> None:
        from django.db import connection

        connection.close()
        if self.server:
            self.server.stop()
            self.place.cleanup()


def _run(options: argparse.Namespace) -> None:
    from django.db import transaction

    with transaction.atomic():
        _measure(options)
        # Nothing of a benchmark stays in the database.
        transaction.set_rollback(True)


def _measure(options: argparse.Namespace) -> None:
    from django.utils import timezone

    from kundenkreis.brands.models import Brand
    from kundenkreis.core import scope
    from kundenkreis.search import meaning
    from kundenkreis.search.models import Document

    at = timezone.now()
    brand = Brand.objects.create(slug=f"bench-{uuid4().hex[:8]}", name="Bench", phone="", mail="bench@example.org", created_at=at)  # fmt: skip
    with scope.inside(brand.pk):
        pages = _corpus(options)
        _index(pages, at)
        step = options.every
        for code, rows in pages.items():
            Document.objects.exclude(language=code).update(access="staff")
            Document.objects.filter(language=code).update(access="public")
            peers = _ways(brand.pk) | _bm25s(rows, code)
            for column, name in enumerate(("title", "description")):
                print(f"{code}, {name} → body, N = {len(_questions(rows, column, step))}", flush=True)  # fmt: skip
                for way, ask in peers.items():
                    _line(way, _questions(rows, column, step), ask, code)
                print()
        if not meaning.ready():
            return
        # From here on each page is there in one language only: by chance in any, then in English only.
        chance = random.Random(7)
        only = {key: chance.choice(list(pages)) for rows in pages.values() for key in rows}
        _keep(Document, only)
        _across("any language → a page in any one", pages, step)
        if "en" in pages:
            _keep(Document, dict.fromkeys(only, "en"))
            _across("→ English, where only English pages are", pages, step)


def _index(pages: dict[str, Pages], at: datetime) -> None:
    from django.db import connection

    from kundenkreis.search import actions, meaning
    from kundenkreis.search.models import Passage, Unread

    for code, rows in pages.items():
        for key, (_title, _summary, body) in rows.items():
            actions.put(kind="article", object_id=uuid4(), family=key, language=code, title="", body=body, url="/", by=None, at=at)  # fmt: skip
    started = time.perf_counter()
    actions.recount(by=None, at=at)
    print(
        f"{sum(map(len, pages.values()))} pages; words counted in {time.perf_counter() - started:.2f} s"
    )
    if meaning.ready():
        started = time.process_time()
        for unread in list(Unread.objects.select_related("document")):
            actions.understand(unread, by=None, at=at)
        count = Passage.objects.count()
        print(
            f"{count} passages understood, {(time.process_time() - started) * 1000 / count:.1f} ms CPU each"
        )
    print()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _questions(rows: Pages, column: int, step: int) -> list[tuple[str, UUID]]:
    return [(row[column], key) for key, row in rows.items()][::step]


def _ours(text: str, language: str) -> list[UUID]:
    from kundenkreis.search.queries import find

    return [hit.family for hit in find(text, language=language)]


def _by_words(text: str, language: str) -> list[UUID]:
    from django.test import override_settings

    with override_settings(SEARCH_MEANING=False):
        return _ours(text, language)


def _ways(brand: int) -> dict[str, Ask]:
    from django.db import connection

    from kundenkreis.search import meaning

    def plain(query: str, norm: int) -> Ask:
        def ask(text: str, language: str) -> list[UUID]:
            with connection.cursor() as cursor:
                cursor.execute(
                    PLAIN.format(query=query, norm=norm),
                    {"brand": brand, "language": language, "text": text},
                )
                return [row[0] for row in cursor.fetchall()]

        return ask

    ways = {
        "ts_rank, AND": plain(AND, 0),
        "ts_rank, OR": plain(OR, 0),
        "ts_rank(…, 1), OR": plain(OR, 1),
        "Kundenkreis, words": _by_words,
    }
    return ways | {"Kundenkreis": _ours} if meaning.ready() else ways


def _keep(documents: Any, only: dict[UUID, str]) -> None:
    for code in set(FOLDERS):
        gone = [key for key, kept in only.items() if kept != code]
        documents.objects.filter(language=code, family__in=gone).update(access="staff")
        documents.objects.filter(language=code).exclude(family__in=gone).update(
            access="public"
        )


def _across(name: str, pages: dict[str, Pages], step: int) -> None:
    found = []
    for code, rows in pages.items():
        for column, what in enumerate(("title", "description")):
            print(f"{code} {what} {name}, N = {len(_questions(rows, column, step))}")
            found.append(_line("Kundenkreis", _questions(rows, column, step), _ours, code))
    print(f"  mean of these: MRR@10 {sum(found) / len(found):.3f}\n", flush=True)


def _bm25s(rows: Pages, code: str) -> dict[str, Ask]:
    """The library bm25s with the same Snowball stems, where it is installed."""
    if find_spec("bm25s") is None or find_spec("Stemmer") is None:
        return {}
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer(
        {"de": "german", "en": "english", "fr": "french", "it": "italian"}[code]
    )
    keys = list(rows)
    index = bm25s.BM25()
    index.index(
        bm25s.tokenize([row[2] for row in rows.values()], stopwords=code, stemmer=stemmer, show_progress=False),
        show_progress=False,
    )  # fmt: skip

    def ask(text: str, _language: str) -> list[UUID]:
        words = bm25s.tokenize([text], stopwords=code, stemmer=stemmer, show_progress=False)
        found, scores = index.retrieve(words, k=10, show_progress=False)
        return [keys[n] for n, score in zip(found[0], scores[0], strict=True) if score > 0]

    return {"bm25s": ask}


def _line(way: str, questions: Sequence[tuple[str, UUID]], ask: Ask, language: str) -> float:  # fmt: skip
    total, third, times, clock = 0.0, 0, [], Clock([backend()])
    for text, key in questions:
        clock.begin()
        found = ask(text, language)
        times.append(clock.end())
        total += 1 / (found.index(key) + 1) if key in found else 0
        third += key in found[:3]
    times.sort()
    middle, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(
        f"  {way:<20} MRR@10 {total / len(questions):.3f}   recall@3 {third / len(questions):.3f}   {middle:6.1f} ms CPU (95 %: {most:.1f} ms)"
    )
    return total / len(questions)


def _corpus(options: argparse.Namespace) -> dict[str, Pages]:
    if options.html:
        return _html(options.html, options.languages, options.sample)
    return {
        code: _pages(options.help_folder / FOLDERS[code] / "gnome-help", code)
        for code in options.languages
    }


def _html(folder: Path, languages: list[str], sample: int) -> dict[str, Pages]:
    """HTML help (libreoffice-help-*): the same file names in a folder a language; heading, first paragraph, rest."""
    found: dict[str, dict[str, tuple[str, str, str]]] = {}
    for code in languages:
        place = folder / {"en": "en-US"}.get(code, code)
        found[code] = {}
        for path in sorted(place.rglob("*.html")):
            text = path.read_text(errors="ignore").partition('id="DisplayArea"')[2].partition(">")[2]  # fmt: skip
            text = re.sub(r"(?s)<(script|style|svg).*?</\1>", "", text)
            text = unescape(re.sub(r"<[^>]+>", "", re.sub(r"<(/p|/h\d|br|/li|/td)[^>]*>", "\n", text)))  # fmt: skip
            lines = [line for line in map(str.strip, text.splitlines()) if line]
            if len(lines) > 3 and len(text) > 300:
                found[code][str(path.relative_to(place))] = (lines[0], lines[1], "\n".join(lines[2:]))  # fmt: skip
    names = sorted(set.intersection(*map(set, found.values())))
    random.Random(1).shuffle(names)
    return {
        code: {uuid5(NAMESPACE_URL, name): rows[name] for name in names[:sample]}
        for code, rows in found.items()
    }


def _pages(folder: Path, language: str) -> Pages:
    """Pages of type topic with title and description; the body without both."""
    from kundenkreis.stages.knowledge.mallard.inline import Inline
    from kundenkreis.stages.knowledge.mallard.markdown import Writer
    from kundenkreis.stages.knowledge.mallard.page import read
    from kundenkreis.stages.knowledge.queries import plain

    pages = {page.id: page for page in map(read, sorted(folder.glob("*.page")))}

    def resolve(xref: str) -> tuple[str | None, str]:
        key = xref.partition("#")[0]
        return None, pages[key].title if key in pages else key

    return {
        uuid5(NAMESPACE_URL, page.id): (page.title, page.summary, plain(Writer(language, folder, Inline(resolve), lambda _target: ()).page(page)))
        for page in pages.values()
        if page.root.get("type") == "topic" and page.summary
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
