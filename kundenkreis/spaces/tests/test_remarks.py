"""Comments, thanks and mentions in a space: for who is in, counted nowhere else, walled by the database."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kundenkreis.badges.models import Badge
from kundenkreis.collusion import queries as collusion
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.notifications.models import Notice
from kundenkreis.people.mentions import meant
from kundenkreis.people.models import Person
from kundenkreis.reputation.models import MemberOutcome
from kundenkreis.spaces import actions, queries
from kundenkreis.spaces.models import SpaceComment, SpaceKudos
from kundenkreis.spaces.personal_data import SpacesData
from kundenkreis.spaces.tests.conftest import SECRET
from kundenkreis.spaces.tests.test_spaces import kinds_for, told
from tests.attack import attack
from tests.cast import make_person

DAY = timedelta(days=1)


@pytest.fixture
def remark(answered, vreni, at) -> SpaceComment:
    return actions.comment(answered, body=f"@Beat, und der {SECRET} am Kabel?", by=vreni, at=at)  # fmt: skip


def test_who_is_in_comments_and_the_author_of_the_answer_hears_of_it_once(remark, answered, vreni, beat, aylin, at):  # fmt: skip
    with pytest.raises(NotFound):
        actions.comment(answered, body="Ich auch.", by=aylin, at=at)
    for words, wrong in ((" ", "empty"), ("x" * 1001, "too_long")):
        with pytest.raises(Invalid, match=wrong):
            actions.comment(answered, body=words, by=vreni, at=at)
    told()
    told()
    assert kinds_for(beat) == ["space_comment", "space_question"]
    notice = Notice.objects.get(kind="space_comment")
    assert SECRET not in str(notice.values).replace(f"Router {SECRET}", ""), "words stay in the space"  # fmt: skip
    assert notice.path.endswith(f"#comment-{remark.pk}")
    shown: Any = queries.answers_to(answered.question, beat)[0]
    assert [each.body for each in shown.shown_comments] == [remark.body]


def test_who_is_called_by_name_hears_of_it_if_she_is_in(answered, family, vreni, beat, aylin, at):  # fmt: skip
    lena = make_person("Lena", at)
    actions.take_in(family, lena, by=vreni, at=at)
    actions.comment(answered, body="@lena und @Aylin wissen das.", by=beat, at=at)
    told()
    assert kinds_for(lena) == ["space_mentioned", "space_question"]
    assert kinds_for(aylin) == [], "no name leads out of the space"
    twin = make_person("Lena-Zwei", at)
    Person.objects.filter(pk=twin.pk).update(nickname="Lena")
    actions.take_in(family, twin, by=vreni, at=at)
    assert queries.called_in("@Lena?", family, by=beat) == [], "two bear the name"


def test_a_name_of_several_words_is_meant_whole(vreni, beat):
    bearers = [("Alte Funkerin", vreni), ("Funk", beat)]
    assert meant("Frag @alte funkerin!", bearers, here=(), by=None) == [vreni]
    assert meant("Frag @alte", bearers, here=(), by=None) == []
    assert meant("@Funk", bearers, here=(), by=beat) == []
    assert meant(" ".join(f"@wer{n}" for n in range(11)) + " @Funk", bearers, here=(), by=None) == []  # fmt: skip


def test_thanks_are_once_for_others_and_count_nowhere_outside(answered, vreni, beat, aylin, at):  # fmt: skip
    with pytest.raises(NotAllowed, match="own_answer"):
        actions.thank(answered, by=beat, at=at)
    with pytest.raises(NotFound):
        actions.thank(answered, by=aylin, at=at)
    for _twice in range(2):
        actions.thank(answered, by=vreni, at=at)
    told()
    shown: Any = queries.answers_to(answered.question, vreni)[0]
    assert (shown.kudos_count, shown.thanked) == (1, True)
    assert not MemberOutcome.objects.exists()
    assert not Badge.objects.exists()
    assert collusion.favours(at=at + DAY) == []


def test_nothing_is_said_when_the_space_has_ended_or_the_answer_is_gone(answered, remark, family, vreni, beat, at):  # fmt: skip
    with pytest.raises(NotFound):
        actions.take_comment_back(remark, by=beat, at=at)
    actions.take_comment_back(remark, by=vreni, at=at)
    assert not SpaceComment.objects.exists()
    actions.end(family, by=vreni, at=at)
    with pytest.raises(Refused, match="space_ended"):
        actions.comment(answered, body="Noch eins.", by=beat, at=at)
    with pytest.raises(Refused, match="space_ended"):
        actions.thank(answered, by=vreni, at=at)


def test_walls_of_comments_and_thanks(
    answered, remark, firm, vreni, beat, aylin, seeland, at
):
    say = "insert into kundenkreis_spacecomment (id, brand_id, space_id, answer_id, author_id, body, at, hidden_reason) values (gen_random_uuid(), %s, %s, %s, %s, %s, now(), '')"  # fmt: skip
    thank = "insert into kundenkreis_spacekudos (brand_id, space_id, answer_id, giver_id, at) values (%s, %s, %s, %s, now())"  # fmt: skip
    brand, space = answered.brand_id, answered.space_id
    attack("space_members_only", say, brand, space, answered.pk, aylin.pk, "x")
    attack("space_members_only", thank, brand, space, answered.pk, aylin.pk)
    attack("space_comment_in_its_space", say, brand, firm.pk, answered.pk, aylin.pk, "x")
    attack("space_kudos_in_its_space", thank, brand, firm.pk, answered.pk, aylin.pk)
    attack("space_comment_in_its_space", say, seeland.pk, space, answered.pk, vreni.pk, "x")
    attack("space_comment_says_something", say, brand, space, answered.pk, vreni.pk, "")
    attack(
        "space_words_stay", "update kundenkreis_spacecomment set author_id = %s", beat.pk
    )
    attack("space_kudos_for_others", thank, brand, space, answered.pk, beat.pk)
    actions.thank(answered, by=vreni, at=at)
    attack("space_thanked_once", thank, brand, space, answered.pk, vreni.pk)


def test_her_words_go_with_her(answered, remark, vreni, at):
    actions.thank(answered, by=vreni, at=at)
    plug = SpacesData()
    kept = plug.export(vreni)
    assert (len(kept["space_comments"]), len(kept["space_kudos"])) == (1, 1)
    assert SECRET in queries.words_of(answered.space, vreni)["questions"][0]["answers"][0]["comments"][0]["text"]  # fmt: skip
    plug.forget(vreni, at=at)
    assert not SpaceComment.objects.exists()
    assert not SpaceKudos.objects.exists()


@pytest.mark.flow
def test_the_pages_and_the_api(answered, vreni, beat, aylin, client_of):
    hers, stranger = client_of(vreni), client_of(aylin)
    there, api = answered.question.path, f"/api/v1{answered.question.path}"
    says = f"{there}answers/{answered.pk}/comments/"
    assert stranger.get(says).status_code == 404
    assert "neu starten" in hers.get(says).content.decode()
    assert hers.post(says, {"body": " ", "once": uuid4().hex}).status_code == 422
    assert hers.post(says, {"body": "Welches Kabel?", "once": uuid4().hex}).status_code == 303  # fmt: skip
    row = SpaceComment.objects.get()
    assert f'id="comment-{row.pk}"' in client_of(beat).get(there).content.decode()
    assert f"/flags/space-comment/{row.pk}/" in client_of(beat).get(there).content.decode()
    assert client_of(beat).post(f"{there}comments/{row.pk}/withdrawal/").status_code == 404
    assert stranger.post(f"{there}answers/{answered.pk}/kudos/").status_code == 404
    assert hers.post(f"{there}answers/{answered.pk}/kudos/").status_code == 303
    shown = hers.get(api.rstrip("/")).json()["answers"][0]
    assert (shown["kudos"], shown["thanked"], shown["comments"][0]["text"]) == (1, True, "Welches Kabel?")  # fmt: skip
    made = hers.post(f"{api}answers/{answered.pk}/comments", {"text": "Noch eins."}, content_type="application/json")  # fmt: skip
    assert made.status_code == 201
    assert stranger.delete(f"{api}comments/{made.json()['id']}").status_code == 404
    assert hers.delete(f"{api}comments/{made.json()['id']}").status_code == 204
    assert (
        hers.post(
            f"{api}answers/{answered.pk}/kudos", {}, content_type="application/json"
        ).json()["kudos"]
        == 1
    )
    assert hers.post(f"{there}comments/{row.pk}/withdrawal/").status_code == 303


def test_a_thread_asks_the_same_number_of_queries(answered, vreni, beat, at):
    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            assert queries.answers_to(answered.question, vreni)
        return len(found)

    actions.comment(answered, body="Eins.", by=vreni, at=at)
    assert count() == 2
    for number in range(2):
        other = actions.answer(answered.question, body=f"Auch {number}.", by=beat, at=at)
        actions.comment(other, body="Zwei.", by=vreni, at=at)
    assert count() == 2
