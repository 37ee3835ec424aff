"""Whom a customer lets agree to extras and sign off does so for her; whom she does not, does not."""

from datetime import timedelta

import pytest
from django.test import Client

from kundenkreis.cases.models import Case
from kundenkreis.core import clock
from kundenkreis.core.refusal import NotAllowed
from kundenkreis.people import actions as people
from kundenkreis.people.models import TrustedPerson
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.visits import take, visit


def trusted(vreni, beat, at, **may):
    row = people.trust(vreni, name="Beat", email=beat.email, by=vreni, at=at, **may)
    return people.answer_trust(row, accepts=True, by=beat, at=at)


@pytest.fixture
def asked(in_progress, jonas, alpenfon, at):
    """Jonas is at work and asks for half an hour more."""
    booking = in_progress
    moment = booking.starts_at + timedelta(minutes=20)
    return actions.propose_extra(booking, minutes=30, by=jonas, at=moment), moment


def browser(person):
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    client.force_login(person)
    return client


@pytest.mark.slow
def test_who_may_confirm_agrees_and_signs_off_on_his_own_device(asked, vreni, jonas, beat, at, monkeypatch):  # fmt: skip
    extra, moment = asked
    monkeypatch.setattr(clock, "now", lambda: moment)
    trusted(vreni, beat, at, may_confirm=True)
    booking = Booking.objects.get()
    assert "Look and decide" in browser(beat).get(booking.path).content.decode()
    assert browser(beat).post(f"{extra.path}consent/").status_code == 303
    answer = booking.extras.get().answer
    assert (answer.answer, answer.by, answer.by_telephone) == ("consented", beat, False)
    take(booking, "complete", at)
    later = booking.starts_at + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "Sign off" in browser(beat).get(booking.path).content.decode()
    assert browser(beat).post(f"{booking.path}sign-off/", {"solved": "on"}).status_code == 303  # fmt: skip
    booking.refresh_from_db()
    assert (booking.state, booking.visit.signed_off_by) == ("closed", beat)
    step = booking.history.get(to_state="closed")
    assert (step.actor, step.by) == ("confirmer", beat)
    assert Case.objects.get().state == "solved"
    assert "by Beat (trusted person)" in browser(vreni).get(booking.path).content.decode()


@pytest.mark.flow
@pytest.mark.parametrize("may", [{}, {"may_book": True}])
def test_who_may_only_read_or_book_does_neither(asked, vreni, beat, at, may):
    extra, moment = asked
    trusted(vreni, beat, at, **may)
    with pytest.raises(NotAllowed):
        actions.consent(extra, by=beat, at=moment)
    booking = take(Booking.objects.get(), "complete", at)
    with pytest.raises(NotAllowed):
        actions.sign_off(booking, by=beat, at=moment + timedelta(hours=1))


@pytest.mark.flow
def test_an_end_counts_at_once(asked, vreni, beat, at):
    extra, moment = asked
    row = trusted(vreni, beat, at, may_confirm=True)
    people.end_trust(row, by=vreni, at=moment)
    with pytest.raises(NotAllowed):
        actions.consent(extra, by=beat, at=moment)


@pytest.mark.slow
def test_what_the_company_pays_he_does_not_agree_to(vreni, jonas, reto, beat, at):
    booking = visit(vreni, jonas, at, "in_progress", payer="company", by=reto)
    trusted(vreni, beat, at, may_confirm=True)
    moment = booking.starts_at + timedelta(minutes=20)
    extra = actions.propose_extra(booking, minutes=30, by=jonas, at=moment)
    with pytest.raises(NotAllowed):
        actions.consent(extra, by=beat, at=moment)


def test_confirming_includes_booking_in_the_database_too(vreni, beat, at):
    row = trusted(vreni, beat, at, may_confirm=True)
    assert row.scopes == ["read_and_copies", "book_and_cancel", "agree_and_sign_off"]
    attack("trusted_scopes", "update kundenkreis_trustedperson set scopes = '{read_and_copies,agree_and_sign_off}'")  # fmt: skip
    assert TrustedPerson.objects.get().may_confirm


def test_the_invitation_says_what_he_may(vreni, beat, at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)
    client = browser(vreni)
    client.post("/trusted-persons/", {"name": "Beat", "email": beat.email, "scope": "confirm"})  # fmt: skip
    assert TrustedPerson.objects.get().may_confirm
    text = client.get("/trusted-persons/").content.decode()
    assert "May agree to extras and sign off visits." in text
