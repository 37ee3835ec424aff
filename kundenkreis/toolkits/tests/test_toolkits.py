"""Toolkits: fit and price, keeping, submitting, rating, forking; and how managers set them."""

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.notifications.models import EventRow
from kundenkreis.toolkits import actions, fitting, queries
from kundenkreis.toolkits.models import Design, DesignRating, Toolkit
from kundenkreis.toolkits.personal_data import ToolkitsData
from kundenkreis.toolkits.tests.conftest import WOOD, set_field
from tests.attack import attack
from tests.cast import make_person

HOST = {"host": "alpenfon.localhost"}


def signed_in(person) -> Client:
    client = Client(headers=HOST)
    client.force_login(person)
    return client


def api(client, method, path, body=None):
    return client.generic(method, f"/api/v1/{path}", json.dumps(body) if body is not None else "", content_type="application/json")  # fmt: skip


def send(client, path, **fields):
    return client.post(path, {"once": uuid4().hex, **fields})


@pytest.mark.parametrize(
    ("values", "price", "problems"),
    [
        (WOOD, 7850, set()),
        ({**WOOD, "engraving": "Für Vreni"}, 8750, set()),
        ({**WOOD, "engraving": "Für die ganze Familie"}, 7850, {"engraving"}),
        ({**WOOD, "material": "steel", "shelves": "3"}, 7400, {"shelves"}),
        ({**WOOD, "material": "gold"}, 6600, {"material"}),
        ({**WOOD, "shelves": "5"}, 6250, {"shelves"}),
        ({**WOOD, "shelves": "zwei"}, 6250, {"shelves"}),
        ({**WOOD, "colour": "red"}, 7850, {"colour"}),
        ({"unknown": "x"}, 5000, {"material", "shelves", "colour"}),
    ],
)
def test_price_and_fit(table, values, price, problems):
    found = queries.fit(table, values)
    assert (found.price, set(found.problems)) == (price, problems)


def test_stars_of_one_are_not_yet_the_first_place():
    assert fitting.score(stars=5, many=1) < fitting.score(stars=40, many=9)


@pytest.mark.flow
def test_only_what_fits_is_kept_and_submitted_it_stays(table, vreni, aylin, at):
    with pytest.raises(Invalid) as refused:
        actions.keep(table, title="X", values={**WOOD, "shelves": "9"}, by=vreni, at=at)
    assert "shelves" in refused.value.fields
    row = actions.keep(table, title="Eiche", values=WOOD, by=vreni, at=at)
    with pytest.raises(NotFound):
        queries.design_for(aylin, row.pk)
    with pytest.raises(NotAllowed):
        actions.submit(row, by=aylin, at=at)
    for _twice in range(2):
        actions.submit(row, by=vreni, at=at)
    assert queries.design_for(None, row.pk).price == 7850
    with pytest.raises(Refused):
        actions.rate(actions.keep(table, title="Y", values=WOOD, by=vreni, at=at), stars=5, by=aylin, at=at)  # fmt: skip


@pytest.mark.flow
def test_a_fork_names_where_it_began_for_good(table, design, aylin, jonas, vreni, at):
    second = actions.keep(table, title="Zwei", values=WOOD, forked_from=design, by=aylin, at=at)  # fmt: skip
    with pytest.raises(Refused):
        actions.keep(table, title="Drei", values=WOOD, forked_from=second, by=jonas, at=at)
    actions.submit(second, by=aylin, at=at)
    second.refresh_from_db()
    third = actions.keep(table, title="Drei", values=WOOD, forked_from=second, by=jonas, at=at)  # fmt: skip
    assert (third.forked_from, third.origin) == (second, design)
    actions.withdraw(design, by=vreni, at=at)
    assert queries.design_for(jonas, third.pk).origin == design


@pytest.mark.flow
def test_stars_count_once_and_sort(table, design, aylin, jonas, vreni, at):
    other = actions.submit(actions.keep(table, title="Zwei", values=WOOD, by=aylin, at=at), by=aylin, at=at)  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.rate(design, stars=5, by=vreni, at=at)
    with pytest.raises(Invalid):
        actions.rate(design, stars=6, by=jonas, at=at)
    for stars in (1, 5):
        actions.rate(other, stars=stars, by=jonas, at=at)
    assert queries.stars_of(other) == (5, 1)
    assert list(queries.gallery(table)) == [other, design]


@pytest.mark.flow
def test_managers_set_it_with_reasons_and_others_do_not(table, mira, vreni, at):
    with pytest.raises(NotAllowed):
        set_field(table, vreni, at, "X", "text")
    for wrong in ({"kind": "choice"}, {"kind": "number", "least": 3, "most": 1}, {"kind": "gold"}):  # fmt: skip
        with pytest.raises(Invalid):
            set_field(table, mira, at, "X", **wrong)
    with pytest.raises(Invalid):
        set_field(table, mira, at, "Material", "text")
    with pytest.raises(Invalid):
        actions.add_rule(table, if_field="material", if_value="wood", then_field="material", most=1, sentence="x", reason="x", by=mira, at=at)  # fmt: skip
    actions.set_field(table, "shelves", label="Böden", kind="number", least=1, most=6, price_each=800, reason="Mehr", by=mira, at=at)  # fmt: skip
    assert EventRow.objects.filter(name="terms_set", payload__reason="Mehr").exists()
    rule = queries.rules_of(table)[0]
    for _twice in range(2):
        actions.remove_rule(table, rule.pk, reason="Weg", by=mira, at=at)
    assert queries.fit(table, {**WOOD, "material": "steel", "shelves": "5"}).fits
    for name in ("engraving", "colour", "shelves"):
        actions.remove_field(table, name, reason="Weg", by=mira, at=at)
    with pytest.raises(Refused):
        actions.remove_field(table, "material", reason="Weg", by=mira, at=at)
    with pytest.raises(Invalid):
        actions.set_toolkit("", title="Leer", lead="x", base_price=0, offered=True, reason="x", by=mira, at=at)  # fmt: skip


def test_another_brand_sees_nothing(table, design, seeland, kai):
    with scope.inside(seeland.pk):
        assert not Toolkit.objects.exists()
        with pytest.raises(NotFound):
            queries.design_for(kai, design.pk)


@pytest.mark.flow
def test_who_leaves_goes_and_what_others_use_stays(table, design, vreni, aylin, at):
    actions.keep(table, title="Nur für mich", values=WOOD, by=vreni, at=at)
    actions.rate(design, stars=4, by=aylin, at=at)
    plug = ToolkitsData()
    assert len(plug.export(vreni)["designs"]) == 2
    plug.forget(vreni, at=at)
    plug.forget(aylin, at=at)
    assert list(Design.objects.all()) == [design]
    assert not DesignRating.objects.exists()


RATE = "insert into kundenkreis_designrating (brand_id, design_id, rater_id, stars, at) values (%s, %s, %s, %s, now())"
FORK = "insert into kundenkreis_design (id, brand_id, toolkit_id, author_id, title, values, price, saved_at, hidden_reason, forked_from_id) values (gen_random_uuid(), %s, %s, %s, 'x', '{}', 1, now(), '', %s)"


@pytest.mark.flow
def test_designs_and_stars_are_laws(table, design, vreni, aylin, seeland, mira, at):
    brand, private = table.brand_id, actions.keep(table, title="Y", values=WOOD, by=vreni, at=at)  # fmt: skip
    attack("design_rated_by_others", RATE, brand, design.pk, vreni.pk, 5)
    attack("design_rated_by_others", RATE, brand, private.pk, aylin.pk, 5)
    attack("design_stars", RATE, brand, design.pk, aylin.pk, 6)
    attack("design_rating_of_same_brand", RATE, seeland.pk, design.pk, aylin.pk, 5)
    actions.rate(design, stars=5, by=aylin, at=at)
    attack("design_rated_once", RATE, brand, design.pk, aylin.pk, 4)
    attack("design_forked_from_shown", FORK, brand, table.pk, aylin.pk, private.pk)
    attack("design_of_same_brand", FORK, seeland.pk, table.pk, aylin.pk, None)
    other = actions.set_toolkit("", title="Anderes", lead="x", base_price=0, offered=False, reason="x", by=mira, at=at)  # fmt: skip
    attack("design_forked_in_toolkit", FORK, brand, other.pk, aylin.pk, design.pk)
    change = "update kundenkreis_design set {} where id = %s"
    attack("design_credit_stays", change.format("author_id = %s"), aylin.pk, design.pk)
    attack("design_submitted_stays", change.format("price = 1"), design.pk)
    attack("design_hidden_with_reason", change.format("hidden_at = now()"), design.pk)


def test_a_toolkit_is_whole(table, seeland):
    attack("toolkit_number_has_bounds", "update kundenkreis_toolkitfield set most = 0 where kind = 'number'")  # fmt: skip
    attack("toolkit_choice_has_options", "update kundenkreis_toolkitfield set options = '[]' where kind = 'choice'")  # fmt: skip
    attack("toolkit_rule_between_two", "update kundenkreis_toolkitrule set then_field_id = if_field_id")  # fmt: skip
    attack("toolkit_rule_says_why", "update kundenkreis_toolkitrule set sentence = ''")
    attack("toolkit_field_named_once", "update kundenkreis_toolkitfield set slug = 'x'")
    again = "insert into kundenkreis_toolkit (brand_id, slug, title, lead, base_price) select {}, slug, title, lead, 0 from kundenkreis_toolkit"
    attack("toolkit_named_once", again.format("brand_id"))
    attack("toolkit_field_of_same_brand", "update kundenkreis_toolkitfield set brand_id = %s", seeland.pk)  # fmt: skip
    attack("toolkit_rule_of_same_brand", "update kundenkreis_toolkitrule set brand_id = %s", seeland.pk)  # fmt: skip


def test_fields_of_a_rule_are_of_its_toolkit(table, mira, at):
    other = actions.set_toolkit("", title="Anderes", lead="x", base_price=0, offered=False, reason="x", by=mira, at=at)  # fmt: skip
    foreign = set_field(other, mira, at, "Fremd", "text")
    attack("toolkit_rule_if", "update kundenkreis_toolkitrule set if_field_id = %s", foreign.pk)  # fmt: skip
    attack("toolkit_rule_then", "update kundenkreis_toolkitrule set then_field_id = %s", foreign.pk)  # fmt: skip


@pytest.mark.flow
def test_one_designs_by_the_page_without_javascript(table, vreni, aylin):
    browser = Client(headers=HOST)
    page = browser.get(table.path, {"material": "steel", "shelves": "3", "colour": "#000000"})  # fmt: skip
    assert "Stahl trägt höchstens 2." in page.content.decode()
    assert "Stahl trägt" in browser.get(f"{table.path}fit/?material=steel&shelves=3").content.decode()  # fmt: skip
    answer = send(browser, f"{table.path}designs/", title="Eiche", **WOOD)
    assert answer["Location"].startswith("/sign-in/")
    browser.force_login(vreni)
    assert "#aa5500" in browser.get(table.path).content.decode()
    assert send(browser, f"{table.path}designs/", title="", **WOOD).status_code == 422
    path = send(browser, f"{table.path}designs/", title="Eiche", **WOOD)["Location"]
    stranger = signed_in(aylin)
    assert stranger.get(path).status_code == 404
    assert path in browser.get("/designs/").content.decode()
    assert send(browser, f"{path}submission/").status_code == 303
    assert send(stranger, f"{path}ratings/", stars="5").status_code == 303
    assert send(stranger, f"{path}ratings/").status_code == 422
    made = Design.objects.get()
    assert "Eiche" in stranger.get(f"{table.path}?from={made.pk}").content.decode()
    fork = send(stranger, f"{table.path}designs/", title="Meine", **{**WOOD, "from": str(made.pk)})  # fmt: skip
    assert "«Eiche»" in stranger.get(fork["Location"]).content.decode()
    assert send(browser, f"{path}withdrawal/").status_code == 303


@pytest.mark.flow
def test_managers_set_it_up_by_the_page(alpenfon, mira, vreni):
    client = signed_in(mira)
    new = send(client, "/toolkits/new/", title="Hülle", lead="Ihre Hülle.", base_price="10.00", offered="no", reason="Neu")  # fmt: skip
    assert new["Location"] == "/toolkits/hulle/setup/"
    base = "/toolkits/hulle"
    for label, options in (("Stoff", "Leder = 12.50\nFilz"), ("Muster", "Punkte\nStreifen")):  # fmt: skip
        field = {"label": label, "kind": "choice", "options": options, "price_each": "0", "needed": "yes", "reason": "Neu"}  # fmt: skip
        assert send(client, f"{base}/setup/new-field/", **field).status_code == 303
    rule = {"if_field": "stoff", "if_value": "Leder", "then_field": "muster", "only": "Punkte", "sentence": "Leder nur mit Punkten.", "reason": "Neu"}  # fmt: skip
    assert send(client, f"{base}/setup/new-rule/", **rule).status_code == 303
    offered = {"title": "Hülle", "lead": "Ihre Hülle.", "base_price": "10.00", "offered": "yes", "reason": "Los"}  # fmt: skip
    assert Client(headers=HOST).get(f"{base}/").status_code == 404
    assert send(client, f"{base}/setup/terms/", **offered).status_code == 303
    page = Client(headers=HOST).get(f"{base}/?stoff=leder&muster=streifen").content.decode()
    assert "Leder nur mit Punkten." in page
    setup = client.get(f"{base}/setup/").content.decode()
    assert "Leder nur mit Punkten." in setup
    for path in ("terms/", "fields/stoff/"):
        assert client.get(f"{base}/setup/{path}").status_code == 200
    pk = queries.rules_of(Toolkit.objects.get())[0].pk
    assert send(client, f"{base}/setup/rules/{pk}/removal/", reason="Weg").status_code == 303  # fmt: skip
    assert send(client, f"{base}/setup/fields/muster/removal/", reason="Weg").status_code == 303  # fmt: skip
    assert signed_in(vreni).get(f"{base}/setup/").status_code == 404


@pytest.mark.flow
def test_the_api_tells_the_same_story(table, vreni, aylin, mira):
    member, other, manager = signed_in(vreni), signed_in(aylin), signed_in(mira)
    whole = api(member, "GET", f"toolkits/{table.slug}").json()
    assert [each["slug"] for each in whole["fields"]] == ["material", "shelves", "engraving", "colour"]  # fmt: skip
    found = api(member, "POST", f"toolkits/{table.slug}/fit", {"values": WOOD}).json()
    assert found == {"price": {"amount": 7850, "currency": "CHF"}, "fits": True, "problems": {}}  # fmt: skip
    made = api(member, "POST", f"toolkits/{table.slug}/designs", {"title": "Eiche", "values": WOOD}).json()["id"]  # fmt: skip
    assert api(other, "GET", f"designs/{made}").status_code == 404
    assert api(member, "POST", f"designs/{made}/submission").status_code == 201
    assert api(other, "POST", f"designs/{made}/ratings", {"stars": 4}).json()["ratings"] == 1  # fmt: skip
    fork = api(other, "POST", f"toolkits/{table.slug}/designs", {"title": "Zwei", "values": WOOD, "forked_from": made}).json()  # fmt: skip
    assert fork["origin"] == made
    assert len(api(other, "GET", "designs").json()["items"]) == 1
    assert len(api(other, "GET", f"toolkits/{table.slug}/designs").json()["items"]) == 1
    assert api(member, "DELETE", f"designs/{made}").status_code == 204
    assert [each["slug"] for each in api(member, "GET", "toolkits").json()["items"]] == [table.slug]  # fmt: skip
    new = api(manager, "POST", "toolkits", {"title": "Neu", "lead": "x", "base_price": 0, "reason": "x"}).json()  # fmt: skip
    field = {"label": "Farbe", "kind": "colour", "reason": "x"}
    assert api(manager, "POST", f"toolkits/{new['slug']}/fields", field).status_code == 201
    assert api(manager, "PUT", f"toolkits/{new['slug']}/fields/farbe", {**field, "label": "Farbton"}).json()["fields"][0]["label"] == "Farbton"  # fmt: skip
    rule = {"if_field": "material", "if_value": "wood", "then_field": "shelves", "least": 2, "sentence": "x", "reason": "x"}  # fmt: skip
    pk = api(manager, "POST", f"toolkits/{table.slug}/rules", rule).json()["rules"][-1]["id"]  # fmt: skip
    assert len(api(manager, "DELETE", f"toolkits/{table.slug}/rules/{pk}", {"reason": "x"}).json()["rules"]) == 1  # fmt: skip
    assert api(manager, "DELETE", f"toolkits/{new['slug']}/fields/farbe", {"reason": "x"}).json()["fields"] == []  # fmt: skip
    body = {"title": "Neuer", "lead": "x", "base_price": 5, "reason": "x"}
    assert api(manager, "PUT", f"toolkits/{new['slug']}", body).json()["title"] == "Neuer"
    assert api(member, "PUT", f"toolkits/{new['slug']}", body).status_code == 404


@pytest.mark.flow
def test_the_list_of_designs_asks_the_same_number_of_queries(table, design, aylin, at):
    def count():
        with CaptureQueriesContext(connection) as asked:
            assert Client(headers=HOST).get(f"{table.path}designs/").status_code == 200
        return len(asked)

    first = count()
    for number in range(2):
        person = make_person(f"Person {number}", at)
        row = actions.keep(table, title=f"Nr {number}", values=WOOD, forked_from=design, by=person, at=at)  # fmt: skip
        actions.submit(row, by=person, at=at)
    assert count() == first == 4
