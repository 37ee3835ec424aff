"""Objecting to a visit: through pages and API, by customer, helper, trusted person and the team on the telephone."""

from datetime import timedelta

import pytest
import time_machine

from kundenkreis.disputes import schedule
from kundenkreis.disputes.events import DisputeMoved
from kundenkreis.disputes.models import Dispute
from kundenkreis.ledger.models import FundsHold
from kundenkreis.ledger.tests.till import due, on
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people import actions as people
from kundenkreis.stages.marketplace import dispute_reactions
from kundenkreis.stages.marketplace.tests.test_api import Api
from kundenkreis.stages.marketplace.tests.test_pages import browser, page

WORDS = "Das Lämpchen ist noch rot."
REASONS = "Beide sagen, dass das Lämpchen noch rot war."


@pytest.fixture
def booking(completed):
    return completed


def react() -> None:
    """What the worker does."""
    for row in EventRow.objects.filter(name="dispute_moved").order_by("pk"):
        dispute_reactions.tell_of_dispute(DisputeMoved(**row.payload), row=row)


def told(person) -> set[str]:
    return set(
        Notice.objects.filter(person=person, kind__startswith="dispute").values_list(
            "kind", flat=True
        )
    )


@pytest.mark.slow
def test_from_the_objection_to_the_money_through_pages(booking, vreni, jonas, reto, mira, kai, at):  # fmt: skip
    now = booking.starts_at + timedelta(hours=2)
    with time_machine.travel(now, tick=False):
        hers = browser(vreni)
        assert "Something was not right? Object" in page(hers, booking.path)
        path = f"{booking.path}disputes/"
        assert "The money of this visit waits until then." in page(hers, path)
        assert "Please choose one of the reasons." in page(hers, path, text=WORDS)
        after = page(hers, path, reason="not_done", text=WORDS, once="a")
        assert WORDS in after
        assert "Jonas is asked for a view until" in after
        assert (due(jonas), on("disputed"), on("hold")) == (0, 4165, 0)
        assert "Done, with an objection" in page(hers, booking.path)
        react()
        assert (told(vreni), told(jonas)) == ({"dispute_received"}, {"dispute_opened"})
        his = browser(jonas)
        assert WORDS in page(his, path)
        assert "Send my view" not in page(hers, path)
        assert "Please tell us in a few words." in page(his, f"{path}answer/", text=" ")
        page(his, f"{path}answer/", text="Es war grün.", once="b")
        assert "Es war grün." in page(hers, path)
        react()
        assert "dispute_waiting" in told(reto) & told(mira)
        assert booking.customer.shown_name in page(browser(reto), "/disputes/")
        row = Dispute.objects.get()
        team = browser(reto)
        assert "Please give your reasons" in page(team, row.path, outcome="full", bears="helper", reasons="x")  # fmt: skip
        page(team, row.path, outcome="part", amount="24.50", bears="helper", reasons=REASONS, once="c")  # fmt: skip
        assert REASONS in page(hers, path)
        assert "Vreni gets CHF&nbsp;24.50 back." in page(his, path).replace(
            "\xa0", "&nbsp;"
        )
        page(his, f"{path}second-look/", text="Nein.", once="d")
        page(browser(mira), row.path, outcome="none", reasons=REASONS, once="e")
        assert "Second decision" in page(hers, path)
        react()
        assert {"dispute_decided", "dispute_second_look", "dispute_decided_again"} <= told(vreni) & told(jonas)  # fmt: skip
        assert (due(jonas), FundsHold.objects.get().disputed_at) == (4165, None)
        for stranger in (kai, jonas):
            assert browser(stranger).get(row.path).status_code == 404
        assert browser(kai).get(path).status_code == 404


@pytest.mark.slow
def test_the_api_objects_answers_and_decides(booking, vreni, jonas, reto, kai, at):
    now = booking.starts_at + timedelta(hours=2)
    path = f"bookings/{booking.pk}/disputes"
    with time_machine.travel(now, tick=False):
        assert "disputes" in Api(vreni, now).get(f"bookings/{booking.pk}")["transitions"]
        assert Api(vreni, now).get(path) == {"dispute": None}
        Api(kai, now).post(path, {"reason": "other", "text": WORDS}, status=404)
        made = Api(reto, now).post(path, {"reason": "other", "text": WORDS})
        assert (made["side"], made["state"]) == ("customer", "open")
        assert Api(vreni, now).post(path, {"reason": "other", "text": WORDS}, status=409)["reason"] == "disputed_already"  # fmt: skip
        assert (
            "disputes" not in Api(vreni, now).get(f"bookings/{booking.pk}")["transitions"]
        )
        Api(vreni, now).post(f"{path}/answer", {"text": "x"}, status=403)
        Api(jonas, now).post(f"{path}/answer", {"text": "Es war grün."})
        Api(jonas, now).get("disputes", status=403)
        listed = Api(reto, now).get("disputes", state="waiting")["items"]
        assert [each["id"] for each in listed] == [made["id"]]
        decided = Api(reto, now).post(
            f"disputes/{made['id']}/decision", {"outcome": "full", "bears": "company", "reasons": REASONS}
        )  # fmt: skip
        assert decided["decisions"][0]["amount"] == {"amount": 4900, "currency": "CHF"}
        Api(vreni, now).post(f"{path}/withdrawal", status=409)
        again = Api(jonas, now).post(f"{path}/second-look", {"text": "Nein."})
        assert again["state"] == "second_look"
    schedule.due(at=now + timedelta(days=90))
    assert Dispute.objects.get().state == "second_look"


@pytest.mark.slow
def test_a_trusted_person_objects_for_her_and_takes_it_back(booking, vreni, jonas, at, beat):  # fmt: skip
    now = booking.starts_at + timedelta(hours=2)
    with time_machine.travel(now, tick=False):
        row = people.trust(vreni, name="Beat", email="beat@example.org", may_book=True, by=vreni, at=at)  # fmt: skip
        people.answer_trust(row, accepts=True, by=beat, at=at)
        made = Api(beat, now).post(f"bookings/{booking.pk}/disputes", {"reason": "damage", "text": WORDS})  # fmt: skip
        assert made["side"] == "customer"
        assert Api(vreni, now).post(f"bookings/{booking.pk}/disputes/withdrawal")["state"] == "withdrawn"  # fmt: skip
    assert due(jonas) == 4165


@pytest.mark.flow
def test_too_late_is_said_in_words(booking, vreni):
    late = booking.starts_at + timedelta(days=40)
    with time_machine.travel(late, tick=False):
        hers = browser(vreni)
        assert "You cannot object now" in page(hers, f"{booking.path}disputes/")
        assert "Something was not right" not in page(hers, booking.path)
