"""What can happen to a case, and to whom it happens."""

from datetime import datetime, timedelta

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.cases import actions, keys, queries
from kundenkreis.cases.models import Attempt, Case, CaseTransition, Message
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.notifications.models import EventRow
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person

WLAN = "Mein WLAN verbindet sich nicht mehr. Das Lämpchen blinkt rot."


@pytest.fixture
def wlan(vreni: Person, at: datetime) -> Case:
    return actions.open_case(customer=vreni, text=WLAN, by=vreni, at=at)


def test_a_case_begins_with_one_sentence(wlan: Case) -> None:
    assert wlan.title == "Mein WLAN verbindet sich nicht mehr."
    assert wlan.language == "de"
    assert wlan.topic is not None
    assert wlan.topic.slug == "internet"
    assert wlan.is_open
    assert list(EventRow.objects.values_list("name", flat=True)) == ["case_opened"]


def test_an_english_sentence_is_read_as_english(vreni: Person, at: datetime) -> None:
    case = actions.open_case(
        customer=vreni, text="My wifi does not connect to the laptop", by=vreni, at=at
    )
    assert case.language == "en"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  \n\t ", "empty"),
        ("\x00\x01\x02" * 50 + "x", "binary"),
        ("a" * 100_000, "too_long"),
    ],
)
def test_what_is_no_text_is_refused_with_its_field(
    vreni: Person, at: datetime, text: str, reason: str
) -> None:
    with pytest.raises(Invalid) as refused:
        actions.open_case(customer=vreni, text=text, by=vreni, at=at)
    assert refused.value.reason == reason
    assert "text" in refused.value.fields


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> geht nicht",
        "'; DROP TABLE kundenkreis_case; --",
        "📱🔥 Hilfe 😭",
        "\u202eرسالة من اليمين\u202c kaputt",
        "Z̷̢̛̺̲͍͇͉̪̳̖̙̈́̏̓̽͌͝a̶l̶g̶o̶ geht nicht",
    ],
)
def test_hostile_text_is_only_text(vreni: Person, at: datetime, text: str) -> None:
    case = actions.open_case(customer=vreni, text=text, by=vreni, at=at)
    case.refresh_from_db()
    assert "\u202e" not in case.text
    assert case.title


def test_only_the_customer_says_solved(
    wlan: Case, vreni: Person, jonas: Person, at: datetime
) -> None:
    with pytest.raises(NotAllowed):
        actions.solve(wlan, by=jonas, at=at)
    assert actions.solve(wlan, by=vreni, at=at).state == "solved"


def test_an_agent_says_solved_on_her_word(wlan: Case, reto: Person, at: datetime) -> None:
    assert actions.solve(wlan, by=reto, at=at).closed_by == reto


def test_the_attempt_that_solved_it_is_recorded_and_saying_it_twice_is_once(
    wlan: Case, vreni: Person, at: datetime
) -> None:
    attempt = actions.begin(wlan, stage="desk", by=vreni, at=at)
    actions.solve(wlan, attempt=attempt, by=vreni, at=at)
    actions.solve(wlan, attempt=attempt, by=vreni, at=at)
    attempt.refresh_from_db()
    assert attempt.state == "solved"
    assert CaseTransition.objects.count() == 1


def test_reopening_makes_the_attempt_a_failure_and_keeps_the_history(
    wlan: Case, vreni: Person, at: datetime
) -> None:
    attempt = actions.begin(wlan, stage="desk", by=vreni, at=at)
    actions.solve(wlan, attempt=attempt, by=vreni, at=at)
    case = actions.reopen(wlan, by=vreni, at=at + timedelta(days=2))
    attempt.refresh_from_db()
    assert (case.state, case.closed_at, attempt.state) == ("open", None, "failed")
    moves = CaseTransition.objects.order_by("id").values_list("from_state", "to_state")
    assert list(moves) == [("open", "solved"), ("solved", "open")]


def test_a_closed_case_takes_no_attempt(wlan: Case, vreni: Person, at: datetime) -> None:
    actions.withdraw(wlan, by=vreni, at=at)
    with pytest.raises(Refused) as refused:
        actions.begin(wlan, stage="desk", by=vreni, at=at)
    assert refused.value.reason == "case_closed"


def test_the_same_subject_is_tried_once_at_a_time(
    wlan: Case, vreni: Person, at: datetime
) -> None:
    first = actions.begin(wlan, stage="knowledge", subject="article:1", by=vreni, at=at)
    assert (
        actions.begin(wlan, stage="knowledge", subject="article:1", by=vreni, at=at)
        == first
    )
    actions.fail(first, why="kenne ich schon", by=vreni, at=at)
    assert (
        actions.begin(wlan, stage="knowledge", subject="article:1", by=vreni, at=at)
        != first
    )


def test_an_ended_attempt_does_not_end_again(
    wlan: Case, vreni: Person, at: datetime
) -> None:
    attempt = actions.begin(wlan, stage="desk", by=vreni, at=at)
    actions.fail(attempt, by=vreni, at=at)
    actions.fail(attempt, by=vreni, at=at)
    with pytest.raises(Refused):
        actions.withdraw_attempt(attempt, by=vreni, at=at)


def test_the_track_record_counts_ended_attempts_of_the_topic(
    wlan: Case, vreni: Person, at: datetime
) -> None:
    actions.fail(
        actions.begin(wlan, stage="desk", subject="1", by=vreni, at=at), by=vreni, at=at
    )
    actions.begin(wlan, stage="desk", subject="2", by=vreni, at=at)
    actions.solve(
        wlan,
        attempt=actions.begin(wlan, stage="desk", subject="3", by=vreni, at=at),
        by=vreni,
        at=at,
    )
    assert queries.track_record("desk", wlan) == (1, 2)
    assert queries.track_record("community", wlan) == (0, 0)


def test_strangers_and_other_brands_find_nothing(
    wlan: Case, beat: Person, kai: Person, seeland: Brand, at: datetime
) -> None:
    for person in (beat, kai):
        with pytest.raises(NotFound):
            queries.case_for(person, wlan.pk, at=at)
    with scope.inside(seeland.pk), pytest.raises(NotFound):
        queries.case_for(kai, wlan.pk, at=at)


@pytest.mark.flow
def test_a_helper_sees_the_case_while_taking_part(
    wlan: Case, jonas: Person, vreni: Person, at: datetime
) -> None:
    actions.let_in(wlan, jonas, role="helper", by=vreni, at=at)
    assert queries.case_for(jonas, wlan.pk, at=at) == wlan
    assert actions.write(wlan, text="Ich komme um vier.", by=jonas, at=at).role == "helper"
    actions.let_out(wlan, jonas, role="helper", by=vreni, at=at + timedelta(hours=1))
    with pytest.raises(NotFound):
        queries.case_for(jonas, wlan.pk, at=at + timedelta(hours=2))


def test_notes_are_for_the_staff(
    wlan: Case, vreni: Person, reto: Person, at: datetime
) -> None:
    actions.write(wlan, text="Kundin ist verärgert", internal=True, by=reto, at=at)
    actions.write(wlan, text="Guten Tag", by=reto, at=at)
    with pytest.raises(NotAllowed):
        actions.write(wlan, text="geheim", internal=True, by=vreni, at=at)
    assert [m.text for m in Message.objects.all().readable_by(vreni, staff=False)] == [
        "Guten Tag"
    ]
    assert Message.objects.all().readable_by(reto, staff=True).count() == 2


def test_a_stranger_does_not_write(wlan: Case, beat: Person, at: datetime) -> None:
    with pytest.raises(NotAllowed):
        actions.write(wlan, text="Hallo", by=beat, at=at)


def test_feedback_may_change_and_the_last_word_counts(
    wlan: Case, vreni: Person, at: datetime
) -> None:
    actions.give_feedback(wlan, helped=True, by=vreni, at=at)
    row = actions.give_feedback(
        wlan, helped=False, again=False, comment="Kam wieder", by=vreni, at=at
    )
    assert (row.helped, row.again, row.recommend) == (False, False, None)


def test_a_key_opens_its_own_case_for_90_days(alpenfon: Brand, at: datetime) -> None:
    guest = people.welcome_guest(language="de", by=None, at=at)
    case = actions.open_case(customer=guest, text=WLAN, by=guest, at=at)
    key = actions.make_key(case, by=guest, at=at)
    assert queries.case_with_key(key, at=at) == case
    assert queries.case_with_key(key, at=at + timedelta(days=91)) is None
    assert queries.case_with_key(key[:-1], at=at) is None
    assert keys.personal_path(guest, "/cases/1/") == f"/k/{key}/?then=%2Fcases%2F1%2F"


def test_a_key_of_another_brand_opens_nothing(
    alpenfon: Brand, seeland: Brand, at: datetime
) -> None:
    guest = people.welcome_guest(language="de", by=None, at=at)
    case = actions.open_case(customer=guest, text=WLAN, by=guest, at=at)
    key = actions.make_key(case, by=guest, at=at)
    with scope.inside(seeland.pk):
        assert queries.case_with_key(key, at=at) is None


def test_outside_a_brand_there_is_no_query() -> None:
    with pytest.raises(scope.OutsideAnyBrand):
        Case.objects.count()


def test_a_row_of_another_brand_is_not_written(wlan: Case, seeland: Brand) -> None:
    with scope.inside(seeland.pk), pytest.raises(scope.AnotherBrand):
        wlan.save()
    with pytest.raises(scope.AnotherBrand):
        Attempt(brand=seeland, case=wlan, stage="desk").save()
