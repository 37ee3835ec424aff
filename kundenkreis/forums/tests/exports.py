"""Small exports of old forums, written as their programs write them."""

import gzip
import io
import json
import tarfile
from pathlib import Path
from typing import Any

DUMP = """-- PostgreSQL database dump
SET statement_timeout = 0;

COPY public.categories (id, name, slug) FROM stdin;
4\tRouter\trouter
\\.

COPY public.discourse_solved_solved_topics (id, topic_id, answer_post_id) FROM stdin;
1\t10\t102
\\.

COPY public.posts (id, user_id, topic_id, post_number, raw, created_at, deleted_at, hidden, post_type) FROM stdin;
102\t2\t10\t2\t[quote="walter, post:1, topic:10"]\\n[quote="toni"]Innen[/quote]\\nEr blinkt rot\\n[/quote]\\n\\nStrom aus, **30 Sekunden** warten. ![Bild](upload://abc.png)\t2019-03-04 11:00:00\t\\N\tf\t1
101\t1\t10\t1\tMein Router blinkt rot.\\tWas tun? Meine Nummer ist 079 123 45 67.\t2019-03-04 10:00:00.5\t\\N\tf\t1
103\t1\t10\t3\tDanke, das war es!\t2019-03-04 12:00:00\t\\N\tf\t1
104\t3\t10\t4\tKauft hier!\t2019-03-04 13:00:00\t2019-03-04 14:00:00\tf\t1
105\t2\t11\t1\tPrivat\t2019-03-05 10:00:00\t\\N\tf\t1
\\.

COPY public.topics (id, title, created_at, user_id, category_id, archetype, deleted_at, visible) FROM stdin;
10\tRouter blinkt rot\t2019-03-04 10:00:00\t1\t4\tregular\t\\N\tt
11\tNachricht\t2019-03-05 10:00:00\t2\t\\N\tprivate_message\t\\N\tt
12\tLeer\t2019-03-06 10:00:00\t2\t4\tregular\t\\N\tt
\\.

COPY public.user_emails (id, user_id, email, "primary") FROM stdin;
1\t1\twalter@example.org\tt
2\t2\tToni@Example.org\tt
3\t2\tzweit@example.org\tf
\\.

COPY public.users (id, username, name) FROM stdin;
-1\tsystem\tSystem
1\twalter\tWalter Geheim
2\ttoni\t\\N
\\.
"""
NODEBB: list[dict[str, Any]] = [
    {"_key": "post:22", "pid": 22, "tid": 7, "uid": 2, "content": "Kabel fest hinein.", "timestamp": {"$numberLong": "1551700000000"}},
    {"_key": "post:21", "pid": 21, "tid": 7, "uid": 1, "content": "Kein Internet seit heute.", "timestamp": 1551690000000},
    {"_key": "topic:7", "tid": 7, "uid": 1, "cid": 3, "mainPid": 21, "title": "Kein Internet", "solvedPid": "22"},
    {"_key": "topic:8", "tid": 8, "uid": 1, "cid": 3, "title": "Weg", "deleted": 1},
    {"_key": "category:3", "cid": 3, "name": "Internet", "slug": "3/internet"},
    {"_key": "user:1", "uid": 1, "username": "Rosa", "email": "rosa@example.org"},
    {"_key": "user:2", "uid": 2, "username": "Max"},
    {"_key": "uid:1:bookmarks", "value": 1},
]  # fmt: skip


def discourse(folder: Path, kind: str = "dump.sql", dump: str = DUMP) -> Path:
    """The dump as a file, packed, or inside a backup."""
    path = folder / kind
    if kind.endswith(".tar.gz"):
        packed = gzip.compress(dump.encode())
        with tarfile.open(path, "w:gz") as archive:
            for name, content in (("uploads/x.png", b"x"), ("dump.sql.gz", packed)):
                member = tarfile.TarInfo(name)
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
    elif kind.endswith(".gz"):
        path.write_bytes(gzip.compress(dump.encode()))
    else:
        path.write_text(dump)
    return path


def nodebb(folder: Path, *, array: bool = False) -> Path:
    """One document a line, or as one array."""
    path = folder / "objects.json"
    lines = [json.dumps(each) for each in NODEBB]
    path.write_text("[" + ",\n".join(lines) + "]\n" if array else "\n".join(lines) + "\n")
    return path
