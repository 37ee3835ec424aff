"""What machines ask: is it alive, may it have visitors, what are the numbers."""

from datetime import timedelta

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from psycopg_pool import PoolTimeout

from kundenkreis.core import clock, measure
from kundenkreis.notifications.models import EventRow, Heartbeat
from kundenkreis.people.doors import public

FRESH = timedelta(seconds=60)
AWAY = (DatabaseError, InterfaceError, PoolTimeout)


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nobody else: a restart would not bring a database back."""
    return HttpResponse("ok\n", content_type="text/plain")


@public
def readyz(request: HttpRequest) -> HttpResponse:
    """Database and worker, each in a word; 503 unless both are well."""
    try:
        beat = Heartbeat.objects.filter(at__gte=clock.now() - FRESH).exists()
        found = {"database": "ok", "worker": "ok" if beat else "silent"}
    except AWAY:
        found = {"database": "away", "worker": "unknown"}
    ready = set(found.values()) == {"ok"}
    return JsonResponse({"ready": ready, **found}, status=200 if ready else 503)


@public
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers for Prometheus: of this process, and the queues as the database knows them."""
    text = measure.text()
    try:
        text += _queues().encode()
    except AWAY:
        text += b"kundenkreis_database_up 0\n"
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def _queues() -> str:
    waiting = EventRow.across_brands.filter(number__isnull=True).count()
    with connection.cursor() as cursor:
        cursor.execute(
            "select status::text, count(*) from procrastinate_jobs"
            " where status in ('todo', 'doing', 'failed') group by 1"
        )
        jobs = {"todo": 0, "doing": 0, "failed": 0, **dict(cursor.fetchall())}
    return "".join(
        [
            "# TYPE kundenkreis_database_up gauge\nkundenkreis_database_up 1\n",
            "# HELP kundenkreis_events_without_number Event rows the relay has not taken up\n",
            "# TYPE kundenkreis_events_without_number gauge\n",
            f"kundenkreis_events_without_number {waiting}\n",
            "# TYPE kundenkreis_jobs gauge\n",
            *(
                f'kundenkreis_jobs{{status="{name}"}} {n}\n'
                for name, n in sorted(jobs.items())
            ),
        ]
    )
