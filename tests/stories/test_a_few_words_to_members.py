"""A few words to a few: Vreni writes to members she follows, Jonas wants none of it, and a month later nothing is left."""

from collections.abc import Callable
from datetime import datetime

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.people.models import Person
from kundenkreis.rings.models import Ring
from kundenkreis.stages.community.models import Answer
from tests.stories.conftest import Browser, World
from tests.stories.ways import newest, speaks_english

pytestmark = pytest.mark.slow


def test_a_few_words_to_a_few_members(
    world: World,
    alpenfon: Brand,
    vreni: Person,
    aylin: Person,
    jonas: Person,
    beat: Person,
    mira: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    speaks_english(vreni, aylin, jonas, beat, mira)
    hers = browser_of(vreni)
    # Two members helped her: their pages are open to her, and she follows them.
    asked = hers.call("POST", "questions", {"title": "Router rot", "text": "Was tun?", "consent": True})  # fmt: skip
    for member in (aylin, jonas):
        browser_of(member).send(f"/questions/{asked['id']}/answers/", body=f"Neu starten, sagt {member.name}.", once="a")  # fmt: skip
        page = hers.text(f"/members/{member.pk}/")
        assert f"/following/members/{member.pk}/" in page
        hers.send(f"/following/members/{member.pk}/")
    assert Answer.objects.count() == 2

    sent = hers.send("/rings/new/", to=[str(aylin.pk), str(jonas.pk)], title="Treffen", body="Am Freitag um drei im Löwen?", once="ring")["Location"]  # fmt: skip
    for member in (aylin, jonas):
        assert "Am Freitag um drei im Löwen?" in newest(world, member)
    assert "Treffen" in browser_of(aylin).text("/rings/")
    assert [each["title"] for each in browser_of(jonas).call("GET", "rings")["items"]] == ["Treffen"]  # fmt: skip
    for stranger in (beat, mira):
        assert browser_of(stranger).get(sent).status_code == 404

    # Aylin answers in the same way; Jonas wants no more of hers, and nobody is told.
    browser_of(aylin).send("/rings/new/", to=[str(vreni.pk)], title="Ja, gern", body="Ich bringe Kuchen.", once="yes")  # fmt: skip
    assert "Ich bringe Kuchen." in newest(world, vreni)
    browser_of(jonas).send(f"{sent}silence/", once="mute")
    before = len(world.mails_to("vreni@"))
    hers.call("POST", "rings", {"to": [str(jonas.pk), str(aylin.pk)], "title": "Freitag", "text": "Um vier."})  # fmt: skip
    assert "Um vier." not in newest(world, jonas)
    assert "Um vier." in newest(world, aylin)
    assert len(world.mails_to("vreni@")) == before

    # To who follows a topic: once a week to each, a week's together to who likes that better.
    for member in (vreni, beat, aylin):
        browser_of(member).call("PUT", "following/topics/computer")
    browser_of(beat).send("/rings/reception/", how="weekly", once="how")
    world.later(days=1)
    hers.send("/rings/topics/computer/new/", title="Kurs am Computer", body="Wer kommt mit?", once="topic")  # fmt: skip
    assert "Wer kommt mit?" in newest(world, aylin)
    assert "Kurs am Computer" not in "".join(mail.text for mail in world.mails_to("beat@"))
    again = hers.send("/rings/topics/computer/new/", title="Noch einmal", body="Bitte.", once="again")  # fmt: skip
    assert "One message to a topic is enough for a week." in again.content.decode()
    world.later(days=7)
    assert "Vreni: Kurs am Computer" in newest(world, beat)

    # A report brings it to the moderators, who see nothing of rings otherwise.
    row = Ring.objects.get(title="Kurs am Computer")
    browser_of(beat).send(
        f"/flags/ring/{row.pk}/", reason="spam", words="Werbung", once="flag"
    )
    assert "Kurs am Computer" in browser_of(mira).text("/moderation/")

    world.later(days=31)
    assert not Ring.objects.exists()
    assert browser_of(aylin).get(sent).status_code == 404
