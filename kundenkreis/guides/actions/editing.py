"""Writing a guide: its draft, the steps of the draft, their answers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from kundenkreis.brands.models import STAGES, Topic
from kundenkreis.core import text as texts
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.guides import queries, rules
from kundenkreis.guides.models import Guide, GuideAnswer, GuideStep, GuideVersion
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.knowledge.rules import slug_of

MOST_STEPS, MOST_ANSWERS = 60, 8
# As the number of the step that follows: a new one, to be written next.
NEW = 0


@one_transaction
def begin(
    *,
    title: str,
    language: str,
    by: Person | None,
    at: datetime,
    summary: str = "",
    topic: Topic | None = None,
    family: UUID | None = None,
) -> Guide:
    """A guide without steps yet: nobody walks it before it is published. `family`: translates that one.

    :raises Invalid: no title, or no language of ours. :raises NotAllowed: not of the staff.
    """
    demand_editor(by, at=at)
    title = texts.required(title, field="title", most=200)
    if language not in LANGUAGES:
        raise _wrong("unknown_language", "language", _("Please choose one of our languages."))  # fmt: skip
    guide = Guide.objects.create(
        language=language, slug=slug_of(title), topic=topic, family=family or uuid4(), created_at=at
    )  # fmt: skip
    GuideVersion.objects.create(
        guide=guide, number=1, title=title, summary=texts.tidy(summary)[:600], drafted_at=at, drafted_by=by
    )  # fmt: skip
    return guide


@one_transaction
def redraft(guide: Guide, *, by: Person | None, at: datetime) -> GuideVersion:
    """The draft of the guide: the one there is, else a copy of what people walk.

    :raises NotAllowed: not of the staff.
    """
    demand_editor(by, at=at)
    guide = Guide.objects.select_for_update(of=("self",)).get(pk=guide.pk)
    last = queries.version_shown(guide)
    return last if last.published_at is None else _copied(last, guide, by=by, at=at)


@one_transaction
def translate(guide: Guide, *, language: str, by: Person | None, at: datetime) -> Guide:
    """The same guide in another language, as a draft whose words are still to be translated.

    :raises Invalid: no language of ours. :raises Refused: `translated`: there is one.
    """
    demand_editor(by, at=at)
    Guide.objects.select_for_update(of=("self",)).get(pk=guide.pk)
    if Guide.objects.filter(family=guide.family, language=language).exists():
        raise Refused("translated", _("This guide is there in that language already."))
    version = queries.version_shown(guide)
    made = begin(
        title=version.title, language=language, topic=guide.topic, family=guide.family, by=by, at=at
    )  # fmt: skip
    made.versions.all().delete()
    _copied(version, made, by=by, at=at)
    return made


@one_transaction
def describe(
    guide: Guide,
    *,
    title: str,
    summary: str,
    topic: Topic | None,
    by: Person | None,
    at: datetime,
) -> GuideVersion:
    """Name the draft anew; the topic counts at once.

    :raises Invalid: no title.
    """
    version = _draft(guide, by=by, at=at)
    version.title = texts.required(title, field="title", most=200)
    version.summary = texts.tidy(summary)[:600]
    version.save(update_fields=["title", "summary"])
    Guide.objects.filter(pk=guide.pk).update(topic=topic)
    return version


@one_transaction
def add_step(
    guide: Guide,
    *,
    text: str,
    by: Person | None,
    at: datetime,
    kind: str = GuideStep.Kind.QUESTION,
    body: str = "",
    article: UUID | None = None,
    stage: str = "",
) -> GuideStep:
    """One more step at the end of the draft.

    :raises Invalid: no text, or an end that leads nowhere. :raises Refused: `too_many_steps`.
    """
    version = _draft(guide, by=by, at=at)
    last = version.steps.order_by("number").last()
    number = last.number + 1 if last else 1
    if number > MOST_STEPS:
        raise Refused("too_many_steps", _("A guide has at most {most} steps. Make two of it.").format(most=MOST_STEPS))  # fmt: skip
    values = _step(text=text, body=body, kind=kind, article=article, stage=stage)
    return GuideStep.objects.create(version=version, number=number, changed_at=at, **values)


@one_transaction
def write_step(
    step: GuideStep,
    *,
    text: str,
    kind: str,
    answers: Sequence[tuple[str, int | None]] = (),
    body: str = "",
    article: UUID | None = None,
    stage: str = "",
    seen: datetime | None = None,
    by: Person | None,
    at: datetime,
) -> GuideStep:
    """What the step says from now on, and its answers: text and the number of the step that follows.

    None: not known yet; `NEW`: a new step, made now. `seen`: when it was last changed as far as the
    writer knows.

    :raises Refused: `changed_meanwhile`, `too_many_steps`. :raises Invalid: as `add_step`.
    """
    version = _draft(step.version.guide, by=by, at=at)
    step = GuideStep.objects.get(pk=step.pk, version=version)
    if seen and seen != step.changed_at:
        raise Refused("changed_meanwhile", _("Somebody changed this step meanwhile. Your words are still here: compare, then save again."))  # fmt: skip
    for name, value in _step(text=text, body=body, kind=kind, article=article, stage=stage).items():  # fmt: skip
        setattr(step, name, value)
    step.changed_at = at
    step.save()
    step.answers.all().delete()
    if kind == GuideStep.Kind.QUESTION:
        _answer(step, answers, by=by, at=at)
    return step


@one_transaction
def move_step(step: GuideStep, *, up: bool, by: Person | None, at: datetime) -> None:
    """Change places with the step before, or after. At the edge nothing happens."""
    version = _draft(step.version.guide, by=by, at=at)
    rows = list(version.steps.order_by("number"))
    here = next(index for index, row in enumerate(rows) if row.pk == step.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        one, other = rows[here], rows[there]
        one.number, other.number = other.number, one.number
        GuideStep.objects.bulk_update([one, other], ["number"])


@one_transaction
def remove_step(step: GuideStep, *, by: Person | None, at: datetime) -> None:
    """Gone from the draft; answers that led to it lead nowhere until somebody mends them."""
    version = _draft(step.version.guide, by=by, at=at)
    GuideStep.objects.filter(pk=step.pk, version=version).delete()
    rows = list(version.steps.order_by("number"))
    for number, row in enumerate(rows, start=1):
        row.number = number
    GuideStep.objects.bulk_update(rows, ["number"])


def demand_editor(by: Person | None, *, at: datetime) -> None:
    """:raises NotAllowed: not of the staff. `by=None`: the demo or an import."""
    if by is not None and not rules.may_edit(staff=is_staff(by, at=at)):
        raise NotAllowed("staff_only", _("Only our team writes guides."))


def _draft(guide: Guide, *, by: Person | None, at: datetime) -> GuideVersion:
    """The draft, with the guide locked.

    :raises Refused: `published`: there is none.
    """
    demand_editor(by, at=at)
    guide = Guide.objects.select_for_update(of=("self",)).get(pk=guide.pk)
    draft = guide.versions.filter(published_at__isnull=True).first()
    if draft is None:
        raise Refused("published", _("This version is published and stays. Begin a new draft first."))  # fmt: skip
    return draft


def _step(
    *, text: str, body: str, kind: str, article: UUID | None, stage: str
) -> dict[str, object]:
    text = texts.required(text, field="text", most=200)
    if kind not in GuideStep.Kind.values:
        raise _wrong("unknown_kind", "kind", _("Please choose what this step is."))
    if kind == GuideStep.Kind.ARTICLE and article is None:
        raise _wrong("no_article", "article", _("Please choose the article."))
    if kind == GuideStep.Kind.STAGE and stage not in STAGES:
        raise _wrong("no_stage", "stage", _("Please choose who helps next."))
    return {
        "text": text, "body": texts.tidy(body)[:5000], "kind": kind,
        "article": article if kind == GuideStep.Kind.ARTICLE else None,
        "stage": stage if kind == GuideStep.Kind.STAGE else "",
    }  # fmt: skip


def _answer(
    step: GuideStep,
    answers: Sequence[tuple[str, int | None]],
    *,
    by: Person | None,
    at: datetime,
) -> None:
    steps = {row.number: row for row in step.version.steps.all()}
    kept = [(texts.tidy(text)[:120], to) for text, to in answers if text.strip()]
    if len(kept) > MOST_ANSWERS:
        raise _wrong("too_many_answers", "answers", _("A question has at most {most} answers.").format(most=MOST_ANSWERS))  # fmt: skip
    for number, (text, to) in enumerate(kept, start=1):
        follows = add_step(step.version.guide, text=text, by=by, at=at) if to == NEW else steps.get(to or -1)  # fmt: skip
        GuideAnswer.objects.create(
            version=step.version, step=step, number=number, text=text, to=follows
        )


def _copied(
    version: GuideVersion, guide: Guide, *, by: Person | None, at: datetime
) -> GuideVersion:
    number = (guide.versions.order_by("-number").values_list("number", flat=True).first() or 0) + 1  # fmt: skip
    draft = GuideVersion.objects.create(
        guide=guide, number=number, title=version.title, summary=version.summary, drafted_at=at, drafted_by=by
    )  # fmt: skip
    steps = queries.steps_of(version)
    copies = {}
    for row in steps:
        copies[row.pk] = GuideStep.objects.create(
            version=draft, number=row.number, kind=row.kind, text=row.text, body=row.body,
            article=row.article, stage=row.stage, changed_at=at,
        )  # fmt: skip
    for row in steps:
        for answer in row.answers.all():
            GuideAnswer.objects.create(
                version=draft, step=copies[row.pk], number=answer.number, text=answer.text,
                to=copies[answer.to_id] if answer.to_id else None,
            )  # fmt: skip
    return draft


def _wrong(reason: str, field: str, sentence: str) -> Invalid:
    return Invalid(reason, sentence, {field: sentence})
