"""Reading guides: for who walks them, for a case, and what became of their walks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import asked
from kundenkreis.guides.models import (
    Guide,
    GuideStep,
    GuideTurn,
    GuideVersion,
    GuideWalk,
)
from kundenkreis.search import queries as search
from kundenkreis.search.models import Document
from kundenkreis.search.queries import Hit
from kundenkreis.stages.knowledge.models import Article
from kundenkreis.stages.knowledge.queries import STAGE, tried_in_vain

# Who has not gone on for so long has left.
LEFT = timedelta(hours=1)


def guide_for_reader(pk: UUID) -> Guide:
    """The guide that anyone may walk.

    :raises NotFound: there is none, it is a draft, or it was withdrawn.
    """
    guide = Guide.objects.readable().filter(pk=pk).first()
    if guide is None:
        raise NotFound("not_found", _("There is no such guide."))
    return guide


def guide_for_team(pk: UUID) -> Guide:
    """The guide, published or not.

    :raises NotFound: there is none.
    """
    rows = Guide.objects.select_related("published_version", "topic", "brand")
    guide = rows.filter(pk=pk).first()
    if guide is None:
        raise NotFound("not_found", _("There is no such guide."))
    return guide


def guides_for_readers(language: str) -> list[Guide]:
    """All guides in this language, by topic and title."""
    rows = Guide.objects.readable().filter(language=language)
    return list(rows.order_by("topic__position", "published_version__title", "pk"))


def guides_for_team() -> list[tuple[Guide, GuideVersion]]:
    """All guides, each with its draft or else what people walk."""
    latest = GuideVersion.objects.select_related("guide__topic", "guide__published_version")
    rows = {row.guide_id: row for row in latest.order_by("number")}
    found = [(row.guide, row) for row in rows.values()]
    return sorted(found, key=lambda pair: (pair[1].title.lower(), pair[0].language))


def in_language(family: UUID, language: str) -> Guide | None:
    """The family's guide in this language, else in any other."""
    rows = {row.language: row for row in Guide.objects.readable().filter(family=family)}
    return rows.get(language) or next((rows[code] for code in sorted(rows)), None)


def translations(guide: Guide) -> list[Guide]:
    """The same guide in other languages, for readers."""
    rows = Guide.objects.readable().filter(family=guide.family).exclude(pk=guide.pk)
    return list(rows.order_by("language"))


def version_shown(guide: Guide) -> GuideVersion:
    """What the editor shows: the draft, else what people walk. `begin` makes the first."""
    return guide.versions.select_related("guide").latest("number")


def steps_of(version: GuideVersion) -> list[GuideStep]:
    """Its steps in order, with their answers and where they lead."""
    return list(version.steps.order_by("number").prefetch_related("answers__to"))


def step_in(guide: Guide, pk: int) -> GuideStep:
    """A step of the version the editor shows.

    :raises NotFound: it is of another one.
    """
    rows = GuideStep.objects.filter(version__guide=guide).select_related("version__guide")
    step = rows.prefetch_related("answers__to").filter(pk=pk).first()
    if step is None or step.version != version_shown(guide):
        raise NotFound("not_found", _("There is no such step."))
    return step


def walk_for(pk: UUID) -> GuideWalk:
    """The walk with its guide, step and case.

    :raises NotFound: there is none.
    """
    rows = GuideWalk.objects.select_related("version__guide__topic", "step", "case")
    walk = rows.filter(pk=pk).first()
    if walk is None:
        raise NotFound("not_found", _("There is no such guide."))
    return walk


def path_of(walk: GuideWalk) -> list[GuideTurn]:
    """Questions and answers so far, in order."""
    return list(walk.turns.select_related("step", "answer__to").order_by("number"))


def tried(walk: GuideWalk) -> str:
    """Her way in words, a line a question, for whoever helps next; empty before the first answer."""
    return "\n".join(
        f"{turn.number}. {turn.step.text} – {turn.answer.text}" for turn in path_of(walk)
    )


def article_of(step: GuideStep, language: str) -> Article | None:
    """The article that an end leads to, readable now, in the reader's language where it is there."""
    if step.article is None:
        return None
    rows = {row.language: row for row in Article.objects.readable().filter(family=step.article)}  # fmt: skip
    return rows.get(language) or next((rows[code] for code in sorted(rows)), None)


def find(text: str, *, language: str, limit: int = 5) -> list[Hit]:
    """Guides that fit the text, best first."""
    return search.find(text, language=language, kinds=[Document.Kind.GUIDE], limit=limit)


def best_guide(case: Case) -> Guide | None:
    """The guide that fits the words of the case, else one of its topic; none that was tried in vain."""
    if not _one_there():
        return None
    failed = tried_in_vain(case)
    for hit in find(case.text, language=case.language, limit=3):
        if f"guide:{hit.id}" not in failed:
            return Guide.objects.readable().filter(pk=hit.id).first()
    if case.topic is None:
        return None
    rows = Guide.objects.readable().filter(topic=case.topic, language=case.language)
    return next((row for row in rows.order_by("pk") if row.subject not in failed), None)


@asked
def _one_there() -> QuerySet[Guide, Any]:
    return Guide.objects.readable().order_by().values_list("pk", flat=True)[:1]


def walk_in(case: Case, guide: Guide) -> GuideWalk | None:
    """The latest walk of this guide in this case."""
    rows = GuideWalk.objects.filter(case=case, version__guide=guide)
    return rows.select_related("step", "version__guide").order_by("begun_at").last()


def record(guide: Guide) -> tuple[int, int]:
    """(helped, ended): walks that came to an end, in cases and outside."""
    sums = GuideWalk.objects.filter(version__guide=guide).exclude(outcome="").aggregate(
        helped=Count("pk", filter=Q(outcome="solved")), ended=Count("pk")
    )  # fmt: skip
    return sums["helped"], sums["ended"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMeasure:
    """How many came to a step, and of them: ended here, helped or not; left here without a word."""

    step: GuideStep
    came: int
    helped: int
    went_on: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Of one version: how many began, were helped, went on to somebody else, left; step by step."""

    walked: int
    helped: int
    went_on: int
    left: int
    steps: Sequence[StepMeasure]


def measures(version: GuideVersion, *, at: datetime) -> Measures:
    """Walks of this version. Left: without an end, and an hour old."""
    old = Q(outcome="", begun_at__lte=at - LEFT)
    counts: dict[str, Any] = {
        "helped": Count("pk", filter=Q(outcome="solved")),
        "went_on": Count("pk", filter=Q(outcome="went_on")),
        "left": Count("pk", filter=old),
    }
    walks = GuideWalk.objects.filter(version=version)
    stands: Any = walks.values("step").annotate(stands=Count("pk"), **counts)
    here = {row["step"]: row for row in stands}
    passed = GuideTurn.objects.filter(walk__version=version).values("step")
    through = {row["step"]: row["walks"] for row in passed.annotate(walks=Count("walk", distinct=True))}  # fmt: skip
    none = {"stands": 0, "helped": 0, "went_on": 0, "left": 0}
    steps = []
    for step in version.steps.order_by("number"):
        row = here.get(step.pk, none)
        steps.append(
            StepMeasure(
                step=step, came=row["stands"] + through.get(step.pk, 0),
                helped=row["helped"], went_on=row["went_on"], left=row["left"],
            )
        )  # fmt: skip
    total = walks.aggregate(walked=Count("pk"), **counts)
    return Measures(steps=steps, **total)


def attempt_of(case: Case, guide: Guide) -> Attempt | None:
    """The latest try with this guide in this case."""
    rows = Attempt.objects.filter(case=case, stage=STAGE, subject=guide.subject)
    return rows.order_by("pk").last()
