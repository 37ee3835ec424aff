"""What the brand says: one step further, and the official answer."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.ideas import queries, rules
from kundenkreis.ideas.events import IdeaAnswered, IdeaMoved
from kundenkreis.ideas.models import Idea, IdeaComment, IdeaStep, Status
from kundenkreis.ideas.models.ideas import STEPS
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of


def only_who_steers(by: Person, at: datetime) -> None:
    """:raises NotAllowed: nobody else speaks for the brand here."""
    if not rules.may_steer(roles_of(by, at=at)):
        raise NotAllowed("not_manager", _("Only managers can change this."))


@one_transaction
def move(idea: Idea, *, to: str, sentence: str, by: Person, at: datetime) -> IdeaStep:
    """The brand goes a step on, and says in public why. Delivered or declined: all votes come back.

    :raises NotAllowed: not a manager. :raises Refused: `wrong_state`, `merged`. :raises Invalid: no
    such step, no sentence.
    """
    only_who_steers(by, at)
    (idea,) = queries.locked(idea)
    if to not in Status.values:
        wrong = _("Please choose one.")
        raise Invalid("unknown_status", wrong, {"to": wrong})
    if idea.merged_into_id or not idea.is_public:
        raise Refused("merged", _("This idea does not stand on the board by itself."))
    if to not in STEPS[idea.status]:
        raise Refused("wrong_state", _("This step is not possible from here."))
    sentence = texts.required(sentence, field="sentence", most=1000)
    last = IdeaStep.objects.filter(idea=idea).order_by("-seq").first()
    row = IdeaStep.objects.create(
        idea=idea,
        seq=last.seq + 1 if last else 1,
        from_status=idea.status,
        to_status=to,
        sentence=sentence,
        by=by,
        at=at,
    )
    announce(IdeaMoved(idea=str(idea.pk), step=row.seq), by=by, at=at)
    return row


@one_transaction
def answer(idea: Idea, *, body: str, by: Person, at: datetime) -> IdeaComment:
    """The brand's official answer; a new one stands instead of the last, which stays below.

    :raises NotAllowed: not a manager. :raises Refused: `hidden`. :raises Invalid: no words, or too many.
    """
    only_who_steers(by, at)
    (idea,) = queries.locked(idea)
    if not idea.is_public:
        raise Refused("hidden", _("This idea is no longer shown."))
    body = texts.required(body, field="body", most=5000)
    row = IdeaComment.objects.create(
        idea=idea, author=by, role=IdeaComment.Role.OFFICIAL, body=body, at=at
    )
    announce(IdeaAnswered(idea=str(idea.pk), comment=str(row.pk)), by=by, at=at)
    return row
