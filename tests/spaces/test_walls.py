"""Nothing of a space leaves it: one test a leak path, and every door for a stranger."""

import json
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.apps import apps

from kundenkreis.assistant import queries as assistant
from kundenkreis.channels.api.document import api
from kundenkreis.following import queries as following
from kundenkreis.moderation import actions as moderation
from kundenkreis.moderation.models import StatementOfReasons
from kundenkreis.moderation.queries import yearly
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people import actions as people
from kundenkreis.search import queries as search
from kundenkreis.search.models import Document, Passage
from kundenkreis.spaces import actions
from kundenkreis.spaces.tests.conftest import SECRET
from kundenkreis.spaces.tests.test_spaces import told
from kundenkreis.stages.community import queries as community
from kundenkreis.stages.community.models import Answer, Question
from tests.attack import attack
from tests.test_walls import filled, pages

LANGUAGES = ("de", "en")


@pytest.fixture
def said(answered, vreni, at):
    """A whole talk with its secret, and all that follows from it has happened."""
    actions.accept_answer(answered, by=vreni, at=at)
    told()
    return answered


@pytest.mark.flow
def test_search_and_its_suggestions_find_nothing_and_never_will(said, client_of, vreni, aylin):  # fmt: skip
    for language in LANGUAGES:
        assert search.find(SECRET, language=language) == []
    for person in (vreni, aylin):
        shown = client_of(person).get(f"/suggestions/?q={SECRET}").content.decode()
        assert "Router" not in shown
    put = """insert into kundenkreis_document (brand_id, kind, object_id, family, language, title, summary, body, url, access, solved, at)
      values (%s, 'question', %s, %s, 'de', 'T', '', 'B', '/', 'public', true, now())"""
    question = said.question
    attack("index_knows_no_space", put, question.brand_id, question.pk, question.pk)
    assert not Document.objects.filter(body__contains=SECRET).exists()
    assert not Passage.objects.filter(text__contains=SECRET).exists()


@pytest.mark.flow
def test_the_assistant_does_not_know_it(said):
    for language in LANGUAGES:
        assert assistant.answer(f"Der {SECRET} blinkt", language=language).known is False


@pytest.mark.flow
def test_similar_questions_lists_and_duplicates_are_of_the_community_alone(said, client_of, aylin):  # fmt: skip
    for language in LANGUAGES:
        assert community.similar_to(SECRET, language=language) == []
        assert community.find(SECRET, language=language) == []
    assert not community.public_questions().filter(title__contains=SECRET).exists()
    pk, client = said.question.pk, client_of(aylin)
    assert client.get(f"/questions/{pk}/").status_code == 404
    assert client.get(f"/questions/{pk}/duplicate/").status_code == 404
    assert not Question.across_brands.exists()
    assert not Answer.across_brands.exists()


@pytest.mark.flow
def test_me_too_and_unusual_counts_know_nothing_of_it(said, at):
    assert community.unusual(at=at + timedelta(hours=1)) == []


@pytest.mark.flow
def test_the_live_stream_and_the_events_carry_ids_for_nobody(said):
    rows = EventRow.objects.filter(name__startswith="space_")
    assert rows.count() > 3
    assert {tuple(row.topics) for row in rows} == {()}
    assert SECRET not in json.dumps(list(rows.values_list("payload", flat=True)))


def test_mails_and_digests_reach_members_only_and_carry_no_answer(said, vreni, beat, aylin, at):  # fmt: skip
    assert not Notice.objects.exclude(person__in=[vreni, beat]).exists()
    for row in Notice.objects.all():
        assert "neu starten" not in json.dumps(row.values)
    day = timedelta(days=1)
    assert following.news_for(aylin, since=at - day, until=at + day) == []


def test_who_is_called_by_name_in_a_space_and_is_not_in_hears_nothing(asked, aylin, beat, at):  # fmt: skip
    actions.answer(asked, body="@Aylin weiss das.", by=beat, at=at)
    told()
    assert not Notice.objects.filter(person=aylin).exists()


@pytest.mark.flow
def test_exports_of_others_and_their_digests_do_not_carry_it(said, aylin, beat, vreni, at):
    assert SECRET not in json.dumps(people.export(aylin, by=aylin, at=at))
    his = json.dumps(people.export(beat, by=beat, at=at))
    assert "neu starten" in his
    assert "blinkt" not in his, "hers is not his"


@pytest.mark.flow
def test_moderators_see_a_text_only_when_a_member_reported_it(said, client_of, aylin, vreni, mira, at):  # fmt: skip
    target = f"space-answer:{said.pk}"
    assert client_of(aylin).get(f"/flags/space-answer/{said.pk}/").status_code == 404
    assert SECRET not in client_of(mira).get("/moderation/").content.decode()
    assert client_of(mira).get(said.question.path).status_code == 404
    moderation.flag(target, reason="spam", by=vreni, at=at)
    figures = yearly(at.year)
    assert SECRET not in repr(figures)
    assert not StatementOfReasons.objects.exists()


# Whatever lies near: the other doors take no id of ours, or are of other rooms' own rows.
NEAR = (
    "spaces",
    "questions",
    "answers",
    "flags",
    "moderation",
    "cases",
    "members",
    "comments",
)


@pytest.mark.slow
def test_no_door_shows_it_to_moderators_and_managers(said, client_of, mira):
    """Every page that takes no id, every near one and every read of the API with ours."""
    client, found = client_of(mira), []
    plain = {path for path, _entry in pages() if "<" not in path}
    near = {path for path, _entry in pages() if path.startswith(NEAR) and "<" in path}
    reads = {path for path, ways in api.get_openapi_schema()["paths"].items() if "get" in ways}  # fmt: skip
    paths = {filled(path, said.question.pk) for path in plain | near}
    paths |= {_api(path, said.question.pk) for path in reads}
    for path in sorted(paths - {"/sign-out/"}):
        answer = client.get(path, {"q": SECRET, "text": SECRET})
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        shown = body.decode(errors="replace")
        if "neu starten" in shown or f"Der {SECRET} blinkt" in shown:
            found.append(path)
    assert found == []
    assert len(paths) > 200


def _api(path: str, pk: object) -> str:
    parts = path.split("/")
    return "/".join(quote(str(pk)) if part.startswith("{") else part for part in parts)


@pytest.mark.flow
def test_only_tables_of_spaces_hold_it(said):
    """The words stand in no other table: whatever reads those cannot tell them."""
    holding = set()
    for model in apps.get_app_config("kundenkreis").get_models():
        manager = getattr(model, "across_brands", model._default_manager)
        for row in manager.all()[:500].values():
            if SECRET in str(row):
                holding.add(model.__name__)
    # Members' own notices name the title.
    assert holding == {"SpaceQuestion", "SpaceAnswer", "Notice"}
