"""Doors of training: learning, and writing what is learnt."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.training import actions, queries, quiz
from kundenkreis.training.forms import LANGUAGES, TestForm, UnitForm
from kundenkreis.training.models import PASS_PERCENT, TrainingUnit
from kundenkreis.ui.going import see


@role("helper")
@require_safe
def courses(request: Request) -> HttpResponse:
    """What there is to learn, and how far I am."""
    assert request.person
    values = {"courses": queries.courses(request.person)}
    return ui.render(request, "training/courses.html", values)


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: Request, pk: UUID) -> HttpResponse:
    """Read, answer, see how it went."""
    assert request.person
    row = queries.unit_for(pk)
    questions = quiz.read(row.text.test)
    form = TestForm(request.POST or None, questions)
    attempt = None
    if request.method == "POST" and form.is_valid():
        attempt = actions.take_test(row, answers=form.answers, by=request.person, at=request.at)  # fmt: skip
    passed = row.pk in queries.passed_by(request.person)
    values = {
        "unit": row, "form": form, "questions": questions, "attempt": attempt,
        "passed": passed, "needed": PASS_PERCENT,
    }  # fmt: skip
    return ui.render(request, "training/unit.html", values)


@role("manager")
@require_safe
def units(request: Request) -> HttpResponse:
    """All units, to change or withdraw them."""
    rows = TrainingUnit.objects.offered().in_order().with_words()
    return ui.render(request, "training/units.html", {"units": rows})


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: Request, pk: UUID | None = None) -> HttpResponse:
    """Write a unit, or rewrite it."""
    row = queries.unit_for(pk) if pk else None
    form = UnitForm(request.POST or None, brand=request.brand, unit=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish(
                row, package=form.chosen_package, position=form.cleaned_data["position"] or 0,
                minutes=form.cleaned_data["minutes"], words=form.words,
                by=request.person, at=request.at,
            )  # fmt: skip
            return see("/training/")
        except Refused as refused:
            for field in refused.fields or {"": refused.sentence}:
                form.add_error(field or None, refused.fields.get(field, refused.sentence))
    values = {"unit": row, "form": form, "names": LANGUAGES}
    return ui.render(request, "training/writing.html", values)


@role("manager")
@require_POST
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """The unit is offered no longer."""
    assert request.person
    actions.withdraw(queries.unit_for(pk), by=request.person, at=request.at)
    return see("/training/")
