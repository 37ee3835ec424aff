"""Triggers that refuse nothing but keep derived rows in step: without one, an answer is another.

What stands before the last statement prepares rows, with all triggers asleep; then one change, and
one question about the rows that follow it.
"""

from collections.abc import Mapping

from tests.every_law.by_hand.making import NOBODY, again, changed

CANDIDATES = (
    "select md5(string_agg(c::text, ',' order by c::text)) from kundenkreis_candidate c"
)
FREE = "select md5(string_agg(f::text, ',' order by f::text)) from kundenkreis_freetime f"
UNREAD = "select count(*) from kundenkreis_unread"
PRICES = "select sum(price) from kundenkreis_helperpackage"
FORGOTTEN = "delete from kundenkreis_candidate"
DAY = "'[2026-03-13 10:00+00,2026-03-13 11:00+00)'::tstzrange"
WITH_RATE = """helper_id in (select helper_id from kundenkreis_helperbrand where hourly_rate is not null)"""

OPEN_WITH_VOTES = "x.closed_at is null and exists (select from kundenkreis_ideavote v where v.idea_id = x.id and v.returned_at is null)"

# By table and name: the change, and the question whose answer follows it.
IN_STEP: Mapping[str, tuple[tuple[str, ...], str]] = {
    "availability.freetime_follows_changed": (
        ("update kundenkreis_availability set open = tstzrange(lower(open), upper(open) - interval '30 minutes')",), FREE,
    ),
    "availability.freetime_follows_gone": (("delete from kundenkreis_availability",), FREE),
    "availability.freetime_follows_new": (
        ("delete from kundenkreis_availability",
         f"insert into kundenkreis_availability (helper_id, open) select id, {DAY} from kundenkreis_helper"), FREE,
    ),
    "booking.position_ends_with_way": (
        ("update kundenkreis_tripposition set booking_id = (select id from kundenkreis_booking where state = 'confirmed' limit 1)",
         "update kundenkreis_booking set state = 'on_the_way' where id in (select booking_id from kundenkreis_tripposition)",
         "update kundenkreis_booking set state = 'confirmed' where id in (select booking_id from kundenkreis_tripposition)"),
        "select count(*) from kundenkreis_tripposition",
    ),
    "brand.candidates_follow": ((FORGOTTEN, "update kundenkreis_brand set timezone = 'Asia/Tokyo'"), CANDIDATES),
    "brand.rates_follow_brand": (
        ("update kundenkreis_brand set own_rate_least = null, own_rate_most = null",),
        "select count(hourly_rate) from kundenkreis_helperbrand",
    ),
    "document.read_again": (
        ("delete from kundenkreis_unread", "update kundenkreis_document set title = title || ' x'"), UNREAD,
    ),
    "document.read_new": (
        ("delete from kundenkreis_unread", """insert into kundenkreis_document (brand_id, kind, object_id, family, language, title, summary, body, url, access, solved, at)
              select brand_id, kind, gen_random_uuid(), family, language, title, summary, body, url, access, solved, at
                from kundenkreis_document limit 1"""), UNREAD,
    ),
    "entry.entry_moves_balance": (
        (again("entry", "x.amount > 0 and x.account_id in (select id from kundenkreis_account where not may_overdraw)", id="-1"),),
        "select sum(balance) from kundenkreis_account",
    ),
    "helper.candidates_follow": (("update kundenkreis_helper set radius_km = 49",), CANDIDATES),
    "helper.freetime_follows": (("update kundenkreis_helper set travel_buffer = travel_buffer + 60",), FREE),
    "helperbrand.candidates_follow": (
        (FORGOTTEN, "update kundenkreis_helperbrand set since = since - interval '1 day'"), CANDIDATES,
    ),
    "helperbrand.prices_follow_rate": (
        ("update kundenkreis_helperbrand set hourly_rate = hourly_rate + 100 where hourly_rate is not null",), PRICES,
    ),
    "helperbrand.quality_follows": (("update kundenkreis_helperbrand set quality = 0.123",), CANDIDATES),
    "helperpackage.candidates_follow_changed": (
        (FORGOTTEN, "update kundenkreis_helperpackage set since = since"), CANDIDATES,
    ),
    "helperpackage.candidates_follow_gone": (("delete from kundenkreis_helperpackage",), CANDIDATES),
    "helperpackage.candidates_follow_new": (
        (FORGOTTEN, again("helperpackage", id="-1", package_id="-1")), CANDIDATES,
    ),
    "helperpackage.price_follows_rate": (
        (f"update kundenkreis_helperpackage set price = 1 where {WITH_RATE}",), PRICES,
    ),
    "helperskill.candidates_follow_changed": (
        (FORGOTTEN, "update kundenkreis_helperskill set level = level"), CANDIDATES,
    ),
    "helperskill.candidates_follow_gone": ((FORGOTTEN, "delete from kundenkreis_helperskill"), CANDIDATES),
    "helperskill.candidates_follow_new": (
        (FORGOTTEN, again("helperskill", id="-1", skill_id="-1")), CANDIDATES,
    ),
    "idea.idea_closed": (
        (changed("idea", OPEN_WITH_VOTES, closed_at="now()", withdrawn_at="now()"),),
        "select count(*) from kundenkreis_ideavote where returned_at is null",
    ),
    "packageskill.candidates_follow": (
        (FORGOTTEN, "update kundenkreis_packageskill set level = level"), CANDIDATES,
    ),
    "revisionstep.revision_step_moves": (
        ("""insert into kundenkreis_revisionstep (seq, name, from_state, to_state, at, note, brand_id, revision_id)
            select r.seq + 1, t.name, t.from_state, t.to_state, now(), '', r.brand_id, r.id from kundenkreis_articlerevision r
              join kundenkreis_revisiontransition t on t.from_state = r.state order by r.id limit 1""",),
        "select md5(string_agg(id || state || seq, ',' order by id)) from kundenkreis_articlerevision",
    ),
    "servicepackage.candidates_follow": (("update kundenkreis_servicepackage set requires = '{insurance}'",), CANDIDATES),
    "servicepackage.prices_follow_duration": (
        ("update kundenkreis_servicepackage set duration = duration + interval '15 minutes'",), PRICES,
    ),
    "slot.freetime_follows_changed": (
        ("delete from kundenkreis_freetime", "update kundenkreis_slot set made_at = made_at"), FREE,
    ),
    "slot.freetime_follows_gone": (("delete from kundenkreis_slot",), FREE),
    "slot.freetime_follows_new": (
        (f"delete from kundenkreis_slot where during && {DAY}", again("slot", id=NOBODY, visit=DAY, during=DAY)), FREE,
    ),
    "verification.candidates_follow": ((FORGOTTEN, "update kundenkreis_verification set valid = valid"), CANDIDATES),
}  # fmt: skip
