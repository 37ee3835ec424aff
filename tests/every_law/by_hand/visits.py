"""Attacks on the laws of helpers, firms, bookings and what belongs to a visit."""

from tests.every_law.by_hand.making import (
    BRAND_APART,
    NOBODY,
    ONE,
    OTHER_BRAND,
    again,
    apart,
    changed,
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
AVOIDED = again("avoidance", id=NOBODY, side="'customer'", customer_id=ONE)
FAVOURITE = f"""insert into kundenkreis_favourite (id, at, brand_id, by_id, customer_id, helper_id)
    select {NOBODY}, now(), brand_id, {ONE}, {ONE}, helper_id from kundenkreis_avoidance order by id limit 1"""
HER_HELPER = """(select h.person_id from kundenkreis_certification c join kundenkreis_helper h on h.id = c.helper_id
    where c.id = certification_id)"""
WEIGHTS = ("distance", "standing", "price", "rest")


def less_than_none(weight: str) -> str:
    """Weights whose sum is right, with one less than none for one of them."""
    values = {**dict.fromkeys(WEIGHTS, "0"), "rest" if weight == "price" else "price": "101", weight: "-1"}  # fmt: skip
    return changed("rankingweights", **values)


ATTACKS = {
    **{f"rankingweights.kundenkreis_rankingweights_{weight}_check": (less_than_none(weight),) for weight in WEIGHTS},
    "verification.checked_by_no_relative": (
        changed("verification", checked_by_id="(select h.person_id from kundenkreis_helper h where h.id = helper_id)"),
    ),
    "avoidance.favourite_is_wanted": (FAVOURITE, AVOIDED),
    "favourite.favourite_is_wanted": (AVOIDED, FAVOURITE.replace("order by id", f"where customer_id = {ONE}")),
    "availabilityexception.exception_block": (changed("availabilityexception", start="null", end="'12:00'"),),
    "booking.booking_kept": (changed("booking", price="price + 1"),),
    "booking.booking_of_firm": (
        changed("booking", "x.slot_id is not null and x.firm_id is null", firm_id="(select f.id from kundenkreis_firm f limit 1)", named_at="made_at"),
    ),
    "booking.booking_cancellation_steps": (changed("booking", cancellation="'[[null,null]]'"),),
    "bookingtransition.history_moves_booking": (
        """insert into kundenkreis_bookingtransition (seq, name, from_state, to_state, actor, reason, at, booking_id, brand_id)
           select seq + 1, 'complete', 'in_progress', 'completed', 'helper', '', now(), id, brand_id from kundenkreis_booking limit 1""",
    ),
    "bookingtransition.history_unbroken": (
        """insert into kundenkreis_bookingtransition (seq, name, from_state, to_state, actor, reason, at, booking_id, brand_id)
           select seq + 5, 'complete', 'in_progress', 'completed', 'helper', '', now(), id, brand_id from kundenkreis_booking limit 1""",
    ),
    "brand.brand_cancellation_steps": (changed("brand", cancellation_steps="'[[null,null]]'"),),
    "dispute.dispute_holds_money": (
        "update kundenkreis_fundshold set disputed_at = null", "update kundenkreis_dispute set text = text",
    ),
    "extraanswer.extra_answered_by_payer": (
        "delete from kundenkreis_extraanswer",
        """insert into kundenkreis_extraanswer (extra_id, answer, by_telephone, at, brand_id, by_id)
           select e.id, 'consented', false, now(), e.brand_id, h.person_id from kundenkreis_extra e
             join kundenkreis_booking b on b.id = e.booking_id join kundenkreis_helper h on h.id = b.helper_id limit 1""",
    ),
    "firm.private_no_firm": (
        again("taxdetails", id="-1", person_id=ONE, status="'private'", vat_points="0", replaced_at="null"),
        changed("firm", person_id=ONE),
    ),
    "firminvitation.invited_once": (
        changed("firminvitation", answered_at="null", accepted="null"),
        again("firminvitation", "x.answered_at is null", id=NOBODY),
    ),
    "firmmember.firm_member_of_brand": (
        again("firm", id=ONE, person_id=ONE, brand_id=OTHER_BRAND),
        again("firmmember", id="-1", firm_id=ONE, during="tstzrange('2001-01-01', '2001-02-01')"),
    ),
    "firmslot.firm_slot_of_member": (
        """insert into kundenkreis_firmslot (slot_id, brand_id, firm_id, helper_id, visit)
           select s.id, s.brand_id, (select f.id from kundenkreis_firm f limit 1), s.helper_id, s.visit from kundenkreis_slot s
            where not exists (select from kundenkreis_firmmember m where m.helper_id = s.helper_id) limit 1""",
    ),
    "helper.helper_away": (changed("helper", away_from="'2026-03-10'", away_until="null"),),
    "helperpackage.package_certified": (
        "delete from kundenkreis_certification",
        "update kundenkreis_servicepackage set certified_since = now()",
        again("helperpackage", id="-1", helper_id=ONE),
    ),
    "review.review_blind": (
        "update kundenkreis_review set revealed_at = null",
        "delete from kundenkreis_visit",
        "delete from kundenkreis_review where side = 'helper'",
        changed("review", revealed_at="now()"),
    ),
    "review.review_by_its_people": (
        changed("review", helper_id="(select h.id from kundenkreis_helper h where h.id <> kundenkreis_review.helper_id limit 1)"),
    ),
    "review.review_kept": (changed("review", "x.revealed_at is not null", stars="stars % 5 + 1"),),
    "slot.slot_of_member": (
        "delete from kundenkreis_slotrequirement",
        changed("slot", "not exists (select from kundenkreis_booking b where b.slot_id = x.id)", brand_id=BRAND_APART),
    ),
    "supervisedvisit.visit_seen_by_another": (
        changed("supervisedvisit", seen_at="now()", verdict="'good'", seen_by_id=HER_HELPER),
    ),
    "timeproposal.taken_time_is_known": (
        changed("timeproposal", taken="times[1]", state="'open'", answered_at="null"),
    ),
    "timeproposal.every_time_is_said": (
        changed("timeproposal", times="'{null}'", state="'open'", answered_at="null", taken="null"),
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
    "dispute.brand_id": (
        "delete from kundenkreis_disputestep", "update kundenkreis_dispute set brand_id = -1",
    ),
    "disputedecision.decided_once": (again("disputedecision", id="-1", seq="7"),),
    "disputedecision.decision_a_step": (again("disputedecision", id="-1", number="2"),),
    "disputestep.dispute_agrees": (
        """insert into kundenkreis_disputestep (seq, name, from_state, to_state, at, brand_id, dispute_id)
           select seq + 1, 'take_back', state, 'withdrawn', now(), brand_id, id from kundenkreis_dispute limit 1""",
    ),
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
    "offer.wave_kept_apart": (
        apart(ONE, WAVED), again("offer", "x.wave_id is not null", id=NOBODY, helper_id=ONE),
    ),
    "series.ended_by_id": (changed("series", ended_at="now()", ended_by_id=NOBODY, outcome="'ended'"),),
    "series.series_answered_how": (changed("series", accepted_at="null", ended_at="now()", outcome="'finished'"),),
    "servicepackage.package_persons": (changed("servicepackage", persons="3"),),
    "slot.two_come": (
        *FOR_TWO, f"update kundenkreis_slot set visit = tstzrange(lower(visit), upper(visit) - interval '5 minutes') where id = {SECOND}",
    ),
    "stepcontest.answered_by_id": (changed("stepcontest", answer="'x'", answered_at="now()", answered_by_id=NOBODY),),
    "timeproposal.one_to_three_times": (
        changed("timeproposal", times="'{}'", state="'open'", answered_at="null", taken="null"),
    ),
    "timeproposal.taken_time_was_asked": (
        changed("timeproposal", state="'taken'", answered_at="now()", taken="'1990-01-01Z'"),
    ),
    "timeproposal.times_of_movable": (
        again("timeproposal", id=NOBODY, booking_id=CLOSED, state="'open'", answered_at="null", taken="null"),
    ),
    "waitingoffer.kept_once_for_her": (
        again("waitingoffer", id=NOBODY, slot_id="null", answer="'declined'", answered_at="now()"),
    ),
}  # fmt: skip
