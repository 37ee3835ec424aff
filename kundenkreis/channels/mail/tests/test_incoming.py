"""Answering a notice by mail: whose it may be, what of it is taken, and that it is taken once."""

from email.message import EmailMessage

import pytest
from django.test import Client

from kundenkreis.channels.mail import actions, reading
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.notifications import messages, replies
from kundenkreis.notifications.models import Delivery, Notice
from kundenkreis.notifications.transports.mail.transport import compose
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.community.models import Answer, Comment
from kundenkreis.stages.community.tests.test_telling import tell

HEADS = [
    "Am Di., 10. März 2026 um 09:12 Uhr schrieb Alpenfon <hilfe@alpenfon.example>:",
    "Am Di., 10. März 2026 um 09:12 Uhr schrieb Alpenfon\n<hilfe@alpenfon.example>:",
    "On Tue, 10 Mar 2026 at 09:12, Alpenfon <hilfe@alpenfon.example> wrote:",
    "Le mar. 10 mars 2026 à 09:12, Alpenfon <hilfe@alpenfon.example> a écrit :",
    "Il giorno mar 10 mar 2026 alle ore 09:12 Alpenfon ha scritto:",
    "-----Ursprüngliche Nachricht-----",
    "-- ",
    "________________________________",
    "Von: Alpenfon\nGesendet: Dienstag",
    "From: Alpenfon\nSent: Tuesday",
    "Gesendet von meinem iPhone",
    "Sent from my Samsung phone",
]  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
def test_what_is_quoted_or_signed_below_stays_out(head):
    text = f"Danke, es geht.\n\nNur das Kabel fehlt.\n\n{head}\n> Guten Tag\n>> tief\nRest"
    assert reading.own_words(text) == "Danke, es geht.\n\nNur das Kabel fehlt."


def test_quoted_lines_go_and_ones_own_between_them_stay():
    text = "> Haben Sie neu gestartet?\nJa.\n>> > tief\n> Und das Kabel?\nNein. Von: hier steht etwas."
    assert reading.own_words(text) == "Ja.\nNein. Von: hier steht etwas."
    assert reading.own_words("Am Montag habe ich neu gestartet.") == "Am Montag habe ich neu gestartet."  # fmt: skip


def test_of_a_mail_in_html_the_words_are_taken():
    mail = EmailMessage()
    mail.set_content(
        "<style>p{}</style><p>Danke &amp; Gruss</p><div>Zweite Zeile</div><blockquote>Zitat</blockquote>",
        subtype="html",
    )
    assert reading.written(mail).split("\n")[0] == "Danke & Gruss"
    assert "Zitat" not in reading.written(mail)
    assert "p{}" not in reading.written(mail)


@pytest.fixture
def notice(question, answer, settings, vreni) -> Notice:
    settings.MAIL_REPLY, settings.MAIL_IN_SECRET = "reply@help.example", "geheim"
    tell()
    return Notice.objects.get(person=vreni, kind="question_answered")


def reply(notice, text="Danke, es geht.", sender="Vreni <VRENI@example.org>", **headers):
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, replies.reply_address(notice)
    mail["Message-ID"] = "<one@example.org>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


@pytest.mark.flow
def test_a_notice_is_answered_at_an_address_of_its_own(notice, at):
    delivery = Delivery.objects.get(notice=notice, transport="mail")
    mail = compose(messages.message_for(delivery, at=at))
    (address,) = mail.reply_to
    assert address == replies.reply_address(notice)
    assert len(address.partition("@")[0]) <= 64
    assert "Everyone" in mail.body or "alle" in mail.body.lower()


@pytest.mark.flow
def test_the_answer_stands_under_the_question_once(notice, question, vreni, at):
    raw = reply(notice, "Danke, Nummer 079 123 45 67.\n\nAm Di. schrieb Alpenfon <x@y.ch>:\n> Zitat").as_bytes()  # fmt: skip
    paths = {actions.take_mail(raw, at=at) for _again in range(3)}
    row = Answer.objects.get(author=vreni)
    assert paths == {row.path}
    assert row.question == question
    assert row.body.startswith("Danke, Nummer [")
    assert "Zitat" not in row.body


@pytest.mark.flow
def test_a_comment_is_answered_by_a_comment(notice, answer, aylin, beat, at):
    community.comment(answer, body="Auch nachts?", by=beat, at=at)
    tell()
    told = Notice.objects.get(person=aylin, kind="comment_written")
    mail = reply(told, "Ja, immer.", sender="aylin@example.org")
    actions.take_mail(mail.as_bytes(), at=at)
    assert Comment.objects.get(author=aylin).body == "Ja, immer."


@pytest.mark.flow
@pytest.mark.parametrize(
    ("why", "headers"),
    [
        ("unknown_sender", {"sender": "beat@example.org"}),
        ("unknown_sender", {"sender": ""}),
        ("automatic", {"Auto_Submitted": "auto-replied"}),
        ("automatic", {"Precedence": "bulk"}),
        ("empty", {"text": "> nur Zitat"}),
    ],
)
def test_what_is_not_taken_is_refused_in_words(why, headers, notice, vreni, at):
    with pytest.raises(Refused, match=why):
        actions.take_mail(reply(notice, **headers).as_bytes(), at=at)
    assert not Answer.objects.filter(author=vreni).exists()


@pytest.mark.flow
def test_files_are_refused_and_the_mail_can_be_sent_again(notice, vreni, at):
    mail = reply(notice)
    mail.add_attachment(b"x", maintype="image", subtype="png", filename="bild.png")
    with pytest.raises(Invalid, match=r"attachments.*bild\.png"):
        actions.take_mail(mail.as_bytes(), at=at)
    actions.take_mail(reply(notice).as_bytes(), at=at)
    assert Answer.objects.filter(author=vreni).count() == 1


@pytest.mark.flow
@pytest.mark.parametrize("to", ["reply@help.example", "forged"])
def test_a_forged_address_leads_nowhere(to, notice, at):
    mail = reply(notice)
    del mail["To"]
    seal = "0" * 20
    mail["To"] = to if to != "forged" else f"reply+{notice.pk.hex}{seal}@help.example"
    with pytest.raises(NotFound):
        actions.take_mail(mail.as_bytes(), at=at)


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\x00", b"From: x\nTo: <<<>>\n\n\n", b"\n" * 9]
)
def test_what_is_no_mail_is_refused(raw, at, db):
    with pytest.raises(NotFound):
        actions.take_mail(raw, at=at)


@pytest.mark.flow
def test_a_gateway_posts_with_its_secret(notice, vreni, settings):
    gateway, raw = Client(headers={"host": "alpenfon.localhost"}), reply(notice).as_bytes()

    def post(secret, body=raw):
        return gateway.post(
            "/incoming-mail/", body, content_type="message/rfc822",
            headers={"Authorization": f"Bearer {secret}"},
        )  # fmt: skip

    assert post("falsch").status_code == 404
    refused = post("geheim", reply(notice, sender="beat@example.org").as_bytes())
    assert (refused.status_code, refused.json()["reason"]) == (403, "unknown_sender")
    assert post("geheim").status_code == 201
    settings.MAIL_IN_SECRET = ""
    assert post("").status_code == 404


@pytest.mark.flow
def test_who_may_not_answer_by_page_may_not_by_mail(notice, question, vreni, at):
    community.close(question, by=vreni, at=at)
    with pytest.raises(Refused, match="closed"):
        actions.take_mail(reply(notice).as_bytes(), at=at)
    with pytest.raises(NotAllowed):
        actions.take_mail(reply(notice, sender="x@example.org").as_bytes(), at=at)
