"""From a case to a public question: consent, personal data, one way."""

import pytest

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Attempt
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.people import actions as people
from kundenkreis.people.models import Consent
from kundenkreis.stages.community import actions, queries
from kundenkreis.stages.community.models import Follow, Question, SameHere, public_name
from kundenkreis.stages.community.tests.conftest import TEXT


def test_a_case_becomes_a_question_with_consent_and_without_personal_data(
    question, case, vreni
):
    assert "079" not in question.body
    assert question.author == vreni
    assert question.topic == case.topic
    attempt = Attempt.objects.get(case=case)
    assert (attempt.stage, attempt.subject, attempt.state) == (
        "community",
        f"question:{question.pk}",
        "open",
    )
    consent = Consent.objects.get(person=vreni)
    assert (consent.kind, consent.version, consent.subject) == (
        "publish_question",
        queries.CONSENT_VERSION,
        f"case:{case.pk}",
    )


def test_the_product_is_told_without_personal_data(case, vreni, at):
    cases.describe(case, product="Alpenbox 3, 079 123 45 67", by=vreni, at=at)
    question = actions.publish(case, title="WLAN", body=TEXT, agreed=True, by=vreni, at=at)
    assert "Alpenbox 3" in question.product
    assert "079" not in question.product


def test_without_consent_nothing_is_published(case, vreni, at):
    with pytest.raises(Refused, match="consent_needed") as refused:
        actions.publish(case, title="WLAN", body=TEXT, by=vreni, at=at)
    assert f"{case.path}question/" in refused.value.sentence
    assert not Question.objects.exists()
    assert not Attempt.objects.exists()


def test_publishing_twice_is_once(question, case, vreni, at):
    assert actions.publish(case, title="Anders", body="Anders", by=vreni, at=at) == question
    assert Consent.objects.count() == 1


@pytest.mark.flow
@pytest.mark.parametrize("who", ["aylin", "beat", "jonas"])
def test_only_the_customer_and_staff_on_her_word_publish(case, who, at, request, reto):
    stranger = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        actions.publish(case, title="WLAN", body=TEXT, agreed=True, by=stranger, at=at)
    assert actions.publish(case, title="WLAN", body=TEXT, agreed=True, by=reto, at=at)
    assert Question.objects.get().author == case.customer


def test_the_name_on_the_contact_is_held_back(case, vreni, at):
    people.leave_contact(vreni, name="Vreni Lang", by=vreni, at=at)
    question = actions.publish(
        case,
        title="Vreni fragt",
        body="Hier Vreni Lang, es dauert lang",
        agreed=True,
        by=vreni,
        at=at,
    )
    assert "Vreni" not in question.title + question.body
    assert question.body.endswith("es dauert lang")


def test_a_closed_case_is_not_published(case, vreni, at):
    cases.withdraw(case, by=vreni, at=at)
    with pytest.raises(Refused, match="case_closed"):
        actions.publish(case, title="WLAN", body=TEXT, agreed=True, by=vreni, at=at)


def test_asking_the_community_directly_opens_a_case(vreni, at, alpenfon):
    question = actions.ask(
        title="Drucker", body="Er druckt nicht", agreed=True, by=vreni, at=at
    )
    assert question.case
    assert question.case.customer == vreni
    assert question.case.text == "Drucker\n\nEr druckt nicht"
    with pytest.raises(Refused, match="consent_needed"):
        actions.ask(title="Drucker", body="Er druckt nicht", agreed=False, by=vreni, at=at)


def test_a_guest_asks_and_stays_nameless(at, alpenfon):
    guest = people.welcome_guest(language="de", by=None, at=at)
    people.leave_contact(guest, name="Vreni Muster", by=guest, at=at)
    case = cases.open_case(customer=guest, text=TEXT, by=guest, at=at)
    question = actions.publish(case, title="WLAN", body=TEXT, agreed=True, by=guest, at=at)
    assert question.author_name == "Gast" or question.author_name == "Guest"
    with pytest.raises(NotAllowed):
        actions.say_same_here(question, by=guest, at=at)
    assert actions.answer(question, body="Selbst gefunden", by=guest, at=at).role == "asker"


def test_members_are_shown_by_nickname_only(aylin):
    assert "Aylin" not in public_name(aylin)
    aylin.nickname = "Funkerin"
    assert public_name(aylin) == "Funkerin"


def test_the_asker_takes_her_question_back_and_her_consent_ends(question, case, vreni, at):
    actions.withdraw(question, by=vreni, at=at)
    actions.withdraw(question, by=vreni, at=at)
    assert not queries.has_agreed(case)
    assert queries.question_for(vreni, question.pk).hidden_reason == "withdrawn"
    assert Attempt.objects.get().state == "withdrawn"
    with pytest.raises(NotFound):
        queries.question_for(None, question.pk)


def test_editing_keeps_what_was_said_before(question, vreni, aylin, at):
    actions.edit(
        question, title="WLAN sehr langsam", body="Ruft 079 765 43 21 an", by=vreni, at=at
    )
    question.refresh_from_db()
    assert question.title == "WLAN sehr langsam"
    assert "079" not in question.body
    assert question.revisions.get().title == "WLAN langsam"
    actions.edit(question, body=question.body, by=vreni, at=at)
    assert question.revisions.count() == 1
    with pytest.raises(NotAllowed):
        actions.edit(question, body="Anders", by=aylin, at=at)


def test_closing_ends_answers_until_it_is_opened_again(question, vreni, aylin, at):
    with pytest.raises(NotAllowed):
        actions.close(question, by=aylin, at=at)
    actions.close(question, by=vreni, at=at)
    with pytest.raises(Refused, match="closed"):
        actions.answer(question, body="Zu spät", by=aylin, at=at)
    actions.open_again(question, by=vreni, at=at)
    assert actions.answer(question, body="Nun doch", by=aylin, at=at)


def test_same_here_and_following_count_once(question, aylin, at):
    for _again in range(2):
        actions.say_same_here(question, by=aylin, at=at)
        actions.follow(question, by=aylin, at=at)
    assert SameHere.objects.count() == Follow.objects.count() == 1
    actions.unfollow(question, by=aylin, at=at)
    assert not Follow.objects.exists()


@pytest.mark.parametrize("helped", [True, False])
def test_another_customer_s_case_remembers_whether_a_solution_helped(
    question, answer, vreni, beat, helped, at
):
    actions.accept(answer, by=vreni, at=at)
    own = cases.open_case(customer=beat, text="WLAN lahm", by=beat, at=at)
    attempt = actions.judge(question, case=own, helped=helped, by=beat, at=at)
    assert attempt.state == ("solved" if helped else "failed")
    own.refresh_from_db()
    assert own.is_open is not helped
    assert queries.record_of(question) == ((2, 2) if helped else (1, 2))


@pytest.mark.flow
def test_another_brand_sees_nothing(question, answer, seeland, kai):
    with scope.inside(seeland.pk):
        assert not Question.objects.exists()
        with pytest.raises(NotFound):
            queries.question_for(kai, question.pk)
        with pytest.raises(NotFound):
            queries.answer_for(kai, answer.pk)


HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "'; DROP TABLE kundenkreis_question; --",
    "😀" * 500,
    "\u202eevil\u202c مرحبا بالعالم שלום",
    "Z̸̢͗a̸̛̱l̷͍̂g̶̖̽o̷͚̅" * 50,
    "{{ 7*7 }} {% raw %} %s %(x)s",
    "[x](javascript:alert(1)) ![y](http://evil.example/p.png)",
]


@pytest.mark.flow
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_kept_as_harmless_words(text, case, vreni, aylin, at, client):
    question = actions.publish(
        case, title=text[:100], body=text, agreed=True, by=vreni, at=at
    )
    actions.answer(question, body=text, by=aylin, at=at)
    page = client.get(question.path, HTTP_HOST="alpenfon.localhost").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page
    assert 'src="http://evil' not in page


@pytest.mark.parametrize("text", ["", "  \n", "\x00" * 50, "a" * 100_000])
def test_empty_binary_and_huge_texts_are_refused_in_words(text, question, aylin, at):
    with pytest.raises(Invalid) as refused:
        actions.answer(question, body=text, by=aylin, at=at)
    assert refused.value.fields["body"]
