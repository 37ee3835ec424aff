"""Two ideas that are one: put together, and taken apart again."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.ideas import queries
from kundenkreis.ideas.actions.steering import only_who_steers
from kundenkreis.ideas.events import IdeaMerged, IdeaSeparated
from kundenkreis.ideas.models import Idea, IdeaVote
from kundenkreis.people.models import Person


@one_transaction
def merge(idea: Idea, *, into: Idea, by: Person, at: datetime) -> Idea:
    """The idea becomes part of another. Each person's vote counts once there; second ones come back.

    Comments stay where they were written. Twice is once.

    :raises NotAllowed: not a manager. :raises Refused: `same`, `closed`, `has_parts`, `merged`.
    """
    only_who_steers(by, at)
    if idea.pk == into.pk:
        raise Refused("same", _("An idea cannot be part of itself."))
    idea, into = queries.locked(idea, into)
    if idea.merged_into_id == into.pk:
        return idea
    if idea.merged_into_id or into.merged_into_id:
        raise Refused("merged", _("This idea does not stand on the board by itself."))
    if not (idea.takes_votes and into.takes_votes):
        raise Refused("closed", _("This idea is closed."))
    if Idea.objects.filter(merged_into=idea).exists():
        sentence = _("Other ideas are part of this one. Put it together the other way round.")  # fmt: skip
        raise Refused("has_parts", sentence)
    theirs = IdeaVote.objects.filter(idea=into).values("voter")
    votes = IdeaVote.objects.filter(idea=idea, returned_at=None)
    votes.exclude(voter__in=theirs).exclude(voter=into.author_id).update(
        idea=into, moved_from=idea
    )
    idea.merged_into, idea.merged_at, idea.merged_by, idea.closed_at = into, at, by, at
    idea.save(update_fields=["merged_into", "merged_at", "merged_by", "closed_at"])
    announce(IdeaMerged(idea=str(idea.pk), into=str(into.pk)), by=by, at=at)
    return idea


@one_transaction
def separate(idea: Idea, *, by: Person, at: datetime) -> Idea:
    """It stands by itself again, with the votes that came from it. Twice is once.

    A vote that had come back stays with its owner, and still counts here.

    :raises NotAllowed: not a manager. :raises Refused: `closed`: the other was closed since.
    """
    only_who_steers(by, at)
    (idea,) = queries.locked(idea)
    if not idea.merged_into_id:
        return idea
    idea, into = queries.locked(idea, Idea(pk=idea.merged_into_id))
    if into.closed_at:
        raise Refused("closed", _("The idea it is part of is closed. The two stay together."))  # fmt: skip
    idea.merged_into = idea.merged_at = idea.merged_by = idea.closed_at = None
    idea.save(update_fields=["merged_into", "merged_at", "merged_by", "closed_at"])
    IdeaVote.objects.filter(idea=into, moved_from=idea).update(
        idea=F("moved_from"), moved_from=None
    )
    announce(IdeaSeparated(idea=str(idea.pk), out_of=str(into.pk)), by=by, at=at)
    return idea
