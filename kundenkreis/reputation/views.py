"""Doors to abilities: one's own with why, and for managers what is asked, given, withdrawn and answered."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role, signed_in
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request
from kundenkreis.reputation import actions, queries, words
from kundenkreis.reputation.forms import (
    AnswerForm,
    GiveForm,
    ObjectionForm,
    RuleForm,
    WordsForm,
)
from kundenkreis.reputation.models import AbilityGrant
from kundenkreis.reputation.table import ABILITIES
from kundenkreis.terms.pages import changes
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show


def _see(path: str) -> HttpResponse:
    return see(path)


@signed_in
@require_safe
def mine(request: Request) -> HttpResponse:
    """What I may do here and why; what is missing to the next."""
    person = me(request)
    values = {
        "shown": queries.shown_for(person, at=request.at),
        "grants": [(row, ABILITIES[row.ability], words) for row in queries.grants_of(person) if row.ability in ABILITIES],
        "manager": Role.Kind.MANAGER in request.roles,
    }  # fmt: skip
    return ui.render(request, "reputation/mine.html", values)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: Request, pk: UUID) -> HttpResponse:
    """I object to the end of an ability."""
    grant = queries.grant_for(me(request), pk)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.object_to(grant, **form.cleaned_data, by=me(request), at=request.at)
            return _see("/my-abilities/")
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "reputation/objection.html", _ended(grant, request) | {"form": form})  # fmt: skip


def _ended(grant: AbilityGrant, request: Request) -> dict[str, Any]:
    """What ended, why, and the outcomes it is about."""
    shown = queries.shown_for(grant.person, at=request.at)
    one = next(each for each in shown if each.ability.slug == grant.ability)
    return {"grant": grant, "ability": one.ability, "why": words.ended_why(grant), "one": one}  # fmt: skip


@role("manager")
@require_safe
def abilities(request: Request) -> HttpResponse:
    """All abilities, what is asked for each, and objections that wait."""
    current = AbilityGrant.objects.all().current()
    held = Counter(current.values_list("ability", flat=True))
    values = {
        "abilities": ABILITIES, "asked": queries.asked_for(), "held": held,
        "contested": list(AbilityGrant.objects.all().contested().select_related("person")),
    }  # fmt: skip
    return ui.render(request, "reputation/abilities.html", values)


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def ability(request: Request, slug: str) -> HttpResponse:
    """One ability: what is asked for it, and who was given it."""
    row = queries.rule_of(slug)
    form = RuleForm.of(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_rule(slug, **form.values, by=me(request), at=request.at)
            return _see(request.path)
        except Refused as refused:
            show(form, refused)
    values = {
        "ability": ABILITIES[slug], "form": form, "holders": queries.holders(slug),
        "changes": changes("abilities", slug), "words": words,
    }  # fmt: skip
    return ui.render(request, "reputation/ability.html", values)


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: Request, pk: UUID) -> HttpResponse:
    """What one member may do; a manager gives her an ability, with a reason."""
    person = queries.member_for(pk)
    shown = queries.shown_for(person, at=request.at)
    form = GiveForm(request.POST or None, slugs=[one.ability.slug for one in shown if not one.held])  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.give(person, given["ability"], words=given["words"], by=me(request), at=request.at)  # fmt: skip
            return _see(request.path)
        except Refused as refused:
            show(form, refused)
    values = {"member": person, "shown": shown, "form": form}
    return ui.render(request, "reputation/member.html", values)


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: Request, pk: UUID, slug: str) -> HttpResponse:
    """A manager takes one ability from a member, with a reason."""
    person = queries.member_for(pk)
    if slug not in ABILITIES:
        raise NotFound("not_found", "")
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(person, slug, **form.cleaned_data, by=me(request), at=request.at)  # fmt: skip
            return _see(f"/members/{pk}/abilities/")
        except Refused as refused:
            show(form, refused)
    values = {"member": person, "ability": ABILITIES[slug], "form": form}
    return ui.render(request, "reputation/withdrawal.html", values)


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def contested(request: Request, pk: UUID) -> HttpResponse:
    """A manager who did not take it answers an objection."""
    grant = queries.contested(pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.decide_objection(grant, restore=given["restore"] == "yes", answer=given["answer"], by=me(request), at=request.at)  # fmt: skip
            return _see("/abilities/")
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "reputation/contested.html", _ended(grant, request) | {"form": form})  # fmt: skip
