"""What helpers learn before they visit, from `content/training.toml`; Jonas has passed some of it."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from kundenkreis.brands.models import ServicePackage
from kundenkreis.people.models import Person
from kundenkreis.training import actions, quiz
from kundenkreis.training.models import TrainingUnit

FILE = Path(__file__).parent / "content" / "training.toml"
LANGUAGES = ("de", "en")


def publish(mira: Person, at: datetime) -> list[TrainingUnit]:
    """All units of the file, in its order."""
    packages = {row.slug: row for row in ServicePackage.objects.all()}
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["unit"]
    return [
        actions.publish(
            package=packages[row["package"]] if "package" in row else None,
            position=row["position"], minutes=row["minutes"],
            words={language: row[language] for language in LANGUAGES},
            by=mira, at=at - timedelta(days=200),
        )
        for row in rows
    ]  # fmt: skip


def learn(jonas: Person, units: list[TrainingUnit], at: datetime) -> None:
    """All but the last, the first of them at the second try."""
    for number, unit in enumerate(units[:-1]):
        questions = quiz.read(unit.text.test)
        right = {n: question.right for n, question in enumerate(questions)}
        moment = at - timedelta(days=190 - number)
        if number == 0:
            actions.take_test(unit, answers=dict.fromkeys(right, 0), by=jonas, at=moment)
        actions.take_test(unit, answers=right, by=jonas, at=moment)
