"""What managers may set. Each: one row, one event with before, after and the reason."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import AddOn, Brand, ServicePackage, Skill
from kundenkreis.brands.policies import OWN, Policy
from kundenkreis.core import scope
from kundenkreis.core import text as texts
from kundenkreis.core.refusal import Invalid
from kundenkreis.disputes.models import DisputeRules
from kundenkreis.disputes.queries import rules_here as dispute_rules
from kundenkreis.ledger.ways import ways_to_pay_out
from kundenkreis.payouts import iban as ibans
from kundenkreis.payouts.models import PayoutRules
from kundenkreis.payouts.queries import rules as payout_rules
from kundenkreis.people.models import Person
from kundenkreis.redress.models import RedressRules
from kundenkreis.redress.queries import rules as redress_rules
from kundenkreis.terms.setting import (
    MOST,
    entry,
    only_managers,
    store,
    within,
    words_of,
)


@transaction.atomic
def set_payout_rules(
    *,
    minimum: int,
    holder: str,
    iban: str,
    bic: str,
    provider: str = "company",
    reason: str,
    by: Person,
    at: datetime,
) -> PayoutRules:
    """From which sum is paid out, by whom, and from which account. `minimum` in minor units.

    :raises NotAllowed: not a manager. :raises Invalid: `bad_amount`, `bad_iban`, `unknown_provider`.
    """
    only_managers(by, at)
    within("minimum", minimum, 1, MOST)
    number = ibans.tidy(iban)
    if number and not ibans.is_iban(number):
        sentence = _("This is not a valid IBAN. Please compare it with your bank card.")
        raise Invalid("bad_iban", sentence, {"iban": sentence})
    if provider not in ways_to_pay_out():
        sentence = _("Please choose one.")
        raise Invalid("unknown_provider", sentence, {"provider": sentence})
    values = {
        "minimum": minimum,
        "provider": provider,
        "holder": texts.tidy(holder)[:70],
        "iban": number,
        "bic": texts.tidy(bic).upper()[:11],
    }
    return store("payouts", payout_rules(), values, reason, by=by, at=at)


@transaction.atomic
def set_dispute_rules(
    *,
    days: int,
    answer_days: int,
    second_look_days: int,
    reason: str,
    by: Person,
    at: datetime,
) -> DisputeRules:
    """How long either side may object, answer, and ask for a second look; objections under way keep theirs.

    :raises NotAllowed: not a manager. :raises Invalid: `bad_amount`.
    """
    only_managers(by, at)
    within("days", days, 1, 365)
    within("answer_days", answer_days, 1, 60)
    within("second_look_days", second_look_days, 0, 60)
    values = {
        "days": days,
        "answer_days": answer_days,
        "second_look_days": second_look_days,
    }
    return store("objections", dispute_rules(), values, reason, by=by, at=at)


@transaction.atomic
def set_redress_rules(
    *, reason: str, by: Person, at: datetime, **values: int
) -> RedressRules:
    """From which refund two people agree, and what a small fault is worth; amounts in minor units, 0: nothing.

    :raises NotAllowed: not a manager. :raises Invalid: `bad_amount`.
    """
    only_managers(by, at)
    for name, value in values.items():
        most = {"late_minutes": 600, "cancelled_hours": 720}.get(name, MOST)
        within(name, value, 0, most)
    return store("redress", redress_rules(), dict(values), reason, by=by, at=at)


@transaction.atomic
def set_cancellation(
    *, policy: str, packages: dict[str, str], reason: str, by: Person, at: datetime
) -> Brand:
    """What cancelling costs: the brand's policy, and of which services another one. Booked visits keep theirs.

    `policy`: `own` keeps the brand's own steps, if it has some; a standard one replaces them.
    `packages`: policy by slug; empty: the brand's. :raises NotAllowed: not a manager. :raises Invalid: `unknown_policy`.
    """
    only_managers(by, at)
    brand = Brand.objects.select_for_update(no_key=True).get(pk=scope.brand_id())
    keeps = policy == OWN and brand.cancellation_steps
    if not (keeps or policy in Policy.values) or set(packages.values()) - {
        *Policy.values,
        "",
    }:
        sentence = _("Please choose one.")
        raise Invalid("unknown_policy", sentence, {"policy": sentence})
    for row in ServicePackage.objects.filter(slug__in=packages):
        own = {"cancellation_policy": packages[row.slug]}
        store("cancelling", row, own, reason, about=row.slug, by=by, at=at)
    values: dict[str, Any] = {"cancellation_policy": policy, "cancellation_steps": []}
    return store("cancelling", brand, {} if keeps else values, reason, by=by, at=at)


@transaction.atomic
def set_extra(
    slug: str, *, words: dict[str, str], price: int, minutes: int, offered: bool, reason: str, by: Person, at: datetime
) -> AddOn:  # fmt: skip
    """One extra of the catalogue; an empty `slug` makes a new one. Agreed extras keep their price.

    :raises NotAllowed: not a manager. :raises NotFound: no such extra. :raises Invalid: `empty`, `bad_amount`, `taken`.
    """
    only_managers(by, at)
    within("price", price, 1, MOST)
    within("minutes", minutes, 0, 240)
    row = entry(AddOn, slug, words)
    withdrawn = None if offered else (row.withdrawn_at or at)
    values = {
        "words": words_of(words),
        "price": price,
        "minutes": minutes,
        "withdrawn_at": withdrawn,
    }
    return store("extras", row, values, reason, about=row.slug, by=by, at=at)


@transaction.atomic
def set_skill(
    slug: str,
    *,
    words: dict[str, str],
    position: int,
    reason: str,
    by: Person,
    at: datetime,
) -> Skill:
    """One skill that helpers may say they have; an empty `slug` makes a new one.

    :raises NotAllowed: not a manager. :raises NotFound: no such skill. :raises Invalid: `empty`, `bad_amount`, `taken`.
    """
    only_managers(by, at)
    within("position", position, 0, 999)
    row = entry(Skill, slug, words)
    values = {"words": words_of(words), "position": position}
    return store("skills", row, values, reason, about=row.slug, by=by, at=at)
