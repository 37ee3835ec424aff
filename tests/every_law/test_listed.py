"""`laws.txt` lists every law of the database, so that none disappears unseen."""

import os
from pathlib import Path
from typing import Any

from django.db import connection

from tests.every_law.laws import laws

LISTED = Path(__file__).with_name("laws.txt")


def test_no_law_disappears_unseen(db: Any) -> None:
    """After a change on purpose: `KEEP=1 pytest tests/every_law/test_listed.py` writes the list anew."""
    connection.ensure_connection()
    found = "".join(f"{law.line}\n" for law in laws(connection.connection))
    if os.environ.get("KEEP"):
        LISTED.write_text(found, encoding="utf-8")
    assert found == LISTED.read_text(encoding="utf-8")
