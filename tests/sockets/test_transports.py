"""The Transport socket: every plug in wiring must pass."""

import re

import pytest

from kundenkreis.notifications import registry
from kundenkreis.notifications.models import DemoMessage, PushSubscription
from kundenkreis.notifications.socket import Message, Transport
from kundenkreis.people.models import Person

each = pytest.mark.parametrize("transport", registry.TRANSPORTS, ids=lambda plug: plug.name)


def reachable(person: Person, at) -> None:
    """A mobile telephone, and a browser that takes push messages."""
    person.phone = "+41 79 555 10 10"
    PushSubscription.objects.create(
        person=person, endpoint="https://push.example/1", p256dh="x", auth="y", made_at=at
    )


def a_message(transport: Transport, person: Person, brand, at, **changes) -> Message:
    values = {
        "id": "7f3c2c50-0000-4000-8000-000000000001",
        "brand": brand,
        "to": transport.address_of(person),
        "language": "de",
        "subject": "Jonas kommt heute um 16 Uhr",
        "body": "Jonas kommt heute um 16 Uhr.\n\nEr sagt Ihr Codewort.",
        "short": "Jonas kommt heute um 16 Uhr. Er sagt Ihr Codewort.",
        "action": "Termin ansehen",
        "url": "https://hilfe.alpenfon.example/bookings/7/",
        "at": at,
    }
    return Message(**{**values, **changes})


def test_names_are_short_and_different():
    names = [plug.name for plug in registry.TRANSPORTS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]{2,20}", name) for name in names)


@each
def test_nobody_without_an_address_can_be_reached(transport, alpenfon, at):
    guest = Person.objects.create(joined_at=at)
    assert not transport.can_reach(guest)
    assert transport.address_of(guest) == ""


@each
def test_an_erased_person_cannot_be_reached(transport, vreni, at):
    vreni.email, vreni.contact_email, vreni.phone, vreni.erased_at = None, "", "", at
    assert not transport.can_reach(vreni)


@each
def test_a_message_arrives_whole(transport, vreni, alpenfon, at):
    reachable(vreni, at)
    transport.deliver(a_message(transport, vreni, alpenfon, at))
    shown = DemoMessage.objects.get()
    assert (shown.transport, shown.to) == (transport.name, transport.address_of(vreni))
    said = f"{shown.subject} {shown.text}"
    for part in (
        "16 Uhr",
        "Codewort",
        "https://hilfe.alpenfon.example/bookings/7/",
        "Alpenfon",
    ):
        assert part in said
    # The most important first, the address of the page after it.
    assert said.index("16 Uhr") < said.index("https://")


@each
def test_a_message_delivered_twice_shows_once(transport, vreni, alpenfon, at):
    reachable(vreni, at)
    message = a_message(transport, vreni, alpenfon, at)
    transport.deliver(message)
    transport.deliver(message)
    assert DemoMessage.objects.count() == 1


@each
def test_a_highlight_is_shown(transport, vreni, alpenfon, at):
    reachable(vreni, at)
    transport.deliver(a_message(transport, vreni, alpenfon, at, highlight="04711"))
    assert "04711" in DemoMessage.objects.get().text


@each
def test_hostile_text_stays_text(transport, vreni, alpenfon, at):
    hostile = "<script>1</script> & x"
    reachable(vreni, at)
    transport.deliver(
        a_message(transport, vreni, alpenfon, at, body=hostile, short=hostile)
    )
    shown = DemoMessage.objects.get()
    assert "<script>" in shown.text
    assert "<script>" not in shown.html
