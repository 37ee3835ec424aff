"""«The first who can come» over the API: every endpoint, who may use it, and what it refuses."""

import pytest
import time_machine

from kundenkreis.cases.actions import make_key
from kundenkreis.helpers import actions as helpers
from kundenkreis.ledger.models import FundsHold
from kundenkreis.people.actions import answer_trust, trust, welcome_guest
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Booking, Dispatch
from kundenkreis.stages.marketplace.tests.searches import (
    asked,
    helpers_around,
    searched,
    tomorrow,
)
from kundenkreis.stages.marketplace.tests.test_api import BODY, Api
from kundenkreis.stages.marketplace.tests.visits import case_of, order


@pytest.fixture(autouse=True)
def now(at):
    """Doors ask the clock; it stands still."""
    with time_machine.travel(at, tick=False):
        yield


def wanted(case, at, **more):
    """What a program sends to order whoever can come first."""
    windows = [
        {"start": start.isoformat(), "end": end.isoformat()} for start, end in tomorrow(at)
    ]
    return {**BODY, "case": str(case.pk), "windows": windows, **more}


@pytest.mark.slow
def test_from_the_order_to_the_first_yes(vreni, kai, at):
    helpers_around(4, at)
    case, hers = case_of(vreni, at), Api(vreni, at)
    body = wanted(case, at, price={"amount": 4900, "currency": "CHF"}, replace_missing=True)
    made = hers.post("requests", body, **{"idempotency-key": "w"})
    assert hers.post("requests", body, **{"idempotency-key": "w"}) == made
    assert (made["state"], made["search"], made["booking"]) == ("offered", "under_way", None)  # fmt: skip
    assert [(w["number"], w["asked"], w["declined"]) for w in made["waves"]] == [(1, 3, 0)]
    dispatch = Dispatch.objects.get()
    assert dispatch.request.replace_missing
    one, two, three = asked(dispatch)
    his = Api(one.helper.person, at)
    (own,) = his.get(f"requests/{made['id']}")["offers"]
    assert (own["id"], own["answer"], len(own["times"])) == (
        str(one.pk),
        "",
        len(one.times),
    )
    assert his.get(f"requests/{made['id']}")["waves"] == []
    assert [row["id"] for row in his.get("requests")["items"]] == [made["id"]]
    no = Api(two.helper.person, at).post(f"offers/{two.pk}/refusal", {"reason": "Ferien"})
    assert no["answer"] == "declined"
    last = one.times[-1].isoformat()
    booking = his.post(f"offers/{one.pk}/acceptance", {"starts_at": last})
    assert (booking["id"], booking["state"]) == (str(dispatch.booking_id), "confirmed")
    late = Api(three.helper.person, at).post(f"offers/{three.pk}/acceptance", status=409)
    assert late["reason"] == "another_was_faster"
    told = hers.get(f"requests/{made['id']}")
    assert (told["search"], told["booking"]) == ("booked", booking["id"])
    Api(kai, at).get(f"requests/{made['id']}", status=404)


@pytest.mark.flow
def test_answers_are_only_for_who_was_asked(vreni, jonas, at):
    helpers_around(1, at)
    (offer,) = asked(searched(vreni, at))
    for person in (vreni, jonas):
        for noun in ("acceptance", "refusal"):
            Api(person, at).post(f"offers/{offer.pk}/{noun}", status=404)
    his = Api(offer.helper.person, at)
    wrong = {"starts_at": at.isoformat()}
    refused = his.post(f"offers/{offer.pk}/acceptance", wrong, status=409)
    assert refused["reason"] == "not_offered_time"
    his.post(f"offers/{offer.pk}/refusal", {"reason": "x" * 400})
    offer.refresh_from_db()
    assert len(offer.reason) == 300
    again = his.post(f"offers/{offer.pk}/acceptance", status=409)
    assert again["reason"] == "wrong_state"


@pytest.mark.slow
def test_a_check_that_ends_between_asking_and_accepting(vreni, at):
    helpers_around(2, at)
    dispatch = searched(vreni, at)
    one, two = asked(dispatch)
    helpers.revoke(one.helper.verifications.get(), by=None, at=at)
    refused = Api(one.helper.person, at).post(f"offers/{one.pk}/acceptance", status=409)
    assert refused["reason"] == "not_verified"
    assert not Booking.objects.exists()
    Api(two.helper.person, at).post(f"offers/{two.pk}/acceptance")
    assert Booking.objects.get().helper == two.helper


@pytest.mark.flow
def test_stopping_is_for_her_and_who_acts_for_her(vreni, beat, kai, jonas, at):
    helpers_around(2, at)
    path = f"requests/{searched(vreni, at).request_id}/search"
    for stranger in (kai, jonas, beat):
        Api(stranger, at).send("delete", path, status=404)
    row = trust(vreni, name="Beat", email=beat.email, may_book=True, by=vreni, at=at)
    answer_trust(row, accepts=True, by=beat, at=at)
    client = Api(beat, at).client
    assert client.delete(f"/api/v1/{path}").status_code == 204
    assert FundsHold.objects.get().open.amount == 0
    Api(vreni, at).send("delete", path, status=404)


@pytest.mark.slow
def test_a_guest_orders_and_stops_with_the_key_of_her_case(alpenfon, at):
    helpers_around(1, at)
    guest = welcome_guest(language="en", by=None, at=at)
    case = case_of(guest, at)
    hers = Api(key=make_key(case, by=guest, at=at))
    made = hers.post("requests", wanted(case, at))
    gone = hers.client.delete(f"/api/v1/requests/{made['id']}/search")
    assert gone.status_code == 204
    assert hers.get(f"requests/{made['id']}")["search"] == "withdrawn"


@pytest.mark.flow
@pytest.mark.parametrize(
    ("more", "status", "reason"),
    [
        ({"windows": [{"start": "2026-03-09T08:00:00+01:00", "end": "2026-03-09T09:00:00+01:00"}]}, 422, "bad_windows"),
        ({"windows": [{"start": "2026-03-11T08:00:00", "end": "2026-03-11T09:00:00"}]}, 422, ""),
        ({"price": {"amount": 100, "currency": "CHF"}}, 409, "price_changed"),
        ({"payment": "test_page"}, 422, "unknown_provider"),
        ({"payment": "4000000000000002"}, 409, "payment_declined"),
        ({"address": {"street": ""}}, 422, ""),
        ({"package": "nothing"}, 404, "unknown_package"),
    ],
)  # fmt: skip
def test_an_order_that_is_not_right_holds_no_money(more, status, reason, vreni, at):
    helpers_around(1, at)
    body = {**wanted(case_of(vreni, at), at), **more}
    refused = Api(vreni, at).post("requests", body, status=status)
    assert not reason or refused["reason"] == reason
    assert not Dispatch.objects.exists()
    assert not FundsHold.objects.exists()


@pytest.mark.slow
def test_somebody_else_instead_of_who_declined(vreni, kai, at):
    first, *_others = helpers_around(3, at)
    start = tomorrow(at)[0][0]
    booking = order(case_of(vreni, at), first, start, at)
    path, hers = f"bookings/{booking.pk}/replacement", Api(vreni, at)
    assert hers.post(path, status=409)["reason"] == "wrong_state"
    actions.refuse(booking, by=first.person, at=at)
    Api(kai, at).post(path, status=404)
    Api(first.person, at).post(path, status=403)
    made = hers.post(path)
    assert (made["search"], made["waves"][0]["asked"]) == ("under_way", 2)
    assert hers.post(path) == made
