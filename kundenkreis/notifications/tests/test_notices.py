"""Telling people: once, in their language, wherever they can be reached."""

import smtplib

import pytest

from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.notifications import actions, live, registry, sentences
from kundenkreis.notifications.actions import NotDelivered
from kundenkreis.notifications.models import Delivery, DemoMessage, EventRow, Notice
from kundenkreis.notifications.personal_data import NotificationsData
from kundenkreis.notifications.tests.conftest import BellRang
from kundenkreis.people import actions as people
from kundenkreis.people import codes

VALUES = {"who": "Jonas", "price": Money(4900, "CHF")}


@pytest.fixture
def row(alpenfon, at, reactions) -> EventRow:
    announce(BellRang(house="7"), by=None, at=at)
    return EventRow.objects.get()


def tell(person, row, at) -> Notice:
    return actions.notify(
        person=person,
        kind="bell_rang",
        row=row,
        values={**VALUES, "when": at},
        path="/door/7/",
        at=at,
    )


def test_telling_twice_tells_once(vreni, row, at):
    assert tell(vreni, row, at) == tell(vreni, row, at)
    assert Notice.objects.count() == Delivery.objects.count() == 1


def test_who_left_no_address_reads_it_on_the_page_only(row, at):
    guest = people.welcome_guest(language="de", by=None, at=at)
    tell(guest, row, at)
    assert Notice.objects.get().person == guest
    assert not Delivery.objects.exists()


def test_an_unknown_kind_or_a_missing_value_is_found_when_told(vreni, row, at):
    with pytest.raises(KeyError):
        actions.notify(person=vreni, kind="unheard", row=row)
    with pytest.raises(KeyError):
        actions.notify(person=vreni, kind="bell_rang", row=row, values={"who": "Jonas"})
    with pytest.raises(TypeError):
        sentences.plain({"who": vreni})
    assert not Notice.objects.exists()


def test_the_sentence_is_made_in_the_reader_s_language(vreni, row, at):
    vreni.language = "en"
    vreni.save()
    actions.deliver(tell(vreni, row, at).deliveries.get().pk, at=at)
    mail = DemoMessage.objects.get()
    assert mail.subject == "Jonas rings at 09:00"
    assert "Tuesday, 10 March" in mail.text
    assert "It costs CHF\xa049." in mail.text
    assert "http://alpenfon.localhost:8000/door/7/" in mail.text
    assert 'lang="en"' in mail.html


def test_a_line_break_in_a_name_stays_out_of_the_subject(vreni, row, at):
    values = {"who": "Jonas\r\nBcc: all@example.org", "when": at, "price": 1}
    notice = actions.notify(person=vreni, kind="bell_rang", row=row, values=values)
    actions.deliver(notice.deliveries.get().pk, at=at)
    assert DemoMessage.objects.get().subject == "Jonas Bcc: all@example.org rings at 09:00"


def test_hostile_names_are_text_in_the_mail(vreni, row, at):
    values = {"who": "<script>alert(1)</script>{price}", "when": at, "price": 1}
    notice = actions.notify(person=vreni, kind="bell_rang", row=row, values=values)
    actions.deliver(notice.deliveries.get().pk, at=at)
    mail = DemoMessage.objects.get()
    assert "<script>" not in mail.html
    assert "<script>alert(1)</script>{price}" in mail.text


def test_delivering_twice_shows_once(vreni, row, at):
    delivery = tell(vreni, row, at).deliveries.get()
    actions.deliver(delivery.pk, at=at)
    actions.deliver(delivery.pk, at=at)
    assert DemoMessage.objects.count() == 1
    # As after a crash between sending and noting it.
    Delivery.objects.update(delivered_at=None)
    actions.deliver(delivery.pk, at=at)
    assert DemoMessage.objects.count() == 1


def test_a_picture_travels_inside_the_mail(vreni, row, at, inbox, monkeypatch):
    monkeypatch.setattr(registry, "PICTURES", [{"helper:7": b"\xff\xd8face"}.get])
    values = {"who": "Jonas", "when": at, "price": 1, "picture": "helper:7"}
    notice = actions.notify(person=vreni, kind="bell_rang", row=row, values=values)
    actions.deliver(notice.deliveries.get().pk, at=at)
    (mail,) = inbox.mails
    parts = {part.get_content_type(): part for part in mail.walk()}
    assert mail.get_content_type() == "multipart/related"
    face = parts["image/jpeg"]
    assert face.get_payload(decode=True) == b"\xff\xd8face"
    assert f'src="cid:{face["Content-ID"].strip("<>")}"' in parts["text/html"].get_content()


def test_the_mail_goes_out_under_the_brand_s_name(vreni, row, at, inbox, alpenfon):
    delivery = tell(vreni, row, at).deliveries.get()
    actions.deliver(delivery.pk, at=at)
    (mail,) = inbox.mails
    assert mail["From"] == "Alpenfon <hilfe@example.org>"
    assert mail["Reply-To"] == alpenfon.mail
    assert mail["To"] == "vreni@example.org"
    assert mail["Message-ID"] == f"<{delivery.pk}@example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert not DemoMessage.objects.exists()


def test_an_address_refused_for_good_is_given_up(vreni, row, at, inbox):
    inbox.refuses = "550 no such user"
    delivery = actions.deliver(tell(vreni, row, at).deliveries.get().pk, at=at)
    assert (delivery.given_up_at, delivery.delivered_at) == (at, None)
    assert delivery.trouble == "the mail server refuses the address (550)"


@pytest.mark.flow
def test_a_full_mailbox_is_tried_again(vreni, row, at, inbox):
    inbox.refuses = "452 mailbox full"
    delivery = tell(vreni, row, at).deliveries.get()
    with pytest.raises(NotDelivered) as trouble:
        actions.deliver(delivery.pk, at=at)
    assert "vreni" not in str(trouble.value)
    delivery.refresh_from_db()
    assert (delivery.tries, delivery.trouble) == (1, smtplib.SMTPRecipientsRefused.__name__)
    inbox.refuses = ""
    actions.deliver(delivery.pk, at=at)
    assert len(inbox.mails) == 1


def test_who_took_back_the_address_gets_nothing(vreni, row, at):
    delivery = tell(vreni, row, at).deliveries.get()
    vreni.email = None
    vreni.save()
    assert actions.deliver(delivery.pk, at=at).given_up_at == at


def test_only_the_reader_marks_a_notice_read(vreni, beat, row, at):
    notice = tell(vreni, row, at)
    assert actions.mark_read(notice, by=beat, at=at) == 0
    assert actions.mark_read(notice, by=vreni, at=at) == 1
    assert actions.mark_read(by=vreni, at=at) == 0


def test_a_code_is_mailed_with_its_link_once(alpenfon, at):
    code = people.ask_for_code(email="new@example.org", language="en", by=None, at=at)
    first = actions.send_code(code, at=at)
    assert actions.send_code(code, at=at) == first
    actions.deliver(first.pk, at=at)
    mail = DemoMessage.objects.get()
    assert mail.to == "new@example.org"
    assert mail.subject.startswith(codes.digits(code))
    assert codes.digits(code) in mail.text
    assert f"/sign-in/link/{codes.link_token(code)}/" in mail.text


def test_a_code_that_expired_is_not_mailed(alpenfon, at):
    code = people.ask_for_code(email="new@example.org", language="en", by=None, at=at)
    delivery = actions.send_code(code, at=at)
    actions.deliver(delivery.pk, at=at + code.VALID)
    delivery.refresh_from_db()
    assert delivery.trouble == "too late"
    assert not DemoMessage.objects.exists()


def test_my_notices_go_out_in_my_export_and_go_with_me(vreni, beat, row, at):
    actions.deliver(tell(vreni, row, at).deliveries.get().pk, at=at)
    tell(beat, row, at)
    data = NotificationsData()
    (told,) = data.export(vreni)["notices"]
    assert told["values"]["who"] == "Jonas"
    data.forget(vreni, at=at)
    assert [notice.person for notice in Notice.objects.all()] == [beat]
    assert not DemoMessage.objects.exists()


def test_a_live_token_opens_only_its_topics_of_its_brand(alpenfon):
    token = live.token(["case:7", "desk"])
    assert live.topics_in(token) == [f"{alpenfon.pk}/case:7", f"{alpenfon.pk}/desk"]
    assert live.topics_in(token[:-1]) is None
    assert live.topics_in("") is None


def test_a_stream_that_broke_off_hears_what_it_missed(vreni, beat, row, at):
    EventRow.objects.update(number=5)
    tell(vreni, row, at)
    Notice.objects.update(number=6)
    mine = live.topics_in(live.token([f"person:{vreni.pk}", "house:7", "house:8"])) or []
    assert live.missed(mine, since=4) == [(mine[1], 5), (mine[0], 6)]
    assert live.missed(mine, since=5) == [(mine[0], 6)]
    assert live.missed(mine, since=6) == []
    assert (
        live.missed(live.topics_in(live.token([f"person:{beat.pk}"])) or [], since=0) == []
    )
