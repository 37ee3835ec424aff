"""Fetching for whoever stands there."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.brands.queries import brand_here
from kundenkreis.core.held_back import held_back
from kundenkreis.core.refusal import NotFound
from kundenkreis.ideas.models import Idea, IdeaComment, IdeaStep, IdeaVote
from kundenkreis.people.models import Person


def idea_for(person: Person | None, pk: UUID | str, *, moderator: bool = False) -> Idea:
    """The idea; one that is not public only for its author and moderators.

    :raises NotFound: for all others, and for ids that do not exist.
    """
    rows = Idea.objects.select_related("author", "topic", "merged_into")
    idea = rows.filter(pk=pk).first()
    shut = idea and not idea.is_public and not moderator
    if not idea or (shut and (not person or idea.author_id != person.pk)):
        raise NotFound("not_found", _("There is no such idea."))
    return idea


def locked(*ideas: Idea) -> list[Idea]:
    """Their rows, locked for change, always in the same order; answered in the order asked."""
    rows = Idea.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[each.pk for each in ideas])}
    return [found[each.pk] for each in ideas]


def comments_of(idea: Idea) -> list[IdeaComment]:
    """What everyone reads below it, oldest first."""
    rows = idea.comments.public().select_related("author", "idea")
    return list(rows.order_by("at", "pk"))


def official_answer(comments: Iterable[IdeaComment]) -> IdeaComment | None:
    """The brand's last word among these."""
    official = [row for row in comments if row.role == IdeaComment.Role.OFFICIAL]
    return official[-1] if official else None


def steps_of(idea: Idea) -> list[IdeaStep]:
    """What the brand did with it, oldest first."""
    return list(IdeaStep.objects.filter(idea=idea).order_by("seq"))


def merged_parts(idea: Idea) -> list[Idea]:
    """Ideas that became part of this one."""
    rows = Idea.objects.all().public().filter(merged_into=idea)
    return list(rows.select_related("author").order_by("merged_at"))


def readers_of(idea: Idea) -> list[Person]:
    """Who is told of what the brand does with it: its author, the authors of its parts, and all voters."""
    parts = Idea.objects.filter(merged_into=idea).values("author")
    voters = IdeaVote.objects.filter(idea=idea).values("voter")
    authors = [idea.author_id]
    rows = Person.objects.filter(pk__in=parts) | Person.objects.filter(pk__in=voters)
    return list(rows.union(Person.objects.filter(pk__in=authors)))


def kept_public(text: str, by: Person, *, language: str) -> str:
    """Without what tells strangers who somebody is; the brand's own number may stay."""
    brand = brand_here()
    return held_back(
        text, names=[by.name], keep=[brand.phone, brand.mail], language=language
    )[0]
