"""Reads of the community: fetching for whoever stands there, lists, measures."""

from kundenkreis.stages.community.queries.fetching import (
    CONSENT,
    CONSENT_VERSION,
    STAGE,
    answer_for,
    asked_before,
    asker_of,
    asker_of_answer,
    asker_of_comment,
    attempt_of,
    best_answer,
    cleaned,
    comment_for,
    draft,
    has_agreed,
    locked,
    question_for,
    question_in,
    question_of,
    rules_here,
    with_comments,
    without_personal_data,
)
from kundenkreis.stages.community.queries.finding import (
    alike,
    find,
    latest_answers,
    member_for,
    mentors,
    public_questions,
    questions_page,
    sheltered_questions,
    similar_questions,
    similar_solved,
    similar_to,
    ties,
)
from kundenkreis.stages.community.queries.measuring import (
    Strength,
    members_good_at,
    minutes_to_first_answer,
    record_of,
    solved_by,
    strengths_of,
)
from kundenkreis.stages.community.queries.mentioning import mentioned
from kundenkreis.stages.community.queries.paging import answers_page
from kundenkreis.stages.community.queries.watching import Unusual, chance, unusual

__all__ = [
    "CONSENT", "CONSENT_VERSION", "STAGE", "Strength", "Unusual", "alike", "answer_for", "answers_page", "asked_before", "asker_of", "asker_of_answer", "asker_of_comment",
    "attempt_of", "best_answer", "chance", "cleaned", "comment_for", "draft", "find", "has_agreed", "latest_answers", "locked",
    "member_for", "members_good_at", "mentioned", "mentors", "minutes_to_first_answer", "public_questions", "question_for", "question_in", "question_of",
    "questions_page", "record_of", "rules_here", "sheltered_questions", "similar_questions", "similar_solved", "similar_to", "solved_by",
    "strengths_of", "ties", "unusual", "with_comments", "without_personal_data",
]  # fmt: skip
