"""Saying which of two ideas matters more."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.duels import queries
from kundenkreis.duels.events import DuelJudged
from kundenkreis.duels.models import Duel
from kundenkreis.ideas.rules import may_take_part
from kundenkreis.moderation import actions as moderation
from kundenkreis.people.models import Person


@one_transaction
def judge(one: UUID, other: UUID, *, winner: UUID | None, by: Person, at: datetime) -> Duel:
    """Her word about this pair; None: she cannot say. Said again it replaces what she said before.

    :raises NotAllowed: without an account, `suspended`, or one of them is hers. :raises NotFound: no such ideas.
    :raises Invalid: `unknown_winner`, the same idea twice. :raises Refused: `closed`.
    """
    if not may_take_part(by):
        raise NotAllowed("no_account", _("Please sign in first."))
    moderation.admit_vote(by=by, at=at)
    if one == other or winner not in (one, other, None):
        raise Invalid("unknown_winner", _("Please choose one of the two ideas."))
    pair = queries.pair_of(one, other)
    if any(idea.author_id == by.pk for idea in pair):
        raise NotAllowed("own_idea", _("Votes are for ideas of others."))
    if not all(idea.takes_votes for idea in pair):
        raise Refused("closed", _("This idea is closed."))
    first, second = sorted((one, other))
    row, _made = Duel.objects.update_or_create(
        person=by, one_id=first, other_id=second, defaults={"winner_id": winner, "at": at}
    )
    announce(DuelJudged(one=str(first), other=str(second)), by=by, at=at)
    return row
