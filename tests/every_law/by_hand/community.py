"""Attacks on the laws of questions, ideas, contests, toolkits, spaces, messages, votes and elections."""

from tests.every_law.by_hand.making import (
    HIDDEN_BY_NOBODY,
    LAST,
    NOBODY,
    ONE,
    OTHER_BRAND,
    again,
    changed,
)

HIDDEN = (
    "answer", "chartercomment", "comment", "contestentry", "design", "idea", "ideacomment", "question", "ring", "spaceanswer", "spacecomment", "spacequestion",
)  # fmt: skip
NO_MEMBER = """(select p.id from kundenkreis_person p where not exists
    (select from kundenkreis_spacemember m where m.person_id = p.id and m.space_id = x.space_id) limit 1)"""
OPEN = "x.merged_at is null and x.closed_at is null"
FIELD_ELSEWHERE = again("toolkitfield", id="-1", toolkit_id="-1")
UNDECIDED = {"counted_at": "null", "decided_at": "null", "decided_by_id": "null", "adopted": "null"}  # fmt: skip


def less_than_none(choice: str, other: str) -> str:
    """A vote whose sum is right, with one vote less than none for one choice."""
    votes = {"yes": "0", "no": "0", "blank": "0", choice: "-1", other: "1", "voted": "0"}
    return changed("charterproposal", **votes, **UNDECIDED)


ATTACKS = {
    **{f"{table}.hidden_by_id": (changed(table, **HIDDEN_BY_NOBODY),) for table in HIDDEN},
    "candidacy.election_counted": (changed("candidacy", approvals="20000"),),
    "charterproposal.charter_counted": (changed("charterproposal", voted="voted + 1", yes="yes + 1"),),
    "charterproposal.charter_says_why": (
        changed("charterproposal", counted_at="now()", yes="3", no="2", blank="0", voted="5", adopted="false", decided_at="now()", decided_by_id=ONE, reasons="''"),
    ),
    **{
        f"charterproposal.kundenkreis_charterproposal_{choice}_check": (less_than_none(choice, other),)
        for choice, other in (("yes", "no"), ("no", "blank"), ("blank", "yes"))
    },
    "chartervoter.charter_voter_kept": (changed("chartervoter", "x.voted", voted="false"),),
    # Somebody of the jury writes an entry, or writes of one becomes jury.
    "contestentry.contest_entry": (
        again("contestentry", "exists (select from kundenkreis_juror j where j.contest_id = x.contest_id)", id=NOBODY, withdrawn_at="null", place="null",
              author_id="(select j.person_id from kundenkreis_juror j where j.contest_id = x.contest_id limit 1)"),
    ),
    "juror.juror_named": (
        changed("juror", person_id="(select e.author_id from kundenkreis_contestentry e where e.contest_id = kundenkreis_juror.contest_id and e.withdrawn_at is null limit 1)"),
    ),
    "juror.juror_named_once": (again("juror", id="-1"),),
    "juryverdict.every_mark_is_given": (changed("juryverdict", marks="'{5,null}'"),),
    "juryverdict.jury_verdict": (changed("juryverdict", marks="'{9}'"),),
    "lemon.lemon_given": (changed("lemon", number="99"),),
    "lemon.lemon_of_its_contest": (
        again("contestentry", id=ONE, contest_id=NOBODY, author_id=NOBODY), changed("lemon", entry_id=ONE),
    ),
    "design.design_forked_in_toolkit": (
        again("design", id=ONE, toolkit_id="-1", author_id=NOBODY, forked_from_id="null", origin_id="null"),
        again("design", f"x.id <> {ONE}", id=NOBODY, forked_from_id=ONE, origin_id=ONE),
    ),
    "design.design_kept": (changed("design", "x.submitted_at is not null", price="price + 1"),),
    "design.design_of_same_brand": (
        again("toolkit", id="-1", brand_id=OTHER_BRAND),
        again("design", id=NOBODY, toolkit_id="-1", forked_from_id="null", origin_id="null"),
    ),
    "designrating.design_rated": (
        again("designrating", id="-1", rater_id="(select d.author_id from kundenkreis_design d where d.id = x.design_id)"),
    ),
    "toolkitfield.toolkit_field_named_once": (again("toolkitfield", id="-1"),),
    "toolkitrule.toolkit_rule_if": (FIELD_ELSEWHERE, changed("toolkitrule", if_field_id="-1")),
    "toolkitrule.toolkit_rule_then": (FIELD_ELSEWHERE, changed("toolkitrule", then_field_id="-1")),
    "duel.duel_fair": (again("duel", id="-1", person_id="(select i.author_id from kundenkreis_idea i where i.id = x.one_id)"),),
    "duel.duel_one_in_brand": (
        again("idea", OPEN, id=ONE, brand_id=OTHER_BRAND), again("duel", id="-1", one_id=ONE, winner_id="null"),
    ),
    "duel.duel_other_in_brand": (
        again("idea", OPEN, id=LAST, brand_id=OTHER_BRAND), again("duel", id="-1", other_id=LAST, winner_id="null"),
    ),
    "electionvoter.election_voter_kept": (changed("electionvoter", "x.voted", voted="false"),),
    "votebudget.vote_budget_counted": (changed("votebudget", used="used + 1"),),
    "idea.idea_merged_in_brand": (
        again("idea", OPEN, id=ONE, brand_id=OTHER_BRAND),
        changed("idea", f"x.id <> {ONE} and x.merged_into_id is null and x.closed_at is null", merged_into_id=ONE, merged_at="now()", closed_at="now()", merged_by_id="author_id"),
    ),
    "ideastep.idea_step": (again("ideastep", id="-1", seq="99"),),
    "ideavote.idea_vote_changed": (changed("ideavote", voter_id=NOBODY),),
    "ideavote.idea_voted": (again("ideavote", id="-1", voter_id="(select i.author_id from kundenkreis_idea i where i.id = x.idea_id)"),),
    "mandate.ended_by_id": (changed("mandate", ended_at="until", ended_by_id=NOBODY, reason="'x'"),),
    "question.merged_in_same_brand": (
        again("question", id=ONE, case_id="null", brand_id=OTHER_BRAND),
        changed("question", f"x.id <> {ONE}", merged_into_id=ONE, merged_at="now()", merged_by_id="author_id"),
    ),
    "question.merged_straight": (changed("question", merged_into_id="id", merged_at="now()", merged_by_id="author_id"),),
    "ring.brand_id": (again("ring", id=NOBODY, brand_id="-1", topic_id="null"),),
    "ring.sender_id": (again("ring", id=NOBODY, sender_id=NOBODY),),
    "ringrecipient.ring_wanted": (
        again("ringrecipient", id="-1", place="9", person_id="(select r.sender_id from kundenkreis_ring r where r.id = x.ring_id)"),
    ),
    "solution.solution_of_its_question": (
        changed("solution", answer_id="(select a.id from kundenkreis_answer a where a.question_id <> kundenkreis_solution.question_id and not exists (select from kundenkreis_solution s where s.answer_id = a.id) limit 1)"),
    ),
    "spaceanswer.space_answer_by_member": (again("spaceanswer", id=NOBODY, author_id=NO_MEMBER),),
    "spacecomment.space_comment_by_member": (again("spacecomment", id=NOBODY, author_id=NO_MEMBER),),
    "spacekudos.space_kudos_by_member": (again("spacekudos", id="-1", giver_id=NO_MEMBER),),
    "spacekudos.space_kudos_for_others": (
        again("spacekudos", id="-1", giver_id="(select a.author_id from kundenkreis_spaceanswer a where a.id = x.answer_id)"),
    ),
    "spacequestion.space_question_by_member": (again("spacequestion", id=NOBODY, case_id="null", author_id=NO_MEMBER),),
    "spacesolution.space_solution_by_member": (
        again("spacesolution", id="-1", question_id=NOBODY, answer_id=NOBODY, by_id=NO_MEMBER),
    ),
    "spacesolution.space_solution_of_its_question": (
        changed("spacesolution", answer_id="(select a.id from kundenkreis_spaceanswer a where a.question_id <> kundenkreis_spacesolution.question_id and not exists (select from kundenkreis_spacesolution s where s.answer_id = a.id) limit 1)"),
    ),
    "question.merged_by_id": (
        changed("question", merged_at="now()", merged_by_id=NOBODY, merged_into_id="(select y.id from kundenkreis_question y order by y.id desc limit 1)"),
    ),
    "kudos.kudos_for_others": (
        again("kudos", id="-1", giver_id="(select a.author_id from kundenkreis_answer a where a.id = x.answer_id)"),
    ),
    "question.brand_id": (
        *(f"delete from kundenkreis_{table}" for table in ("answer", "solution", "samehere")),
        changed("question", brand_id="-1"),
    ),
}  # fmt: skip
