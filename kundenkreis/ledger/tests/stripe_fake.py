"""A small Stripe of our own at the network edge: stateful, with the laws of the real one, and all its troubles.

Shapes and refusals as its public API reference says; only what our provider uses. Runs in a thread.
"""

import hashlib
import hmac
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

SECRET = "whsec_of_our_fake"
Row = dict[str, Any]


class Trouble(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, kind: str, code: str = "", message: str = "") -> None:
        super().__init__(message or code)
        self.status = status
        self.body = {"error": {"type": kind, "code": code, "message": message or code}}


class StripeFake:
    """Its books, and its moods: `status` answers that instead; `swallow` does it and cuts the line; `slow` waits."""

    def __init__(self) -> None:
        self.sessions: dict[str, Row] = {}
        self.intents: dict[str, Row] = {}
        self.refunds: list[Row] = []
        self.transfers: list[Row] = []
        self.disputes: dict[str, Row] = {}
        self.accounts: dict[str, Row] = {}
        self.answers: dict[str, tuple[str, Row]] = {}
        self.asked: list[str] = []
        self.status = 0
        self.swallow = 0
        self.slow = 0.0
        self.numbers = 0
        self.lock = threading.Lock()
        self.base = ""

    def forget_keys(self) -> None:
        """A day later."""
        self.answers.clear()

    # -- what its visitors do ---------------------------------------------------------------------

    def pay(self, ref: str, *, amount: int | None = None) -> None:
        """The payer pays on the page; `amount`: it takes something else than it was asked for."""
        session = self.sessions[ref]
        assert session["status"] == "open", "this page has ended"
        paid = amount or session["amount_total"]
        intent = {
            "id": self.name("pi"), "object": "payment_intent", "amount": paid, "amount_capturable": paid, "amount_received": 0,
            "currency": session["currency"], "status": "requires_capture", "capture_method": "manual", "metadata": {},
        }  # fmt: skip
        self.intents[intent["id"]] = intent
        session.update(status="complete", payment_intent=intent["id"])

    def message(self, ref: str, kind: str = "completed", *, event: str = "", **about: Any) -> tuple[bytes, dict[str, str]]:  # fmt: skip
        """A signed webhook about a session: body and headers."""
        told = {
            "id": event or self.name("evt"), "object": "event", "type": f"checkout.session.{kind}", "api_version": "x",
            "data": {"object": {**self.sessions[ref], **about}},
        }  # fmt: skip
        body = json.dumps(told).encode()
        return body, {"Stripe-Signature": signed(body)}

    def contest(self, ref: str, status: str = "needs_response", *, due_by: int = 0) -> Row:
        """The payer tells her bank that it was not right; `status` `warning_*`: only an inquiry."""
        intent = self.intents[self.sessions[ref]["payment_intent"]]
        row: Row = {
            "id": self.name("dp"), "object": "dispute", "amount": intent["amount_received"], "currency": intent["currency"],
            "payment_intent": intent["id"], "reason": "fraudulent", "status": status, "evidence": {},
            "balance_transactions": [] if status.startswith("warning") else [self.taken(-intent["amount_received"], fee=2000)],
            "evidence_details": {"due_by": due_by or int(time.time()) + 604800, "has_evidence": False, "submission_count": 0},
        }  # fmt: skip
        return self.disputes.setdefault(row["id"], row)

    def taken(self, amount: int, *, fee: int) -> Row:
        """A movement on our balance there: what the bank took or gave back, and what Stripe charged for it."""
        return {
            "id": self.name("txn"),
            "object": "balance_transaction",
            "amount": amount,
            "fee": fee,
            "net": amount - fee,
        }

    def told(self, row: Row, kind: str, *, event: str = "") -> tuple[bytes, dict[str, str]]:
        """A signed webhook about a dispute."""
        told = {
            "id": event or self.name("evt"), "object": "event", "type": f"charge.dispute.{kind}", "api_version": "x",
            "data": {"object": row},
        }  # fmt: skip
        body = json.dumps(told).encode()
        return body, {"Stripe-Signature": signed(body)}

    # -- its API ----------------------------------------------------------------------------------

    def name(self, kind: str) -> str:
        self.numbers += 1
        return f"{kind}_test_{self.numbers:024}"

    def call(self, method: str, path: str, form: Row, key: str) -> Row:
        """One request; the same key gets the first answer again, and with other words a refusal."""
        self.asked.append(f"{method} {path}")
        if self.status:
            raise Trouble(self.status, "api_error")
        if method == "GET" or not key:
            return self.route(method, path, form)
        words = json.dumps([path, form], sort_keys=True)
        if key in self.answers:
            before, answer = self.answers[key]
            if before != words:
                raise Trouble(400, "idempotency_error")
            return answer
        answer = self.route(method, path, form)
        self.answers[key] = (words, answer)
        return answer

    def route(self, method: str, path: str, form: Row) -> Row:
        for pattern, act in ROUTES.items():
            if found := re.fullmatch(pattern, f"{method} {path}"):
                answer: Row = act(self, form, *found.groups())
                return json.loads(json.dumps(answer))  # type: ignore[no-any-return]
        raise Trouble(404, "invalid_request_error", "no_such_route", path)

    def open_session(self, form: Row) -> Row:
        line = form["line_items"]["0"]
        price = line["price_data"]
        lives = int(form["expires_at"]) - time.time()
        if not 30 * 60 <= lives <= 24 * 3600:
            raise Trouble(400, "invalid_request_error", "expires_at", f"{lives} seconds")
        assert form["mode"] == "payment"
        assert form["payment_intent_data"]["capture_method"] == "manual"
        ref = self.name("cs")
        session = {
            "id": ref, "object": "checkout.session", "amount_total": int(price["unit_amount"]) * int(line["quantity"]),
            "currency": price["currency"], "status": "open", "payment_status": "unpaid", "payment_intent": None,
            "url": f"https://checkout.stripe.example/{ref}", "expires_at": int(form["expires_at"]),
            "client_reference_id": form["client_reference_id"], "success_url": form["success_url"],
        }  # fmt: skip
        self.sessions[ref] = session
        return session

    def see_session(self, form: Row, ref: str) -> Row:
        session = self.found(self.sessions, ref)
        intent = session["payment_intent"]
        return {**session, "payment_intent": self.intents[intent] if intent else None}

    def expire(self, form: Row, ref: str) -> Row:
        session = self.found(self.sessions, ref)
        if session["status"] != "open":
            raise Trouble(400, "invalid_request_error", "session_not_open")
        session["status"] = "expired"
        return session

    def capture(self, form: Row, ref: str) -> Row:
        intent, amount = self.found(self.intents, ref), int(form["amount_to_capture"])
        if intent["status"] != "requires_capture":
            raise Trouble(400, "invalid_request_error", "payment_intent_unexpected_state")
        if amount > intent["amount_capturable"]:
            raise Trouble(400, "invalid_request_error", "amount_too_large")
        intent.update(status="succeeded", amount_received=amount, amount_capturable=0)
        return intent

    def cancel(self, form: Row, ref: str) -> Row:
        intent = self.found(self.intents, ref)
        if intent["status"] != "requires_capture":
            raise Trouble(400, "invalid_request_error", "payment_intent_unexpected_state")
        intent.update(status="canceled", amount_capturable=0)
        return intent

    def note(self, form: Row, ref: str) -> Row:
        intent = self.found(self.intents, ref)
        metadata = {**intent["metadata"], **form["metadata"]}
        if len(metadata) > 50 or any(len(name) > 40 for name in metadata):
            raise Trouble(400, "invalid_request_error", "metadata")
        intent["metadata"] = metadata
        return intent

    def refund(self, form: Row) -> Row:
        intent, amount = (
            self.found(self.intents, form["payment_intent"]),
            int(form["amount"]),
        )
        if intent["status"] != "succeeded":
            raise Trouble(400, "invalid_request_error", "payment_intent_unexpected_state")
        if self.refunded(intent["id"]) + amount > intent["amount_received"]:
            raise Trouble(400, "invalid_request_error", "charge_already_refunded")
        row = {
            "id": self.name("re"), "object": "refund", "amount": amount, "payment_intent": intent["id"],
            "metadata": form.get("metadata", {}), "status": "succeeded",
        }  # fmt: skip
        self.refunds.append(row)
        return row

    def refunded(self, intent: str) -> int:
        return sum(row["amount"] for row in self.refunds if row["payment_intent"] == intent)

    def list_refunds(self, form: Row) -> Row:
        rows = [
            row for row in self.refunds if row["payment_intent"] == form["payment_intent"]
        ]
        return {"object": "list", "url": "/v1/refunds", "has_more": False, "data": rows}

    def transfer(self, form: Row) -> Row:
        self.found(self.accounts, form["destination"])
        row = {"id": self.name("tr"), "object": "transfer", **form, "amount": int(form["amount"])}  # fmt: skip
        self.transfers.append(row)
        return row

    def open_account(self, form: Row) -> Row:
        ref = self.name("acct")
        self.accounts[ref] = {"id": ref, "object": "account", "type": form["type"], "payouts_enabled": False}  # fmt: skip
        return self.accounts[ref]

    def list_disputes(self, form: Row) -> Row:
        rows = [
            row
            for row in self.disputes.values()
            if row["payment_intent"] == form["payment_intent"]
        ]
        return {"object": "list", "data": rows, "has_more": False, "url": "/v1/disputes"}

    def answer_dispute(self, form: Row, ref: str) -> Row:
        row = self.found(self.disputes, ref)
        if row["status"] != "needs_response":
            raise Trouble(
                400, "invalid_request_error", "dispute_evidence_submission_not_allowed"
            )
        row.update(evidence=form["evidence"], status="under_review")
        return row

    def sessions_of(self, form: Row) -> Row:
        rows = [
            row
            for row in self.sessions.values()
            if row["payment_intent"] == form["payment_intent"]
        ]
        return {
            "object": "list",
            "data": rows,
            "has_more": False,
            "url": "/v1/checkout/sessions",
        }

    def see_account(self, form: Row, ref: str) -> Row:
        return self.found(self.accounts, ref)

    def link(self, form: Row) -> Row:
        self.found(self.accounts, form["account"])
        return {"object": "account_link", "url": f"https://connect.stripe.example/{form['account']}", "expires_at": 0}  # fmt: skip

    def found(self, rows: dict[str, Row], ref: str) -> Row:
        if ref not in rows:
            raise Trouble(404, "invalid_request_error", "resource_missing")
        return rows[ref]


ROUTES: dict[str, Any] = {
    r"POST /v1/checkout/sessions": StripeFake.open_session,
    r"GET /v1/checkout/sessions": StripeFake.sessions_of,
    r"GET /v1/disputes": StripeFake.list_disputes,
    r"POST /v1/disputes/(\w+)": StripeFake.answer_dispute,
    r"GET /v1/checkout/sessions/(\w+)": StripeFake.see_session,
    r"POST /v1/checkout/sessions/(\w+)/expire": StripeFake.expire,
    r"POST /v1/payment_intents/(\w+)/capture": StripeFake.capture,
    r"POST /v1/payment_intents/(\w+)/cancel": StripeFake.cancel,
    r"POST /v1/payment_intents/(\w+)": StripeFake.note,
    r"POST /v1/refunds": StripeFake.refund,
    r"GET /v1/refunds": StripeFake.list_refunds,
    r"POST /v1/transfers": StripeFake.transfer,
    r"POST /v1/accounts": StripeFake.open_account,
    r"GET /v1/accounts/(\w+)": StripeFake.see_account,
    r"POST /v1/account_links": StripeFake.link,
}


def signed(body: bytes, secret: str = SECRET, *, at: float | None = None) -> str:
    """The header `Stripe-Signature`: https://docs.stripe.com/webhooks#verify-manually"""
    seconds = int(time.time() if at is None else at)
    mac = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256)
    return f"t={seconds},v1={mac.hexdigest()}"


def nested(query: str) -> Row:
    """`a[b][0]=c` as dictionaries in dictionaries."""
    rows: Row = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        first, *rest = re.findall(r"[^\[\]]+", name)
        place = rows
        for part, after in zip([first, *rest], [*rest, None], strict=True):
            if after is None:
                place[part] = value
            else:
                place = place.setdefault(part, {})
    return rows


@contextmanager
def running() -> Iterator[StripeFake]:
    """The fake on a free port of this machine."""
    fake = StripeFake()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            url = urlsplit(self.path)
            size = int(self.headers.get("Content-Length") or 0)
            words = self.rfile.read(size).decode() if size else url.query
            time.sleep(fake.slow)
            status = 200
            with fake.lock:
                try:
                    body = fake.call(self.command, url.path, nested(words), self.headers.get("Idempotency-Key", ""))  # fmt: skip
                except Trouble as trouble:
                    status, body = trouble.status, trouble.body
                if fake.swallow:
                    fake.swallow -= 1
                    self.close_connection = True
                    return
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = _answer  # noqa: N815 - as the library calls them

        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    fake.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
