"""Managers set the brand's terms: one noun a page, each change with who, when and why; nobody else."""

import pytest
from django.utils import translation

from kundenkreis.brands.models import AddOn, Brand, ServicePackage, Skill
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound
from kundenkreis.disputes.queries import rules_here as dispute_rules
from kundenkreis.notifications.models import EventRow
from kundenkreis.payouts.queries import rules as payout_rules
from kundenkreis.redress.queries import rules as redress_rules
from kundenkreis.terms import actions, pages
from kundenkreis.terms.forms import CancellingForm

pytestmark = pytest.mark.usefixtures("db")
SIX = ("payouts", "objections", "redress", "cancelling", "extras", "skills")


def payouts(by, at, **more):
    values = {"minimum": 2000, "holder": "Alpenfon AG", "iban": "CH93 0076 2011 6238 5295 7", "bic": "", "reason": "New bank"}  # fmt: skip
    return actions.set_payout_rules(**{**values, **more}, by=by, at=at)


def test_a_change_is_kept_with_who_when_and_why(alpenfon, mira, at):
    payouts(mira, at)
    payouts(mira, at, minimum=5000, reason="Fewer transfers")
    assert payout_rules().minimum == 5000
    newest = pages.changes("payouts")[0]
    assert (newest.by, newest.at, newest.payload["reason"]) == (mira, at, "Fewer transfers")
    assert newest.payload["changes"] == {"minimum": [2000, 5000]}


def test_what_changes_nothing_is_no_change(alpenfon, mira, at):
    payouts(mira, at)
    payouts(mira, at)
    assert EventRow.objects.filter(name="terms_set").count() == 1


def test_only_managers(alpenfon, reto, jonas, mira, at):
    for person in (reto, jonas):
        with pytest.raises(NotAllowed):
            payouts(person, at)
        with pytest.raises(NotAllowed):
            actions.set_skill("", words={"de": "x"}, position=0, reason="x", by=person, at=at)  # fmt: skip
    assert not EventRow.objects.filter(name="terms_set").exists()


@pytest.mark.parametrize(("change", "reason"), [({"minimum": 0}, "bad_amount"), ({"iban": "CH12"}, "bad_iban"), ({"provider": "stripe"}, "unknown_provider")])  # fmt: skip
def test_what_is_wrong_is_said_in_words(alpenfon, mira, at, change, reason):
    with pytest.raises(Invalid, match=reason):
        payouts(mira, at, **change)


def test_days_and_amounts(alpenfon, mira, at):
    actions.set_dispute_rules(days=21, answer_days=4, second_look_days=7, reason="x", by=mira, at=at)  # fmt: skip
    assert dispute_rules().days == 21
    with pytest.raises(Invalid, match="bad_amount"):
        actions.set_dispute_rules(days=0, answer_days=4, second_look_days=7, reason="x", by=mira, at=at)  # fmt: skip
    values = {"four_eyes_from": 4000, "late_minutes": 20, "late_amount": 0, "missing_amount": 900, "cancelled_hours": 12, "cancelled_amount": 100}  # fmt: skip
    actions.set_redress_rules(**values, reason="x", by=mira, at=at)
    assert (redress_rules().late_minutes, redress_rules().missing_amount) == (20, 900)
    with pytest.raises(Invalid, match="bad_amount"):
        actions.set_redress_rules(**{**values, "late_amount": -1}, reason="x", by=mira, at=at)  # fmt: skip


def test_cancelling_for_all_and_for_one_service(alpenfon, mira, at):
    actions.set_cancellation(policy="flexible", packages={"wifi": "strict", "computer-help": ""}, reason="x", by=mira, at=at)  # fmt: skip
    brand = Brand.objects.get(pk=alpenfon.pk)
    assert brand.cancellation == [[4, 0], [0, 30]]
    assert ServicePackage.objects.get(slug="wifi").cancellation[0] == [72, 0]
    assert ServicePackage.objects.select_related("brand").get(slug="computer-help").cancellation == [[4, 0], [0, 30]]  # fmt: skip
    with pytest.raises(Invalid, match="unknown_policy"):
        actions.set_cancellation(policy="free", packages={}, reason="x", by=mira, at=at)


def test_cancelling_keeps_the_steps_a_brand_set_itself(alpenfon, mira, at):
    def save(policy):
        return actions.set_cancellation(
            policy=policy, packages={}, reason="x", by=mira, at=at
        )

    with pytest.raises(Invalid, match="unknown_policy"):
        save("own")
    Brand.objects.filter(pk=alpenfon.pk).update(cancellation_steps=[[48, 0], [0, 25]])
    brand = Brand.objects.get(pk=alpenfon.pk)
    with translation.override("en"):
        form = CancellingForm(brand)
    assert form.initial["policy"] == "own"
    assert form.hints["own"] == "free until 48 hours before, then 25 %"
    save("own")
    assert Brand.objects.get(pk=alpenfon.pk).cancellation == [[48, 0], [0, 25]]
    save("strict")
    assert Brand.objects.get(pk=alpenfon.pk).cancellation == [[72, 0], [24, 50], [0, 100]]


def test_extras_are_made_changed_and_withdrawn(alpenfon, mira, at):
    made = actions.set_extra("", words={"de": "Kabel", "en": "Cable"}, price=1200, minutes=0, offered=True, reason="x", by=mira, at=at)  # fmt: skip
    assert (made.slug, made.price) == ("cable", 1200)
    actions.set_extra("cable", words={"de": "Kabel"}, price=1500, minutes=5, offered=False, reason="x", by=mira, at=at)  # fmt: skip
    row = AddOn.objects.get()
    assert (row.price, row.withdrawn_at, row.words) == (1500, at, {"de": "Kabel"})
    with pytest.raises(Invalid, match="taken"):
        actions.set_extra("", words={"de": "Cable"}, price=1, minutes=0, offered=True, reason="x", by=mira, at=at)  # fmt: skip
    with pytest.raises(NotFound):
        actions.set_extra("none", words={"de": "x"}, price=1, minutes=0, offered=True, reason="x", by=mira, at=at)  # fmt: skip
    with pytest.raises(Invalid, match="bad_amount"):
        actions.set_extra("cable", words={"de": "x"}, price=0, minutes=0, offered=True, reason="x", by=mira, at=at)  # fmt: skip


@pytest.mark.slow
def test_six_pages_and_their_forms(alpenfon, mira, reto, client, at):
    client.force_login(reto)
    assert {client.get(f"/terms/{name}/").status_code for name in SIX} == {404}
    client.force_login(mira)
    assert {client.get(f"/terms/{name}/").status_code for name in SIX} == {200}
    assert client.get("/terms/nonsense/").status_code == 404
    assert client.get("/terms/payouts/new/").status_code == 404
    sent = client.post("/terms/payouts/", {"minimum": "25.50", "provider": "company", "holder": "", "iban": "", "bic": "", "reason": "Round"})  # fmt: skip
    assert (sent.status_code, payout_rules().minimum) == (303, 2550)
    page = client.get("/terms/payouts/").text
    assert "25.50" in page
    assert "Round" in page
    assert client.post("/terms/payouts/", {"minimum": "25.50"}).status_code == 422
    sent = client.post("/terms/skills/new/", {"de": "WLAN", "en": "Wi-Fi", "position": "2", "reason": "x"})  # fmt: skip
    assert sent.status_code == 303
    assert Skill.objects.get().slug == "wi-fi"
    assert client.post("/terms/skills/wi-fi/", {"de": "Funknetz", "position": "1", "reason": "x"}).status_code == 303  # fmt: skip
    assert Skill.objects.get().words == {"de": "Funknetz"}
    sent = client.post("/terms/cancelling/", {"policy": "strict", "package-wifi": "flexible", "package-computer-help": "same", "reason": "x"})  # fmt: skip
    assert sent.status_code == 303
    assert ServicePackage.objects.get(slug="wifi").cancellation_policy == "flexible"


@pytest.mark.slow
def test_skills_by_api(alpenfon, mira, jonas, client):
    body = {"words": {"de": "WLAN", "en": "Wi-Fi"}, "position": 1, "reason": "x"}
    client.force_login(jonas)
    assert client.post("/api/v1/skills", body, content_type="application/json").status_code == 403  # fmt: skip
    client.force_login(mira)
    assert client.post("/api/v1/skills", body, content_type="application/json").status_code == 201  # fmt: skip
    assert client.put("/api/v1/skills/wi-fi", {**body, "position": 3}, content_type="application/json").json()["position"] == 3  # fmt: skip
    assert client.put("/api/v1/skills/none", body, content_type="application/json").status_code == 404  # fmt: skip
    assert client.get("/api/v1/skills").json()["items"][0]["slug"] == "wi-fi"
