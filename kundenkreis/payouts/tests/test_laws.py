"""The laws of payouts stand in the database: every attack fails, and every law is needed."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kundenkreis.core import scope
from kundenkreis.ledger import posting
from kundenkreis.ledger.models import Account, Entry
from kundenkreis.ledger.tests.attacks import Attack
from kundenkreis.ledger.tests.mutation import gets_through, law_that_stops, laws
from kundenkreis.payouts import actions
from kundenkreis.payouts.models import Payout, PayoutBatch, PayoutRules
from kundenkreis.payouts.tests.wages import OTHER_IBAN, account, batch, earn
from tests.cast import make_brand, make_person

AT = datetime(2026, 3, 10, 9, tzinfo=ZoneInfo("Europe/Zurich"))
TABLES = ["payoutrules", "payoutaccount", "payoutbatch", "payout", "payoutline"]
# Laws that follow from others; each with the reason why it stays.
FOLLOWS: dict[str, str] = {}


@pytest.fixture
def names(committed_db) -> Iterator[dict[str, str]]:
    """Jonas' payout is sent, Aylin's is batched, Beat has CHF 41.65 due and a fresh account."""
    brand, other = (make_brand(slug, slug, AT) for slug in ("alpenfon", "seeland"))
    with scope.inside(other.pk):
        strange = PayoutBatch.objects.create(made_at=AT, made_by=make_person("Kai", AT))
    with scope.inside(brand.pk):
        people = [make_person(name, AT) for name in ("Vreni", "Jonas", "Aylin", "Beat", "Mira", "Reto")]  # fmt: skip
        vreni, jonas, aylin, beat, mira, reto = people
        PayoutRules.objects.create()
        for person in (jonas, aylin, beat):
            account(person, AT)
        earn(vreni, jonas, AT, "booking:jonas")
        sent = actions.send(batch(mira, reto, AT).payouts.get(), at=AT)
        earn(vreni, aylin, AT, "booking:aylin")
        waiting = actions.make_batch(by=mira, at=AT).payouts.get()
        earn(vreni, beat, AT, "booking:beat")
        new = account(beat, AT, OTHER_IBAN)
        beats = posting.account(Account.Kind.PAYABLE, owner=beat, currency="CHF")
        yield {
            "brand": str(brand.pk),
            "other": str(other.pk),
            "strange": str(strange.pk),
            "sent": str(sent.pk),
            "waiting": str(waiting.pk),
            "batch": str(waiting.batch_id),
            "released": str(sent.batch_id),
            "mira": str(mira.pk),
            "reto": str(reto.pk),
            "beat": str(beat.pk),
            "aylin": str(aylin.pk),
            "fresh": str(new.pk),
            "old": str(waiting.account_id),
            "beats": str(beats.pk),
            "entry": str(Entry.objects.get(account=beats).pk),
            "mine": str(account(mira, AT).pk),
            "paid": str(sent.lines.get().entry_id),
            "company": str(posting.account(Account.Kind.COMPANY, currency="CHF").pk),
            "bank": str(posting.account(Account.Kind.BANK, owner=aylin, currency="CHF").pk),
            "transit": str(Account.objects.get(kind="transit", balance__gt=0).pk),
        }


def journal(kind: str, subject: str, *legs: tuple[str, int]) -> tuple[str, ...]:
    head = (
        "insert into kundenkreis_journal (brand_id, kind, idem, subject, memo, at)"
        f" values ({{brand}}, '{kind}', 'attack {kind} {subject}', '{subject}', '', now())"
    )
    return (
        head,
        *(
            "insert into kundenkreis_entry (brand_id, journal_id, account_id, currency, amount) values"
            f" ({{brand}}, (select max(id) from kundenkreis_journal), {account}, 'CHF', {amount})"
            for account, amount in legs
        ),
    )


NEW = "00000000-0000-4000-8000-00000000000a"
NEXT = "00000000-0000-4000-8000-00000000000b"


def new_payout(**other: str) -> str:
    values = {
        "id": f"'{NEW}'", "brand_id": "{brand}", "reference": "'AAAA-AAAA'", "batch_id": "'{batch}'",
        "person_id": "'{beat}'", "account_id": "{fresh}",
        "usable_from": "(select usable_from from kundenkreis_payoutaccount where id = {fresh})",
        "amount": "4165", "currency": "'CHF'", "provider": "'company'", "state": "'batched'", "made_at": "now()",
        "provider_ref": "''", "reason": "''",
    } | other  # fmt: skip
    return f"insert into kundenkreis_payout ({', '.join(values)}) values ({', '.join(values.values())})"


def line(entry: str, payout: str = NEW, brand: str = "{brand}") -> str:
    return (
        "insert into kundenkreis_payoutline (brand_id, payout_id, entry_id)"
        f" values ({brand}, '{payout}', {entry})"
    )


TRANSIT = (
    "insert into kundenkreis_account (brand_id, kind, owner_id, subject, currency, may_overdraw, balance)"
    f" values ({{brand}}, 'transit', '{{beat}}', 'payout:{NEW}', 'CHF', false, 0)"
)
ON_WAY = f"(select id from kundenkreis_account where subject = 'payout:{NEW}')"
RESERVED = (TRANSIT, *journal("payout", f"payout:{NEW}", ("{beats}", -4165), (ON_WAY, 4165)))  # fmt: skip
GONE = journal("transfer", "payout:{waiting}", ("{transit}", -4165), ("{bank}", 4165))


def change(table: str, which: str, what: str) -> str:
    return f"update kundenkreis_{table} set {what} where id = '{{{which}}}'"


SENT = "state = 'sent', sent_at = now()"
ATTACKS = [
    Attack("released by who made it", "batch_four_eyes", (change("payoutbatch", "batch", "released_at = now(), released_by_id = made_by_id"),)),
    Attack("released by nobody", "batch_four_eyes", (change("payoutbatch", "batch", "released_at = now()"),)),
    Attack("released and withdrawn", "batch_one_end", (change("payoutbatch", "released", "withdrawn_at = now()"),)),
    Attack("another has released it", "batch_kept", (change("payoutbatch", "released", "released_by_id = '{beat}'"),)),
    Attack("another has made it", "batch_kept", (change("payoutbatch", "batch", "made_by_id = '{reto}'"),)),
    Attack("a batch is removed", "append_only", ("delete from kundenkreis_payoutbatch where false",)),
    Attack("sent without release", "payout_released", (change("payout", "waiting", SENT), *GONE)),
    Attack("sent again", "payout_moves", (change("payout", "sent", "state = 'batched', sent_at = null"),)),
    Attack("born as sent", "payout_moves", (new_payout(state="'sent'", sent_at="now()"),)),
    Attack("a larger payout", "payout_kept", (change("payout", "waiting", "amount = 5000"),)),
    Attack("another receiver", "payout_kept", (change("payout", "waiting", "person_id = '{mira}'"),)),
    Attack("a payout is removed", "append_only", ("delete from kundenkreis_payout where false",)),
    Attack("a line is removed", "append_only", ("delete from kundenkreis_payoutline where false",)),
    Attack("a payout of nothing", "payout_amount", (
               *journal("refund", "up", ("{beats}", 5), ("{company}", -5)), *journal("refund", "down", ("{beats}", -5), ("{company}", 5)),
               new_payout(amount="0"),
               f"insert into kundenkreis_payoutline (brand_id, payout_id, entry_id) select {{brand}}, '{NEW}', id from kundenkreis_entry where account_id = {{beats}} and abs(amount) = 5")),
    Attack("sent, and nothing left", "payout_agrees",
           (change("payoutbatch", "batch", "released_at = now(), released_by_id = '{reto}'"), change("payout", "waiting", SENT))),
    Attack("a second transfer of the same payout", "payout_agrees",
           (journal("transfer", "payout:{sent}")[0],
            "insert into kundenkreis_account (brand_id, kind, owner_id, subject, currency, may_overdraw, balance) select {brand}, 'bank', person_id, '', 'EUR', true, 0 from kundenkreis_payout where id = '{sent}'",
            "insert into kundenkreis_entry (brand_id, journal_id, account_id, currency, amount) select {brand}, (select max(id) from kundenkreis_journal), a.id, 'CHF', 4165 from kundenkreis_account a join kundenkreis_payout p on p.person_id = a.owner_id and p.id = '{sent}' where a.kind = 'bank' and a.currency = 'CHF'",
            "insert into kundenkreis_entry (brand_id, journal_id, account_id, currency, amount) values ({brand}, (select max(id) from kundenkreis_journal), {company}, 'CHF', -4165)")),
    Attack("money leaves for the bank without a payout", "payout_agrees", GONE),
    Attack("sent before the time of caution is over", "payout_after_caution",
           (new_payout(), line("{entry}"), *RESERVED, change("payoutbatch", "batch", "released_at = now(), released_by_id = '{reto}'"),
            f"update kundenkreis_payout set state = 'sent', sent_at = '2026-03-10 10:00+01' where id = '{NEW}'",
            "insert into kundenkreis_account (brand_id, kind, owner_id, subject, currency, may_overdraw, balance) values ({brand}, 'bank', '{beat}', '', 'CHF', true, 0)",
            *journal("transfer", f"payout:{NEW}", (ON_WAY, -4165), ("(select id from kundenkreis_account where kind = 'bank' and owner_id = '{beat}')", 4165)))),
    Attack("sent at no time", "payout_sent_when",
           (change("payoutbatch", "batch", "released_at = now(), released_by_id = '{reto}'"), change("payout", "waiting", "state = 'sent'"), *GONE)),
    Attack("more than its lines", "payout_lines", (new_payout(amount="4166"), line("{entry}"), TRANSIT,
           *journal("payout", f"payout:{NEW}", ("{beats}", -4165), ("{company}", -1), (ON_WAY, 4166)))),
    Attack("a payout without lines", "payout_lines", (new_payout(), *RESERVED)),
    Attack("a line later", "payout_lines", (line("{entry}", payout="{waiting}"),)),
    Attack("the same work paid twice", "kundenkreis_payoutline_entry_id_key", (
               new_payout(), line("{entry}"), *RESERVED,
               *journal("refund", "gift", ("{company}", -4165), ("{beats}", 4165)),
               *(sql.replace(NEW, NEXT) for sql in (new_payout(reference="'BBBB-BBBB'"), line("{entry}"), *RESERVED)))),
    Attack("another's work", "payout_lines", (
               new_payout(person_id="'{mira}'", account_id="{mine}", usable_from="(select usable_from from kundenkreis_payoutaccount where id = {mine})"),
               line("{entry}"), TRANSIT.replace("{beat}", "{mira}"),
               *journal("payout", f"payout:{NEW}", ("{company}", -4165), (ON_WAY, 4165)))),
    Attack("to no account, and by file", "payout_goes_somewhere", (new_payout(account_id="null"), line("{entry}"), *RESERVED)),
    Attack("to another's account", "payout_to_account", (new_payout(account_id="{old}"), line("{entry}"), *RESERVED)),
    Attack("in another brand's batch", "payout_in_batch", (new_payout(batch_id="'{strange}'"), line("{entry}"), *RESERVED)),
    Attack("a line of another brand", "line_of_payout", (new_payout(), line("{entry}", brand="{other}"), *RESERVED)),
    Attack("a second account without caution", "payout_account_caution",
           (change("payoutaccount", "fresh", "replaced_at = now()"),
            "insert into kundenkreis_payoutaccount (brand_id, person_id, holder, iban, set_at, set_by_id, usable_from) values ({brand}, '{beat}', 'Beat', 'X', now(), '{beat}', now())")),
    Attack("two accounts at once", "one_payout_account",
           ("insert into kundenkreis_payoutaccount (brand_id, person_id, holder, iban, set_at, set_by_id, usable_from) values ({brand}, '{beat}', 'Beat', 'X', now(), '{beat}', now() + interval '4 days')",)),
    Attack("a number is overwritten", "payout_account_kept", (change("payoutaccount", "fresh", "iban = 'CH00'"),)),
    Attack("the caution is shortened", "payout_account_kept", (change("payoutaccount", "fresh", "usable_from = now() - interval '1 year'"),)),
    Attack("payouts of nothing are allowed", "payout_rules", ("update kundenkreis_payoutrules set minimum = 0",)),
    Attack("two sets of rules", "payout_rules_once", ("insert into kundenkreis_payoutrules (brand_id, minimum, provider, holder, iban, bic) values ({brand}, 5, '', '', '', '')",)),
    Attack("the same reference twice", "kundenkreis_payout_reference_key", (new_payout(reference="(select reference from kundenkreis_payout where id = '{sent}')"), line("{entry}"), *RESERVED)),
    Attack("the same reference of batches twice", "kundenkreis_payoutbatch_reference_key", (change("payoutbatch", "batch", "reference = (select reference from kundenkreis_payoutbatch where id = '{released}')"),)),
]  # fmt: skip


@pytest.mark.slow
def test_every_attack_is_stopped_by_its_law(names):
    stopped = {attack.name: law_that_stops(attack, names) for attack in ATTACKS}
    assert stopped == {attack.name: attack.law for attack in ATTACKS}


@pytest.mark.slow
def test_without_any_one_law_an_attack_gets_through(names):
    every = [*laws(TABLES), ("payout_journal_agrees", "kundenkreis_journal", "trigger")]
    assert len(every) >= 25
    needless = [law[0] for law in every if not gets_through(ATTACKS, names, law)]
    assert sorted(needless) == sorted(FOLLOWS)


@pytest.mark.flow
def test_the_same_account_of_another_brand_is_another(names):
    assert Payout.across_brands.count() == 2
