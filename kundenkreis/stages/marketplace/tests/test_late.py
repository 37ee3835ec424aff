"""What a helper tapped in a dead zone and her device sends later: once, in order, at its time."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from kundenkreis.people.pocket import mark_of
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.tests.test_booking import react
from kundenkreis.stages.marketplace.tests.test_pages import browser
from kundenkreis.stages.marketplace.tests.test_work import jpeg
from kundenkreis.stages.marketplace.tests.visits import visit

MINUTE = timedelta(minutes=1)


@pytest.fixture
def door(at):
    """It is twelve minutes past the agreed time; the visit was to begin an hour after tomorrow."""
    now = at + timedelta(days=1, hours=1, minutes=12)
    with time_machine.travel(now, tick=False):
        yield now


def late(client, person, booking, noun, ago, key="k", **typed):
    """As the service worker sends it."""
    fields = {"once": key, "pocket": mark_of(person), **typed}
    return client.post(f"{booking.path}{noun}/", fields, headers={"x-tapped-ago": str(ago)})


def history(booking):
    return [(row.name, row.at, row.heard_at) for row in booking.history.order_by("seq")]


@pytest.mark.flow
def test_taps_keep_their_time_and_say_when_they_were_heard(confirmed, jonas, door):
    booking, phone = confirmed, browser(jonas)
    word = {"code_word": booking.code_word}
    assert (
        late(phone, jonas, booking, "departure", 900, "a", minutes="10").status_code == 303
    )
    assert late(phone, jonas, booking, "start", 240, "b", **word).status_code == 303
    assert history(booking)[-2:] == [
        ("depart", door - 15 * MINUTE, door),
        ("start", door - 4 * MINUTE, door),
    ]
    booking.refresh_from_db()
    assert booking.visit.started_at == door - 4 * MINUTE
    assert booking.visit.comes_from < door - 4 * MINUTE


@pytest.mark.flow
@pytest.mark.parametrize("noun", ["departure", "start", "completion", "unsuccessful"])
def test_what_is_sent_twice_happens_once_and_is_answered_alike(
    vreni, jonas, at, door, noun
):
    before = {"departure": "confirmed", "start": "on_the_way"}.get(noun, "in_progress")
    booking, phone = visit(vreni, jonas, at, before), browser(jonas)
    typed = {"code_word": booking.code_word, "reason": "other", "report": "Kabel\r\nneu"}
    ago = 0 if before == "in_progress" else 60
    first = late(phone, jonas, booking, noun, ago, **typed)
    steps = history(booking)
    again = late(phone, jonas, booking, noun, ago + 300, **typed)
    assert (first.status_code, first["Location"]) == (303, booking.path)
    assert (again.status_code, again["Location"]) == (303, booking.path)
    assert history(booking) == steps


@pytest.mark.flow
def test_a_tap_whose_answer_was_lost_is_known_when_the_device_sends_it(
    on_the_way, jonas, door
):
    booking, phone = on_the_way, browser(jonas)
    form = {"once": "k", "pocket": mark_of(jonas), "code_word": booking.code_word}
    assert phone.post(f"{booking.path}start/", form).status_code == 303
    assert (
        late(phone, jonas, booking, "start", 30, code_word=booking.code_word).status_code
        == 303
    )
    assert len([row for row in history(booking) if row[0] == "start"]) == 1


@pytest.mark.flow
def test_a_wrong_word_sent_twice_counts_once(on_the_way, jonas, door):
    booking, phone = on_the_way, browser(jonas)
    for _again in range(3):
        wrong = late(phone, jonas, booking, "start", 60, code_word="falsch")
        assert (wrong.status_code, wrong.json()["reason"]) == (422, "wrong_code_word")
    booking.visit.refresh_from_db()
    assert booking.visit.tries == 1
    late(phone, jonas, booking, "start", 60, "other", code_word="falsch")
    booking.visit.refresh_from_db()
    assert booking.visit.tries == 2


@pytest.mark.parametrize(
    ("ago", "status", "reason"),
    [
        ("-5", 422, "bad_time"),
        ("soon", 422, "bad_time"),
        ("86401", 409, "too_old"),
        ("90000000000", 422, "bad_time"),
        ("3600", 409, "meanwhile"),
    ],
)
def test_a_time_that_cannot_be_is_refused(on_the_way, jonas, door, ago, status, reason):
    booking = on_the_way
    said = late(browser(jonas), jonas, booking, "start", ago, code_word=booking.code_word)
    assert (said.status_code, said.json()["reason"]) == (status, reason)
    assert history(booking)[-1][0] == "depart"


@pytest.mark.flow
def test_steps_of_one_device_keep_their_order_however_long_each_was_on_its_way(
    confirmed, jonas, door
):
    booking, phone = confirmed, browser(jonas)
    late(phone, jonas, booking, "departure", "60.25", "a")
    late(phone, jonas, booking, "start", "61.75", "b", code_word=booking.code_word)
    left = door - timedelta(seconds=60.25)
    assert history(booking)[-2:] == [("depart", left, door), ("start", left, door)]


@pytest.mark.flow
def test_a_visit_called_off_meanwhile_is_told_in_words(confirmed, vreni, jonas, at, door):
    booking = confirmed
    actions.cancel(booking, by=vreni, at=door - 5 * MINUTE)
    for ago, reason in (("600", "meanwhile"), ("60", "wrong_state")):
        said = late(browser(jonas), jonas, booking, "departure", ago, key=ago)
        assert (said.status_code, said.json()["reason"]) == (409, reason)
        assert said.json()["detail"]


@pytest.mark.flow
def test_another_person_never_sends_what_the_first_one_tapped(
    confirmed, jonas, aylin, door
):
    booking = confirmed
    hers = late(browser(aylin), jonas, booking, "departure", 60)
    assert (hers.status_code, hers.json()["reason"]) == (403, "other_person")
    nobody = late(browser(), jonas, booking, "departure", 60)
    assert (nobody.status_code, nobody.json()["reason"]) == (401, "signed_out")
    unnamed = browser(jonas).post(
        f"{booking.path}departure/", headers={"x-tapped-ago": "1"}
    )
    assert unnamed.status_code == 403
    assert history(booking)[-1][0] == "accept"


@pytest.mark.flow
def test_nothing_else_can_be_dated_back(confirmed, jonas, door):
    """Cancelling yesterday would cost less than cancelling now."""
    booking, own = confirmed, browser(jonas)
    late(own, jonas, booking, "cancellation", 80_000)
    assert history(booking)[-1][:2] == ("cancel", door)


def test_a_photo_of_the_dead_zone_arrives_once(in_progress, jonas, door):
    booking, phone = in_progress, browser(jonas)
    for _again in range(2):
        photo = SimpleUploadedFile("p.jpg", jpeg(), "image/jpeg")
        late(phone, jonas, booking, "photos", 60, photo=photo)
    assert [row.added_at for row in booking.photos.all()] == [door - MINUTE]


@pytest.mark.flow
def test_on_the_way_is_not_told_when_it_is_over(confirmed, vreni, jonas, door):
    booking, phone = confirmed, browser(jonas)
    late(phone, jonas, booking, "departure", 3600, "a", minutes="5")
    assert "helper_on_the_way" not in react(vreni)


@pytest.mark.flow
def test_on_the_way_is_told_while_it_lasts(confirmed, vreni, jonas, door):
    booking, phone = confirmed, browser(jonas)
    late(phone, jonas, booking, "departure", 60, "a", minutes="30")
    assert react(vreni)[-1] == "helper_on_the_way"
