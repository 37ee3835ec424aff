"""A space, who is in it, and what is asked and answered there."""

from kundenkreis.spaces.models.spaces import (
    Space,
    SpaceInvitation,
    SpaceMember,
    SpaceMemberQuerySet,
    SpaceQuerySet,
)
from kundenkreis.spaces.models.talk import (
    SpaceAnswer,
    SpaceComment,
    SpaceFollow,
    SpaceKudos,
    SpaceQuestion,
    SpaceQuestionQuerySet,
    SpaceSolution,
)

__all__ = [
    "Space",
    "SpaceAnswer",
    "SpaceComment",
    "SpaceFollow",
    "SpaceInvitation",
    "SpaceKudos",
    "SpaceMember",
    "SpaceMemberQuerySet",
    "SpaceQuerySet",
    "SpaceQuestion",
    "SpaceQuestionQuerySet",
    "SpaceSolution",
]
