"""API: what one payout pays, as rows and as paper."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from ninja import Router, Schema

from kundenkreis.core.schemas import MoneyOut
from kundenkreis.documents import paper, payout_statements, words
from kundenkreis.documents.payout_statements import PayoutStatement, Row
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request

router = Router(tags=["money"])


class ServiceOut(Schema):
    """One service on a payout: `net = gross - commission + tips + corrections`. `documents`: its credit notes."""

    subject: str
    day: date
    text: str
    gross: MoneyOut
    commission: MoneyOut
    tips: MoneyOut
    corrections: MoneyOut
    net: MoneyOut
    documents: list[str]


class SumsOut(Schema):
    """All services together; `net` is what was paid out."""

    gross: MoneyOut
    commission: MoneyOut
    tips: MoneyOut
    corrections: MoneyOut
    net: MoneyOut


class PayoutStatementOut(Schema):
    """One transfer, service by service. `again`: transfers that came back and are paid with this one."""

    id: UUID
    reference: str
    batch: str
    state: str
    account: str
    made_at: datetime
    sent_at: datetime | None
    services: list[ServiceOut]
    total: SumsOut
    again: list[str]
    remarks: list[str]


@router.get("helpers/me/payouts/{uuid:pk}.pdf", summary="A payout's statement as PDF", response={200: None})  # fmt: skip
def payout_pdf(request: Request, pk: UUID) -> HttpResponse:
    """In the language of `Accept-Language`."""
    row = payout_statements.payout_for(me(request), pk, at=request.at)
    content = paper.payout_pdf(payout_statements.of(row), language=get_language() or "de")
    return HttpResponse(content, content_type="application/pdf")


@router.get("helpers/me/payouts/{uuid:pk}", response=PayoutStatementOut, summary="A payout's statement")  # fmt: skip
def payout(request: Request, pk: UUID) -> PayoutStatementOut:
    """Everything that stands on it."""
    row = payout_statements.payout_for(me(request), pk, at=request.at)
    found = payout_statements.of(row)
    return PayoutStatementOut(
        id=row.pk, reference=row.reference, batch=row.batch.reference, state=row.state, account=row.where,
        made_at=row.made_at, sent_at=row.sent_at, again=found.again, remarks=words.payout_remarks(found),
        services=[
            ServiceOut(subject=each.subject, day=each.on, text=words.service(each), documents=each.papers, **_sums(found, each))
            for each in found.rows
        ],
        total=SumsOut(**_sums(found, found.total)),
    )  # fmt: skip


def _sums(found: PayoutStatement, row: Row) -> dict[str, MoneyOut]:
    names = ("gross", "commission", "tips", "corrections", "net")
    return {name: MoneyOut.of(found.money(getattr(row, name))) for name in names}
