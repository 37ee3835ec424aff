"""Reads around spaces: everything through membership, read anew at every door."""

from kundenkreis.spaces.queries.entering import (
    invitation_for,
    invitation_key,
    invitations_of,
    member_in,
    member_of,
    members_of,
    personal_path,
    space_for,
    spaces_of,
)
from kundenkreis.spaces.queries.talk import (
    answers_to,
    called_in,
    case_behind,
    comment_in,
    follows,
    question_for,
    questions_in,
    sharable_cases,
    words_of,
)

__all__ = [
    "answers_to",
    "called_in",
    "case_behind",
    "comment_in",
    "follows",
    "invitation_for",
    "invitation_key",
    "invitations_of",
    "member_in",
    "member_of",
    "members_of",
    "personal_path",
    "question_for",
    "questions_in",
    "sharable_cases",
    "space_for",
    "spaces_of",
    "words_of",
]
