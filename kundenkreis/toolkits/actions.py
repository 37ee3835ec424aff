"""Everything that can happen with toolkits: the brand sets them, customers design."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.ideas.queries import kept_public
from kundenkreis.moderation import actions as moderation
from kundenkreis.people.models import Person
from kundenkreis.terms import setting
from kundenkreis.toolkits import fitting, queries
from kundenkreis.toolkits.events import (
    DesignKept,
    DesignRated,
    DesignSubmitted,
    DesignWithdrawn,
)
from kundenkreis.toolkits.models import (
    Design,
    DesignRating,
    Toolkit,
    ToolkitField,
    ToolkitRule,
)

NOUN = "toolkits"


@one_transaction
def set_toolkit(
    slug: str, *, title: str, lead: str, base_price: int, offered: bool, reason: str, by: Person, at: datetime
) -> Toolkit:  # fmt: skip
    """Title, lead, price without anything (minor units), whether it is offered; an empty slug makes a new one.

    :raises NotAllowed: not a manager. :raises NotFound: no such toolkit. :raises Invalid: `empty`, `bad_amount`, `taken`, `no_fields`.
    """
    setting.only_managers(by, at)
    setting.within("base_price", base_price, 0, setting.MOST)
    title = texts.required(title, field="title", most=120)
    row = queries.toolkit(slug, manager=True) if slug else Toolkit(slug=_name(title, Toolkit.objects, 50))  # fmt: skip
    if offered and (not slug or not row.fields.exists()):
        sentence = _("Please add a field before you offer it.")
        raise Invalid("no_fields", sentence, {"offered": sentence})
    values = {
        "title": title,
        "lead": texts.required(lead, field="lead", most=300),
        "base_price": base_price,
        "offered_at": (row.offered_at or at) if offered else None,
    }
    return setting.store(NOUN, row, values, reason, about=row.slug, by=by, at=at)


def _name(words: str, rows: Any, most: int) -> str:
    slug = slugify(words)[:most].strip("-")
    if not slug or slug == "new" or rows.filter(slug=slug).exists():
        sentence = _("There is an entry with this name already.")
        raise Invalid("taken", sentence, {"title": sentence, "label": sentence})
    return slug


@one_transaction
def set_field(
    toolkit: Toolkit, slug: str, *, label: str, kind: str, options: Sequence[Mapping[str, Any]] = (),
    least: int | None = None, most: int | None = None, unit: str = "", price_each: int = 0, needed: bool = True,
    position: int | None = None, reason: str, by: Person, at: datetime,
) -> ToolkitField:  # fmt: skip
    """One field; an empty slug makes a new one. Designs that were kept stay as they are.

    :raises NotAllowed: not a manager. :raises NotFound: no such field. :raises Invalid: `empty`, `bad_bounds`, `no_options`, `taken`.
    """
    setting.only_managers(by, at)
    label = texts.required(label, field="label", most=120)
    if kind not in ToolkitField.Kind.values:
        sentence = _("Please choose one.")
        raise Invalid("unknown_kind", sentence, {"kind": sentence})
    kept = _options(options) if kind == ToolkitField.Kind.CHOICE else []
    if kind == ToolkitField.Kind.NUMBER and (least is None or most is None or least > most):  # fmt: skip
        sentence = _("Please give the smallest and the largest number.")
        raise Invalid("bad_bounds", sentence, {"least": sentence})
    setting.within("price_each", price_each, 0, setting.MOST)
    row = toolkit.fields.filter(slug=slug).first() if slug else ToolkitField(toolkit=toolkit, slug=_name(label, toolkit.fields, 40))  # fmt: skip
    if row is None:
        raise Invalid("not_found", _("There is no such field."))
    last = toolkit.fields.aggregate(last=Max("position"))["last"]
    place = position if position is not None else (row.position if row.pk else (last or 0) + 1)  # fmt: skip
    values = {
        "label": label, "kind": kind, "options": kept, "least": least, "most": most, "unit": texts.tidy(unit)[:20],
        "price_each": price_each, "needed": needed, "position": place,
    }  # fmt: skip
    return setting.store(NOUN, row, values, reason, about=toolkit.slug, by=by, at=at)


def _options(options: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    kept = []
    for each in options:
        label = texts.tidy(str(each.get("label", "")))[:60]
        price = int(each.get("price") or 0)
        if label and 0 <= price <= setting.MOST:
            value = str(each.get("value") or slugify(label))[:60]
            kept.append({"value": value, "label": label, "price": price})
    if not kept or len({each["value"] for each in kept}) != len(kept):
        sentence = _("Please give at least one option, each with another name.")
        raise Invalid("no_options", sentence, {"options": sentence})
    return kept


@one_transaction
def remove_field(toolkit: Toolkit, slug: str, *, reason: str, by: Person, at: datetime) -> None:  # fmt: skip
    """The field and the rules with it are gone; designs that were kept stay as they are.

    :raises NotAllowed: not a manager. :raises Refused: `no_fields`: the last one of an offered toolkit.
    """
    setting.only_managers(by, at)
    if toolkit.offered_at and toolkit.fields.exclude(slug=slug).count() == 0:
        raise Refused("no_fields", _("Please take the toolkit out of the offer first."))
    if toolkit.fields.filter(slug=slug).delete()[0]:
        setting.tell(NOUN, toolkit.slug, {slug: ["+", None]}, reason, by=by, at=at)


@one_transaction
def add_rule(
    toolkit: Toolkit, *, if_field: str, if_value: str, then_field: str, only: Sequence[str] = (),
    least: int | None = None, most: int | None = None, sentence: str, reason: str, by: Person, at: datetime,
) -> ToolkitRule:  # fmt: skip
    """If one field has this value, another may only have these, or a number between.

    :raises NotAllowed: not a manager. :raises Invalid: `unknown_field`, `empty`.
    """
    setting.only_managers(by, at)
    named = {row.slug: row for row in queries.fields_of(toolkit)}
    if if_field == then_field or not {if_field, then_field} <= set(named):
        wrong = _("Please choose two different fields.")
        raise Invalid("unknown_field", wrong, {"then_field": wrong})
    if not only and least is None and most is None:
        wrong = _("Please say what is possible then.")
        raise Invalid("empty", wrong, {"only": wrong})
    row = ToolkitRule.objects.create(
        toolkit=toolkit, if_field=named[if_field], if_value=texts.required(if_value, field="if_value", most=60),
        then_field=named[then_field], only=[texts.tidy(each)[:60] for each in only if texts.tidy(each)],
        least=least, most=most, sentence=texts.required(sentence, field="sentence", most=200),
    )  # fmt: skip
    setting.tell(NOUN, toolkit.slug, {"rule": [None, row.sentence]}, reason, by=by, at=at)
    return row


@one_transaction
def remove_rule(toolkit: Toolkit, pk: int, *, reason: str, by: Person, at: datetime) -> None:  # fmt: skip
    """One rule less. Twice is once.

    :raises NotAllowed: not a manager.
    """
    setting.only_managers(by, at)
    row = toolkit.rules.filter(pk=pk).first()
    if row:
        row.delete()
        setting.tell(NOUN, toolkit.slug, {"rule": [row.sentence, None]}, reason, by=by, at=at)  # fmt: skip


def _fitting(toolkit: Toolkit, given: Mapping[str, Any], *, by: Person) -> fitting.Fit:
    fit = queries.fit(toolkit, given)
    if not fit.fits:
        raise Invalid("does_not_fit", next(iter(fit.problems.values())), fit.problems)
    for each in queries.fields_of(toolkit):
        if each.kind == ToolkitField.Kind.TEXT and each.slug in fit.values:
            fit.values[each.slug] = kept_public(fit.values[each.slug], by, language=by.language)  # fmt: skip
    return fit


@one_transaction
def keep(
    toolkit: Toolkit, *, title: str, values: Mapping[str, Any], forked_from: Design | None = None,
    by: Person, at: datetime,
) -> Design:  # fmt: skip
    """Somebody keeps a design for herself; with `forked_from` it began with another's, who is named.

    :raises NotAllowed: without an account. :raises Invalid: `does_not_fit`, no title. :raises Refused: `not_shown`.
    """
    if by.is_guest:
        raise NotAllowed("no_account", _("Please sign in first."))
    if forked_from and not (forked_from.is_shown and forked_from.toolkit_id == toolkit.pk):
        raise Refused("not_shown", _("The design you began with is no longer shown."))
    title = texts.required(title, field="title", most=80)
    fit = _fitting(toolkit, values, by=by)
    row = Design.objects.create(
        toolkit=toolkit, author=by, title=kept_public(title, by, language=by.language)[:80], values=fit.values,
        price=fit.price, forked_from=forked_from, saved_at=at,
    )  # fmt: skip
    row.refresh_from_db(fields=["origin"])
    announce(DesignKept(design=str(row.pk)), by=by, at=at)
    return row


@one_transaction
def submit(design: Design, *, by: Person, at: datetime) -> Design:
    """Everyone sees it from now on, and it stays as it is. Twice is once.

    :raises NotAllowed: somebody else's. :raises Refused: `withdrawn`. :raises Invalid: it does not fit any more.
    """
    design = Design.objects.select_for_update(of=("self",)).get(pk=design.pk)
    if design.author_id != by.pk:
        raise NotAllowed("not_yours", _("Only the author can change this."))
    if design.submitted_at and not design.withdrawn_at:
        return design
    if design.withdrawn_at:
        raise Refused("withdrawn", _("You took this design back."))
    moderation.admit(by=by, at=at)
    fit = _fitting(design.toolkit, design.values, by=by)
    design.submitted_at, design.price = at, fit.price
    design.save(update_fields=["submitted_at", "price"])
    announce(DesignSubmitted(design=str(design.pk)), by=by, at=at)
    moderation.screen(f"design:{design.pk}", raw=_words_of(design), by=by, at=at)
    return design


def _words_of(design: Design) -> str:
    """What its author typed freely."""
    kinds = {each.slug: each.kind for each in queries.fields_of(design.toolkit)}
    typed = [str(design.values[slug]) for slug, kind in kinds.items() if kind == ToolkitField.Kind.TEXT and slug in design.values]  # fmt: skip
    return "\n".join([design.title, *typed])


@one_transaction
def withdraw(design: Design, *, by: Person, at: datetime) -> Design:
    """Its author takes it back; designs that began with it stay, and still name her. Twice is once.

    :raises NotAllowed: somebody else's.
    """
    design = Design.objects.select_for_update(of=("self",)).get(pk=design.pk)
    if design.author_id != by.pk:
        raise NotAllowed("not_yours", _("Only the author can change this."))
    if not design.withdrawn_at:
        design.withdrawn_at = at
        design.save(update_fields=["withdrawn_at"])
        announce(DesignWithdrawn(design=str(design.pk)), by=by, at=at)
    return design


@one_transaction
def rate(design: Design, *, stars: int, by: Person, at: datetime) -> DesignRating:
    """One to five stars for a design of somebody else; a second time changes them.

    :raises NotAllowed: without an account, or one's own. :raises Invalid: `bad_stars`. :raises Refused: `not_shown`.
    """
    design = Design.objects.select_for_update(of=("self",)).get(pk=design.pk)
    if by.is_guest or design.author_id == by.pk:
        raise NotAllowed("own_design", _("Stars are for designs of others."))
    moderation.admit_vote(by=by, at=at)
    if not design.is_shown:
        raise Refused("not_shown", _("This design is no longer shown."))
    if stars not in range(1, 6):
        sentence = _("Please give one to five stars.")
        raise Invalid("bad_stars", sentence, {"stars": sentence})
    row, _made = DesignRating.objects.update_or_create(design=design, rater=by, defaults={"stars": stars, "at": at})  # fmt: skip
    announce(DesignRated(design=str(design.pk)), by=by, at=at)
    return row
