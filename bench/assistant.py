"""When the assistant should rather say that it does not know: `kundenkreis bench assistant [--language de] [--every 2]`.

Real help pages (gnome-user-docs) become articles without their descriptions; every fourth subject (net-, color-,
files- …) is left out. Asked are descriptions of which every third word is dropped: those of published pages can be
answered, those of the left-out subjects and everyday questions (kitchen, money, garden) cannot. Floor by floor: how
many are answered, how many of these by the right page first, how many of the others are refused. Odd questions choose
the floor (the sum of both shares: rightly answered, rightly refused), even ones say how good it is.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench._help_pages import FOLDERS, mallard
from bench._place import brand, place

AT = datetime(2026, 3, 10, 9, tzinfo=UTC)
FLOORS = [number / 20 for number in range(5, 19)]
EVERYDAY = {
    "de": (
        "Wie lange muss ein Ei kochen? Wie backe ich ein Brot ohne Hefe? Wann ist ein Kuchen durch? Welche Kartoffeln nehme ich für Rösti?"
        " Wie friert man Petersilie ein? Warum wird mein Reis klebrig? Wie entkalkt man einen Wasserkocher? Wie viel Zins bringt ein Sparkonto?"
        " Wann muss ich die Steuererklärung abgeben? Was kostet eine Hypothek? Wie kündige ich meine Krankenkasse? Wann wird die Rente ausbezahlt?"
        " Lohnt sich ein Bausparvertrag? Wie hoch ist die Erbschaftssteuer? Wann schneidet man Rosen? Wie oft giesst man einen Kaktus?"
        " Welcher Dünger ist gut für Tomaten? Was hilft gegen Blattläuse? Wie wäscht man einen Wollpullover? Wie bekomme ich Rotwein aus dem Teppich?"
        " Was tun bei Rückenschmerzen? Wie lange dauert eine Erkältung? Wann fährt der letzte Zug nach Bern? Wer hat die Zauberflöte geschrieben?"
    ),
    "en": (
        "How long do I boil an egg? How do I bake bread without yeast? When is a cake done? Which potatoes are good for mash?"
        " How do I freeze parsley? Why does my rice stick? How much interest does a savings account pay? When is the tax return due?"
        " What does a mortgage cost? How do I cancel my health insurance? When is the pension paid? How high is inheritance tax?"
        " When do I prune roses? How often do I water a cactus? Which fertiliser is good for tomatoes? What helps against aphids?"
        " How do I wash a wool sweater? How do I get red wine out of a carpet? What helps against back pain? How long does a cold last?"
    ),
}
# What a question got: by words and by meaning, the best (fit, page) of each.
Said = dict[str, tuple[float, Any]]


def main(argv: list[str] | None = None) -> int:
    """Run it; exit code."""
    parser = argparse.ArgumentParser(prog="bench assistant", description=__doc__)
    parser.add_argument("--language", default="de", choices=sorted(EVERYDAY))
    parser.add_argument("--every", type=int, default=1, help="only every so many questions")
    parser.add_argument("--help-folder", type=Path, default=Path("/usr/share/help"))
    options = parser.parse_args(argv)
    folder = options.help_folder / FOLDERS[options.language] / "gnome-help"
    if not folder.is_dir():
        print("bench assistant: install gnome-user-docs, or name --help-folder.", file=sys.stderr)  # fmt: skip
        return 1
    with place():
        from kundenkreis.core import scope

        made, _services = brand(AT, 0)
        with scope.inside(made.pk, made):
            _ask(folder, options.language, options.every)
    return 0


def _ask(folder: Path, language: str, step: int) -> None:
    from kundenkreis.search import actions, meaning, schedule
    from kundenkreis.search.models import Unread
    from kundenkreis.stages.knowledge import actions as knowledge

    pages = [(subject, row) for (subject, row) in _by_subject(folder, language)]
    subjects = sorted({subject for subject, _row in pages})
    out = set(random.Random(3).sample(subjects, len(subjects) // 4))
    known, unknown = [], []
    for number, (subject, (title, summary, body)) in enumerate(pages):
        if subject in out:
            unknown.append((_loosely(summary, number), None))
            continue
        row = knowledge.write(title=title, body=body, language=language, by=None, at=AT)
        known.append((_loosely(summary, number), row.pk))
    actions.recount(by=None, at=AT)
    while meaning.ready() and Unread.objects.exists():
        schedule.due(at=AT)
    everyday = [(text + "?", None) for text in EVERYDAY[language].rstrip("?").split("? ")]
    print(f"{len(known)} pages; left out: {', '.join(sorted(out))} ({len(unknown)}), and {len(everyday)} everyday questions.")  # fmt: skip
    _read_once(meaning)
    known, unknown = known[::step], [*unknown[::step], *everyday[::step]]
    began = time.process_time()
    rows = [(right, _said(text, language)) for text, right in (*known, *unknown)]
    print(f"{len(rows)} questions, {(time.process_time() - began) * 1000 / len(rows):.0f} ms of Python each\n")  # fmt: skip
    _table(rows)


def _by_subject(folder: Path, language: str) -> list[tuple[str, tuple[str, str, str]]]:
    """(What a page's name begins with, title, description and body); subjects of one page alone are «other»."""
    from uuid import NAMESPACE_URL, uuid5

    pages = mallard(folder, language)
    names = {uuid5(NAMESPACE_URL, path.stem): path.stem for path in folder.glob("*.page")}
    found = [(names[key].partition("-")[0], row) for key, row in pages.items()]
    many = {subject for subject, _row in found if sum(each == subject for each, _ in found) > 1}  # fmt: skip
    return [(subject if subject in many else "other", row) for subject, row in found]


def _read_once(meaning: Any) -> None:
    """The same sentences are asked about many times; here they are understood once."""
    read: dict[str, str] = {}
    understand = meaning.vectors

    def vectors(texts: Sequence[str]) -> list[str]:
        new = [text for text in texts if text not in read]
        read.update(zip(new, understand(new), strict=True))
        return [read[text] for text in texts]

    meaning.vectors = vectors


def _loosely(text: str, number: int) -> str:
    words = text.split()
    return " ".join(word for place, word in enumerate(words) if (place + number) % 3 or len(words) < 4)  # fmt: skip


def _said(text: str, language: str) -> Said:
    from kundenkreis.assistant import extracting
    from kundenkreis.assistant.sources import gather

    found: Said = {"words": (0.0, None), "meaning": (0.0, None)}
    means = extracting.meaning_of(text)
    for number, source in enumerate(gather(text, language=language)):
        if not source.sentences:
            continue
        quotes = {"words": extracting.quote_by_words(text, source)}
        if means and number < extracting.MEANT:
            quotes["meaning"] = extracting.quote_by_meaning(source, means, 0)
        for way, quote in quotes.items():
            if quote and quote.fit > found[way][0]:
                found[way] = (quote.fit, source.id)
    return found


def _table(rows: Sequence[tuple[Any, Said]]) -> None:
    from kundenkreis.assistant import extracting

    def words(floor: float) -> Callable[[Said], Any]:
        return lambda said: said["words"][1] if said["words"][0] >= floor else None

    def both(floor: float) -> Callable[[Said], Any]:
        return lambda said: words(extracting.FLOOR)(said) or (said["meaning"][1] if said["meaning"][0] >= floor else None)  # fmt: skip

    for name, way, used in (
        ("of words", words, extracting.FLOOR),
        ("of meaning, where words do not reach theirs", both, extracting.LIKENESS),
    ):
        print(f"Floor {name}\nfloor   answered   of these rightly   of the others refused")
        for floor in FLOORS:
            print(f"{floor:5.2f}   {_line(rows, way(floor))}")
        best = max(FLOORS, key=lambda floor: _worth(rows[::2], way(floor)))
        print(
            f"The odd ones choose {best:.2f}: the even ones {_line(rows[1::2], way(best))}"
        )
        print(f"In use {used:.2f}: the even ones {_line(rows[1::2], way(used))}\n")


def _counts(rows: Sequence[tuple[Any, Said]], answer: Callable[[Said], Any]) -> tuple[int, ...]:  # fmt: skip
    answered = [(right, answer(said)) for right, said in rows if right]
    said = [each for each in answered if each[1]]
    refused = [answer(said) is None for right, said in rows if not right]
    return len(answered), len(said), sum(right == each for right, each in said), len(refused), sum(refused)  # fmt: skip


def _worth(rows: Sequence[tuple[Any, Said]], answer: Callable[[Said], Any]) -> float:
    asked, _said, right, others, refused = _counts(rows, answer)
    return right / asked + refused / others


def _line(rows: Sequence[tuple[Any, Said]], answer: Callable[[Said], Any]) -> str:
    asked, said, right, others, refused = _counts(rows, answer)
    return f"{said / asked:8.1%}   {right / max(said, 1):16.1%}   {refused / others:21.1%}"


if __name__ == "__main__":
    sys.exit(main())
