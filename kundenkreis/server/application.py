"""What granian runs: raw ASGI for the live streams, Django's WSGI handler for all else, one port.

Environment beside that of the settings: WEB_THREADS (8), BODY_LIMIT (bytes, 12 000 000),
TRUSTED_PROXIES (addresses or networks whose X-Forwarded-For and -Proto are believed; none).
"""

import asyncio
import os
import signal

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from kundenkreis.server import loading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kundenkreis.settings")
with loading.for_good():
    django = get_wsgi_application()
    _ = get_resolver().url_patterns  # the first visitor need not wait for imports

from kundenkreis.core import logs
from kundenkreis.server import secret, tied
from kundenkreis.server.bridge import Bridge, Message, Receive, Send
from kundenkreis.server.environ import Scope, networks
from kundenkreis.server.live import Live, direct
from kundenkreis.server.web import FAREWELL

logs.set_up()
secret.demand()
# granian's first process holds the port; were it killed, we would keep its place occupied.
tied.this_process(signal.SIGTERM)


# Films are larger than BODY_LIMIT: these two doors take what the third says to their sender.
UPLOADS, ALLOWANCE = ("/media/new/", "/api/v1/media"), "/api/v1/media/allowance"


class Application:
    """One process of the web server."""

    def __init__(self) -> None:
        self.pages = Bridge(
            django,
            threads=int(os.environ.get("WEB_THREADS", "8")),
            limit=int(os.environ.get("BODY_LIMIT", "12000000")),
            trusted=networks(os.environ.get("TRUSTED_PROXIES", "")),
            uploads=frozenset(UPLOADS),
            allowance=ALLOWANCE,
        )
        self.live = Live(direct(), self.pages.pool)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "lifespan":
            await self.lifespan(receive, send)
        elif scope["type"] == "http":
            door = self.live if scope["path"] == "/live" else self.pages
            await door(scope, receive, send)
        else:  # a WebSocket
            await receive()
            await send({"type": "websocket.close", "code": 1000})

    async def lifespan(self, receive: Receive, send: Send) -> None:
        """Start to listen; at the end, let nobody hold the process."""
        while True:
            message: Message = await receive()
            if message["type"] == "lifespan.startup":
                self.live.start()
                loop = asyncio.get_running_loop()
                loop.add_signal_handler(FAREWELL, self.live.end)
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.live.stop()
                self.pages.pool.shutdown(wait=False, cancel_futures=True)
                await send({"type": "lifespan.shutdown.complete"})
                return


application = Application()
