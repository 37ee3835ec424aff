"""What the page of one question shows."""

from datetime import datetime
from typing import Any

from kundenkreis.people.models import Person
from kundenkreis.spaces import queries, rules
from kundenkreis.spaces.models import SpaceQuestion


def thread_values(row: SpaceQuestion, reader: Person, *, at: datetime) -> dict[str, Any]:
    """The question, its answers, and what this reader may do with them."""
    mine = queries.member_in(row.space, reader)
    inside = {member.person_id for member in queries.members_of(row.space)}
    here = row.author_id in inside
    answers = queries.answers_to(row, reader)
    solved = row.solution if row.is_solved else None
    return {
        "space": row.space,
        "question": row,
        "answers": answers,
        "solved": solved,
        "acceptable": {
            each.pk for each in answers
            if not solved and not row.space.ended_at and rules.may_accept(mine, row, each, asker_is_in=here, at=at)
        },
        "undoable": bool(solved and rules.may_undo(mine, row, accepted_by=solved.by_id)),
        "follows": queries.follows(row, reader),
        "behind": queries.case_behind(row),
        "reader": reader,
    }  # fmt: skip
