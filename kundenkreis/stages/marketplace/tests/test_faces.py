"""The helper's photo: written anew, seen by who looks for help or is visited, by nobody else, gone at once."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kundenkreis.cases.actions import make_key, withdraw
from kundenkreis.certification.tests.steps import at_step
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.core.tests.test_pictures import PLACE, encoded, png, with_exif
from kundenkreis.helpers.actions import leave
from kundenkreis.helpers.models import HelperBrand
from kundenkreis.notifications import actions as notifications
from kundenkreis.notifications.jobs import react
from kundenkreis.notifications.models import Delivery, DemoMessage, EventRow
from kundenkreis.people.actions import erase, welcome_guest
from kundenkreis.portraits import actions
from kundenkreis.portraits.models import HelperPhoto
from kundenkreis.portraits.personal_data import PortraitsData
from kundenkreis.stages.marketplace import schedule
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import case_of, helper_jonas, visit
from tests.kept import kept


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


@kept
def helper(alpenfon, jonas, at):
    return helper_jonas(jonas, at)


def sent(data, name="a.jpg"):
    return {"photo": SimpleUploadedFile(name, data)}


def status(person, photo):
    return browser(person).get(photo.path).status_code


@pytest.mark.flow
def test_she_puts_up_a_photo_and_nothing_it_carried_stays(helper, jonas, at):
    client = browser(jonas)
    page(client, "/helper/photo/", **sent(with_exif()))
    first = HelperPhoto.objects.get()
    assert PLACE.encode() not in bytes(first.content)
    assert first.path in page(client, "/helper/photo/")
    page(client, "/helper/photo/", **sent(encoded("PNG", size=(3000, 1500))))
    second = HelperPhoto.objects.get()
    with Image.open(BytesIO(bytes(second.content))) as image:
        assert (image.format, image.size) == ("JPEG", (640, 320))
        assert dict(image.getexif()) == {}
    assert second.pk != first.pk
    assert status(jonas, first) == 404
    page(client, "/helper/photo/removal/", a="b")
    assert not HelperPhoto.objects.exists()


@pytest.mark.parametrize(
    "data", [b"<svg/>", b"%PDF", b"", png(50_000, 50_000)], ids=["svg", "pdf", "empty", "bomb"]
)  # fmt: skip
def test_what_is_no_photo_is_refused_in_words(helper, jonas, data, at):
    answer = browser(jonas).post("/helper/photo/", sent(data))
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert not HelperPhoto.objects.exists()


def test_only_she_herself_shows_or_hides_her_face(helper, vreni, reto, mira, at):
    for other in (vreni, reto, mira):
        with pytest.raises(NotAllowed):
            actions.put_up(helper, encoded(), by=other, at=at)
        with pytest.raises(NotAllowed):
            actions.take_down(helper, by=other, at=at)
    with pytest.raises(Invalid):
        actions.put_up(helper, b"<svg/>", by=helper.person, at=at)


@pytest.mark.slow
def test_who_has_no_case_here_sees_initials(helper, jonas, vreni, beat, reto, kai, at):
    photo = actions.put_up(helper, encoded(), by=jonas, at=at)
    for stranger in (None, beat, kai):
        assert status(stranger, photo) == 404
        public = page(browser(stranger), f"/neighbours/{helper.pk}/")
        assert photo.path not in public
        assert "avatar" in public
    case = case_of(vreni, at)
    for entitled in (vreni, reto, jonas):
        assert status(entitled, photo) == 200
        assert photo.path in page(browser(entitled), f"/neighbours/{helper.pk}/")
    withdraw(case, by=vreni, at=at - timedelta(days=31))
    assert status(vreni, photo) == 404


@pytest.mark.flow
def test_a_guest_with_a_key_sees_whom_she_may_choose(helper, jonas, at):
    photo = actions.put_up(helper, encoded(), by=jonas, at=at)
    guest = welcome_guest(language="en", by=None, at=at)
    case = case_of(guest, at)
    client = browser()
    client.get(f"/k/{make_key(case, by=guest, at=at)}/")
    page(client, f"{case.path}visit/", package="wifi")
    assert photo.path in page(client, f"{case.path}visit/place/", postal_code="8004")
    got = client.get(photo.path)
    assert got["Content-Type"] == "image/jpeg"
    assert got["Cache-Control"] == "private, no-store"
    assert got["X-Content-Type-Options"] == "nosniff"


@pytest.mark.flow
def test_who_had_a_visit_still_knows_the_face_after_the_helper_left(helper, jonas, vreni, beat, at):  # fmt: skip
    photo = actions.put_up(helper, encoded(), by=jonas, at=at)
    visit(vreni, jonas, at, "closed")
    leave(HelperBrand.objects.get(), by=jonas, at=at + timedelta(days=3))
    with time_machine.travel(at + timedelta(days=4), tick=False):
        assert status(vreni, photo) == 200
        case_of(beat, at)
        assert status(beat, photo) == 404


@pytest.mark.flow
def test_another_brand_sees_nothing_even_its_own_team(helper, jonas, kai, seeland, at):
    photo = actions.put_up(helper, encoded(), by=jonas, at=at)
    with scope.inside(seeland.pk):
        there = browser(kai)
        assert there.get(photo.path, headers={"host": "seeland.localhost"}).status_code == 404  # fmt: skip


@pytest.mark.flow
def test_half_an_hour_before_the_mail_shows_the_face(helper, jonas, vreni, at):
    actions.put_up(helper, encoded(), by=jonas, at=at)
    booking = visit(vreni, jonas, at, "confirmed")
    moment = booking.starts_at - timedelta(minutes=29)
    schedule.due(at=moment)
    for row in EventRow.objects.order_by("pk"):
        react(row.pk)
    for way in Delivery.objects.filter(notice__kind="visit_soon", transport="mail"):
        notifications.deliver(way.pk, at=moment)
    mail = DemoMessage.objects.get(to=vreni.email)
    assert booking.code_word in mail.text
    assert "data:image/jpeg;base64," in mail.html
    assert "cid:" not in mail.html


@pytest.mark.flow
def test_the_photo_is_hers_to_take_along_and_goes_with_her(helper, jonas, at):
    actions.put_up(helper, encoded(), by=jonas, at=at)
    exported = PortraitsData().export(jonas)["helper_photos"]
    assert exported[0]["photo"].startswith("data:image/jpeg;base64,/9j/")
    erase(jonas, by=jonas, at=at)
    assert not HelperPhoto.objects.exists()


@pytest.mark.flow
def test_the_page_of_a_helper_says_how_far_she_is_on_each_path(alpenfon, jonas, vreni, mira, at):  # fmt: skip
    row = at_step(jonas, "certified", mira, at)
    shown = page(browser(), f"/neighbours/{row.helper_id}/")
    assert "WLAN einrichten" in shown or "Set up Wi-Fi" in shown
    assert "certified since 10 March 2026" in shown
