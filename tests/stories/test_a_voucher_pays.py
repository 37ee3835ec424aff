"""The company sends vouchers: one pays a part of Vreni's visit, is used once, and costs Jonas nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.ledger import queries as ledger
from kundenkreis.ledger.models import FundsHold
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.tests.visits import case_of, helper_jonas
from kundenkreis.vouchers.models import VoucherBatch
from tests.stories.conftest import Browser, World
from tests.stories.ways import checked, comes, ordered, speaks_english, times_shown

pytestmark = pytest.mark.slow


def fetched(office: Browser) -> list[str]:
    """Two codes worth CHF 20, as the manager prints them into her letters."""
    office.send(
        "/vouchers/new/", title="Brief", worth="part", amount="20", count="2", uses="1", package="any",
        valid_from="10.03.2026", valid_until="31.03.2026", once_each="on",
    )  # fmt: skip
    batch = VoucherBatch.objects.get()
    lines = office.text(f"{batch.path}codes.csv").splitlines()
    return [line.split(",")[1] for line in lines[1:]]


def test_from_the_letter_to_the_paid_helper(
    world: World,
    alpenfon: Brand,
    vreni: Person,
    beat: Person,
    jonas: Person,
    mira: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    helper_jonas(jonas, at)
    speaks_english(vreni, beat, jonas, mira)
    hers, his, office = browser_of(vreni), browser_of(jonas), browser_of(mira)
    code, other = fetched(office)

    # She types it as it stands in the letter, in small letters and without lines.
    case = case_of(vreni, at)
    assert "CHF 49" in checked(hers, case, times_shown(hers, case)[0])
    typed = code.lower().replace("-", " ")
    hers.send(f"{case.path}visit/voucher/", voucher=typed, once="voucher")
    assert "CHF 29" in hers.text(f"{case.path}visit/check/")
    booking = ordered(hers, case)
    assert "A voucher pays CHF 20 of CHF 49." in hers.text(booking.path)

    # It is used: neither Beat nor she herself can order with it again.
    wish = case_of(beat, at)
    checked(browser_of(beat), wish, times_shown(browser_of(beat), wish)[0])
    answer = browser_of(beat).send(f"{wish.path}visit/voucher/", voucher=code, once="no")
    assert answer.status_code == 200
    assert "CHF 29" not in browser_of(beat).text(f"{wish.path}visit/check/")

    # Cancelled in time: money and voucher are hers again, and she orders anew.
    hers.send(f"{booking.path}cancellation/", reason="")
    assert {hold.open.amount for hold in FundsHold.objects.all()} == {0}
    later = case_of(vreni, at + timedelta(minutes=1))
    checked(hers, later, times_shown(hers, later)[0])
    hers.send(f"{later.path}visit/voucher/", voucher=code, once="again")
    again = ordered(hers, later)
    his.send(f"{again.path}acceptance/")
    comes(his, hers, again, world)

    # Jonas has what the visit costs, less the commission on her part alone: 85 % of 29, and all of 20.
    assert sum(each.amount for each in ledger.earnings(jonas)) == 2465 + 2000
    assert sum(line.money.amount for line in ledger.trial_balance()) == 0

    # What was not used is worth nothing once the manager revokes it.
    batch = VoucherBatch.objects.get()
    office.send(f"{batch.path}revocation/", once="revoked")
    browser_of(beat).send(f"{wish.path}visit/voucher/", voucher=other, once="late")
    assert "CHF 29" not in browser_of(beat).text(f"{wish.path}visit/check/")
