"""The laws of the ledger stand in the database: every attack fails, and every law is needed."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from kundenkreis.core import scope
from kundenkreis.ledger import posting
from kundenkreis.ledger.models import Account, Journal
from kundenkreis.ledger.tests.attacks import ATTACKS, SUBJECT
from kundenkreis.ledger.tests.mutation import gets_through, law_that_stops, laws
from kundenkreis.ledger.tests.till import hold
from tests.cast import make_brand, make_person

AT = datetime(2026, 3, 10, 9, tzinfo=ZoneInfo("Europe/Zurich"))
TABLES = ["account", "journal", "entry", "fundshold", "testcardstep"]
# Laws that follow from others; each with the reason why it stays.
FOLLOWS = {
    "kundenkreis_fundshold_account_id_key": "held_once and hold_agrees imply it; the index serves hold_agrees",
    "extra_consented": "a law of the stage marketplace; attacked by its tests",
    "tip_whole": "a law of the stage marketplace; attacked by its tests",
    "voucher_hold": "a law of vouchers; attacked by the tests of the stage marketplace",
    "payout_journal_agrees": "a law of the room payouts; attacked by its tests",
    "hold_charged_back": "a law of the room chargebacks; attacked by its tests",
    "chargeback_legs": "a law of the room chargebacks; attacked by its tests",
    "hold_charged_back_agrees": "a law of the room chargebacks; attacked by its tests",
    "journal_charged_back_agrees": "a law of the room chargebacks; attacked by its tests",
    "fee_legs": "a law of the room chargebacks; attacked by its tests",
    "journal_fee_agrees": "a law of the room chargebacks; attacked by its tests",
    "hold_of_dispute": "a law of the room disputes; attacked by its tests",
    "hold_thawed": "a law of the room disputes; attacked by its tests",
    "account_thawed": "a law of the room disputes; attacked by its tests",
}


@pytest.fixture
def names(committed_db) -> Iterator[dict[str, str]]:
    """Vreni has paid, and the transaction is closed; ids for the attacks to aim at."""
    brand, other = (make_brand(slug, slug, AT) for slug in ("alpenfon", "seeland"))
    with scope.inside(other.pk):
        stranger = posting.account(Account.Kind.COMPANY, currency="CHF")
    with scope.inside(brand.pk):
        vreni, jonas, mira = (make_person(name, AT) for name in ("Vreni", "Jonas", "Mira"))
        held = hold(vreni, jonas, AT, subject=SUBJECT)
        yield {
            "brand": str(brand.pk),
            "other": str(other.pk),
            "stranger": str(stranger.pk),
            "mira": str(mira.pk),
            "jonas": str(posting.due(held, jonas).pk),
            "funding": str(posting.source(held).pk),
            "company": str(posting.account(Account.Kind.COMPANY, currency="CHF").pk),
            "hold": str(held.account_id),
            "j": str(Journal.objects.get().pk),
            "charge": f"{SUBJECT}:hold",
        }


@pytest.mark.flow
def test_every_attack_is_stopped_by_its_law(names):
    stopped = {attack.name: law_that_stops(attack, names) for attack in ATTACKS}
    assert stopped == {attack.name: attack.law for attack in ATTACKS}


@pytest.mark.slow
def test_without_any_one_law_an_attack_gets_through(names):
    needless = [law[0] for law in laws(TABLES) if not gets_through(ATTACKS, names, law)]
    assert sorted(needless) == sorted(FOLLOWS)
    assert len(laws(TABLES)) >= 28


@pytest.mark.flow
def test_a_later_transaction_cannot_add_to_a_journal_even_after_savepoints(names):
    with transaction.atomic(), transaction.atomic():
        account = posting.account(Account.Kind.COMPANY, currency="CHF")
        jonas = Account.objects.get(pk=names["jonas"])
        with transaction.atomic():
            posting.post(
                Journal.Kind.REFUND, subject="x", idem="nested", legs=[(account, -5), (jonas, 5)], by=None, at=AT
            )  # fmt: skip
    jonas.refresh_from_db()
    assert jonas.balance == 5
