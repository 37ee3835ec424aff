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
    SpaceFollow,
    SpaceQuestion,
    SpaceQuestionQuerySet,
    SpaceSolution,
)

__all__ = [
    "Space",
    "SpaceAnswer",
    "SpaceFollow",
    "SpaceInvitation",
    "SpaceMember",
    "SpaceMemberQuerySet",
    "SpaceQuerySet",
    "SpaceQuestion",
    "SpaceQuestionQuerySet",
    "SpaceSolution",
]
