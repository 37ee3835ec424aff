"""Raw SQL against the laws of the ledger: each attack must fail, and says by which law.

An attack is a name, the law that stops it, and statements run in one transaction. `{j}` is the
committed journal of Vreni's payment, the other names are accounts and ids. `test_laws` runs all,
and again with each law taken away: then at least one must get through.
"""

from dataclasses import dataclass

SUBJECT = "booking:attacked"


@dataclass(frozen=True)
class Attack:
    name: str
    law: str
    sql: tuple[str, ...]


# The text parts that most attacks share. NEW: a journal of this transaction.
JOURNAL = (
    "insert into kundenkreis_journal (brand_id, kind, idem, subject, memo, at)"
    " values ({brand}, 'refund', 'attack', 'booking:attacked', '', now())"
)
NEW = "(select id from kundenkreis_journal where idem = 'attack')"

LAST = "(select max(id) from kundenkreis_journal)"


def leg(
    account: str,
    amount: int,
    *,
    journal: str = NEW,
    brand: str = "{brand}",
    currency: str = "CHF",
) -> str:
    return (
        "insert into kundenkreis_entry (brand_id, journal_id, account_id, currency, amount)"
        f" values ({brand}, {journal}, {account}, '{currency}', {amount})"
    )


def account(kind: str, owner: str = "null", subject: str = "", **other: str) -> str:
    values = {"may_overdraw": "false", "balance": "0", "currency": "'CHF'"} | other
    return (
        "insert into kundenkreis_account (brand_id, kind, owner_id, subject,"
        f" {', '.join(values)}) values ({{brand}}, '{kind}', {owner}, '{subject}',"
        f" {', '.join(values.values())})"
    )


def held(change: str) -> str:
    return f"update kundenkreis_fundshold set {change} where subject = '{SUBJECT}'"


def hold_on(subject: str, currency: str, amount: int) -> str:
    return (
        "insert into kundenkreis_fundshold (brand_id, subject, account_id, amount, currency,"
        " payer_kind, provider, provider_ref, held_at, captured_amount, commission_amount,"
        f" refunded_amount) select {{brand}}, '{subject}', id, {amount}, '{currency}', 'company',"
        " 'company', 'x', now(), 0, 0, 0 from kundenkreis_account"
        f" where subject = '{subject}' and currency = '{currency}'"
    )


def card(key: str, amount: int) -> str:
    return (
        "insert into kundenkreis_testcardstep (key, kind, ref, amount, currency, at)"
        f" values ('{key}', 'hold', 'x', {amount}, 'CHF', now())"
    )


TO_JONAS = (JOURNAL, leg("{company}", -100), leg("{jonas}", 100))
EUROS = account("company", may_overdraw="true", currency="'EUR'")
EURO = "(select id from kundenkreis_account where currency = 'EUR' and kind = 'company')"
EURO_HOLD = "(select id from kundenkreis_account where currency = 'EUR' and kind = 'hold')"
HOLD_A, HOLD_B = (
    f"(select id from kundenkreis_account where subject = 'booking:{x}')" for x in "ab"
)
# Both are needed for this one: no legs now, so it cannot be committed; no legs later either.
DATED = JOURNAL.replace("memo, at)", "memo, at, tx)").replace(
    "now())", "now(), '999999999')"
)

BACK = JOURNAL.replace("'refund'", "'reimbursed'")
# All that was held went to Jonas.
TAKEN = (
    JOURNAL.replace("'attack'", "'taken'"),
    leg("{hold}", -4900, journal=LAST),
    leg("{jonas}", 4900, journal=LAST),
    held("captured_at = now(), captured_amount = 4900"),
)

ATTACKS = [
    Attack("unbalanced", "journal_balanced", (JOURNAL, leg("{company}", -100), leg("{jonas}", 101))),
    Attack("one leg", "journal_balanced", (JOURNAL, leg("{jonas}", 100))),
    Attack("balanced only across currencies", "journal_balanced",
           (EUROS, JOURNAL, leg("{jonas}", 100), leg(EURO, -100, currency="EUR"))),
    Attack("asked early, then unbalanced", "journal_balanced",
           (*TO_JONAS, "set constraints all immediate", "set constraints all deferred", leg("{jonas}", 5))),
    Attack("no legs", "journal_not_empty", (JOURNAL,)),
    Attack("a leg of nothing", "entry_not_zero", (*TO_JONAS, leg("{company}", 0))),
    Attack("legs for a closed journal", "journal_open",
           (leg("{company}", -5, journal="{j}"), leg("{jonas}", 5, journal="{j}"))),
    Attack("legs for a closed journal after a savepoint", "journal_open",
           ("savepoint a", leg("{company}", -5, journal="{j}"), leg("{jonas}", 5, journal="{j}"), "release savepoint a")),
    Attack("a journal dated into a later transaction", "journal_open",
           (DATED, leg("{company}", -5), leg("{jonas}", 5))),
    Attack("a journal dated into a later transaction, empty till then", "journal_not_empty", (DATED,)),
    Attack("a journal is changed", "append_only", ("update kundenkreis_journal set memo = 'x'",)),
    Attack("a journal is removed", "append_only", ("delete from kundenkreis_journal where false",)),
    Attack("journals are emptied", "append_only", ("truncate kundenkreis_journal cascade",)),
    Attack("an entry is changed", "append_only", ("update kundenkreis_entry set amount = amount * 2",)),
    Attack("entries are removed", "append_only", ("delete from kundenkreis_entry",)),
    Attack("entries are emptied", "append_only", ("truncate kundenkreis_entry cascade",)),
    Attack("holds are emptied", "append_only", ("truncate kundenkreis_fundshold cascade",)),
    Attack("a hold is removed", "append_only", ("delete from kundenkreis_fundshold",)),
    Attack("overdraft", "account_no_overdraft", (JOURNAL, leg("{jonas}", -1), leg("{company}", 1))),
    Attack("euros on an account of francs", "entry_on_account",
           (EUROS, JOURNAL, leg("{jonas}", 5, currency="EUR"), leg(EURO, -5, currency="EUR"))),
    Attack("another brand's account", "entry_on_account", (JOURNAL, leg("{company}", -5), leg("{stranger}", 5))),
    Attack("an entry of another brand", "entry_of_journal",
           (JOURNAL, leg("{stranger}", 5, brand="{other}"), leg("{stranger}", -5, brand="{other}"))),
    Attack("the same movement twice", "journal_once",
           (JOURNAL.replace("'attack'", "'one'"), leg("{company}", -5, journal=LAST), leg("{jonas}", 5, journal=LAST))),
    Attack("a balance out of nothing", "account_balance", ("update kundenkreis_account set balance = 1 where id = {jonas}",)),
    Attack("an account opens with money", "account_balance", (account("payable", "'{mira}'", balance="1"),)),
    Attack("an account changes hands", "account_nature", ("update kundenkreis_account set owner_id = '{mira}' where id = {jonas}",)),
    Attack("a second account of the same kind", "account_opened_once", (account("company", may_overdraw="true"),)),
    Attack("points in francs", "account_of_points", (account("points", "'{mira}'"),)),
    Attack("a helper's account that may overdraw", "account_shape", (account("payable", "'{mira}'", may_overdraw="true"),)),
    Attack("a hold account without subject", "account_shape", (account("hold"),)),
    Attack("held money leaves past the hold", "hold_agrees", (JOURNAL, leg("{hold}", -5), leg("{company}", 5))),
    Attack("a hold says it gave back what it did not", "hold_agrees", (held("refunded_amount = 5, refunded_at = now()"),)),
    Attack("captured at no amount", "hold_captured_when", (held("captured_at = now()"),)),
    Attack("given back at no amount", "hold_refunded_when", (held("refunded_at = now()"),)),
    Attack("commission on nothing", "hold_commission", (held("commission_amount = 5"),)),
    Attack("the company pays with Vreni's name", "hold_payer", (held("payer_kind = 'company'"),)),
    Attack("a hold of nothing", "hold_not_empty",
           (account("hold", subject="booking:zero"), hold_on("booking:zero", "CHF", 0))),
    Attack("more is given back than was taken", "hold_reimbursed", (BACK, leg("{company}", -5), leg("{funding}", 5), held("reimbursed_amount = 5"))),
    Attack("a hold says it gave back afterwards what it did not", "hold_reimbursed_agrees", (*TAKEN, held("reimbursed_amount = 5"))),
    Attack("money goes back past its hold", "hold_reimbursed_agrees", (*TAKEN, BACK, leg("{company}", -5, journal=LAST), leg("{funding}", 5, journal=LAST))),
    Attack("a second hold for the same subject", "held_once",
           (EUROS, account("hold", subject=SUBJECT, currency="'EUR'"), JOURNAL,
            leg(EURO_HOLD, 5, currency="EUR"), leg(EURO, -5, currency="EUR"), hold_on(SUBJECT, "EUR", 5))),
    Attack("one charge for two holds", "charge_held_once",
           (account("hold", subject="booking:a"), account("hold", subject="booking:b"), JOURNAL, leg("{company}", -10),
            leg(HOLD_A, 5), leg(HOLD_B, 5), hold_on("booking:a", "CHF", 5), hold_on("booking:b", "CHF", 5))),
    Attack("a card charge twice", "kundenkreis_testcardstep_key_key", (card("{charge}", 5),)),
    Attack("a card charge of nothing", "test_card_amount", (card("new", 0),)),
]  # fmt: skip
