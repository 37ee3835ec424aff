"""Attacks on single sentences of triggers, where the generator's, and those on the trigger, meet another of them first."""

from collections.abc import Mapping

from tests.every_law.by_hand.making import NOBODY, ONE, again, changed

# The dispute that was decided is looked at again, by {by}; `o` is the first decision.
LOOKED_AGAIN = """insert into kundenkreis_disputestep (seq, name, from_state, to_state, at, brand_id, dispute_id, by_id)
    select o.seq + 1, 'decide', 'decided', 'settled', now(), o.brand_id, o.dispute_id, {by} from kundenkreis_disputedecision o"""
CUSTOMER = "(select d.customer_id from kundenkreis_dispute d where d.id = {row}.dispute_id)"
RUNS = "exists (select from kundenkreis_series s where s.id = x.series_id and s.accepted_at is not null and s.ended_at is null)"
NEVER_ENDS = "update kundenkreis_series set last_day = last_day + 700"
HERSELF = """insert into kundenkreis_certificationstep (seq, name, from_state, to_state, actor, at, reason, brand_id, by_id, certification_id)
    select c.seq + 1, 'recognise', c.state, 'certified', 'manager', now(), 'x', c.brand_id, h.person_id, c.id
      from kundenkreis_certification c join kundenkreis_helper h on h.id = c.helper_id order by c.id limit 1"""

# By table and the name that the sentence gives.
REFUSED: Mapping[str, tuple[str, ...]] = {
    "appeal.appeal_in_time": (changed("appeal", at="at + interval '400 days'", decided_at="null", decided_by_id="null", outcome="''", answer="''"),),
    "certificationstep.step_by_another": (HERSELF,),
    "collusioncase.collusion_decided_by_another": (
        changed("collusioncase", decided_at="null", decided_by_id="null", outcome="''", reason="''"),
        changed("collusioncase", decided_at="now()", outcome="'nothing'", reason="'x'",
                decided_by_id="(select m.person_id from kundenkreis_collusionmember m where m.case_id = kundenkreis_collusioncase.id limit 1)"),
    ),
    "disputedecision.decision_of_a_third": (
        LOOKED_AGAIN.format(by=CUSTOMER.format(row="o")),
        again("disputedecision", id="-1", number="2", seq="x.seq + 1", by_id=CUSTOMER.format(row="x")),
    ),
    "disputedecision.decision_four_eyes": (
        LOOKED_AGAIN.format(by="o.by_id"), again("disputedecision", id="-1", number="2", seq="x.seq + 1"),
    ),
    "duel.duel_of_open_ideas": (
        "update kundenkreis_idea set hidden_at = now(), hidden_reason = 'x'", again("duel", id="-1", person_id=NOBODY),
    ),
    "fundshold.extra_consented": (
        again("fundshold", id="-1", account_id="-1", subject="'booking:x:extra:1'", provider_ref="'x'"),
    ),
    "idea.idea_merged_once": (
        changed("idea", "x.merged_into_id is null and x.closed_at is null", merged_into_id="id", merged_at="now()", closed_at="now()", merged_by_id="author_id"),
    ),
    "ideavote.vote_for_others": (
        changed("idea", "x.closed_at is null and exists (select from kundenkreis_ideavote v where v.idea_id = x.id)", author_id=ONE),
        again("votebudget", id="-1", person_id=ONE, used="0"),
        again("ideavote", f"x.idea_id in (select i.id from kundenkreis_idea i where i.author_id = {ONE})", id="-1", voter_id=ONE, returned_at="null"),
    ),
    "juryverdict.verdict_on_others": (
        """update kundenkreis_contestentry e set author_id = j.person_id from kundenkreis_juryverdict v join kundenkreis_juror j on j.id = v.juror_id
            where v.entry_id = e.id and v.id = (select min(id) from kundenkreis_juryverdict)""",
        changed("juryverdict", reason="'x'"),
    ),
    "lemon.lemon_for_others": (
        """update kundenkreis_contestentry e set author_id = l.giver_id from kundenkreis_lemon l
            where l.entry_id = e.id and l.id = (select min(id) from kundenkreis_lemon)""",
        changed("lemon", at="at"),
    ),
    "payout.payout_released": (
        changed("payout", state="'batched'", sent_at="null", confirmed_at="null", returned_at="null"),
        "update kundenkreis_payoutbatch set released_at = null, released_by_id = null",
        changed("payout", state="'sent'", sent_at="usable_from"),
    ),
    "seriesvisit.series_day_in_rhythm": (
        NEVER_ENDS, again("seriesvisit", RUNS, id=NOBODY, day="x.day + 701", booking_id="null", left_out="'customer'", instead_id="null"),
    ),
    "seriesvisit.series_day_of_both": (
        NEVER_ENDS,
        again("seriesvisit", RUNS, id=NOBODY, day="x.day + 28 * 7", left_out="''",
              booking_id="(select b.id from kundenkreis_booking b where not exists (select from kundenkreis_seriesvisit v where v.booking_id = b.id) limit 1)"),
    ),
    "spacequestion.space_not_ended": (
        "update kundenkreis_space set ended_at = now()", again("spacequestion", id=NOBODY, case_id="null"),
    ),
    "timeproposal.times_answered_by_other_side": (
        changed("timeproposal", state="'open'", answered_at="null", taken="null", answered_by_id="null"),
        changed("timeproposal", state="'declined'", answered_at="now()", answered_by_id="by_id"),
    ),
}  # fmt: skip
