"""What a design costs and whether it fits. Pure: fields, rules and values in, price and problems out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.toolkits.models import ToolkitField, ToolkitRule

COLOUR = re.compile(r"^#[0-9a-f]{6}$")
LONGEST = 200


@dataclass(slots=True)
class Fit:
    """`price` in minor units, of what was given; `problems`: sentence by field; `values`: cleaned."""

    price: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    # What each field adds to the price, in their order.
    lines: list[tuple[str, int]] = field(default_factory=list)

    @property
    def fits(self) -> bool:
        return not self.problems


def check(
    base_price: int,
    fields: Sequence[ToolkitField],
    rules: Sequence[ToolkitRule],
    given: Mapping[str, Any],
) -> Fit:
    """Each field by itself, then the rules between them. Unknown names are left out."""
    fit = Fit(price=base_price)
    for each in fields:
        raw = texts.tidy(str(given.get(each.slug, "") or ""))[:LONGEST]
        if not raw:
            if each.needed:
                fit.problems[each.slug] = _("Please choose: {label}").format(label=each.label)  # fmt: skip
            continue
        _one(fit, each, raw)
    names = {each.pk: each for each in fields}
    for rule in rules:
        _rule(fit, rule, names[rule.if_field_id], names[rule.then_field_id])
    return fit


def _one(fit: Fit, each: ToolkitField, raw: str) -> None:
    value, costs, problem = {
        "choice": _choice, "number": _number, "text": _text, "colour": _colour,
    }[each.kind](each, raw)  # fmt: skip
    if problem:
        fit.problems[each.slug] = problem
        return
    fit.values[each.slug] = value
    fit.price += costs
    if costs:
        fit.lines.append((each.label, costs))


Found = tuple[Any, int, str]


def _choice(each: ToolkitField, raw: str) -> Found:
    for option in each.options:
        if option["value"] == raw:
            return raw, int(option.get("price", 0)), ""
    return None, 0, _("Please choose: {label}").format(label=each.label)


def _number(each: ToolkitField, raw: str) -> Found:
    assert each.least is not None  # the database: a number has bounds
    assert each.most is not None
    number = int(raw) if re.fullmatch(r"-?\d{1,9}", raw) else None
    if number is None or not each.least <= number <= each.most:
        sentence = _("{label}: please give a number from {least} to {most}.")
        return None, 0, sentence.format(label=each.label, least=each.least, most=each.most)
    return number, number * each.price_each, ""


def _text(each: ToolkitField, raw: str) -> Found:
    if each.most and len(raw) > each.most:
        sentence = _("{label}: at most {most} characters.")
        return None, 0, sentence.format(label=each.label, most=each.most)
    return raw, each.price_each, ""


def _colour(each: ToolkitField, raw: str) -> Found:
    if not COLOUR.match(raw.lower()):
        return None, 0, _("{label}: please choose a colour.").format(label=each.label)
    return raw.lower(), each.price_each, ""


def _rule(fit: Fit, rule: ToolkitRule, when: ToolkitField, then: ToolkitField) -> None:
    if str(fit.values.get(when.slug, "")) != rule.if_value or then.slug not in fit.values:
        return
    value = fit.values[then.slug]
    bad = bool(rule.only) and str(value) not in rule.only
    if isinstance(value, int):
        bad |= rule.least is not None and value < rule.least
        bad |= rule.most is not None and value > rule.most
    if bad:
        fit.problems[then.slug] = rule.sentence


def shown(fields: Sequence[ToolkitField], values: Mapping[str, Any]) -> list[tuple[str, str, str]]:  # fmt: skip
    """Label, value in words, kind, of what a design says."""
    lines = []
    for each in fields:
        if each.slug not in values:
            continue
        value = str(values[each.slug])
        labels = {option["value"]: option["label"] for option in each.options}
        words = labels.get(value, value)
        lines.append((each.label, f"{words} {each.unit}".strip(), each.kind))
    return lines


def score(*, stars: int, many: int) -> float:
    """By which designs are sorted: the mean as if five more people had given 3 stars."""
    return (stars + 15) / (many + 5)
