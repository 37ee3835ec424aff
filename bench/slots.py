"""How fast the page «who and when» is: `kundenkreis bench slots [--seconds 8] [--clients 1 8]`.

A customer's page of the order with real helpers around her, through the real server (one web process, signed in by
cookie, connections kept). Requests a second and how long one takes; CPU of the web process and of PostgreSQL for each,
because a machine is seldom ours alone. Beside it the same server's lightest page (`/healthz`), the limit here.
"""

import argparse
import sys

from bench._place import brand, place
from bench._serving import SECRET, Visitor, load, web
from bench.booking import cases, neighbours

HELPERS = 60


def main(argv: list[str] | None = None) -> int:
    """Run it; exit code."""
    parser = argparse.ArgumentParser(prog="bench slots", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--port", type=int, default=8114)
    options = parser.parse_args(argv)
    with place() as server:
        path, cookie = _order()
        with web(server, options.port) as process:
            if Visitor(options.port, path, cookie).ask().count(b"Helper ") < 3:
                raise SystemExit("The page names no helpers.")
            for clients in options.clients:
                for name, address in (("the page", path), ("/healthz", "/healthz")):
                    visitors = [
                        Visitor(options.port, address, cookie) for _ in range(clients)
                    ]
                    load(name, visitors, process.pid, server, options.seconds)
    return 0


def _order() -> tuple[str, str]:
    """An order that has come to its third question: the page's path and the customer's cookie."""
    from django.conf import settings
    from django.test import Client

    from kundenkreis.core import clock, scope
    from kundenkreis.stages.marketplace import actions

    settings.SECRET_KEY = SECRET
    at = clock.now()
    row, [package] = brand(at, 1, hosts=["localhost", "127.0.0.1"])
    with scope.inside(row.pk):
        neighbours(row, package, HELPERS, at)
        [case] = cases(1, at)
        actions.ask(case, package=package, postal_code="8004", by=case.customer, at=at)
        client = Client()
        client.force_login(case.customer)
        return f"{case.path}visit/slots/", f"session={client.cookies['session'].value}"


if __name__ == "__main__":
    sys.exit(main())
