"""Plain SQL against the laws of the database."""

from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction


def attack(law: str, statement: str, *values: Any) -> None:
    """The statement is refused by the law of this name, at once or at commit."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        _now_and_at_commit(statement, values)
    assert isinstance(refused.value.__cause__, psycopg.Error)
    assert refused.value.__cause__.diag.constraint_name == law


def _now_and_at_commit(statement: str, values: tuple[Any, ...]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("set constraints all immediate")
