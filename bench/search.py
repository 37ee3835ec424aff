"""How well search finds a known page: `kundenkreis bench search [--help-folder DIR]`.

Real help pages (gnome-user-docs, Mallard). The question is a page's title or its description, the
index holds bodies only, all languages together, and the page must come back: mean reciprocal rank
of the first ten. PostgreSQL's own ranking with AND and OR, told the language, stands beside it in
the same run on the same text vectors.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

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


def main(argv: list[str] | None = None) -> int:
    """Run it; exit code."""
    parser = argparse.ArgumentParser(prog="bench search", description=__doc__)
    parser.add_argument("--help-folder", type=Path, default=Path("/usr/share/help"))
    parser.add_argument(
        "--languages", nargs="+", default=["de", "en", "fr"], choices=FOLDERS
    )
    options = parser.parse_args(argv)
    if not (options.help_folder / "C" / "gnome-help").is_dir():
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
    from django.db import connection
    from django.utils import timezone

    from kundenkreis.brands.models import Brand
    from kundenkreis.core import scope
    from kundenkreis.search import actions
    from kundenkreis.search.queries import find

    at = timezone.now()
    brand = Brand.objects.create(slug=f"bench-{uuid4().hex[:8]}", name="Bench", phone="", mail="bench@example.org", created_at=at)  # fmt: skip
    with scope.inside(brand.pk):
        pages = {
            code: _pages(options.help_folder / FOLDERS[code] / "gnome-help", code)
            for code in options.languages
        }
        for code, rows in pages.items():
            for key, (_title, _summary, body) in rows.items():
                actions.put(kind="article", object_id=uuid4(), family=key, language=code, title="", body=body, url="/", by=None, at=at)  # fmt: skip
        started = time.perf_counter()
        actions.recount(by=None, at=at)
        print(
            f"{sum(map(len, pages.values()))} pages; words counted in {time.perf_counter() - started:.2f} s\n"
        )

        def plain(query: str, norm: int) -> Ask:
            def ask(text: str, language: str) -> list[UUID]:
                with connection.cursor() as cursor:
                    cursor.execute(
                        PLAIN.format(query=query, norm=norm),
                        {"brand": brand.pk, "language": language, "text": text},
                    )
                    return [row[0] for row in cursor.fetchall()]

            return ask

        ways: dict[str, Ask] = {
            "ts_rank, AND": plain(AND, 0),
            "ts_rank, OR": plain(OR, 0),
            "ts_rank(…, 1), OR": plain(OR, 1),
            "Kundenkreis": lambda text, language: [
                hit.family for hit in find(text, language=language)
            ],
        }
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for code, rows in pages.items():
            for column, name in enumerate(("title", "description")):
                print(f"{code}, {name} → body, N = {len(rows)}")
                for way, ask in ways.items():
                    _line(way, [(row[column], key) for key, row in rows.items()], ask, code)
                print()


def _line(way: str, questions: list[tuple[str, UUID]], ask: Ask, language: str) -> None:
    total, times = 0.0, []
    for text, key in questions:
        started = time.perf_counter()
        found = ask(text, language)
        times.append((time.perf_counter() - started) * 1000)
        total += 1 / (found.index(key) + 1) if key in found else 0
    times.sort()
    middle, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(
        f"  {way:<20} MRR@10 {total / len(questions):.3f}   {middle:6.1f} ms (95 %: {most:.1f} ms)"
    )


def _pages(folder: Path, language: str) -> dict[UUID, tuple[str, str, str]]:
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
