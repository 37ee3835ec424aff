"""Open pages hear what moves, what they missed, and when to come back."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.core import signing
from django.db import connection

from kundenkreis.notifications import live as tokens
from kundenkreis.server.live import QUEUE, Live, direct

# Whole processes, or many people at once on a database of their own.
pytestmark = pytest.mark.slow


class Page:
    """A browser with one open stream."""

    def __init__(self, live, topics, **headers):
        token = signing.dumps(topics, salt="kundenkreis.live", compress=True)
        self.scope = {
            "method": "GET",
            "path": "/live",
            "query_string": f"token={token}".encode(),
            "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        }
        self.text, self.left = "", asyncio.Event()
        self.status = 0
        self.task = asyncio.create_task(live(self.scope, self.receive, self.send))

    async def receive(self):
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        self.status = message.get("status", self.status)
        self.text += message.get("body", b"").decode()

    async def until(self, words):
        for _ in range(500):
            if words in self.text:
                return
            await asyncio.sleep(0.01)
        pytest.fail(f"{words!r} not in {self.text!r}")


def streams(story):
    """Run the story with streams on the committed database."""

    async def tell():
        with ThreadPoolExecutor(2) as threads:
            live = Live(direct(), threads)
            live.start()
            try:
                await asyncio.wait_for(story(live), 20)
            finally:
                await live.stop()
                await asyncio.sleep(0.05)

    asyncio.run(tell())


async def notify(payload):
    async with await psycopg.AsyncConnection.connect(direct(), autocommit=True) as there:
        await there.execute("select pg_notify(%s, %s)", [tokens.CHANNEL, payload])


async def listening(live):
    """Until a first word comes through."""
    probe = Page(live, ["0/probe"])
    for _ in range(500):
        await notify("0/probe|1")
        await asyncio.sleep(0.02)
        if "id: 1" in probe.text:
            probe.left.set()
            await probe.task
            return
    pytest.fail("it does not listen")


def test_a_page_hears_its_topics_and_no_others(committed_db):
    async def story(live):
        await listening(live)
        mine, other = Page(live, ["1/case:a"]), Page(live, ["2/case:a"])
        await mine.until("welcome")
        await other.until("welcome")
        await notify("1/case:a|7")
        await mine.until("id: 7\ndata: case:a\n\n")
        assert "id: 7" not in other.text

    streams(story)


def test_a_forged_token_hears_nothing(committed_db):
    async def story(live):
        page = Page(live, [])
        page.scope["query_string"] = b"token=forged"
        await page.task
        assert page.status == 403

    streams(story)


def test_a_page_that_left_is_forgotten(committed_db):
    async def story(live):
        page = Page(live, ["1/case:a"])
        await page.until("welcome")
        page.left.set()
        await asyncio.wait_for(page.task, 2)
        assert not live._queues

    streams(story)


def test_the_end_ends_every_stream_politely(committed_db):
    async def story(live):
        pages = [Page(live, ["1/case:a"]) for _ in range(20)]
        for page in pages:
            await page.until("welcome")
        live.end()
        await asyncio.wait_for(asyncio.gather(*(page.task for page in pages)), 1)
        late = Page(live, ["1/case:a"])
        await late.task
        assert late.status == 200  # a browser gives up for good on anything else

    streams(story)


def test_a_page_that_is_too_slow_is_asked_to_come_back(committed_db):
    async def story(live):
        page = Page(live, ["1/case:a"])
        await page.until("welcome")
        for number in range(QUEUE + 5):
            live._tell("1/case:a", number)
        await asyncio.wait_for(page.task, 2)

    streams(story)


def test_it_listens_again_after_the_database_was_away(committed_db):
    async def story(live):
        await listening(live)
        async with await psycopg.AsyncConnection.connect(
            direct(), autocommit=True
        ) as there:
            await there.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where query = 'listen live' and datname = current_database()"
            )
        await asyncio.sleep(0.1)
        await listening(live)

    streams(story)


def test_who_comes_back_hears_what_moved_meanwhile(committed_db, at):
    from tests.cast import make_brand

    brand = make_brand("alpenfon", "Alpenfon", at)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into kundenkreis_eventrow (number, brand_id, name, payload, topics, at)"
            " select n, %s, 'x', '{}', array['case:a'], now() from generate_series(1, 5) n",
            [brand.pk],
        )
    connection.close()

    async def story(live):
        page = Page(live, [f"{brand.pk}/case:a"], **{"last-event-id": "3"})
        await page.until("id: 5\ndata: case:a\n\n")
        assert page.text.count("data:") == 1
        fresh = Page(live, [f"{brand.pk}/case:a"], **{"last-event-id": "5"})
        await fresh.until("welcome")
        assert "data:" not in fresh.text

    streams(story)
