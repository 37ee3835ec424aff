"""An answer helps: Beat may do more, gets a part of the month's budget, and loses an ability by what came of it."""

import re
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from typing import Any

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.ledger import queries as ledger
from kundenkreis.notifications import replies
from kundenkreis.notifications.models import Notice
from kundenkreis.payback.models import Organisation, PaybackMonth, Redemption
from kundenkreis.payouts.models import PayoutBatch
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.reputation.models import AbilityGrant
from kundenkreis.stages.community.models import Answer, Question
from kundenkreis.stages.marketplace.tests.visits import case_of, helper_jonas
from tests.cast import make_person
from tests.stories.conftest import Browser, World
from tests.stories.test_trusted_person import link_in
from tests.stories.ways import checked, comes, newest, ordered, speaks_english, times_shown

BROWSER = Callable[..., Browser]
IBAN, OTHER = "CH93 0076 2011 6238 5295 7", "DE89 3704 0044 0532 0130 00"
RULE = {"least": 2, "share": 80, "keep": 75, "reason": "Wir sind klein."}
pytestmark = pytest.mark.slow


def asks(hers: Browser, title: str) -> Question:
    """A question of the community, by the API."""
    made = hers.call("POST", "questions", {"title": title, "text": f"{title}?", "consent": True})  # fmt: skip
    return Question.objects.get(pk=made["id"])


def answers(his: Browser, question: Question, words: str) -> Answer:
    """On its page."""
    his.send(f"/questions/{question.pk}/answers/", body=words, once=words)
    return Answer.objects.get(question=question, body=words)


def by_mail(person: Person, kind: str, words: str) -> bytes:
    """What the person writes back to the newest notice of this kind."""
    notice = Notice.objects.filter(person=person, kind=kind).latest("at")
    mail = EmailMessage()
    mail["From"], mail["To"] = person.email, replies.reply_address(notice)
    mail["Message-ID"] = f"<{notice.pk}@example.org>"
    mail.set_content(f"{words}\n\n> Guten Tag")
    return mail.as_bytes()


@pytest.fixture
def earned(world: World, alpenfon: Brand, vreni: Person, jonas: Person, beat: Person, mira: Person, browser_of: BROWSER, settings: Any) -> Person:  # fmt: skip
    """Beat's three answers helped: one taken by the page, one by the mail's link, one by the API."""
    settings.MAIL_REPLY, settings.MAIL_IN_SECRET = "reply@help.example", "geheim"
    beat.nickname = "Beat B."
    speaks_english(vreni, jonas, beat, mira)
    team, hers, his = browser_of(mira), browser_of(vreni), browser_of(beat)
    team.send("/payback/budget/", budget="50", first_points="500", money_from="1000", reason="Wir teilen.")  # fmt: skip
    team.call("PUT", "abilities/accept", RULE)

    one = answers(his, asks(hers, "Drucker druckt leer"), "Reinigen Sie die Düsen im Menü.")
    hers.send(f"/answers/{one.pk}/solution/")

    # The second he writes by mail: he follows the topic and answers its notice.
    two = asks(browser_of(jonas), "Laptop wird sehr warm")
    his.send(f"/questions/{two.pk}/followers/")
    answers(browser_of(vreni), two, "Bei mir auch.")
    reply = by_mail(beat, "question_news", "Blasen Sie den Staub aus dem Lüfter.")
    gateway = his.post("/incoming-mail/", reply, content_type="message/rfc822", headers={"Authorization": "Bearer geheim"})  # fmt: skip
    assert gateway.status_code == 201
    world.work()
    # Jonas says so with the one button behind the link of his mail.
    there = link_in(next(each for each in reversed(world.mails_to("jonas@")) if "Lüfter" in each.text))  # fmt: skip
    browser_of(jonas).text(there)
    browser_of(jonas).send(there.partition("?")[0])
    assert "You may now say for a silent asker" in newest(world, beat)

    three = asks(hers, "Bildschirm flackert abends")
    last = answers(his, three, "Stellen Sie sechzig Hertz ein.")
    hers.call("POST", f"questions/{three.pk}/solution", {"answer": str(last.pk)})
    for reader in (vreni, jonas, mira):
        browser_of(reader).send(f"/answers/{one.pk}/kudos/", once="thanks")
    return beat


def test_from_an_answer_to_a_donation(world: World, alpenfon: Brand, earned: Person, jonas: Person, reto: Person, mira: Person, browser_of: BROWSER, at: datetime) -> None:  # fmt: skip
    his, team = browser_of(earned), browser_of(mira)
    assert "You earned it: 2 good outcomes, 92 of 100 were good." in his.text(
        "/my-abilities/"
    )
    held = [row["ability"] for row in his.call("GET", "abilities/mine")["items"] if row["held"]]  # fmt: skip
    assert set(held) == {"mentor", "topics", "accept"}

    # On the eighth the month is shared; the mail says how much, the statement why, the API the same.
    world.until(at.replace(month=4, day=8, hour=10))
    his, team = browser_of(earned), browser_of(mira)
    assert "You get 5,000 points for March 2026" in newest(world, earned)
    month = PaybackMonth.objects.get()
    page, said = his.text(month.path), his.call("GET", f"payback/months/{month.pk}")
    assert said["fixed"] + sum(line["points"] for line in said["items"]) == said["points"] == 5000  # fmt: skip
    assert sorted(line["thanks"] for line in said["items"]) == [1, 1, 3], (
        "the asker's word is a thanks"
    )
    for line in said["items"]:
        assert line["title"] in page
        assert line["url"].startswith("/questions/")
    assert "CHF 50" in page

    # A credit by the page, money by the API, a donation by the page; too little money is refused in words.
    team.send("/payback/organisations/", name="Bienen", purpose="Blumen am Weg.", iban=OTHER, once="bees")  # fmt: skip
    his.send("/payout-account/", holder="Beat", iban=IBAN, once="iban")
    assert "Money starts at 1,000 points" in his.send("/payback/redemption/", way="money", points="999").content.decode()  # fmt: skip
    his.send("/payback/redemption/", way="credit", points="1500", once="credit")
    assert "It is taken off what you pay next" in newest(world, earned)
    his.call("POST", "payback/redemptions", {"points": 2000, "way": "money"})
    his.send("/payback/redemption/", way=str(Organisation.objects.get().pk), points="1500", once="gift")  # fmt: skip
    assert "We give it to Bienen" in newest(world, earned)
    assert his.call("GET", "payback")["points"] == 0
    assert Redemption.objects.count() == 3

    # The credit: a visit for CHF 49 costs him 34.
    helper_jonas(jonas, world.at)
    case = case_of(earned, world.at)
    slot = times_shown(his, case)[0]
    booking = visit(his, case, slot)
    browser_of(jonas).send(f"{booking.path}acceptance/")
    comes(browser_of(jonas), his, booking, world)
    assert "CHF 15" in browser_of(earned).text(booking.path)

    # Money and donation go with a batch that a second person releases, when a new account has rested.
    world.later(days=10)
    people.grant(reto, "manager", by=None, at=world.at)
    browser_of(mira).send("/payouts/batches/", once="batch")
    batch = PayoutBatch.objects.get()
    browser_of(reto).send(f"{batch.path}release/", once="go")
    assert [each.amount for each in ledger.paid_out(earned)] == [2000]
    assert [each.amount for each in ledger.paid_out(Organisation.objects.get().person)] == [
        1500
    ]
    there = re.search(r"/documents/payouts/[^/]+/", browser_of(earned).text("/my-payouts/"))
    assert there
    assert "Payback for answers" in browser_of(earned).text(there[0])
    assert sum(line.money.amount for line in ledger.trial_balance()) == 0


def visit(his: Browser, case: Any, slot: str) -> Any:
    """Chosen, checked, ordered."""
    page = checked(his, case, slot)
    assert re.findall(r'name="price" value="(\d+)"', page) == ["4900"]
    return ordered(his, case)


def test_wrong_hints_end_an_ability_and_he_objects(world: World, alpenfon: Brand, earned: Person, vreni: Person, jonas: Person, mira: Person, browser_of: BROWSER, at: datetime) -> None:  # fmt: skip
    hanna = make_person("Hanna", at, "manager", language="en")
    asked = [asks(browser_of(vreni), f"Router Nummer {number} rot") for number in range(3)]
    found = [answers(browser_of(jonas), each, f"Neu starten, Teil {each.pk}") for each in asked]  # fmt: skip
    world.later(days=4)
    his, hers = browser_of(earned), browser_of(vreni)
    # For a silent asker he says three times that it is solved; three times it was not.
    for each in found:
        his.send(f"/answers/{each.pk}/solution/")
        assert "Is this solved?" in newest(world, vreni)
        hers.send(f"/questions/{each.question_id}/reopening/")
    told = newest(world, earned)
    assert "Changed: Say for a silent asker" in told
    assert "It ended: 74 of 100 were good, 75 are needed." in told
    grant = AbilityGrant.objects.get(person=earned, ability="accept")
    assert (grant.ended_why, grant.ended_by, grant.end_evidence["percent"]) == ("share", None, 74)  # fmt: skip
    page = his.text("/my-abilities/")
    assert "Router Nummer 2 rot" in page
    assert his.send(f"/answers/{found[0].pk}/solution/").status_code in (403, 404)

    # The API knows which grant he may object to; a manager reads it, decides, and he hears why.
    lost = next(row for row in his.call("GET", "abilities/mine")["items"] if row["ability"] == "accept")  # fmt: skip
    assert lost["may_object"]
    his.call("POST", f"abilities/grants/{lost['grant']}/objection", {"text": "Es war dreimal dieselbe Störung."})  # fmt: skip
    assert "Es war dreimal dieselbe Störung." in newest(world, hanna)
    boss = browser_of(hanna)
    there = f"/abilities/objections/{grant.pk}/"
    assert there in boss.text("/abilities/")
    assert "74 of 100" in boss.text(there)
    assert "Router Nummer 2 rot" in boss.text(there), "the outcomes it is about"
    assert "Router Nummer 2 rot" in boss.text(f"/members/{earned.pk}/abilities/")
    boss.send(there, restore="yes", answer="Die Störung lag bei uns.", once="back")
    assert "Die Störung lag bei uns." in newest(world, earned)
    assert "accept" in [row["ability"] for row in his.call("GET", "abilities/mine")["items"] if row["held"]]  # fmt: skip
    world.later(days=1)
    assert browser_of(earned).send(f"/answers/{found[0].pk}/solution/").status_code == 303
