"""What is typed under a question is never lost: sign-in run out, another device, another page."""

from uuid import uuid4

import pytest
from django.test import Client

from kundenkreis.drafts.models import Draft

HOST = {"host": "alpenfon.localhost"}


@pytest.mark.flow
def test_what_is_sent_after_the_sign_in_ran_out_is_there_again(question, beat):
    browser = Client(headers=HOST)
    sent = browser.post(f"/questions/{question.pk}/answers/", {"body": "Kabel prüfen!"})
    assert sent["Location"].startswith("/sign-in/")
    browser.force_login(beat)
    assert "Kabel prüfen!" in browser.get(question.path).content.decode()
    other = Client(headers=HOST)
    other.force_login(beat)
    assert "Kabel prüfen!" in other.get(question.path).content.decode()  # every device
    assert "Kabel" in browser.get("/drafts/").content.decode()
    words = {"body": "Kabel prüfen!", "once": uuid4().hex}
    assert browser.post(f"/questions/{question.pk}/answers/", words).status_code == 303
    assert not Draft.objects.exists()


def test_pages_keep_what_is_typed_and_throw_it_away(answer, beat):
    browser = Client(headers=HOST)
    browser.force_login(beat)
    place = f"answer:{answer.pk}"
    kept = {"place": place, "text": "Bei mir auch", "path": "/x/"}
    assert browser.post("/drafts/", kept).status_code == 204
    page = browser.get(f"/answers/{answer.pk}/comments/").content.decode()
    assert "Bei mir auch" in page
    assert f'data-place="{place}"' in page
    assert browser.post("/drafts/removal/", {"place": place}).status_code == 303
    assert not Draft.objects.exists()
    assert browser.post("/drafts/", {"place": "x", "text": "y"}).status_code == 422
