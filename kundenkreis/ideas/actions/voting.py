"""Votes: few, given, taken back."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.ideas import budgets, queries, rules
from kundenkreis.ideas.events import IdeaUnvoted, IdeaVoted
from kundenkreis.ideas.models import Idea, IdeaVote, VoteBudget
from kundenkreis.moderation import actions as moderation
from kundenkreis.people.models import Person


@one_transaction
def vote(idea: Idea, *, by: Person, at: datetime) -> IdeaVote:
    """One of her votes lies on this idea until it is closed or she takes it back. Twice is once.

    The database keeps the budget (ideas.sql); here it is said in words.

    :raises NotAllowed: without an account, `suspended`, or for one's own. :raises Refused: `closed`, `no_votes_left`.
    """
    if not rules.may_take_part(by):
        raise NotAllowed("no_account", _("Please sign in first."))
    moderation.admit_vote(by=by, at=at)
    (idea,) = queries.locked(idea)
    if idea.author_id == by.pk:
        raise NotAllowed("own_idea", _("Votes are for ideas of others."))
    if known := IdeaVote.objects.filter(idea=idea, voter=by).first():
        return known
    if not idea.takes_votes:
        raise Refused("closed", _("This idea is closed."))
    size = budgets.budget(queries.active_days(by, at=at))
    budget, _new = VoteBudget.objects.update_or_create(person=by, defaults={"size": size})
    if budget.used >= budget.size:
        sentence = _("All your {count} votes lie on open ideas. Take one back first.")
        raise Refused("no_votes_left", sentence.format(count=budget.size))
    row = IdeaVote.objects.create(idea=idea, voter=by, at=at)
    announce(IdeaVoted(idea=str(idea.pk)), by=by, at=at)
    return row


@one_transaction
def unvote(idea: Idea, *, by: Person, at: datetime) -> None:
    """She takes her vote back, while the idea is open. Twice is once.

    :raises Refused: `closed`: there it came back by itself.
    """
    (idea,) = queries.locked(idea)
    row = IdeaVote.objects.filter(idea=idea, voter=by).first()
    if not row:
        return
    if row.returned_at:
        raise Refused("closed", _("This idea is closed. Your vote came back already."))
    row.delete()
    announce(IdeaUnvoted(idea=str(idea.pk)), by=by, at=at)
