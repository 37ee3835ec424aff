"""Jobs: inside the event's brand, each reaction for itself, nothing personal in the log."""

import pytest
import structlog
from django.utils.translation import get_language

from kundenkreis.brands.models import Brand
from kundenkreis.core import scope
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Refused
from kundenkreis.notifications import actions, jobs, registry
from kundenkreis.notifications.models import Delivery, DemoMessage, EventRow, Notice
from kundenkreis.notifications.tests.conftest import BellRang
from kundenkreis.people import actions as people
from kundenkreis.people import codes
from kundenkreis.people.models import Person


@pytest.fixture
def rang(alpenfon, at, reactions) -> EventRow:
    announce(BellRang(house="7"), by=None, at=at)
    return EventRow.objects.get()


def tell_vreni(event: BellRang, *, row: EventRow) -> None:
    actions.notify(
        person=Person.objects.get(name="Vreni"),
        kind="bell_rang",
        row=row,
        values={"who": "Jonas", "when": row.at, "price": 1},
    )


def test_a_reaction_runs_inside_the_brand_of_its_event(rang, reactions, seeland, alpenfon):
    seen = []
    reactions.append(
        lambda event, *, row: seen.append((event, scope.brand_id(), get_language()))
    )
    with scope.inside(seeland.pk):
        jobs.react(event_id=rang.pk)
    assert seen == [(BellRang(house="7"), alpenfon.pk, "de")]


def test_reactions_that_run_twice_act_once(rang, reactions, vreni):
    reactions.append(tell_vreni)
    jobs.react(event_id=rang.pk)
    jobs.react(event_id=rang.pk)
    assert Notice.objects.count() == Delivery.objects.count() == 1


def test_a_reaction_that_fails_stops_no_other(rang, reactions, vreni):
    def breaks(event: BellRang, *, row: EventRow) -> None:
        Notice.objects.create(person=vreni, kind="half", event=row, path="/", at=row.at)
        raise ValueError(vreni.email)

    reactions += [breaks, tell_vreni]
    with pytest.raises(jobs.ReactionFailed, match="breaks") as trouble:
        jobs.react(event_id=rang.pk)
    assert [notice.kind for notice in Notice.objects.all()] == ["bell_rang"]
    assert "vreni@" not in str(trouble.value)
    assert trouble.value.__context__ is None


def test_a_refusal_is_an_answer_not_trouble(rang, reactions):
    def too_late(event: BellRang, *, row: EventRow) -> None:
        raise Refused("wrong_state", "It is over.")

    reactions.append(too_late)
    jobs.react(event_id=rang.pk)


def test_an_event_of_a_version_we_do_not_know_is_passed_over(alpenfon, at):
    row = EventRow.objects.create(name="from_the_future", payload={"x": 1}, at=at)
    jobs.react(event_id=row.pk)


@pytest.mark.flow
def test_a_code_asked_for_arrives(alpenfon, at, monkeypatch):
    monkeypatch.setattr("kundenkreis.core.clock.now", lambda: at)
    code = people.ask_for_code(email="new@example.org", language="de", by=None, at=at)
    with structlog.testing.capture_logs() as logs:
        jobs.react(event_id=EventRow.objects.get().pk)
        jobs.deliver(delivery_id=str(Delivery.objects.get().pk))
    assert codes.digits(code) in DemoMessage.objects.get().text
    kept = [*EventRow.objects.values_list("payload", flat=True), *logs]
    kept += Delivery.objects.values_list("trouble", flat=True)
    assert codes.digits(code) not in str(kept)
    assert "new@example.org" not in str(kept)


@pytest.mark.flow
def test_the_log_names_no_person_when_things_go_wrong(rang, reactions, vreni, inbox):
    def breaks(event: BellRang, *, row: EventRow) -> None:
        raise ValueError(vreni.email)

    reactions += [breaks, tell_vreni]
    inbox.refuses = "452 vreni@example.org is over quota"
    with structlog.testing.capture_logs() as logs:
        with pytest.raises(jobs.ReactionFailed):
            jobs.react(event_id=rang.pk)
        with pytest.raises(actions.NotDelivered) as trouble:
            jobs.deliver(delivery_id=str(Delivery.objects.get().pk))
    assert [line["event"] for line in logs] == ["failed"]
    assert "vreni" not in f"{logs} {trouble.value!r}"


def test_a_delivery_forgotten_in_the_meantime_is_no_trouble(alpenfon):
    jobs.deliver(delivery_id="00000000-0000-4000-8000-000000000000")


def test_the_clock_looks_into_every_open_brand(alpenfon, seeland, at, monkeypatch):
    Brand.objects.create(slug="closed", name="Closed", created_at=at, closed_at=at)
    seen = []

    def fails(*, at) -> None:
        raise ValueError

    monkeypatch.setattr(
        registry, "SCHEDULES", [fails, lambda *, at: seen.append(scope.brand_id())]
    )
    jobs.tick(timestamp=0)
    assert seen == [alpenfon.pk, seeland.pk]
