"""What can happen to training units: written, withdrawn, learnt."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import holds
from kundenkreis.training import quiz
from kundenkreis.training.events import (
    TrainingTested,
    TrainingUnitPublished,
    TrainingUnitWithdrawn,
)
from kundenkreis.training.models import (
    PASS_PERCENT,
    TrainingAttempt,
    TrainingText,
    TrainingUnit,
)


@transaction.atomic
def publish(
    unit: TrainingUnit | None = None,
    *,
    package: ServicePackage | None = None,
    position: int = 0,
    minutes: int = 5,
    words: Mapping[str, Mapping[str, str]],
    by: Person | None,
    at: datetime,
) -> TrainingUnit:
    """A unit is written, or rewritten. Who has passed it before, has passed it.

    `words`: by language `title`, `body` (Markdown) and `test` (see `quiz.py`). A language without
    any of them is left out; one with some of them must be whole. `by=None`: the installation.

    :raises NotAllowed: anyone but a manager. :raises Invalid: `empty`, `bad_test`.
    """
    _must_manage(by, at=at)
    read = {language: _whole(language, each) for language, each in words.items()}
    written = {language: each for language, each in read.items() if each is not None}
    if not written:
        sentence = _("Please write the unit in at least one language.")
        raise Invalid("empty", sentence, {f"title_{next(iter(words))}": sentence})
    unit = unit or TrainingUnit(made_at=at, made_by=by)
    unit.package, unit.position, unit.minutes = package, position, minutes
    unit.save()
    unit.texts.exclude(language__in=written).delete()
    for language, each in written.items():
        TrainingText.objects.update_or_create(
            unit=unit,
            language=language,
            defaults={**each, "edited_at": at, "edited_by": by},
        )
    announce(TrainingUnitPublished(unit=str(unit.pk)), by=by, at=at)
    return unit


def _whole(language: str, given: Mapping[str, str]) -> dict[str, str] | None:
    each = {name: texts.tidy(given.get(name, "")) for name in ("title", "body", "test")}
    if not any(each.values()):
        return None
    missing = {
        f"{name}_{language}": str(_("Please fill this in, or leave the language out."))
        for name, value in each.items()
        if not value
    }
    if missing:
        raise Invalid("empty", next(iter(missing.values())), missing)
    quiz.read(each["test"], name=f"test_{language}")
    most = {"title": 120, "body": 20_000, "test": 10_000}
    return {name: value[: most[name]] for name, value in each.items()}


@transaction.atomic
def withdraw(unit: TrainingUnit, *, by: Person, at: datetime) -> TrainingUnit:
    """The unit is offered no longer; what was passed stays on record. Twice changes nothing.

    :raises NotAllowed: anyone but a manager.
    """
    _must_manage(by, at=at)
    unit = TrainingUnit.objects.select_for_update().get(pk=unit.pk)
    if unit.withdrawn_at is None:
        unit.withdrawn_at, unit.withdrawn_by = at, by
        unit.save(update_fields=["withdrawn_at", "withdrawn_by"])
        announce(TrainingUnitWithdrawn(unit=str(unit.pk)), by=by, at=at)
    return unit


@transaction.atomic
def take_test(
    unit: TrainingUnit, *, answers: Mapping[int, int], by: Person, at: datetime
) -> TrainingAttempt:
    """Somebody answers the questions of a unit, as often as she likes.

    `answers`: the position of the chosen answer by the position of the question, both from 0.

    :raises Invalid: `unanswered`.
    """
    text = unit.text
    questions = quiz.read(text.test)
    missing = {
        f"question_{number}": str(_("Please choose an answer."))
        for number in range(len(questions))
        if number not in answers
    }
    if missing:
        raise Invalid("unanswered", _("Please answer every question."), missing)
    # One try at a time, so that two at once do not both pass for the first time.
    Person.objects.select_for_update().get(pk=by.pk)
    right = quiz.count_right(questions, answers)
    enough = 100 * right >= PASS_PERCENT * len(questions)
    before = TrainingAttempt.objects.passed().filter(unit=unit, person=by).exists()
    attempt = TrainingAttempt.objects.create(
        unit=unit, person=by, language=text.language, right=right, asked=len(questions),
        at=at, passed_at=at if enough and not before else None,
    )  # fmt: skip
    announce(
        TrainingTested(unit=str(unit.pk), person=str(by.pk), passed=enough), by=by, at=at
    )
    return attempt


def _must_manage(by: Person | None, *, at: datetime) -> None:
    if by is not None and not holds(by, Role.Kind.MANAGER, at=at):
        raise NotAllowed("not_yours", _("Only a manager can do this."))
