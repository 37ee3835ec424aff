"""Attacks that no generator finds: rows made for one law, and the one statement that it alone stops.

Whatever stands before the last statement prepares rows, with all triggers and foreign keys asleep.
"""

from collections.abc import Mapping

NOBODY = "gen_random_uuid()"
ONE = "'00000000-0000-4000-8000-00000000000f'"
OTHER_BRAND = "(select b.id from kundenkreis_brand b where b.id <> x.brand_id limit 1)"


def again(table: str, where: str = "true", **values: str) -> str:
    """One row of the table once more, but for these columns; `x` is the row."""
    pairs = ", ".join(f"'{column}', {value}" for column, value in values.items())
    return (
        f"insert into kundenkreis_{table} overriding system value"
        f" select (jsonb_populate_record(x, jsonb_build_object({pairs}))).*"
        f" from kundenkreis_{table} x where {where} order by x.id limit 1"
    )


def changed(table: str, where: str = "true", **values: str) -> str:
    """One row of the table with other values."""
    pairs = ", ".join(f'"{column}" = {value}' for column, value in values.items())
    return (
        f"update kundenkreis_{table} set {pairs}"
        f" where id = (select x.id from kundenkreis_{table} x where {where} order by x.id limit 1)"
    )


def apart(helper: str, of: str) -> str:
    """This customer and this helper are kept apart."""
    return (
        "insert into kundenkreis_avoidance (id, side, at, brand_id, by_id, customer_id, helper_id)"
        f" select gen_random_uuid(), 'helper', now(), x.brand_id, x.customer_id, x.customer_id, {helper} from {of}"
    )


BOOKED = "(select * from kundenkreis_booking where state = 'closed' order by id limit 1) x"
WAVED = """(select o.brand_id, c.customer_id from kundenkreis_offer o join kundenkreis_request r on r.id = o.request_id
    join kundenkreis_case c on c.id = r.case_id where o.wave_id is not null order by o.id limit 1) x"""
STEP = """insert into kundenkreis_certificationstep (seq, name, from_state, to_state, actor, at, reason, brand_id, by_id, certification_id)
    select seq + 1, '{name}', state, 'certified', 'manager', now(), 'x', brand_id, (select id from kundenkreis_person limit 1), id
      from kundenkreis_certification c where not exists (select from kundenkreis_supervisedvisit where certification_id = c.id) limit 1"""
# A live visit of two: its second technician in a slot of her own, of the same firm and at the same time.
SECOND = ONE
FOR_TWO = (
    "update kundenkreis_booking set persons = 1",
    "delete from kundenkreis_companion",
    "delete from kundenkreis_firmslot",
    f"update kundenkreis_booking set persons = 2, firm_id = {ONE}, named_at = made_at where id = (select id from kundenkreis_booking where state = 'confirmed' order by id limit 1)",
    f"""insert into kundenkreis_slot select (jsonb_populate_record(s, jsonb_build_object('id', {SECOND}, 'helper_id', {SECOND}))).*
          from kundenkreis_slot s join kundenkreis_booking b on b.slot_id = s.id where b.persons = 2""",
    f"""insert into kundenkreis_companion (booking_id, brand_id, helper_id, slot_id)
        select id, brand_id, {SECOND}, {SECOND} from kundenkreis_booking where persons = 2""",
    f"""insert into kundenkreis_firmslot (slot_id, brand_id, firm_id, helper_id, visit)
        select {SECOND}, brand_id, firm_id, {SECOND}, during from kundenkreis_booking where persons = 2""",
)
CLOSED = "(select b.id from kundenkreis_booking b where b.state = 'closed' order by b.id limit 1)"

# By table and name; a plain foreign key goes by its column.
ATTACKS: Mapping[str, tuple[str, ...]] = {
    **{
        f"{table}.hidden_by_id": (changed(table, hidden_at="now()", hidden_by_id=NOBODY, hidden_reason="'x'"),)
        for table in ("chartercomment", "comment", "contestentry", "design", "idea", "ideacomment", "ring", "spaceanswer", "spacequestion")
    },
    "abilitygrant.ended_by_id": (
        changed("abilitygrant", ended_at="now()", ended_why="'person'", ended_by_id=NOBODY, ended_words="'x'", objected_at="null", objection="''", decided_at="null", decided_by_id="null", answer="''", restored="false"),
    ),
    "abilitygrant.decided_by_id": (
        changed("abilitygrant", ended_at="now()", ended_why="'faded'", ended_by_id="null", objected_at="now()", objection="'x'", decided_at="now()", decided_by_id=NOBODY, answer="'x'"),
    ),
    "device.revoked_by_id": (changed("device", revoked_at="now()", revoked_by_id=NOBODY),),
    "imported.person_id": (changed("imported", kind="'person'", person_id=NOBODY, question_id="null", answer_id="null"),),
    "moved.follow_id": (changed("moved", answer_id="null", follow_id="-1", solved_at="null", solved_by_id="null"),),
    "moved.same_here_id": (changed("moved", answer_id="null", same_here_id="-1", solved_at="null", solved_by_id="null"),),
    "moved.solved_by_id": (changed("moved", solved_at="now()", solved_by_id=NOBODY),),
    "queueitem.claimed_by_id": (changed("queueitem", claimed_until="now()", claimed_by_id=NOBODY),),
    "question.merged_by_id": (
        changed("question", merged_at="now()", merged_by_id=NOBODY, merged_into_id="(select y.id from kundenkreis_question y order by y.id desc limit 1)"),
    ),
    "flag.flag_decided_in_brand": (changed("flag", decision_id="(select s.id from kundenkreis_statementofreasons s limit 1)", brand_id="-1"),),
    "statementofreasons.statement_decides_in_brand": (
        again("statementofreasons", id="-1", item_id="(select q.id from kundenkreis_queueitem q where q.brand_id = x.brand_id limit 1)", brand_id=OTHER_BRAND, by_id="null"),
    ),
    "duel.duel_other_in_brand": (changed("duel", brand_id="-1"),),
    "answer.hidden_by_id": (changed("answer", hidden_at="now()", hidden_by_id=NOBODY, hidden_reason="'x'"),),
    "article.imported_once": (
        changed("article", source="'here'"),
        again("article", "x.source = 'here'", id=NOBODY, family=NOBODY, published_revision_id="null"),
    ),
    "billline.bill_line_agrees": (
        again("fundshold", "x.id = (select l.hold_id from kundenkreis_billline l order by l.id limit 1)", id="-1", subject="'x'", account_id="-1", provider_ref="'x'"),
        again("billline", id="-1", hold_id="-1"),
    ),
    "booking.booking_kept_apart": (
        apart("x.helper_id", BOOKED),
        again("booking", "x.state = 'closed'", id=NOBODY, reference="'XXXX-XXXX'", attempt_id="-1", offer_id=NOBODY),
    ),
    "booking.booking_kept_apart_still": (
        apart(ONE, BOOKED), changed("booking", "x.state = 'closed'", helper_id=ONE),
    ),
    "booking.booking_commission": (changed("booking", commission_percent="101"),),
    "booking.booking_terms_kept": (changed("booking", commission_percent="7"),),
    "booking.persons_agreed": (changed("booking", persons="2"),),
    "booking.two_come": (
        *FOR_TWO, "delete from kundenkreis_companion", "update kundenkreis_booking set made_at = made_at where persons = 2",
    ),
    "booking.times_of_movable": (
        changed("timeproposal", state="'open'", answered_at="null", taken="null", answered_by_id="null"),
        "update kundenkreis_booking set state = 'confirmed' where id in (select booking_id from kundenkreis_timeproposal)",
        "update kundenkreis_booking set state = 'on_the_way' where id = (select booking_id from kundenkreis_timeproposal where state = 'open' limit 1)",
    ),
    "certificationstep.step_law": (STEP.format(name="certify"),),
    "certificationstep.steps_move_certification": (STEP.format(name="recognise"),),
    "companion.two_come": (*FOR_TWO, "delete from kundenkreis_companion"),
    "delivery.code_delivered_once_a_transport": (
        changed("delivery", sign_in_id=ONE, notice_id="null"), again("delivery", f"x.sign_in_id = {ONE}", id=NOBODY),
    ),
    "delivery.sign_in_id": (changed("delivery", sign_in_id=NOBODY, notice_id="null"),),
    "dispute.brand_id": (
        "delete from kundenkreis_disputestep", "update kundenkreis_dispute set brand_id = -1",
    ),
    "disputedecision.decided_once": (again("disputedecision", id="-1", seq="7"),),
    "disputedecision.decision_a_step": (again("disputedecision", id="-1", number="2"),),
    "disputestep.dispute_agrees": (
        """insert into kundenkreis_disputestep (seq, name, from_state, to_state, at, brand_id, dispute_id)
           select seq + 1, 'take_back', state, 'withdrawn', now(), brand_id, id from kundenkreis_dispute limit 1""",
    ),
    "eventrow.event_kept": (changed("eventrow", name="'other'"),),
    "firm.brand_id": (
        again("firm", id=NOBODY, name="'Other'", brand_id="-1",
              person_id="(select p.id from kundenkreis_person p where not exists (select from kundenkreis_firm f where f.person_id = p.id) limit 1)"),
    ),
    "firmmember.firm_member_helps": (
        again("helper", id=ONE, person_id=ONE), again("firmmember", id="-1", helper_id=ONE),
    ),
    "firmslot.two_come": (*FOR_TWO, "delete from kundenkreis_firmslot"),
    "helperpackage.package_still_certified": (
        "delete from kundenkreis_certification",
        "update kundenkreis_servicepackage set certified_since = now()",
        "update kundenkreis_helperpackage set since = since",
    ),
    "helpfulnessvote.one_vote_per_reader": (
        "update kundenkreis_helpfulnessvote set reader = 'r', person_id = null", again("helpfulnessvote", id="-1"),
    ),
    "issuedline.line_of_document": (
        again("issueddocument", id=ONE, brand_id=OTHER_BRAND),
        again("journal", id="-1", idem="'x'"),
        again("issuedline", id="-1", document_id=ONE, journal_id="-1"),
    ),
    "issuedline.line_of_journal": (
        again("journal", id="-1", idem="'x'", brand_id=OTHER_BRAND), again("issuedline", id="-1", journal_id="-1"),
    ),
    "issuedline.paper_line_agrees": (again("issuedline", id="-1", journal_id="-1"),),
    "journal.journal_reimbursed_agrees": (
        again("entry", "x.amount > 0", id="-1", journal_id="-1"), again("journal", id="-1", idem="'x'", kind="'reimbursed'"),
    ),
    "kudos.kudos_for_others": (
        again("kudos", id="-1", giver_id="(select a.author_id from kundenkreis_answer a where a.id = x.answer_id)"),
    ),
    "offer.wave_kept_apart": (
        apart(ONE, WAVED), again("offer", "x.wave_id is not null", id=NOBODY, helper_id=ONE),
    ),
    "payoutline.line_sums": (again("payoutline", id="-1", entry_id="-1"),),
    "question.brand_id": (
        *(f"delete from kundenkreis_{table}" for table in ("answer", "solution", "samehere")),
        changed("question", brand_id="-1"),
    ),
    "question.hidden_by_id": (changed("question", hidden_at="now()", hidden_by_id=NOBODY, hidden_reason="'x'"),),
    "refund.checked_by_id": (changed("refund", checked_at="now()", checked_by_id=NOBODY),),
    "reviewreport.decided_by_id": (
        changed("reviewreport", decided_at="now()", decided_by_id=NOBODY, upheld="true", answer="'x'"),
    ),
    "reviewreport.restored_by_id": (
        "update kundenkreis_reviewreport set decided_at = now(), decided_by_id = by_id, upheld = true, answer = 'x'",
        changed("reviewreport", restored_at="now()", restored_by_id=NOBODY, restored_why="'x'"),
    ),
    "series.ended_by_id": (changed("series", ended_at="now()", ended_by_id=NOBODY, outcome="'ended'"),),
    "series.series_answered_how": (changed("series", accepted_at="null", ended_at="now()", outcome="'finished'"),),
    "servicepackage.package_persons": (changed("servicepackage", persons="3"),),
    "slot.two_come": (
        *FOR_TWO, f"update kundenkreis_slot set visit = tstzrange(lower(visit), upper(visit) - interval '5 minutes') where id = {SECOND}",
    ),
    "stepcontest.answered_by_id": (changed("stepcontest", answer="'x'", answered_at="now()", answered_by_id=NOBODY),),
    "taxdetails.firm_not_private": (
        "update kundenkreis_taxdetails set replaced_at = now()",
        changed("taxdetails", status="'private'", vat_points="0", person_id="(select f.person_id from kundenkreis_firm f order by f.id limit 1)"),
    ),
    "textrevision.answer_id": (changed("textrevision", answer_id=NOBODY, question_id="null"),),
    "timeproposal.one_to_three_times": (
        changed("timeproposal", times="'{}'", state="'open'", answered_at="null", taken="null"),
    ),
    "timeproposal.taken_time_was_asked": (
        changed("timeproposal", state="'taken'", answered_at="now()", taken="'1990-01-01Z'"),
    ),
    "timeproposal.times_of_movable": (
        again("timeproposal", id=NOBODY, booking_id=CLOSED, state="'open'", answered_at="null", taken="null"),
    ),
    "trustedperson.trusted_scopes": (changed("trustedperson", scopes="array['book_and_cancel']"),),
    "voucherbatch.revoked_by_id": (changed("voucherbatch", revoked_at="now()", revoked_by_id=NOBODY),),
    "waitingoffer.kept_once_for_her": (
        again("waitingoffer", id=NOBODY, slot_id="null", answer="'declined'", answered_at="now()"),
    ),
}  # fmt: skip
