"""A month is closed once to the last point; points become a credit, money or a donation and never more than there are."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.test import Client

from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.ledger import points as ledger
from kundenkreis.ledger import posting
from kundenkreis.ledger.models import Account, Entry, Journal
from kundenkreis.ledger.queries import trial_balance
from kundenkreis.payback import actions, queries, schedule
from kundenkreis.payback.models import (
    Organisation,
    PaybackLine,
    PaybackMonth,
    PaybackShare,
    PaybackTerms,
    Redemption,
    month_after,
    month_before,
)
from kundenkreis.payback.personal_data import PaybackData
from kundenkreis.payouts import queries as payouts
from kundenkreis.people.models import Person, Role
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.community.models import Kudos
from kundenkreis.stages.community.tests.test_telling import heard, tell
from kundenkreis.ui.filters import whole
from tests.cast import make_brand, make_person
from tests.kept import kept

MARCH = date(2026, 3, 1)
IBAN = "CH93 0076 2011 6238 5295 7"
TERMS: dict[str, Any] = {
    "budget": 10_000,
    "first_points": 200,
    "money_from": 1000,
    "reason": "Wir teilen",
}


def help_in_march(authors, askers, at, *, thankers) -> None:
    """Each author solves one question of each asker; `thankers` thank."""
    for a, author in enumerate(authors):
        for b, asker in enumerate(askers):
            asked = at + timedelta(hours=a * 24 + b)
            question = community.ask(title=f"Frage {a}{b}", body="Wie?", agreed=True, by=asker, at=asked)  # fmt: skip
            answer = community.answer(question, body=f"So geht das, Teil{a}{b} von{b}", by=author, at=asked)  # fmt: skip
            Kudos.objects.bulk_create(Kudos(answer=answer, giver=each, at=asked) for each in thankers)  # fmt: skip
            community.accept(answer, by=asker, at=asked)


@kept
def march(alpenfon, vreni, jonas, aylin, beat, mira, at) -> None:
    """Aylin solved two questions, Jonas one."""
    thankers = [make_person(f"Leser{n}", at, "member") for n in range(3)]
    actions.set_terms(**TERMS, by=mira, at=at)
    help_in_march([aylin], [vreni, beat], at, thankers=thankers)
    help_in_march([jonas], [vreni], at + timedelta(days=3), thankers=thankers[:1])


def close(at) -> PaybackMonth:
    row = actions.close_month(MARCH, by=None, at=at + timedelta(days=40))
    assert row
    return row


@pytest.fixture
def rich(march, aylin, at):
    """Aylin has points."""
    close(at)
    return aylin


@pytest.mark.flow
def test_a_closed_month_gives_all_of_the_budget_line_by_line(march, aylin, jonas, at):
    row = close(at)
    assert row.points == row.budget == 10_000
    shares = {share.person: share for share in PaybackShare.objects.all()}
    assert set(shares) == {aylin, jonas}
    assert sum(share.points for share in shares.values()) == 10_000
    for share in shares.values():
        assert share.fixed == 200
        assert sum(share.lines.values_list("points", flat=True)) == share.points - 200
        assert ledger.balance_of(share.person) == share.points
    assert shares[aylin].points > shares[jonas].points
    assert (
        sum(row.money.amount for row in trial_balance() if row.money.currency == "PTS") == 0
    )
    tell()
    assert "payback_month" in heard(aylin)


def test_it_is_closed_once_by_the_clock_on_the_eighth(march, aylin, at):
    schedule.due(at=at.replace(month=4, day=7, hour=23))
    assert not PaybackMonth.objects.exists()
    for _again in range(2):
        schedule.due(at=at.replace(month=4, day=8, hour=1))
    assert PaybackMonth.objects.count() == 1
    assert actions.close_month(MARCH, by=None, at=at) == PaybackMonth.objects.get()
    assert actions.close_month(date(2025, 1, 1), by=None, at=at) is None
    later = actions.close_month(date(2026, 4, 1), by=None, at=at + timedelta(days=70))
    assert later
    assert later.points == 0  # nothing helped, nothing is given


def test_what_does_not_count_hidden_the_teams_the_askers_own(march, aylin, jonas, at):
    Role.objects.create(person=aylin, kind="agent", since=at)
    close(at)
    assert list(PaybackShare.objects.values_list("person", flat=True)) == [jonas.pk]


@pytest.mark.flow
def test_only_managers_set_a_budget_and_a_change_waits_for_the_next_month(march, reto, mira, at):  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.set_terms(**TERMS, by=reto, at=at)
    with pytest.raises(Invalid):
        actions.set_terms(**TERMS | {"budget": -1}, by=mira, at=at)
    later = actions.set_terms(**TERMS | {"budget": 5}, by=mira, at=at)
    assert later.from_month == date(2026, 4, 1)
    now = queries.terms_of(MARCH)
    assert now
    assert now.budget == 10_000
    assert (month_after(date(2026, 12, 1)), month_before(date(2026, 1, 1))) == (date(2027, 1, 1), date(2025, 12, 1))  # fmt: skip


@pytest.mark.flow
def test_points_become_a_credit_money_or_a_donation(rich, mira, at):
    had = ledger.balance_of(rich)
    actions.redeem(points=100, way="credit", by=rich, at=at)
    assert Account.objects.get(kind="credit", owner=rich).balance == 100
    with pytest.raises(Refused, match="too_little_money"):
        actions.redeem(points=999, way="money", by=rich, at=at)
    actions.redeem(points=1000, way="money", by=rich, at=at)
    assert Account.objects.get(kind="payable", owner=rich).balance == 1000
    bees = actions.name_organisation(name="Bienen", purpose="Blumen am Weg", iban=IBAN, by=mira, at=at)  # fmt: skip
    actions.redeem(points=300, way="donation", organisation=bees.pk, by=rich, at=at)
    assert ledger.balance_of(rich) == had - 1400
    due = {each.person: each for each in payouts.dues(at=at)}
    assert (
        due[bees.person].money.amount == 300
    )  # goes with the payouts, which two people release
    assert due[bees.person].where.endswith("2957")
    tell()
    assert heard(rich).count("points_redeemed") == 3


def test_what_redeeming_refuses(rich, vreni, mira, at):
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"points": 10**6, "way": "credit"}, "too_few_points"), ({"points": 0, "way": "credit"}, "bad_points"),
        ({"points": 1, "way": "gold"}, "unknown_choice"), ({"points": 1, "way": "donation"}, "unknown_choice"),
    ]  # fmt: skip
    for values, reason in wrong:
        with pytest.raises(Refused, match=reason), transaction.atomic():
            actions.redeem(**values, by=rich, at=at)
    bees = actions.name_organisation(name="Bienen", purpose="Blumen", iban=IBAN, by=mira, at=at)  # fmt: skip
    with pytest.raises(Refused, match="name_taken"):
        actions.name_organisation(name="Bienen", purpose="x", iban=IBAN, by=mira, at=at)
    with pytest.raises(Invalid, match="bad_iban"):
        actions.name_organisation(name="Igel", purpose="x", iban="CH00", by=mira, at=at)
    actions.set_organisation(bees, listed=False, by=mira, at=at)
    with pytest.raises(Refused, match="withdrawn"), transaction.atomic():
        actions.redeem(points=1, way="donation", organisation=bees.pk, by=rich, at=at)
    with pytest.raises(NotFound):
        actions.redeem(points=1, way="donation", organisation=rich.pk, by=rich, at=at)
    assert not Redemption.objects.exists()


def broken(law: str, act) -> None:
    def at_commit() -> None:
        act()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises((IntegrityError, DataError, OperationalError), match=law), transaction.atomic():  # fmt: skip
        at_commit()


@pytest.mark.flow
def test_the_database_holds_every_figure(rich, at):
    month, share = PaybackMonth.objects.get(), PaybackShare.objects.first()
    line = PaybackLine.objects.first()
    assert share
    assert line
    april = {"month": date(2026, 4, 1), "budget": 10, "currency": "CHF", "closed_at": at}
    broken("month_closed_once", lambda: PaybackMonth.objects.create(**april | {"month": MARCH}, points=0))  # fmt: skip
    broken("month_within_budget", lambda: PaybackMonth.objects.create(**april, points=11))
    broken("payback_month_agrees", lambda: PaybackMonth.objects.create(**april, points=10))
    broken("month_shared_once", lambda: PaybackShare.objects.create(month=month, person=rich, points=1, quality=1))  # fmt: skip
    kai = Person.objects.create(name="Neu", joined_at=at)
    broken("share_points", lambda: PaybackShare.objects.create(month=month, person=kai, points=0, quality=1))  # fmt: skip
    broken("payback_month_agrees|payback_share_agrees", lambda: PaybackShare.objects.create(month=month, person=kai, points=1, fixed=1, quality=1))  # fmt: skip
    other = {"share": share, "title": "x", "path": "/", "answered_at": at, "givers": 1, "solved": True, "novelty": 1}  # fmt: skip
    broken("answer_paid_once", lambda: PaybackLine.objects.create(**other, subject=line.subject, weight=1, points=0))  # fmt: skip
    broken("payback_line", lambda: PaybackLine.objects.create(**other, subject="a", weight=2, points=0))  # fmt: skip
    broken("payback_share_agrees", lambda: PaybackLine.objects.create(**other, subject="a", weight=1, points=5))  # fmt: skip
    values = {"person": rich, "points": 5, "currency": "CHF", "at": at}
    broken("redemption_goes_somewhere", lambda: Redemption.objects.create(**values, way="donation"))  # fmt: skip
    broken("redemption_agrees", lambda: Redemption.objects.create(**values, way="credit"))
    broken("organisation_once", lambda: [Organisation.objects.create(name="B", purpose="x", person=Person.objects.create(name=name, joined_at=at), added_at=at, added_by=rich) for name in "ab"])  # fmt: skip
    broken("payback_terms", lambda: PaybackTerms.objects.create(from_month=date(2026, 3, 2), budget=1, currency="CHF", first_points=0, money_from=1, reason="x", set_at=at, set_by=rich))  # fmt: skip
    for table in (PaybackTerms, PaybackMonth, PaybackShare, PaybackLine, Redemption):
        broken("append|never|only", lambda table=table: table.objects.all().update(brand_id=scope.brand_id()))  # fmt: skip
    mine = Account.objects.get(kind="points", owner=rich)
    broken("account_of_points", lambda: Account.objects.create(kind="points", owner=kai, currency="CHF", may_overdraw=False))  # fmt: skip

    def overdraw() -> None:
        there = posting.account(Account.Kind.ISSUED, currency="PTS")
        posting.post(Journal.Kind.POINTS, subject="x", idem="x", legs=[(mine, -(10**6)), (there, 10**6)], by=None, at=at)  # fmt: skip

    broken("account_no_overdraft", overdraw)
    assert Entry.objects.filter(currency="PTS").exists()


@pytest.mark.flow
def test_points_lapse_with_their_owner_who_is_told_and_the_books_stay(
    rich, seeland, mira, at
):
    assert len(PaybackData().export(rich)["payback_lines"]) == 2
    client = Client()
    client.force_login(rich)
    told = client.get("/account/erasure/").content.decode()
    assert PaybackData().worth(rich) in told
    assert f" {whole(ledger.balance_of(rich))} " in PaybackData().worth(rich)
    # An erasure erases at all brands: she is told of all; another brand's pages show nothing of it to anybody else.
    with scope.inside(seeland.pk):
        ledger.issue({rich: 30}, subject="x", by=None, at=at)
    assert "Seeland Energie" in client.get("/account/erasure/").content.decode()
    assert " 30 " in PaybackData().worth(rich)
    assert "Seeland" not in signed_in(mira).get(f"/members/{rich.pk}/abilities/").content.decode()  # fmt: skip
    PaybackData().forget(rich, at=at)
    PaybackData().forget(rich, at=at)
    assert ledger.balance_of(rich) == 0
    assert PaybackShare.objects.filter(person=rich).exists()
    assert PaybackData().keep_until(rich)
    assert not PaybackData().worth(rich)


@pytest.mark.slow
def test_fifty_at_once_close_one_month_and_never_overdraw(committed_db, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        mira, aylin, vreni = make_person("Mira", at, "manager"), make_person("Aylin", at, "member"), make_person("Vreni", at)  # fmt: skip
        thankers = [make_person(f"Leser{n}", at, "member") for n in range(3)]
        actions.set_terms(**TERMS, by=mira, at=at)
        help_in_march([aylin], [vreni], at, thankers=thankers)

        def close_it(number):
            with scope.inside(brand.pk):
                return close(at).pk

        assert len(set(committed_db.together(50, close_it))) == 1
        assert ledger.balance_of(aylin) == 10_000

        def redeem(number):
            with scope.inside(brand.pk):
                return actions.redeem(points=3000, way="credit", by=aylin, at=at)

        results = committed_db.together(50, redeem)
        done = [each for each in results if isinstance(each, Redemption)]
        assert len(done) == 3
        assert {each.reason for each in results if isinstance(each, Refused)} == {"too_few_points"}  # fmt: skip
        assert ledger.balance_of(aylin) == 1000
        assert Account.objects.get(kind="credit", owner=aylin).balance == 9000


def signed_in(person) -> Client:
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    client.force_login(person)
    return client


@pytest.mark.flow
def test_the_pages_from_budget_to_statement(rich, jonas, mira, at):
    member, manager = signed_in(rich), signed_in(mira)
    month = PaybackMonth.objects.get()
    assert "points" in member.get("/payback/").content.decode()
    page = member.get(month.path).content.decode()
    assert page.count("Frage") >= 2
    assert member.get("/payback/budget/").status_code == 404
    assert signed_in(mira).get(month.path).status_code == 404
    assert member.post("/payback/redemption/", {"way": "credit", "points": "10"}).status_code == 303  # fmt: skip
    refused = member.post("/payback/redemption/", {"way": "money", "points": "10"})
    assert "Money starts at 1,000 points" in refused.content.decode()
    assert manager.get("/payback/budget/").status_code == 200
    assert manager.post("/payback/budget/", {"budget": "50", "first_points": 0, "money_from": 500, "reason": "Mehr"}).status_code == 303  # fmt: skip
    assert manager.post("/payback/organisations/", {"name": "Igel", "purpose": "Gärten", "iban": IBAN}).status_code == 303  # fmt: skip
    igel = Organisation.objects.get()
    assert "Igel" in manager.get("/payback/organisations/").content.decode()
    assert member.post("/payback/redemption/", {"way": str(igel.pk), "points": "5"}).status_code == 303  # fmt: skip
    assert manager.post(f"/payback/organisations/{igel.pk}/listing/", {"end": "1"}).status_code == 303  # fmt: skip
    api = member.get("/api/v1/payback").json()
    assert len(api["redemptions"]) == 2
    lines = member.get(f"/api/v1/payback/months/{month.pk}").json()
    assert sum(row["points"] for row in lines["items"]) + lines["fixed"] == lines["points"]
    got = member.post("/api/v1/payback/redemptions", {"points": 1, "way": "credit"}, content_type="application/json")  # fmt: skip
    assert got.status_code == 201
