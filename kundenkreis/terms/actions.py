"""What managers may set. Each: one row, one event with before, after and the reason."""

import re
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import AddOn, Brand, ServicePackage, Skill
from kundenkreis.brands.policies import OWN, Policy
from kundenkreis.core import scope
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound
from kundenkreis.disputes.models import DisputeRules
from kundenkreis.disputes.queries import rules_here as dispute_rules
from kundenkreis.payouts import iban as ibans
from kundenkreis.payouts.models import PayoutRules
from kundenkreis.payouts.queries import rules as payout_rules
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds
from kundenkreis.redress.models import RedressRules
from kundenkreis.redress.queries import rules as redress_rules
from kundenkreis.terms.events import TermsSet

MOST = 10_000_000  # minor units; more is a slip of the finger
SLUG = re.compile(r"[^a-z0-9]+")
Row = TypeVar("Row", bound=models.Model)
Item = TypeVar("Item", AddOn, Skill)


@transaction.atomic
def set_payout_rules(
    *, minimum: int, holder: str, iban: str, bic: str, reason: str, by: Person, at: datetime
) -> PayoutRules:
    """From which sum is paid out, and from which account. `minimum` in minor units.

    :raises NotAllowed: not a manager. :raises Invalid: `bad_amount`, `bad_iban`.
    """
    _manager(by, at)
    _within("minimum", minimum, 1, MOST)
    number = ibans.tidy(iban)
    if number and not ibans.is_iban(number):
        sentence = _("This is not a valid IBAN. Please compare it with your bank card.")
        raise Invalid("bad_iban", sentence, {"iban": sentence})
    values = {
        "minimum": minimum,
        "holder": texts.tidy(holder)[:70],
        "iban": number,
        "bic": texts.tidy(bic).upper()[:11],
    }
    return _set("payouts", payout_rules(), values, reason, by=by, at=at)


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
    _manager(by, at)
    _within("days", days, 1, 365)
    _within("answer_days", answer_days, 1, 60)
    _within("second_look_days", second_look_days, 0, 60)
    values = {
        "days": days,
        "answer_days": answer_days,
        "second_look_days": second_look_days,
    }
    return _set("objections", dispute_rules(), values, reason, by=by, at=at)


@transaction.atomic
def set_redress_rules(
    *, reason: str, by: Person, at: datetime, **values: int
) -> RedressRules:
    """From which refund two people agree, and what a small fault is worth; amounts in minor units, 0: nothing.

    :raises NotAllowed: not a manager. :raises Invalid: `bad_amount`.
    """
    _manager(by, at)
    for name, value in values.items():
        most = {"late_minutes": 600, "cancelled_hours": 720}.get(name, MOST)
        _within(name, value, 0, most)
    return _set("redress", redress_rules(), dict(values), reason, by=by, at=at)


@transaction.atomic
def set_cancellation(
    *, policy: str, packages: dict[str, str], reason: str, by: Person, at: datetime
) -> Brand:
    """What cancelling costs: the brand's policy, and of which services another one. Booked visits keep theirs.

    `policy`: `own` keeps the brand's own steps, if it has some; a standard one replaces them.
    `packages`: policy by slug; empty: the brand's. :raises NotAllowed: not a manager. :raises Invalid: `unknown_policy`.
    """
    _manager(by, at)
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
        _set("cancelling", row, own, reason, about=row.slug, by=by, at=at)
    values: dict[str, Any] = {"cancellation_policy": policy, "cancellation_steps": []}
    return _set("cancelling", brand, {} if keeps else values, reason, by=by, at=at)


@transaction.atomic
def set_extra(
    slug: str, *, words: dict[str, str], price: int, minutes: int, offered: bool, reason: str, by: Person, at: datetime
) -> AddOn:  # fmt: skip
    """One extra of the catalogue; an empty `slug` makes a new one. Agreed extras keep their price.

    :raises NotAllowed: not a manager. :raises NotFound: no such extra. :raises Invalid: `empty`, `bad_amount`, `taken`.
    """
    _manager(by, at)
    _within("price", price, 1, MOST)
    _within("minutes", minutes, 0, 240)
    row = _item(AddOn, slug, words)
    withdrawn = None if offered else (row.withdrawn_at or at)
    values = {
        "words": _words(words),
        "price": price,
        "minutes": minutes,
        "withdrawn_at": withdrawn,
    }
    return _set("extras", row, values, reason, about=row.slug, by=by, at=at)


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
    _manager(by, at)
    _within("position", position, 0, 999)
    row = _item(Skill, slug, words)
    values = {"words": _words(words), "position": position}
    return _set("skills", row, values, reason, about=row.slug, by=by, at=at)


def _manager(by: Person, at: datetime) -> None:
    if not holds(by, "manager", at=at):
        raise NotAllowed("not_manager", _("Only managers can change this."))


def _within(name: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        sentence = _("Please give a number from {least} to {most}.")
        divisor = 100 if most == MOST else 1
        sentence = sentence.format(least=least / divisor if divisor > 1 else least, most=most // divisor)  # fmt: skip
        raise Invalid("bad_amount", sentence, {name: sentence})


def _words(words: dict[str, str]) -> dict[str, str]:
    """In each language that was filled in; German, the first, must be."""
    kept = {code: texts.tidy(said)[:80] for code, said in words.items()}
    if not kept.get("de"):
        sentence = _("Please fill in at least the German name.")
        raise Invalid("empty", sentence, {"de": sentence})
    return {code: said for code, said in kept.items() if said}


def _item(model: type[Item], slug: str, words: dict[str, str]) -> Item:
    if slug:
        found: Item | None = model.objects.select_for_update().filter(slug=slug).first()
        if not found:
            raise NotFound("not_found", _("There is no such entry."))
        return found
    name = SLUG.sub("-", (words.get("en") or words.get("de") or "").lower()).strip("-")[:50]
    Brand.objects.select_for_update(no_key=True).get(pk=scope.brand_id())
    if not name or model.objects.filter(slug=name).exists():
        sentence = _("There is an entry with this name already.") if name else _("Please fill in at least the German name.")  # fmt: skip
        raise Invalid("taken", sentence, {"de": sentence})
    return model(slug=name)


def _set(
    noun: str, row: Row, values: dict[str, Any], reason: str, *, about: str = "", by: Person, at: datetime
) -> Row:  # fmt: skip
    """Store what differs and say so; the brand's row makes two managers wait for one another."""
    Brand.objects.select_for_update(no_key=True).get(pk=scope.brand_id())
    changes = {
        name: [_plain(getattr(row, name)), _plain(value)]
        for name, value in values.items()
        if getattr(row, name) != value or row.pk is None
    }
    if not changes:
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    happened = TermsSet(noun=noun, about=about, changes=changes, reason=texts.tidy(reason)[:300])  # fmt: skip
    announce(happened, by=by, at=at)
    return row


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
