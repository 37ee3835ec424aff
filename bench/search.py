"""How well search finds a known page: `kundenkreis bench search [--all] [--help-folder DIR | --html DIR]`.

Real help pages (gnome-user-docs, Mallard; or HTML, as libreoffice-help-* has it). The question is a page's title or its
description, the index holds bodies only, and the page must come back: mean reciprocal rank of the first ten, with its
standard error, and how often it is among the first three. First in an index of one language, beside PostgreSQL's own
ranking and bm25s (extra `bench`) in the same run. Then across languages: questions where only English pages are; each
page in one language only, by chance; and each page in all languages, of which one is to be found. Times are CPU
milliseconds of client and server. Every fourth question is asked, with `--all` every one and four draws by chance.
"""

import argparse
import random
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import fmean, stdev
from typing import Any
from uuid import UUID, uuid4

from bench._help_pages import FOLDERS, Pages, html, mallard
from bench._place import Clock, backend, place
from bench._search_peers import Ask, bm25s, postgres

numbers = count(1)


def main(argv: list[str] | None = None) -> int:
    """Run it; exit code."""
    parser = argparse.ArgumentParser(prog="bench search", description=__doc__)
    parser.add_argument("--help-folder", type=Path, default=Path("/usr/share/help"))
    parser.add_argument("--html", type=Path, help="a folder of HTML help, one a language, instead")  # fmt: skip
    parser.add_argument("--sample", type=int, default=400, help="pages of HTML help")
    parser.add_argument("--languages", nargs="+", default=["de", "en", "fr"], choices=FOLDERS)  # fmt: skip
    parser.add_argument("--every", type=int, default=4, help="ask only every so many of the questions")  # fmt: skip
    parser.add_argument("--draws", type=int, default=1, help="of each page's only language")
    parser.add_argument("--all", action="store_true", help="as --every 1 --draws 4")
    options = parser.parse_args(argv)
    if options.all:
        options.every, options.draws = 1, 4
    if not options.html and not (options.help_folder / "C" / "gnome-help").is_dir():
        print("bench search: install gnome-user-docs, or name --help-folder.", file=sys.stderr)  # fmt: skip
        return 1
    began = time.process_time()
    with place():
        _measure(_corpus(options), options)
    print(f"{time.process_time() - began:.0f} s of CPU in Python, and those of PostgreSQL.")
    return 0


def _corpus(options: argparse.Namespace) -> dict[str, Pages]:
    if options.html:
        return html(options.html, options.languages, options.sample)
    return {
        code: mallard(options.help_folder / FOLDERS[code] / "gnome-help", code)
        for code in options.languages
    }


def _measure(pages: dict[str, Pages], options: argparse.Namespace) -> None:
    from kundenkreis.search import meaning

    print(f"{' + '.join(str(len(rows)) for rows in pages.values())} pages ({', '.join(pages)})")  # fmt: skip
    step = options.every
    with _read_once(meaning):
        single = {code: _index({code: rows}) for code, rows in pages.items()}
        drawn = [_drawn(pages, number) for number in range(options.draws)]
        mixed = [_index(some) for some in drawn]
        every = _index(pages)
    _tidy_up()
    for code, rows in pages.items():
        print(f"\nAn index of one language: {code}")
        ways = postgres(single[code]) | bm25s({code: rows}) | _ours(single[code])
        _table(ways, {code: rows}, step)
    if not meaning.ready() or len(pages) < 2:
        return
    if "en" in pages:
        print("\nOnly English pages are there")
        others = {code: rows for code, rows in pages.items() if code != "en"}
        _table(_ours(single["en"]), others, step)
    found = []
    for number, (some, brand) in enumerate(zip(drawn, mixed, strict=True), 1):
        print(f"\nEach page in one language only, draw {number}: {', '.join(f'{code} {len(rows)}' for code, rows in some.items())}")  # fmt: skip
        peers = bm25s(some) if number == 1 else {}
        found.append(_table(peers | _ours(brand, words=number == 1), pages, step))
    print(f"\n  mean of {len(found)} draws: {fmean(found):.3f}")
    print("\nEach page in all languages: any of them is to be found, once")
    _table(bm25s(pages) | _ours(every), pages, step)
    print("\nEach page in all languages, of which only one may be seen")
    for code, rows in pages.items():
        _only(every, code)
        _table(_ours(every, words=False), {code: rows}, step)


def _drawn(pages: dict[str, Pages], number: int) -> dict[str, Pages]:
    """Each page in one of its languages, by chance."""
    chance = random.Random(number)
    only = {key: chance.choice(list(pages)) for rows in pages.values() for key in rows}
    return {code: {key: row for key, row in rows.items() if only[key] == code} for code, rows in pages.items()}  # fmt: skip


@contextmanager
def _read_once(meaning: Any) -> Any:
    """The same pages stand in several indexes; they are understood once."""
    read: dict[str, str] = {}
    understand, spent = meaning.vectors, 0.0

    def vectors(texts: Sequence[str]) -> list[str]:
        nonlocal spent
        new = [text for text in texts if text not in read]
        began = time.process_time()
        read.update(zip(new, understand(new), strict=True))
        spent += time.process_time() - began
        return [read[text] for text in texts]

    meaning.vectors = vectors
    yield
    meaning.vectors = understand
    if read:
        print(f"{len(read)} passages understood, {spent * 1000 / len(read):.1f} ms CPU each")  # fmt: skip


def _index(pages: Mapping[str, Pages]) -> int:
    """A brand of its own with these pages, bodies only; its number."""
    from django.utils import timezone

    from kundenkreis.brands.models import Brand
    from kundenkreis.core import scope
    from kundenkreis.search import actions, meaning
    from kundenkreis.search.models import Unread

    at = timezone.now()
    row = Brand.objects.create(slug=f"bench-{next(numbers)}", name="Bench", phone="", mail="bench@example.org", created_at=at)  # fmt: skip
    with scope.inside(row.pk):
        for code, rows in pages.items():
            for key, (_title, _summary, body) in rows.items():
                actions.put(kind="article", object_id=uuid4(), family=key, language=code, title="", body=body, url="/", by=None, at=at)  # fmt: skip
        actions.recount(by=None, at=at)
        if meaning.ready():
            for unread in list(Unread.objects.select_related("document")):
                actions.understand(unread, by=None, at=at)
    return row.pk


def _only(brand: int, code: str) -> None:
    from kundenkreis.core import scope
    from kundenkreis.search.models import Document

    with scope.inside(brand):
        Document.objects.exclude(language=code).update(access="staff")
        Document.objects.filter(language=code).update(access="public")
    _tidy_up()


def _tidy_up() -> None:
    """What the database does by itself within a minute."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _ours(brand: int, *, words: bool = True) -> dict[str, Ask]:
    from django.test import override_settings

    from kundenkreis.core import scope
    from kundenkreis.search import meaning
    from kundenkreis.search.queries import find

    def ask(text: str, language: str) -> list[UUID]:
        with scope.inside(brand):
            return [hit.family for hit in find(text, language=language)]

    def by_words(text: str, language: str) -> list[UUID]:
        with override_settings(SEARCH_MEANING=False):
            return ask(text, language)

    ways = {"Kundenkreis, words": by_words} if words or not meaning.ready() else {}
    return ways | {"Kundenkreis": ask} if meaning.ready() else ways


def _table(ways: dict[str, Ask], pages: Mapping[str, Pages], step: int) -> float:
    """One line a language, kind of question and way; the mean MRR@10 of the last way."""
    last: dict[str, list[float]] = {}
    for code, rows in pages.items():
        for column, what in enumerate(("title", "description")):
            questions = [(row[column], key) for key, row in rows.items()][::step]
            print(f"{code}, {what} → body, N = {len(questions)}")
            for way, ask in ways.items():
                last.setdefault(way, []).append(_line(way, questions, ask, code))
    means = {way: fmean(each) for way, each in last.items()}
    if len(pages) > 1:
        print("  mean of these: " + ", ".join(f"{way} {mean:.3f}" for way, mean in means.items()))  # fmt: skip
    return means[way]


def _line(way: str, questions: Sequence[tuple[str, UUID]], ask: Ask, language: str) -> float:  # fmt: skip
    ranks: list[float] = []
    third, times, clock = 0, [], Clock([backend()])
    ask(questions[0][0], language)  # plans are made once a connection
    for text, key in questions:
        clock.begin()
        found = ask(text, language)
        times.append(clock.end())
        ranks.append(1 / (found.index(key) + 1) if key in found else 0)
        third += key in found[:3]
    times.sort()
    middle, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(
        f"  {way:<20} MRR@10 {fmean(ranks):.3f} ± {stdev(ranks) / len(ranks) ** 0.5:.3f}   recall@3 {third / len(questions):.3f}"
        f"   {middle:6.1f} ms CPU (95 %: {most:.1f} ms)",
        flush=True,
    )
    return fmean(ranks)


if __name__ == "__main__":
    sys.exit(main())
