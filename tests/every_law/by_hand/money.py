"""Attacks on the laws of the ledger, of what is paid out, given back and put on paper."""

from tests.every_law.by_hand.making import NOBODY, ONE, OTHER_BRAND, again, changed


def account_of(kind: str) -> tuple[str, str]:
    """The brand's account of this kind, and none beside it."""
    return (
        f"delete from kundenkreis_account where kind = '{kind}'",
        again("account", "x.kind = 'commission'", id="-1", kind=f"'{kind}'"),
    )


def entry_beside(kind: str) -> str:
    """An entry onto that account in a journal of another kind."""
    return again("entry", f"(select j.kind from kundenkreis_journal j where j.id = x.journal_id) <> '{kind}'", id="-1", account_id="-1")  # fmt: skip


def journal(kind: str, where: str = "true") -> str:
    """Another journal, of this kind and without entries."""
    return again("journal", where, id="-1", idem="'x'", kind=f"'{kind}'")


UNDISPUTED = "exists (select from kundenkreis_fundshold h where h.brand_id = x.brand_id and h.subject = x.subject and h.disputed_at is null)"
HELD_NOTHING = "not exists (select from kundenkreis_fundshold h where h.brand_id = x.brand_id and h.subject = x.subject)"

ATTACKS = {
    "account.account_thawed": (
        again("account", f"x.kind = 'hold' and {UNDISPUTED}", id="-1", kind="'disputed'", owner_id=ONE, balance="0"),
        "update kundenkreis_account set balance = 5 where id = -1",
    ),
    "entry.chargeback_legs": (*account_of("contested"), entry_beside("chargeback")),
    "entry.fee_legs": (*account_of("fees"), entry_beside("fee")),
    "entry.entry_of_journal": (
        again("journal", id="-1", idem="'x'", brand_id=OTHER_BRAND), again("entry", id="-1", journal_id="-1"),
    ),
    "entry.journal_balanced": (again("entry", id="-1"),),
    "entry.journal_open": (again("entry", id="-1"),),
    "fundshold.hold_agrees": (changed("fundshold", amount="amount + 1"),),
    "fundshold.hold_charged_back": (changed("fundshold", charged_back_amount="-1"),),
    "fundshold.hold_of_dispute": (changed("fundshold", "x.disputed_at is not null", disputed_at="null"),),
    "fundshold.hold_thawed": (
        "delete from kundenkreis_dispute", changed("fundshold", "x.disputed_at is not null", disputed_at="null"),
    ),
    "fundshold.tip_whole": (again("fundshold", id="-1", account_id="-1", subject="'booking:x:tip'", provider_ref="'x'"),),
    "fundshold.voucher_hold": (again("fundshold", id="-1", account_id="-1", subject="'x:voucher'", provider_ref="'x'"),),
    "issueddocument.paper_agrees": (again("issueddocument", id=NOBODY, number="9999"),),
    "issueddocument.paper_no_gap": (again("issueddocument", id=NOBODY, number="9999"),),
    "journal.journal_charged_back_agrees": (journal("chargeback", HELD_NOTHING),),
    "journal.journal_fee_agrees": (journal("fee"),),
    "journal.journal_not_empty": (journal("charge"),),
    "journal.payout_journal_agrees": (journal("payout"),),
    "paybackline.payback_line_in_share": (again("paybackline", id="-1", subject="'x'", points="7"),),
    "paybackmonth.payback_month_agrees": (
        """insert into kundenkreis_paybackmonth (id, month, budget, currency, points, closed_at, brand_id)
           select gen_random_uuid(), '2001-01-01', budget, currency, 7, closed_at, brand_id from kundenkreis_paybackmonth limit 1""",
    ),
    "paybackshare.payback_share_agrees": (again("paybackshare", id="-1", person_id=NOBODY, points="7", fixed="1"),),
    "paybackshare.payback_share_in_month": (again("paybackshare", id="-1", person_id=NOBODY),),
    "payout.person_id": (changed("payout", account_id="null", provider="'stripe'", person_id=NOBODY),),
    "payout.payout_in_batch": (
        again("payoutbatch", id=ONE, reference="'x'", brand_id=OTHER_BRAND), changed("payout", batch_id=ONE),
    ),
    "payoutaccount.payout_account_caution": (
        "update kundenkreis_payoutaccount set replaced_at = now()",
        again("payoutaccount", id="-1", usable_from="now()", set_at="now()", replaced_at="null"),
    ),
    "payoutaccount.payout_account_kept": (changed("payoutaccount", iban="'CH00'"),),
    "refund.refund_one_end": (
        changed("refund", done_at="now()", refused_at="now()", checked_at="now()", checked_by_id=NOBODY),
    ),
    "voucher.voucher_kept": (changed("voucher", number="number + 1000"),),
    "voucherredemption.voucher_once_each": (
        changed("voucherredemption", once_each="true", returned_at="null"),
        again("voucherredemption", "x.once_each and x.returned_at is null", id=NOBODY, subject="'another'"),
    ),
    "stripeaccount.stripe_account_named": (changed("stripeaccount", account="''"),),
    "billline.bill_line_agrees": (
        again("fundshold", "x.id = (select l.hold_id from kundenkreis_billline l order by l.id limit 1)", id="-1", subject="'x'", account_id="-1", provider_ref="'x'"),
        again("billline", id="-1", hold_id="-1"),
    ),
    "issuedline.line_of_document": (
        again("issueddocument", id=ONE, brand_id=OTHER_BRAND),
        again("journal", id="-1", idem="'x'"),
        again("issuedline", id="-1", document_id=ONE, journal_id="-1"),
    ),
    "issuedline.line_of_journal": (
        again("journal", id="-1", idem="'x'", brand_id=OTHER_BRAND), again("issuedline", id="-1", journal_id="-1"),
    ),
    "issuedline.paper_line_agrees": (again("issuedline", id="-1", journal_id="-1"),),
    "journal.journal_reimbursed_agrees": (
        again("entry", "x.amount > 0", id="-1", journal_id="-1"), again("journal", id="-1", idem="'x'", kind="'reimbursed'"),
    ),
    "payoutline.line_sums": (again("payoutline", id="-1", entry_id="-1"),),
    "refund.checked_by_id": (changed("refund", checked_at="now()", checked_by_id=NOBODY),),
    "taxdetails.firm_not_private": (
        "update kundenkreis_taxdetails set replaced_at = now()",
        changed("taxdetails", status="'private'", vat_points="0", person_id="(select f.person_id from kundenkreis_firm f order by f.id limit 1)"),
    ),
    "voucherbatch.revoked_by_id": (changed("voucherbatch", revoked_at="now()", revoked_by_id=NOBODY),),
}  # fmt: skip
