"""Attacks on the laws of people, devices, notices, moderation and abilities."""

from tests.every_law.by_hand.making import (
    NOBODY,
    ONE,
    OTHER_BRAND,
    SOMEBODY,
    again,
    changed,
)

ATTACKS = {
    "appeal.notice_id": (changed("appeal", by_id="null", notice_id=NOBODY),),
    "collusioncase.decided_by_id": (
        changed("collusioncase", decided_at="now()", decided_by_id=NOBODY, outcome="'nothing'", reason="'x'"),
    ),
    "devicebatch.device_keys_fetched": (
        changed("devicebatch", fetched_at="now()"),
        "update kundenkreis_devicebatch set fetched_at = null where fetched_at is not null",
    ),
    "devicenonce.device_speaks": (
        changed("device", revoked_at="now()", revoked_by_id=SOMEBODY),
        """insert into kundenkreis_devicenonce (nonce, at, brand_id, device_id)
           select 'x', now(), brand_id, id from kundenkreis_device where revoked_at is not null limit 1""",
    ),
    "flag.brand_id": (changed("flag", brand_id="-1", item_id="null", decision_id="null"),),
    "flag.flag_decided_in_brand": (
        again("statementofreasons", id=ONE, brand_id=OTHER_BRAND, item_id="null"),
        changed("flag", item_id="null", decision_id=ONE),
    ),
    "suspension.brand_id": (changed("suspension", brand_id="-1", item_id="null"),),
    "statementofreasons.statement_decides_in_brand": (
        again("statementofreasons", id=NOBODY, item_id="(select q.id from kundenkreis_queueitem q where q.brand_id = x.brand_id limit 1)", brand_id=OTHER_BRAND, by_id="null"),
    ),
    "abilitygrant.ended_by_id": (
        changed("abilitygrant", ended_at="now()", ended_why="'person'", ended_by_id=NOBODY, ended_words="'x'", objected_at="null", objection="''", decided_at="null", decided_by_id="null", answer="''", restored="false"),
    ),
    "abilitygrant.decided_by_id": (
        changed("abilitygrant", ended_at="now()", ended_why="'faded'", ended_by_id="null", objected_at="now()", objection="'x'", decided_at="now()", decided_by_id=NOBODY, answer="'x'"),
    ),
    "device.revoked_by_id": (changed("device", revoked_at="now()", revoked_by_id=NOBODY),),
    "queueitem.claimed_by_id": (changed("queueitem", claimed_until="now()", claimed_by_id=NOBODY),),
    "delivery.code_delivered_once_a_transport": (
        changed("delivery", sign_in_id=ONE, notice_id="null"), again("delivery", f"x.sign_in_id = {ONE}", id=NOBODY),
    ),
    "delivery.sign_in_id": (changed("delivery", sign_in_id=NOBODY, notice_id="null"),),
    "eventrow.event_kept": (changed("eventrow", name="'other'"),),
    "reviewreport.decided_by_id": (
        changed("reviewreport", decided_at="now()", decided_by_id=NOBODY, upheld="true", answer="'x'"),
    ),
    "reviewreport.restored_by_id": (
        "update kundenkreis_reviewreport set decided_at = now(), decided_by_id = by_id, upheld = true, answer = 'x'",
        changed("reviewreport", restored_at="now()", restored_by_id=NOBODY, restored_why="'x'"),
    ),
    "trustedperson.trusted_scopes": (changed("trustedperson", scopes="array['book_and_cancel']"),),
}  # fmt: skip
