"""Shapes that all API answers share: money, lists with a cursor, problems."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from ninja import Schema

from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid

Item = TypeVar("Item")
Row = TypeVar("Row", bound=models.Model)
MOST = 100


class MoneyOut(Schema):
    """Minor units and ISO 4217 currency: `{"amount": 4900, "currency": "CHF"}` is CHF 49.00."""

    amount: int
    currency: str

    @classmethod
    def of(cls, money: Money) -> "MoneyOut":
        return cls(amount=money.amount, currency=money.currency)


class ProblemOut(Schema):
    """RFC 9457 problem details. `reason` is stable; `detail` is a sentence a person may read."""

    type: str
    title: str
    status: int
    detail: str
    reason: str
    errors: list[dict[str, str]] = []


class Listed(Schema, Generic[Item]):
    """One page of a list; `next` is the cursor of the following one, or null."""

    items: list[Item]
    next: str | None


def cursor_page(
    rows: models.QuerySet[Row], *, newest_by: str, cursor: str, limit: int
) -> tuple[list[Row], str | None]:
    """Up to `limit` rows (at most 100), newest first, after the cursor; and the next cursor.

    Rows that appear meanwhile shift nothing: the cursor names the last row seen, not a count.

    :raises Invalid: `bad_cursor`.
    """
    limit = max(1, min(limit, MOST))
    if cursor:
        rows = _after(rows, newest_by, cursor)
    found = list(rows.order_by(f"-{newest_by}", "-pk")[: limit + 1])
    if len(found) <= limit:
        return found, None
    last = found[limit - 1]
    return found[:limit], _closed(getattr(last, newest_by), last.pk)


def _closed(at: datetime, pk: Any) -> str:
    return (
        urlsafe_b64encode(json.dumps([at.isoformat(), str(pk)]).encode())
        .decode()
        .rstrip("=")
    )


def _after(rows: models.QuerySet[Row], newest_by: str, cursor: str) -> models.QuerySet[Row]:
    try:
        raw, pk = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        at = datetime.fromisoformat(raw).astimezone(UTC)
        # The filter looks at the key: what is none of this table's is refused here.
        # The first condition says no more than the second, but an index can begin there.
        return rows.filter(**{f"{newest_by}__lte": at}).filter(
            Q(**{f"{newest_by}__lt": at}) | Q(**{newest_by: at, "pk__lt": pk})
        )
    except (ValueError, TypeError, AttributeError, OverflowError, ValidationError):
        sentence = _("This cursor is not one of ours. Start again without a cursor.")
        raise Invalid("bad_cursor", sentence, {"cursor": sentence}) from None
