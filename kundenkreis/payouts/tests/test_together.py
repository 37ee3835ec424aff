"""Many at once: nothing is paid twice, and never more than was due."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.ledger.models import Account
from kundenkreis.ledger.providers.test_card.models import TestCardStep
from kundenkreis.ledger.tests.till import due, on
from kundenkreis.payouts import actions
from kundenkreis.payouts.models import Payout, PayoutBatch, PayoutRules
from kundenkreis.payouts.tests.wages import account, batch, earn
from kundenkreis.people.models import Person
from tests.cast import make_brand, make_person

pytestmark = pytest.mark.slow
AT = datetime(2026, 3, 10, 9, tzinfo=ZoneInfo("Europe/Zurich"))


@pytest.fixture
def alpenfon(committed_db) -> Iterator[Brand]:
    brand = make_brand("alpenfon", "Alpenfon", AT)
    with scope.inside(brand.pk):
        PayoutRules.objects.create(provider="test_card")
        yield brand


@pytest.fixture
def people(alpenfon) -> list[Person]:
    return [make_person(name, AT) for name in ("Vreni", "Jonas", "Mira", "Reto")]


def reason(answer: object) -> str:
    if isinstance(answer, Refused):
        return answer.reason
    return "done" if isinstance(answer, PayoutBatch | Payout) else repr(answer)


def test_twenty_batches_at_once_hold_the_money_once(committed_db, alpenfon, people):
    vreni, jonas, mira, _reto = people
    earn(vreni, jonas, AT)
    account(jonas, AT)

    def make(number: int) -> PayoutBatch:
        with scope.inside(alpenfon.pk):
            return actions.make_batch(by=mira, at=AT)

    answers = committed_db.together(20, make)
    assert Counter(map(reason, answers)) == {"done": 1, "nothing_due": 19}
    assert (Payout.objects.count(), due(jonas), on("transit")) == (1, 0, 4165)


def test_twenty_releases_at_once_release_once(committed_db, alpenfon, people):
    vreni, jonas, mira, reto = people
    earn(vreni, jonas, AT)
    account(jonas, AT)
    made = actions.make_batch(by=mira, at=AT)

    def release(number: int) -> PayoutBatch:
        with scope.inside(alpenfon.pk):
            return actions.release(made, by=reto, at=AT)

    answers = committed_db.together(20, release)
    assert Counter(map(reason, answers)) == {"done": 1, "already_released": 19}


def test_twenty_workers_send_one_transfer(committed_db, alpenfon, people):
    vreni, jonas, mira, reto = people
    for number in range(3):
        earn(vreni, jonas, AT, f"booking:{number}")
    account(jonas, AT)
    payout = batch(mira, reto, AT).payouts.get()

    def send(number: int) -> Payout:
        with scope.inside(alpenfon.pk):
            return actions.send(payout, at=AT)

    assert Counter(map(reason, committed_db.together(20, send))) == {"done": 20}
    assert TestCardStep.objects.filter(kind="pay_out").count() == 1
    assert on("bank") == 3 * 4165
    assert Account.objects.get(kind="transit").balance == 0


def test_sign_offs_while_batches_are_made_lose_nothing(committed_db, alpenfon, people):
    vreni, jonas, mira, _reto = people
    account(jonas, AT)

    def work(number: int) -> object:
        with scope.inside(alpenfon.pk):
            if number % 3:
                earn(vreni, jonas, AT, f"booking:{number}")
                return None
            return actions.make_batch(by=mira, at=AT)

    committed_db.together(30, work)
    assert due(jonas) + on("transit") == 20 * 4165
    lines = Payout.objects.values_list("lines__entry_id", flat=True)
    assert len(set(lines)) == len(lines)
