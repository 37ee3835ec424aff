"""Who may do what in a space. Pure: facts in, yes or no out."""

from datetime import datetime, timedelta

from kundenkreis.spaces.models import Space, SpaceAnswer, SpaceMember, SpaceQuestion

# Enough for anybody's circles, too few to write strangers mail with.
MOST_SPACES = 10
MOST_MEMBERS = 200
INVITED_A_DAY = 20
# Plenty for a person.
COMMENTS_AN_HOUR = 60
# So long who asked alone says what helped.
ASKER_FIRST = timedelta(days=3)


def may_invite(member: SpaceMember) -> bool:
    """Keepers ask others in; into the brand's circle only the brand does."""
    return member.keeps


def may_accept(
    member: SpaceMember,
    question: SpaceQuestion,
    answer: SpaceAnswer,
    *,
    asker_is_in: bool,
    at: datetime,
) -> bool:
    """Who asked; in a firm's space a colleague too, if who asked is away.

    Away: she left the space, or said nothing for three days after the answer. Nobody accepts her own
    answer to another's question.
    """
    if member.person_id == question.author_id:
        return True
    away = not asker_is_in or answer.at <= at - ASKER_FIRST
    firm = question.space.kind == Space.Kind.BUSINESS
    return firm and away and answer.author_id != member.person_id


def may_undo(member: SpaceMember, question: SpaceQuestion, *, accepted_by: object) -> bool:
    """Who asked, and who said it."""
    return member.person_id in (question.author_id, accepted_by)
