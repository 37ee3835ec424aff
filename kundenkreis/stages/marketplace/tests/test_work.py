"""The end of a visit: report and photos, sign-off by the customer's code, or why it did not work."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.stages.marketplace import actions, schedule, terms
from kundenkreis.stages.marketplace.models import Booking, VisitPhoto
from kundenkreis.stages.marketplace.personal_data import MarketplaceData
from kundenkreis.stages.marketplace.tests.test_api import Api
from kundenkreis.stages.marketplace.tests.test_booking import sums
from kundenkreis.stages.marketplace.tests.test_extras import refused
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import take


def jpeg(**more):
    out = BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (47.0, 22.0, 39.0)
    Image.new("RGB", (60, 40), "blue").save(out, "JPEG", exif=exif, **more)
    return out.getvalue()


@pytest.fixture
def booking(in_progress):
    return in_progress


@pytest.mark.slow
def test_at_most_six_photos_by_the_helper_and_at_the_visit(booking, vreni, jonas, at):
    with pytest.raises(NotAllowed):
        actions.add_photo(booking, jpeg(), by=vreni, at=at)
    photos = [actions.add_photo(booking, jpeg(), by=jonas, at=at) for _six in range(6)]
    refused("too_many", actions.add_photo, booking, jpeg(), by=jonas, at=at)
    actions.remove_photo(photos[2], by=jonas, at=at)
    assert actions.add_photo(booking, jpeg(), by=jonas, at=at).number == 3
    with pytest.raises(Invalid):
        actions.add_photo(booking, b"<svg/>", by=jonas, at=at)
    attack("photo_number", "update kundenkreis_visitphoto set number = 1")
    attack("photo_at_most_six", "update kundenkreis_visitphoto set number = number + 6")
    for name in ("complete", "sign_off"):
        booking = take(booking, name, at)
    refused("wrong_state", actions.add_photo, booking, jpeg(), by=jonas, at=at)
    with pytest.raises(NotAllowed):
        actions.remove_photo(photos[0], by=jonas, at=at)
    actions.remove_photo(photos[0], by=vreni, at=at)
    assert VisitPhoto.objects.count() == 5


@pytest.mark.flow
def test_photos_go_after_ninety_days_and_with_the_customer(booking, vreni, jonas, at):
    actions.add_photo(booking, jpeg(), by=jonas, at=at)
    schedule.due(at=at + timedelta(days=89))
    assert VisitPhoto.objects.count() == 1
    schedule.due(at=at + timedelta(days=90))
    assert not VisitPhoto.objects.exists()
    booking = Booking.objects.get(pk=booking.pk)
    actions.add_photo(booking, jpeg(), by=jonas, at=at)
    take(take(booking, "complete", at), "sign_off", at)
    assert len(MarketplaceData().export(vreni)["photos"]) == 1
    MarketplaceData().forget(vreni, at=at)
    assert not VisitPhoto.objects.exists()


@pytest.mark.slow
def test_photos_are_served_to_those_around_the_visit_alone(
    booking, vreni, jonas, reto, beat, kai, at
):
    with time_machine.travel(at, tick=False):
        helper = browser(jonas)
        sent = SimpleUploadedFile("../../evil.svg", jpeg(), "image/svg+xml")
        answer = helper.post(
            f"{booking.path}photos/", {"photo": sent, "once": "a"}, follow=True
        )
        photo = VisitPhoto.objects.get()
        assert photo.path in answer.content.decode()
        for person in (vreni, jonas, reto):
            got = browser(person).get(photo.path)
            assert got["Content-Type"] == "image/jpeg"
            assert got["Cache-Control"] == "private, no-store"
            assert got["X-Content-Type-Options"] == "nosniff"
            assert got["Content-Disposition"].startswith("attachment")
            with Image.open(BytesIO(got.content)) as image:
                assert dict(image.getexif()) == {}
        for stranger in (beat, kai, None):
            assert browser(stranger).get(photo.path).status_code == 404
            assert browser(stranger).post(f"{photo.path}removal/").status_code == 404
        wrong = helper.post(
            f"{booking.path}photos/", {"photo": SimpleUploadedFile("a.jpg", b"<svg/>")}
        )
        assert "This is no photo that we can read" in wrong.content.decode()
        assert "This is no photo" in helper.post(f"{booking.path}photos/").content.decode()


@pytest.mark.slow
def test_the_report_page_completes_and_the_customer_sees_words_and_photos(
    booking, vreni, jonas, at
):
    actions.add_photo(booking, jpeg(), by=jonas, at=at)
    with time_machine.travel(booking.starts_at + timedelta(minutes=50), tick=False):
        helper = browser(jonas)
        assert "I am done" in page(helper, f"{booking.path}completion/")
        page(helper, f"{booking.path}completion/", report="Kabel ersetzt.")
        hers = page(browser(vreni), booking.path)
        assert "Kabel ersetzt." in hers
        assert VisitPhoto.objects.get().path in hers
        # It is over: the page of the report leads back to the visit.
        assert helper.get(f"{booking.path}completion/").status_code == 303


@pytest.mark.slow
def test_the_customer_tells_five_digits_and_the_helper_signs_off_with_them(
    completed, vreni, jonas
):
    booking = completed
    code = terms.sign_off_code(booking)
    assert (len(code), code.isdigit()) == (5, True)
    with time_machine.travel(booking.ends_at, tick=False):
        assert code in page(browser(vreni), booking.path)
        his = page(browser(jonas), booking.path)
        assert code not in his
        assert "Sign off with the customer" in his
        spaced = f" {code[:2]} {code[2:]} "
        assert "Signed off" in page(
            browser(jonas), f"{booking.path}sign-off-code/", code=spaced
        )
    booking = Booking.objects.with_names().get(pk=booking.pk)
    assert (booking.state, booking.visit.signed_off_by) == ("closed", vreni)
    assert sums(booking) == {"funding": -4900, "payable": 4165, "commission": 735}
    booking.case.refresh_from_db()
    assert booking.case.state == "solved"


@pytest.mark.slow
def test_five_wrong_codes_close_this_way_and_the_customer_still_signs_off(
    completed, vreni, jonas, at
):
    booking = completed
    right = terms.sign_off_code(booking)
    wrong = f"{(int(right) + 1) % 100_000:05}"
    with time_machine.travel(booking.ends_at, tick=False):
        for number in (0, 0, 0, 1, 2, 3, 4):
            # Nothing of a wrong try may be rolled back; the same key with the same code is the same try.
            answer = Api(jonas, at).post(
                f"bookings/{booking.pk}/sign-off-code", {"code": wrong}, 422,
                **{"idempotency-key": f"try-{number}"},
            )  # fmt: skip
            assert answer["reason"] == "wrong_sign_off_code"
    booking.visit.refresh_from_db()
    assert booking.visit.code_tries == 5
    refused("sign_off_code_locked", actions.sign_off_by_code, booking, code=right, by=jonas, at=at)  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.sign_off_by_code(booking, code=right, by=vreni, at=at)
    assert take(booking, "sign_off", at).state == "closed"


@pytest.mark.flow
def test_a_visit_in_vain_has_a_reason_and_shows_other_ways(booking, vreni, jonas, at):
    with pytest.raises(Refused):
        actions.unsuccessful(booking, reason="bad_mood", by=jonas, at=at)
    with time_machine.travel(booking.starts_at + timedelta(minutes=50), tick=False):
        helper = browser(jonas)
        assert "Why could it not be solved?" in page(helper, f"{booking.path}unsuccessful/")
        page(helper, f"{booking.path}unsuccessful/", reason="line_fault", report="Leitung tot.")  # fmt: skip
        hers = page(browser(vreni), booking.path)
    for words in ("The fault is in the line", "Leitung tot.", "Other ways to get help"):
        assert words in hers, words
    assert sums(booking) == {}


@pytest.mark.slow
def test_photos_and_code_over_the_api(booking, vreni, jonas, at):
    with time_machine.travel(booking.starts_at + timedelta(minutes=50), tick=False):
        his = Api(jonas, at)
        sent = his.client.post(
            f"/api/v1/bookings/{booking.pk}/photos", jpeg(), content_type="image/jpeg"
        )
        assert sent.status_code == 201
        assert (sent.json()["width"], sent.json()["height"]) == (60, 40)
        bad = his.client.post(
            f"/api/v1/bookings/{booking.pk}/photos", b"%PDF", content_type="image/jpeg"
        )
        assert (bad.status_code, bad.json()["reason"]) == (422, "bad_picture")
        his.post(f"bookings/{booking.pk}/completion", {"report": "ok"})
        seen = Api(vreni, at).get(f"bookings/{booking.pk}")
        assert len(seen["photos"]) == 1
        assert his.get(f"bookings/{booking.pk}")["sign_off_code"] is None
        done = his.post(
            f"bookings/{booking.pk}/sign-off-code", {"code": seen["sign_off_code"]}
        )
        assert done["state"] == "closed"
        gone = Api(vreni, at).client.delete(f"/api/v1/photos/{seen['photos'][0]['id']}")
        assert gone.status_code == 204
