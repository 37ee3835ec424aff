"""A draft is looked at and published; a guide is withdrawn."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.guides import queries, rules
from kundenkreis.guides.actions.editing import demand_editor
from kundenkreis.guides.events import GuidePublished, GuideWithdrawn
from kundenkreis.guides.models import Guide, GuideStep, GuideVersion
from kundenkreis.guides.rules import Node
from kundenkreis.media import actions as media
from kundenkreis.media.rules import in_words, named_in
from kundenkreis.people.models import Person
from kundenkreis.search import actions as search
from kundenkreis.search.models import Document
from kundenkreis.stages.knowledge.rules import slug_of


def nodes(steps: list[GuideStep]) -> list[Node]:
    """The steps as `rules.faults` looks at them."""
    return [
        Node(
            row.number,
            row.text,
            row.kind != GuideStep.Kind.QUESTION,
            [
                (each.text, each.to.number if each.to else None)
                for each in row.answers.all()
            ],
        )
        for row in steps
    ]


def faults(version: GuideVersion) -> list[str]:
    """Why the draft may not be published yet, in sentences that name the step; empty: it may."""
    steps = queries.steps_of(version)
    language = version.guide.language
    gone = [
        _("The article of {step} is not published.").format(step=rules.named(node))
        for row, node in zip(steps, nodes(steps), strict=True)
        if row.article and not queries.article_of(row, language)
    ]
    return rules.faults(nodes(steps)) + gone


@one_transaction
def publish(guide: Guide, *, by: Person | None, at: datetime) -> Guide:
    """People walk the draft from now on, and can find it; who is on her way stays in hers.

    Without a draft nothing happens: of two who publish at once, one did.

    :raises NotAllowed: not of the staff. :raises Refused: `unsound`: the sentence says which step.
    """
    demand_editor(by, at=at)
    guide = Guide.objects.select_for_update(of=("self",)).get(pk=guide.pk)
    draft = guide.versions.filter(published_at__isnull=True).select_related("guide").first()
    if draft is None:
        return guide
    if wrong := faults(draft):
        raise Refused("unsound", " ".join(wrong))
    draft.published_at, draft.published_by = at, by
    draft.save(update_fields=["published_at", "published_by"])
    guide.published_version, guide.slug = draft, slug_of(draft.title)
    guide.withdrawn_at = guide.withdrawn_by = None
    guide.save(update_fields=["published_version", "slug", "withdrawn_at", "withdrawn_by"])
    search.put(
        kind=Document.Kind.GUIDE, object_id=guide.pk, family=guide.family, language=guide.language,
        title=draft.title, summary=draft.summary, body=words(draft), url=guide.path, by=by, at=at,
    )  # fmt: skip
    shown = named_in(*(step.body for step in queries.steps_of(draft)))
    media.show(f"guide:{guide.pk}", shown, by=by, at=at)
    announce(GuidePublished(guide=str(guide.pk), version=draft.number), by=by, at=at)
    return guide


@one_transaction
def withdraw(guide: Guide, *, by: Person | None, at: datetime) -> Guide:
    """Nobody begins or finds it any more; who is on her way may finish. Twice changes nothing."""
    demand_editor(by, at=at)
    guide = Guide.objects.select_for_update(of=("self",)).get(pk=guide.pk)
    if guide.withdrawn_at is None:
        guide.withdrawn_at, guide.withdrawn_by = at, by
        guide.save(update_fields=["withdrawn_at", "withdrawn_by"])
        search.remove(kind=Document.Kind.GUIDE, object_id=guide.pk, by=by, at=at)
        media.show(f"guide:{guide.pk}", [], by=by, at=at)
        announce(GuideWithdrawn(guide=str(guide.pk)), by=by, at=at)
    return guide


def words(version: GuideVersion) -> str:
    """All it says, as plain lines, for search and for who reads instead of walking."""
    lines = []
    for step in queries.steps_of(version):
        lines += [step.text, in_words(step.body)]
        lines += [each.text for each in step.answers.all()]
    return "\n".join(line for line in lines if line)
