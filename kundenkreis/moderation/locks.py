"""Decisions about one text happen one after the other."""

from django.db import connection

from kundenkreis.core import scope


def hold(name: str) -> None:
    """Until the end of the transaction whoever else asks for this name of this brand waits."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"moderation:{scope.brand_id()}:{name}"],
        )
