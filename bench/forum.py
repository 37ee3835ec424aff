"""How a big community answers: `kundenkreis bench forum [--questions 1000000] [--help-folder DIR]`.

Questions are made of sentences of real help pages (gnome-user-docs; German, English, French and Italian as 62 to 15
to 14 to 9), each with the name of a device that few others have. Every fourth has an answer, one has 200. Then through
the real server: the list, its later pages, a topic, the page with 200 answers, and a search. And in PostgreSQL alone:
our search beside its own ranking (OR, ts_rank with length) on the same rows in the same run, for words that few and
for words that many questions have.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench._help_pages import FOLDERS, mallard
from bench._place import Clock, backend, brand, place
from bench._search_peers import OR, PLAIN
from bench._serving import Visitor, load, load_beside, web

SHARES = {"de": 62, "en": 15, "fr": 14, "it": 9}
ANSWERS = 200
DEVICE = re.compile(r" (?:Mein Gerät|My device|Mon appareil|Il mio apparecchio) ?: ")

# `sentences` (language, page, n, text) and `pages` (language, page, number, sentences) stand; number: 1 … of its language.
QUESTIONS = """
INSERT INTO kundenkreis_question (id, brand_id, author_id, title, body, topic_id, language, asked_at, product, hidden_reason)
SELECT gen_random_uuid(), %(brand)s, %(author)s, left(first.text, 110),
  p.text || CASE r.language WHEN 'de' THEN ' Mein Gerät: ' WHEN 'en' THEN ' My device: ' WHEN 'fr' THEN ' Mon appareil : ' ELSE ' Il mio apparecchio: ' END || r.device || '.',
  (%(topics)s::bigint[])[1 + r.n %% cardinality(%(topics)s::bigint[])], r.language,
  %(at)s::timestamptz - make_interval(secs => r.n * 60), '', ''
FROM (SELECT n, chr(65 + n %% 26) || chr(65 + n / 26 %% 26) || '-' || n %% 40000 AS device,
    CASE WHEN u < .62 THEN 'de' WHEN u < .77 THEN 'en' WHEN u < .91 THEN 'fr' ELSE 'it' END AS language,
    random() AS page, random() AS start
  FROM (SELECT n, random() AS u FROM generate_series(%(first)s, %(last)s) n) x) r
JOIN pages g ON g.language = r.language AND g.number = 1 + floor(r.page * g.of)::int
JOIN sentences first ON first.language = r.language AND first.page = g.page AND first.n = 1 + floor(r.start * g.sentences)::int
CROSS JOIN LATERAL (SELECT string_agg(s.text, ' ') AS text FROM sentences s
  WHERE s.language = r.language AND s.page = g.page AND s.n BETWEEN first.n AND first.n + 2) p
"""
DOCUMENTS = """
INSERT INTO kundenkreis_document (brand_id, kind, object_id, family, language, title, summary, body, url, access, solved, at)
SELECT brand_id, 'question', id, id, language, title, '', body, '/questions/' || id || '/', 'public', false, asked_at
FROM kundenkreis_question WHERE brand_id = %s
"""
ANSWERED = """
INSERT INTO kundenkreis_answer (id, brand_id, question_id, author_id, role, body, at, hidden_reason)
SELECT gen_random_uuid(), brand_id, id, %s, 'member', 'Stecken Sie das Gerät zehn Sekunden aus.', asked_at + interval '1 hour'
  , '' FROM kundenkreis_question WHERE brand_id = %s AND get_byte(uuid_send(id), 0) %% 4 = 0
"""
MANY = """
INSERT INTO kundenkreis_answer (id, brand_id, question_id, author_id, role, body, at, hidden_reason)
SELECT gen_random_uuid(), q.brand_id, q.id, %s, 'member', d.body, q.asked_at + make_interval(mins => n), ''
FROM (SELECT * FROM kundenkreis_question WHERE id = %s) q
CROSS JOIN generate_series(1, %s) n
JOIN LATERAL (SELECT body FROM kundenkreis_question WHERE brand_id = q.brand_id ORDER BY asked_at DESC OFFSET n LIMIT 1) d ON true
"""


def main(argv: list[str] | None = None) -> int:
    """Run it; exit code."""
    parser = argparse.ArgumentParser(prog="bench forum", description=__doc__)
    parser.add_argument("--questions", type=int, default=1_000_000)
    parser.add_argument("--help-folder", type=Path, default=Path("/usr/share/help"))
    parser.add_argument("--searches", type=int, default=200, help="of each kind")
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--port", type=int, default=8115)
    parser.add_argument(
        "--beside-list", metavar="URL", help="another forum's list of questions"
    )
    parser.add_argument(
        "--beside-topic", metavar="URL", help=f"its topic with {ANSWERS} answers"
    )
    parser.add_argument("--beside-pids", metavar="PID", type=int, nargs="+", default=[])
    options = parser.parse_args(argv)
    if not (options.help_folder / "C" / "gnome-help").is_dir():
        print("bench forum: install gnome-user-docs, or name --help-folder.", file=sys.stderr)  # fmt: skip
        return 1
    beside = {"the list": options.beside_list, f"{ANSWERS} answers": options.beside_topic}
    memory = {"shared_buffers": "1GB", "maintenance_work_mem": "512MB", "max_wal_size": "8GB"}  # fmt: skip
    with place(memory) as server:
        _may_skip_checks(server)
        asked = _forum(options)
        with web(server, options.port) as process:
            for name, path in asked.items():
                visitor = Visitor(options.port, path, "")
                cost = load(name, [visitor], process.pid, server, options.seconds)
                if beside.get(name):
                    load_beside(
                        name, beside[name], options.beside_pids, options.seconds, cost
                    )
        _searches(options)
    return 0


def _may_skip_checks(server: Any) -> None:
    import psycopg

    with psycopg.connect(server.url("postgres")) as connection:
        connection.execute("GRANT SET ON PARAMETER session_replication_role TO owner")


def _forum(options: argparse.Namespace) -> dict[str, str]:
    """Everything written; the pages to be asked for, by name."""
    from django.db import connection

    from kundenkreis.brands.models import Topic
    from kundenkreis.core import clock, scope
    from kundenkreis.core.schemas import cursor_page
    from kundenkreis.people.models import Person
    from kundenkreis.search import actions
    from kundenkreis.stages.community.models import Question

    at = clock.now()
    row, _packages = brand(at, 1, hosts=["localhost", "127.0.0.1"])
    with scope.inside(row.pk), connection.cursor() as cursor:
        person = Person.objects.create(email="many@example.org", nickname="Many", joined_at=at)  # fmt: skip
        topics = [
            Topic.objects.create(slug=f"t{n}", words={"de": f"Thema {n}"}).pk
            for n in range(8)
        ]
        _sentences(cursor, options.help_folder)
        # Sets of rows, without checks row by row; the index of words is made when all stand.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'document_words'")
        (index,) = cursor.fetchone()
        cursor.execute("DROP INDEX document_words")
        values = {"brand": row.pk, "author": person.pk, "topics": topics, "at": at, "first": 0, "last": options.questions - 1}  # fmt: skip
        _timed(cursor, "questions", QUESTIONS, values)
        _timed(cursor, "answers", ANSWERED, [person.pk, row.pk])
        _timed(cursor, "in the index", DOCUMENTS, [row.pk])
        _timed(cursor, "index of words", index)
        cursor.execute("RESET session_replication_role")
        began = time.perf_counter()
        actions.recount(by=None, at=at)
        print(f"words counted in {time.perf_counter() - began:.1f} s")
        big = Question.objects.newest_first()[10]
        cursor.execute(MANY, [person.pk, big.pk, ANSWERS])
        cursor.execute("VACUUM ANALYZE")
        words = re.findall(r"\w{5,}", Question.objects.newest_first()[20].body)
        middle = Question.objects.newest_first()[options.questions // 2]
        older = Question.objects.filter(asked_at__lte=middle.asked_at)
        _rows, cursor_there = cursor_page(older, newest_by="asked_at", cursor="", limit=1)
    return {
        "the list": "/questions/",
        "the list, half of all turned over": f"/questions/?after={cursor_there}",
        "one topic, open": "/questions/?topic=t3&state=open",
        f"{ANSWERS} answers": big.path,
        "a search": f"/questions/?q={words[0]}+{words[-4]}",
        "/healthz": "/healthz",
    }


def _sentences(cursor: Any, folder: Path) -> None:
    cursor.execute("CREATE TABLE sentences (language text, page uuid, n int, text text)")
    for language in SHARES:
        for key, (_title, _summary, body) in mallard(folder / FOLDERS[language] / "gnome-help", language).items():  # fmt: skip
            parts = [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", body)]
            rows = [part for part in parts if len(part.split()) > 4][:40]
            cursor.executemany(
                "INSERT INTO sentences VALUES (%s, %s, %s, %s)",
                [(language, key, n, part) for n, part in enumerate(rows, 1)],
            )
    cursor.execute(
        "CREATE TABLE pages AS SELECT language, page, count(*) AS sentences, row_number() OVER (PARTITION BY language ORDER BY page) AS number,"
        " count(*) OVER (PARTITION BY language) AS of FROM sentences GROUP BY 1, 2"
    )
    cursor.execute("CREATE INDEX ON sentences (language, page, n)")
    cursor.execute("CREATE INDEX ON pages (language, number)")
    cursor.execute("ANALYZE sentences")
    cursor.execute("ANALYZE pages")


def _timed(cursor: Any, what: str, sql: str, values: Any = None) -> None:
    began = time.perf_counter()
    cursor.execute(sql, values)
    print(f"{what}: {max(cursor.rowcount, 0)} in {time.perf_counter() - began:.0f} s", flush=True)  # fmt: skip


def _searches(options: argparse.Namespace) -> None:
    from django.db import connection
    from django.test import override_settings

    from kundenkreis.brands.models import Brand
    from kundenkreis.core import scope
    from kundenkreis.search.queries import find

    row = Brand.objects.get(slug="bench")
    clock = Clock([backend()])

    def plain(text: str, language: str) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(PLAIN.format(query=OR, norm=1), {"brand": row.pk, "language": language, "text": text})  # fmt: skip
            return cursor.fetchall()

    def ours(text: str, language: str) -> list[Any]:
        return list(find(text, language=language, kinds=["question"]))

    with scope.inside(row.pk), override_settings(SEARCH_MEANING=False):
        for kind, questions in (
            ("words of a question", _mixed(options.searches)),
            ("words that many have", _head(options.searches)),
        ):
            for name, ask in (("Kundenkreis", ours), ("ts_rank(…, 1), OR", plain)):
                _line(f"{kind}: {name}", questions, ask, clock)


def _mixed(count: int) -> list[tuple[str, str]]:
    """Two to four words of the sentences of one question."""
    from kundenkreis.stages.community.models import Question

    chance = random.Random(7)
    rows = Question.objects.order_by("pk").values_list("body", "language")[:count]
    said = [(DEVICE.split(body)[0], language) for body, language in rows]
    return [(" ".join(chance.sample(sorted(set(re.findall(r"[^\W\d_]{4,}", text))), chance.randint(2, 4))), language) for text, language in said]  # fmt: skip


def _head(count: int) -> list[tuple[str, str]]:
    """Two or three words of one question of which each is in one to six of a hundred of its language."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT language, lexeme FROM kundenkreis_term t JOIN kundenkreis_vocabulary v USING (brand_id, language)"
            " WHERE t.documents BETWEEN v.documents * 0.01 AND v.documents * 0.06 AND length(lexeme) > 3"
        )
        often: dict[str, set[str]] = {}
        for language, lexeme in cursor.fetchall():
            often.setdefault(language, set()).add(lexeme)
        cursor.execute(
            "SELECT language, tsvector_to_array(tsv) FROM kundenkreis_document ORDER BY object_id LIMIT %s",
            [count * 4],
        )
        chance, found = random.Random(7), []
        for language, lexemes in cursor.fetchall():
            both = sorted(often.get(language, set()) & set(lexemes))
            if len(both) >= 2:
                found.append((" ".join(chance.sample(both, min(len(both), 3))), language))
    return found[:count]


def _line(
    name: str,
    questions: Sequence[tuple[str, str]],
    ask: Callable[[str, str], list[Any]],
    clock: Clock,
) -> None:
    both, alone, nothing = [], [], 0
    for text, language in questions[:10]:  # plans are made once a connection
        ask(text, language)
    for text, language in questions:
        clock.begin()
        began = time.process_time()
        found = ask(text, language)
        ours = (time.process_time() - began) * 1e3
        both.append(clock.end())
        alone.append(both[-1] - ours)
        nothing += not found
    print(f"{name}: N {len(both)}, CPU ms {_shares(both)}; of PostgreSQL {_shares(alone)}; nothing found {nothing}", flush=True)  # fmt: skip


def _shares(times: list[float]) -> str:
    times = sorted(times)
    p50, p95, p99 = (times[int(len(times) * share)] for share in (0.5, 0.95, 0.99))
    return f"p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f}"


if __name__ == "__main__":
    sys.exit(main())
