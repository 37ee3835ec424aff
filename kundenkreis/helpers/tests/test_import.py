"""Helpers from a CSV file: whatever wrote it, whoever typed it, however often it is sent."""

from datetime import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kundenkreis.brands.models import Skill
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.helpers import actions
from kundenkreis.helpers.events import HelpersImported
from kundenkreis.helpers.imports import table
from kundenkreis.helpers.imports.report import Trouble
from kundenkreis.helpers.imports.taking import take
from kundenkreis.helpers.imports.views import SAMPLE
from kundenkreis.helpers.models import (
    Availability,
    Helper,
    HelperBrand,
    HelperPackage,
    HelperSkill,
)
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.notifications.registry import REACTIONS
from kundenkreis.people.models import Person, Role

HEAD = "email,name,postal code,packages,radius km,about\n"


def read(text, encoding="utf-8"):
    return list(table.read(text.encode(encoding)))


def cells(text, encoding="utf-8"):
    return [(row.cells["email"], row.cells["name"]) for row in read(text, encoding)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_umlauts_survive_every_usual_encoding(encoding):
    assert cells("E-Mail;Name;PLZ\na@example.org;Zoë Müller;8004\n", encoding) == [("a@example.org", "Zoë Müller")]  # fmt: skip


def test_what_only_windows_writes_survives_too():
    assert cells("email,name,plz\na@example.org,Œuvre “X”,8004\n", "cp1252") == [("a@example.org", "Œuvre “X”")]  # fmt: skip


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_line_end(separator, end):
    text = end.join(separator.join(row) for row in (("email", "name", "zip"), ("a@example.org", "Ann", "8004"), ("", "", ""), ("b@example.org", "Bea", "8003")))  # fmt: skip
    assert cells(text) == [("a@example.org", "Ann"), ("b@example.org", "Bea")]


def test_line_breaks_and_separators_inside_quotes_belong_to_the_cell():
    [row, after] = read('email,name,plz,about\na@x.org,"Ann, the ""first""",8004,"one\ntwo"\nb@x.org,B,8004,\n')  # fmt: skip
    assert (row.line, row.cells["name"], row.cells["about"]) == (2, 'Ann, the "first"', "one\ntwo")  # fmt: skip
    assert after.line == 4


def test_a_mark_that_is_never_closed_costs_only_its_line():
    text = "email,name,plz\n" + 'a@x.org,"Ann,8004\n' + "".join(f"{n}@x.org,N,8004\n" for n in range(60))  # fmt: skip
    found = read(text)
    assert isinstance(found[0], Trouble)
    assert found[0].line == 2
    assert len(found) == 61


def test_two_open_marks_do_not_swallow_what_stands_between():
    found = read('email,name,plz\na@x.org,"Ann,8004\nb@x.org,Bea,8004\nc@x.org,"Cleo,8004\nd@x.org,Dora,8004\n')  # fmt: skip
    assert [row.line for row in found if isinstance(row, Trouble)] == [2, 4]
    assert [row.cells["email"] for row in found if not isinstance(row, Trouble)] == ["b@x.org", "d@x.org"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"), [("", "empty"), ("\n\n", "empty"), ("a,b\n1,2\n", "no_such_columns"), ("email,plz\n", "no_such_columns")]
)  # fmt: skip
def test_a_file_that_is_no_such_table_is_refused_in_words(text, reason):
    with pytest.raises(Invalid) as refused:
        read(text)
    assert refused.value.reason == reason
    assert "file" in refused.value.fields


def bring(text, brand, at, **more):
    more.setdefault("by", None)
    return take(text.encode(), brand=brand, at=at, **more)


@pytest.mark.flow
def test_the_sample_makes_helpers_with_everything_they_need(alpenfon, at):
    report = take(SAMPLE.read_bytes(), brand=alpenfon, by=None, at=at)
    assert (report.new, report.troubles) == (2, [])
    helper = Helper.objects.get(person__email="claire.favre@example.org")
    assert (helper.place, helper.radius_km, helper.travel_buffer, helper.capacity) == ("Lausanne", 5, 15, 4)  # fmt: skip
    assert (helper.languages, helper.professional, helper.person.language) == (["de", "fr"], True, "de")  # fmt: skip
    assert [(row.weekday, row.start, row.end) for row in helper.plan.all()][:2] == [(0, time(9), time(12)), (0, time(14), time(18))]  # fmt: skip
    assert Role.objects.filter(person=helper.person, kind="helper").count() == 1
    assert "Ich komme mit dem Velo." in Helper.objects.get(person__name="Jonas Meier").about


@pytest.mark.flow
def test_the_clock_makes_hours_of_the_plans(alpenfon, at):
    from kundenkreis.helpers import schedule

    take(SAMPLE.read_bytes(), brand=alpenfon, by=None, at=at)
    schedule.due(at=at)
    assert Availability.objects.filter(helper__person__name="Jonas Meier").count() == 72


@pytest.mark.flow
def test_the_same_file_twice_changes_nothing(alpenfon, at):
    take(SAMPLE.read_bytes(), brand=alpenfon, by=None, at=at)
    counts = [
        model.objects.count()
        for model in (Person, Role, Helper, HelperBrand, HelperPackage)
    ]
    report = take(SAMPLE.read_bytes(), brand=alpenfon, by=None, at=at)
    assert (report.new, report.changed, report.unchanged) == (0, 0, 2)
    assert counts == [model.objects.count() for model in (Person, Role, Helper, HelperBrand, HelperPackage)]  # fmt: skip


def test_bad_lines_are_named_and_never_stop_good_ones(alpenfon, at):
    text = HEAD + (
        "good@example.org,Good,8004,wifi,5,\n"
        "bad,,99999,magic,900,\n"
        "GOOD@example.org,Again,8004,,,\n"
        "also@example.org,Also,CH-3011 Bern,,,\n"
        "six@example.org,Six,8004,wifi,5,,too,much\n"
    )
    report = bring(text, alpenfon, at)
    assert (report.new, report.idle, report.left_out) == (2, 1, 3)
    assert [(each.line, each.column) for each in report.troubles] == [
        (3, "postal code"), (3, "email"), (3, "name"), (3, "radius km"), (3, "packages"), (4, "email"), (6, "")
    ]  # fmt: skip
    said = str(report)
    assert "Die Leistung «magic» gibt es nicht. Es gibt: computer-help, wifi." in said
    assert "Diese Adresse steht schon in Zeile 2" in said
    assert "Zeile 6: Es sind 8 Felder unter 6 Spalten" in said


def test_skills_come_with_a_level(alpenfon, at):
    Skill.objects.create(slug="wifi", words={"en": "Wi-Fi"})
    head = "email,name,plz,skills\n"
    report = bring(head + "a@example.org,Ann,8004,wifi:expert\nb@example.org,Bea,8004,wifi\nc@example.org,Cleo,8004,magic:good\n", alpenfon, at)  # fmt: skip
    assert (report.new, [each.line for each in report.troubles]) == (1, [3, 4])
    assert list(HelperSkill.objects.values_list("skill__slug", "level")) == [("wifi", 3)]


@pytest.mark.flow
def test_an_empty_cell_leaves_what_is_there(alpenfon, at):
    bring(HEAD + "a@example.org,Ann,8004,wifi,5,I like cables.\n", alpenfon, at)
    report = bring(HEAD + "a@example.org,Ann,8003,,,\n", alpenfon, at)
    helper = Helper.objects.get()
    assert report.changed == 1
    assert (helper.postal_code, helper.radius_km, helper.about) == ("8003", 5, "I like cables.")  # fmt: skip
    assert HelperPackage.objects.count() == 1


def test_only_checking_keeps_nothing_and_says_the_same(alpenfon, at):
    text = HEAD + "a@example.org,Ann,8004,wifi,5,\nbad,B,8004,,,\n"
    checked = bring(text, alpenfon, at, only_check=True)
    assert not Person.objects.exists()
    assert not EventRow.objects.exists()
    done = bring(text, alpenfon, at)
    assert (checked.new, checked.troubles) == (done.new, done.troubles)
    assert "nothing was kept" in checked.headline


def test_a_customer_keeps_her_name_and_becomes_a_helper(alpenfon, vreni, at):
    bring(HEAD + "Vreni@Example.org,Somebody Else,8004,wifi,5,\n", alpenfon, at)
    assert Helper.objects.get().person == vreni
    assert Person.objects.get().name == "Vreni"


@pytest.mark.flow
def test_who_helps_another_brand_too_keeps_her_profile(alpenfon, seeland, at):
    bring(HEAD + "a@example.org,Ann,8004,wifi,5,\n", alpenfon, at)
    with scope.inside(seeland.pk):
        report = bring(HEAD + "a@example.org,Ann,3011,wifi,50,\n", seeland, at)
        assert report.new == 1
        assert bring(HEAD + "a@example.org,Ann,3011,wifi,50,\n", seeland, at).unchanged == 1
    assert Helper.objects.get().postal_code == "8004"
    assert bring(HEAD + "a@example.org,Ann,8003,,,\n", alpenfon, at).unchanged == 1


def test_an_import_brings_nobody_back_who_has_left(alpenfon, at):
    bring(HEAD + "a@example.org,Ann,8004,wifi,5,\n", alpenfon, at)
    member = HelperBrand.objects.get()
    actions.leave(member, by=member.helper.person, at=at.replace(hour=10))
    report = bring(HEAD + "a@example.org,Ann,8003,wifi,5,\n", alpenfon, at.replace(hour=11))
    assert (report.left_out, report.troubles[0].line) == (1, 2)
    assert Helper.objects.get().postal_code == "8004"


def test_new_helpers_are_invited_once_where_wished(alpenfon, at):
    text = HEAD + "a@example.org,Ann,8004,wifi,5,\n"
    bring(text, alpenfon, at, invite=True)
    bring(text, alpenfon, at, invite=True)
    [row] = EventRow.objects.filter(name="helpers_imported")
    for react in REACTIONS[HelpersImported] * 2:
        react(HelpersImported(**row.payload), row=row)
    [notice] = Notice.objects.all()
    assert (notice.person.name, notice.kind) == ("Ann", "helper_invited")


def test_only_managers_import(alpenfon, reto, mira, at):
    with pytest.raises(NotAllowed):
        bring(HEAD + "a@example.org,Ann,8004,,,\n", alpenfon, at, by=reto)
    assert bring(HEAD + "a@example.org,Ann,8004,,,\n", alpenfon, at, by=mira).new == 1


def page(person, text, what):
    client = Client(headers={"host": "alpenfon.localhost"})
    client.force_login(person)
    sent = {"file": SimpleUploadedFile("h.csv", text.encode()), "what": what}
    return client, client.post("/helper-imports/", sent)


@pytest.mark.flow
def test_the_page_says_what_the_command_says(alpenfon, mira, reto, at):
    text = HEAD + "a@example.org,Ann,8004,wifi,5,\nbad,B,8004,,,\n"
    client, answer = page(mira, text, "check")
    assert answer.status_code == 200
    assert (
        "1 neu, 0 geändert, 0 unverändert, 1 Zeilen ausgelassen" in answer.content.decode()
    )
    assert not Helper.objects.exists()
    client, answer = page(mira, text, "keep")
    assert Helper.objects.count() == 1
    assert b"name@example.org" in answer.content
    assert client.get("/helper-imports/sample.csv").status_code == 200
    assert page(mira, "x", "keep")[1].status_code == 422
    assert page(reto, text, "keep")[1].status_code == 404


@pytest.mark.slow
def test_two_managers_with_the_same_file_at_once_make_everyone_once(committed_db, at):
    from kundenkreis.brands.models import PostalCode
    from tests.cast import PLACES, make_brand

    code, place, lat, lng = PLACES[0]
    PostalCode.objects.create(country="CH", code=code, place=place, lat=lat, lng=lng)
    brand = make_brand("alpenfon", "Alpenfon", at)
    text = HEAD + "".join(f"h{n}@example.org,H{n},8004,wifi,5,\n" for n in range(40))

    def one(_number):
        with scope.inside(brand.pk):
            return bring(text, brand, at)

    done = committed_db.together(4, one)
    assert [each for each in done if isinstance(each, Exception)] == []
    with scope.inside(brand.pk):
        assert [model.objects.count() for model in (Person, Role, Helper, HelperBrand, HelperPackage)] == [40] * 5  # fmt: skip


@pytest.mark.slow
def test_ten_thousand_lines_take_few_statements(
    alpenfon, django_assert_max_num_queries, at
):
    lines = [f'h{n}@example.org,"Helper {n}",{("8004", "8003", "3011")[n % 3]},wifi,{n % 50 + 1},"one\ntwo"\n' for n in range(10_000)]  # fmt: skip
    lines[4711] = "not an address,Nobody,8004,,,\n"
    with django_assert_max_num_queries(400):
        report = bring(HEAD + "".join(lines), alpenfon, at)
    assert (report.new, report.left_out, report.troubles[0].line) == (
        9_999,
        1,
        2 + 2 * 4711,
    )
