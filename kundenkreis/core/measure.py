"""Numbers about this process, for Prometheus. No person and no address of a page is in them.

One web process needs nothing. Several share their numbers through PROMETHEUS_MULTIPROC_DIR, an
empty directory that the operator names (prometheus-client, "multiprocess mode").
"""

import os

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

REQUESTS = Counter(
    "kundenkreis_requests", "Requests answered", ["method", "route", "status"]
)
SECONDS = Histogram(
    "kundenkreis_request_seconds",
    "Time until the answer, in seconds",
    ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
LIVE = Gauge("kundenkreis_live_clients", "Open live streams", multiprocess_mode="livesum")


def text() -> bytes:
    """All numbers of this process (or of all, in multiprocess mode), as Prometheus reads them."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)
