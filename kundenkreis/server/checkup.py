"""`kundenkreis check`: is this installation well? One line a question."""

from collections.abc import Iterator
from io import StringIO

from kundenkreis.core import clock
from kundenkreis.server.installation import Installation


def findings(installation: Installation) -> Iterator[tuple[bool, str]]:
    """(well, sentence) for each question. The database must answer already."""
    from django.conf import settings
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from kundenkreis.notifications.models import Heartbeat
    from kundenkreis.server.health import FRESH

    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version')")
        yield True, f"PostgreSQL {cursor.fetchone()[0]} answers."
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield (
        not missing,
        f"{len(missing)} migrations are missing: run `kundenkreis migrate`."
        if missing
        else "All migrations are there.",
    )
    try:
        call_command("check", stdout=StringIO())
        yield True, "The settings fit together."
    except SystemCheckError as trouble:
        yield False, str(trouble).strip().splitlines()[0]
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
        )
        mighty = cursor.fetchone()[0]
    yield not mighty, "The app's role is " + ("a superuser." if mighty else "no superuser.")
    collected = (settings.STATIC_ROOT / "staticfiles.json").exists()
    yield collected, "Static files are " + ("there." if collected else "not collected.")
    if not missing:
        beats = Heartbeat.objects.filter(at__gte=clock.now() - FRESH).count()
        yield beats > 0, f"{beats} workers are alive."
    path = installation.data / "secret-key"
    if path.exists():
        closed = path.stat().st_mode & 0o077 == 0
        yield (
            closed,
            "The secret is " + ("closed." if closed else f"open to others: {path}"),
        )
