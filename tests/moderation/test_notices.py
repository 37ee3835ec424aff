"""Somebody without an account reports something illegal: receipt, decision, objection; and the yearly figures."""

import csv
import json

import pytest
from django.test import Client

from kundenkreis.core.refusal import Invalid
from kundenkreis.moderation import actions, queries
from kundenkreis.moderation.models import Appeal, ContentNotice, QueueItem
from kundenkreis.notifications.models import Notice
from kundenkreis.stages.community.tests.test_telling import tell
from tests.moderation.test_doors import HOST, call, send, signed_in
from tests.moderation.test_moderating import refused

GIVEN = {
    "reason": "Das ist eine Drohung.",
    "name": "Ruth Frei",
    "email": "Ruth@example.org",
    "good_faith": "on",
}


@pytest.mark.slow
def test_a_notice_without_login_from_form_to_objection(
    the_answer, answer, aylin, mira, nora, at
):
    nobody, moderator = Client(headers=HOST), signed_in(mira)
    assert "/report-content/" in nobody.get("/questions/").content.decode()
    address = f"https://alpenfon.localhost{the_answer.path}"
    assert nobody.get(f"/report-content/?address={address}").status_code == 200
    for missing in ("reason", "name", "email", "good_faith"):
        given = {**GIVEN, "address": address, missing: ""}
        assert send(nobody, "/report-content/", **given).status_code == 200
    path = send(nobody, "/report-content/", **GIVEN, address=address)["Location"]
    notice = ContentNotice.objects.get()
    assert (notice.target, notice.path) == (answer, path)
    assert notice.reference in nobody.get(path).content.decode()
    tell()
    receipt = Notice.objects.get(kind="notice_received")
    assert (receipt.person.contact_email, receipt.path) == ("ruth@example.org", path)
    assert send(nobody, path, text="Und?").status_code == 404
    page = moderator.get(f"/moderation/answer/{the_answer.pk}/decision/").content.decode()
    assert "Ruth Frei" in page
    decision = f"/moderation/answer/{the_answer.pk}/decision/"
    assert send(moderator, decision, outcome="kept").status_code == 303
    tell()
    assert Notice.objects.filter(kind="notice_decided", person=receipt.person).count() == 1
    assert send(nobody, path, text="").status_code == 200
    assert send(nobody, path, text="Es ist doch eine.").status_code == 303
    assert "Es ist doch eine." in nobody.get(path).content.decode()
    appeal = Appeal.objects.get()
    actions.decide_appeal(appeal, outcome="overturned", answer="Stimmt.", by=nora, at=at)
    assert QueueItem.objects.all().open().get().target == answer
    actions.hide(answer, rule="illegal", by=nora, at=at)
    tell()
    assert "Stimmt." in nobody.get(path).content.decode()
    assert Notice.objects.filter(person=aylin, kind="text_hidden").exists()


def test_who_reports_abuse_of_children_need_not_say_who_she_is(alpenfon, mira, at):
    given = {
        "address": "https://elsewhere.example/x",
        "reason": "Bild",
        "language": "de",
        "by": None,
        "at": at,
    }
    with pytest.raises(Invalid):
        actions.report_content(**given, good_faith=True)
    with pytest.raises(Invalid):
        actions.report_content(**given, child_safety=True, good_faith=False)
    with pytest.raises(Invalid, match="bad_email"):
        actions.report_content(
            **given, child_safety=True, good_faith=True, email="a@" + "b" * 300
        )
    row = actions.report_content(**given, child_safety=True, good_faith=True)
    assert row.person is None
    _page, waiting = queries.queue(1)
    assert [each.thing.kind for each in waiting] == ["notice"]
    assert actions.keep(f"notice:{row.pk}", facts="Weitergeleitet.", by=mira, at=at)
    answer = queries.answer_to(row)
    assert answer
    assert answer.facts == "Weitergeleitet."


def test_the_database_asks_who_and_good_faith(alpenfon, seeland, at):
    actions.report_content(
        address="x",
        reason="y",
        name="Ruth",
        email="r@example.org",
        good_faith=True,
        language="de",
        by=None,
        at=at,
    )
    table = "kundenkreis_contentnotice"
    refused("notice_in_good_faith", f"UPDATE {table} SET good_faith = false")
    refused("notice_says_who", f"UPDATE {table} SET name = ''")
    refused("notice_waits_in_brand", f"UPDATE {table} SET brand_id = %s", seeland.pk)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://a.example/questions/{q}/wlan/#answer-{a}", "answer"),
        ("/questions/{q}/wlan/", "question"),
        ("/questions/{a}/wlan/", ""),
        ("Die Frage mit dem WLAN", ""),
    ],
)
def test_the_text_at_an_address_is_found(the_question, the_answer, address, kind):
    found = queries.target_at(address.format(q=the_question.pk, a=the_answer.pk))
    assert found.partition(":")[0] == kind


def test_the_api_takes_notices_of_anybody(answer, at):
    body = {
        "address": "/x/",
        "reason": "y",
        "name": "Ruth",
        "email": "r@example.org",
        "good_faith": True,
    }
    nobody = Client(headers=HOST)
    assert (
        call(nobody, "POST", "content-notices", {**body, "good_faith": False}).status_code
        == 422
    )
    made = call(nobody, "POST", "content-notices", body).json()
    assert call(nobody, "GET", f"content-notices/{made['id']}").json()["outcome"] == ""


@pytest.mark.flow
def test_the_yearly_figures_and_the_table_come_from_the_decisions(
    answer, beat, mira, reto, at
):
    actions.flag(answer, reason="illegal", by=beat, at=at)
    actions.hide(answer, rule="illegal", facts="=cmd()", by=mira, at=at)
    report = queries.yearly(2026)
    assert (report.reports, report.rules, report.outcomes[0][1:]) == (
        1,
        [("Gegen das Gesetz", 1)],
        (1, 0),
    )
    page = Client(headers=HOST).get("/transparency/?year=2026").content.decode()
    assert "statements.csv" not in page
    assert Client(headers=HOST).get("/transparency/?year=abc").status_code == 200
    assert signed_in(reto).get("/moderation/statements.csv").status_code == 404
    table = signed_in(mira).get("/moderation/statements.csv").content.decode()
    assert "DECISION_GROUND_ILLEGAL_CONTENT" in table
    row = next(csv.DictReader(table.splitlines()))
    assert json.loads(row["decision_visibility"]) == [
        "DECISION_VISIBILITY_CONTENT_DISABLED"
    ]
    assert (row["category"], row["content_date"]) == ("STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE", "2026-03-10")  # fmt: skip
    assert row["illegal_content_explanation"] == row["decision_facts"] == "The text goes against the law."  # fmt: skip
    assert "cmd" not in table, "no moderator's own words: they may name somebody"


def test_the_table_speaks_as_the_transparency_database_does(answer, beat, vreni, mira, at):
    """Values of its schema since July 2025; a suspension is a part of the service, a warning is nothing."""
    actions.mend(answer, text="Ohne Namen", by=mira, at=at)
    actions.warn_person(vreni, rule="rude", facts="Grob", by=mira, at=at)
    actions.suspend_person(beat, kind="voting", days=5, rule="arranged", facts="Grob", source="collusion", by=mira, at=at)  # fmt: skip
    found = {
        row[0]: dict(zip(queries.COLUMNS, row, strict=True)) for row in queries.lines()
    }
    assert len(found) == 2
    rows = {row["category"]: row for row in found.values()}
    mended = rows["STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS"]
    assert mended["decision_visibility"] == '["DECISION_VISIBILITY_OTHER"]'
    assert mended["decision_visibility_other"]
    stopped = rows["STATEMENT_CATEGORY_SCAMS_AND_FRAUD"]
    assert (stopped["decision_provision"], stopped["decision_visibility"]) == ("DECISION_PROVISION_PARTIAL_SUSPENSION", "")  # fmt: skip
    assert (stopped["application_date"], stopped["end_date_service_restriction"]) == ("2026-03-10", "2026-03-15")  # fmt: skip
    assert (stopped["source_type"], stopped["automated_detection"]) == ("SOURCE_VOLUNTARY", "Yes")  # fmt: skip
