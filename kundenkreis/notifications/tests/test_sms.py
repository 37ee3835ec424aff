"""SMS: what fits, where it goes, and how the operator's gateway is spoken to."""

import json
from urllib.parse import parse_qs

import pytest

from kundenkreis.notifications.socket import Message, Undeliverable
from kundenkreis.notifications.transports.sms import letters
from kundenkreis.notifications.transports.sms.transport import SmsTransport, mobile

URL = "https://hilfe.alpenfon.ch/s/8gT2kQx9LmZp/"


def a_message(brand, at, short="Jonas kommt um 16 Uhr.", **changes) -> Message:
    values = {
        "id": "7f3c2c50-0000-4000-8000-000000000002", "brand": brand, "to": "+41795551010", "language": "de",
        "subject": "Jonas kommt", "body": "", "short": short, "action": "", "url": URL, "at": at,
    }  # fmt: skip
    return Message(**{**values, **changes})


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 159 + "€", 2),
        ("ä" * 160, 1),
        ("ж" * 70, 1),
        ("ж" * 71, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_letters_are_counted_as_networks_count_them(text, count):
    assert letters.parts(text) == count


def test_what_looks_alike_is_written_in_the_short_alphabet():
    text = letters.fitted("Alpenfon", "Il reçoit CHF\u00a049 – c’est «prêt» …", URL)
    assert letters.is_gsm(text)
    assert 'Il recoit CHF 49 - c\'est "pret" ...' in text


def test_a_name_in_another_script_stays_whole():
    text = letters.fitted("Alpenfon", "Оксана kommt um 16 Uhr – Codewort: Zürich.", URL)
    assert "Оксана kommt um 16 Uhr – Codewort: Zürich." in text
    assert letters.parts(text) == 2


def test_a_long_sentence_is_cut_at_a_word_and_the_address_never():
    text = letters.fitted("Alpenfon", "lange Wörter " * 60, URL)
    assert letters.parts(text) == letters.MOST_PARTS
    assert text.endswith(f"...\n{URL}")
    assert "lange..." in text or "Wörter..." in text


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("079 555 10 10", "+41795551010"),
        ("0041 79 555 10 10", "+41795551010"),
        ("+49 151 23456789", "+4915123456789"),
        ("+41 44 500 10 10", ""),
        ("0800 800 800", ""),
        ("rufen Sie mich an", ""),
        ("", ""),
    ],
)
def test_only_a_mobile_number_gets_sms(alpenfon, typed, number):
    assert mobile(typed) == number


def test_the_gateway_gets_one_request_with_key_token_and_sender(alpenfon, at, gateway):
    SmsTransport().deliver(a_message(alpenfon, at, 'Er sagt "Zitrone {token}".\\'))
    (request,) = gateway.requests
    said = json.loads(request["body"])
    assert said["to"] == "+41795551010"
    assert said["from"] == "Alpenfon"
    # What a customer wrote is neither syntax nor a placeholder.
    assert said["text"] == f'Alpenfon: Er sagt "Zitrone {{token}}".\\\n{URL}'
    assert request["headers"]["Authorization"] == "Bearer token of the operator"
    SmsTransport().deliver(a_message(alpenfon, at))
    assert len(gateway.kept) == 1


def test_a_gateway_that_wants_a_form_gets_one(alpenfon, at, gateway, settings):
    settings.SMS_URL = (
        settings.SMS_URL.replace("http://", "http://ACxyz:secret@")
        + "?to={to}&dlr={nothing}"
    )
    settings.SMS_BODY = "To={to}&From={from}&Body={text}"
    settings.SMS_HEADERS = '{"Content-Type": "application/x-www-form-urlencoded"}'
    SmsTransport().deliver(a_message(alpenfon, at, "Hans & Söhne = gut"))
    (request,) = gateway.requests
    assert parse_qs(request["body"])["Body"] == [f"Alpenfon: Hans & Söhne = gut\n{URL}"]
    assert request["path"] == "/messages?to=%2B41795551010&dlr={nothing}"
    assert request["headers"]["Authorization"] == "Basic QUN4eXo6c2VjcmV0"


@pytest.mark.parametrize(
    ("status", "trouble"), [(400, Undeliverable), (401, OSError), (429, OSError), (503, OSError)]
)  # fmt: skip
def test_a_no_for_ever_and_a_no_for_now_differ(alpenfon, at, gateway, status, trouble):
    gateway.status = status
    with pytest.raises(trouble):
        SmsTransport().deliver(a_message(alpenfon, at))


def test_a_gateway_that_is_away_is_tried_again(alpenfon, at, settings):
    settings.SMS_URL = "http://127.0.0.1:9/"
    with pytest.raises(OSError, match="refused"):
        SmsTransport().deliver(a_message(alpenfon, at))
