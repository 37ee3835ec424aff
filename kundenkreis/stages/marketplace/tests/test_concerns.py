"""«Is something not right?»: told to the team at once, and nothing of it is seen by the other side."""

import pytest
import time_machine

from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.stages.marketplace import actions, reactions
from kundenkreis.stages.marketplace.events import ConcernRaised
from kundenkreis.stages.marketplace.models import VisitConcern
from kundenkreis.stages.marketplace.personal_data import MarketplaceData
from kundenkreis.stages.marketplace.tests.test_api import Api
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import take

WORDS = "Er will Bargeld."


@pytest.fixture
def booking(in_progress):
    return in_progress


@pytest.mark.slow
def test_the_team_hears_at_once_and_the_other_side_never(booking, vreni, jonas, reto, mira, kai, at):  # fmt: skip
    with time_machine.travel(at, tick=False):
        hers = browser(vreni)
        assert "Tell us in silence" in page(hers, booking.path)
        assert "The other side does not learn of it" in page(
            hers, f"{booking.path}concern/"
        )
        assert "Please choose one of the reasons" in page(hers, f"{booking.path}concern/", text="x")  # fmt: skip
        told = page(hers, f"{booking.path}concern/", reason="money_outside", text=WORDS)
        assert "Our team knows now" in told
        row = EventRow.objects.get(name="concern_raised")
        assert row.topics == ["desk"]
        for _twice in range(2):
            reactions.alarm_team(ConcernRaised(**row.payload), row=row)
        assert set(Notice.objects.filter(kind="concern_raised").values_list("person", flat=True)) == {reto.pk, mira.pk}  # fmt: skip
        team = page(browser(reto), "/concerns/")
        assert WORDS in team
        assert booking.reference in team
        seen = page(browser(jonas), booking.path) + page(browser(jonas), booking.case.path) + str(Api(jonas, at).get(f"bookings/{booking.pk}")) + str(Api(jonas, at).get("me/export"))  # fmt: skip
        assert WORDS not in seen
        assert not Notice.objects.filter(person=jonas, kind__startswith="concern").exists()
        # On her own page nothing shows either: he may look over her shoulder.
        assert WORDS not in page(hers, booking.path)
        for stranger in (jonas, vreni, kai):
            assert browser(stranger).get("/concerns/").status_code == 404


@pytest.mark.flow
def test_the_helper_can_tell_too_and_one_of_the_team_takes_care(booking, vreni, jonas, reto, at):  # fmt: skip
    with time_machine.travel(at, tick=False):
        Api(jonas, at).post(f"bookings/{booking.pk}/concern", {"reason": "unsafe"})
        concern = VisitConcern.objects.get()
        assert browser(vreni).post(f"/concerns/{concern.pk}/handling/").status_code == 404
        assert "Reto took care" in page(browser(reto), f"/concerns/{concern.pk}/handling/", once="a")  # fmt: skip
    handled = actions.handle_concern(concern, by=reto, at=at)
    assert (handled.handled_by, handled.by) == (reto, jonas)
    with pytest.raises(NotAllowed):
        actions.handle_concern(concern, by=jonas, at=at)
    with pytest.raises(Invalid):
        actions.raise_concern(booking, reason="bored", by=jonas, at=at)
    attack("concern_handled_by", "update kundenkreis_visitconcern set handled_by_id = null")
    attack("concern_reason", "update kundenkreis_visitconcern set reason = 'bored'")


@pytest.mark.slow
def test_every_page_of_a_visit_says_whom_to_call(confirmed, vreni, jonas, at):
    booking = confirmed
    with time_machine.travel(at, tick=False):
        for person, way in (
            (vreni, ""), (jonas, ""), (vreni, "confirmation/"), (vreni, "cancellation/"), (vreni, "reschedule/"),
        ):  # fmt: skip
            text = page(browser(person), f"{booking.path}{way}").replace("\u00a0", " ")
            assert "Is something not right?" in text, way
            assert "Call us: +41 44 500 10 10" in text, way
    booking = take(take(booking, "depart", at), "start", at)
    with time_machine.travel(booking.starts_at, tick=False):
        for way in ("completion/", "unsuccessful/", "extras/"):
            assert "Is something not right?" in page(browser(jonas), f"{booking.path}{way}")


@pytest.mark.flow
def test_words_go_with_who_wrote_them(booking, vreni, at):
    actions.raise_concern(booking, reason="other", text=WORDS, by=vreni, at=at)
    assert MarketplaceData().export(vreni)["concerns"][0]["text"] == WORDS
    take(take(booking, "complete", at), "sign_off", at)
    MarketplaceData().forget(vreni, at=at)
    assert VisitConcern.objects.get().text == ""
