"""A solved case or question becomes a draft without personal data; whose answer it was is named and thanked once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.lessons import actions, reactions
from kundenkreis.lessons.models import Lesson
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.community.models import Question
from kundenkreis.stages.knowledge import actions as knowledge
from kundenkreis.stages.knowledge import queries as articles
from kundenkreis.stages.knowledge.events import ArticlePublished
from kundenkreis.stages.knowledge.models import Article, ArticleCredit
from kundenkreis.stages.knowledge.personal_data import KnowledgeData
from tests.kept import kept

HOST = {"host": "alpenfon.localhost"}


def newest(article):
    text = articles.newest(article)
    assert text
    return text


def client(person):
    found = Client(headers=HOST)
    found.force_login(person)
    return found


@kept
def case(vreni, at) -> Case:
    vreni.name = "Vreni Zumstein"
    vreni.save(update_fields=["name"])
    text = "Der Router blinkt rot. Vreni Zumstein, 079 123 45 67."
    return cases.open_case(customer=vreni, text=text, by=vreni, at=at)


@kept
def solved(case: Case, vreni, reto, at) -> Case:
    """By the team: Reto wrote what helped."""
    cases.write(case, text="Guten Tag Frau Zumstein, ziehen Sie das graue Kabel.", by=reto, at=at)  # fmt: skip
    return cases.solve(case, by=vreni, at=at)


@kept
def question(case: Case, vreni, aylin, at) -> Question:
    """Solved by Aylin's answer."""
    row = community.publish(case, title="Router blinkt rot", body="Er blinkt rot. 079 123 45 67", agreed=True, by=vreni, at=at)  # fmt: skip
    answer = community.answer(row, body="**Kabel** ziehen, 10 Sekunden warten.", by=aylin, at=at)  # fmt: skip
    community.accept(answer, by=vreni, at=at)
    return Question.objects.get(pk=row.pk)


def published(article, person):
    """The event as the relay hands it on."""
    row = EventRow.objects.filter(name=ArticlePublished.name).latest("pk")
    reactions.thank(ArticlePublished(article=str(article.pk), revision=1), row=row)
    return list(Notice.objects.filter(kind="answer_became_article").values_list("person__name", flat=True))  # fmt: skip


@pytest.mark.flow
def test_a_solved_case_becomes_a_draft_without_personal_data(solved, reto, vreni, at):
    pressed = client(reto).post(f"/lessons/cases/{solved.pk}/")
    text = newest(Article.objects.get())
    assert pressed["Location"] == f"/editing/{text.article_id}/text/"
    assert (text.state, text.drafted_by) == ("draft", reto)
    assert "graue Kabel" in text.body
    assert "## Was geholfen hat" in text.body or "## What helped" in text.body
    for secret in ("Zumstein", "079 123"):
        assert secret not in text.title + text.body
    assert solved.reference in text.steps.get().note
    client(reto).post(f"/lessons/cases/{solved.pk}/")
    assert (Article.objects.count(), Lesson.objects.count()) == (1, 1)
    assert client(vreni).post(f"/lessons/cases/{solved.pk}/").status_code == 404
    assert (
        "/lessons/cases/" in client(reto).get(f"/desk/cases/{solved.pk}/").content.decode()
    )


@pytest.mark.flow
def test_a_solved_question_becomes_one_by_a_member_of_rank_who_mends_and_sends_it(question, aylin, mira, beat, at):  # fmt: skip
    hers = client(aylin)
    assert "/lessons/" in hers.get(question.path).content.decode()
    assert "/lessons/" not in client(beat).get(question.path).content.decode()
    there = hers.post(f"/lessons/questions/{question.pk}/")["Location"]
    form = hers.get(there).content.decode()
    assert "Kabel" in form
    text = newest(Article.objects.get())
    assert question.path in text.body
    assert "079 123" not in text.body
    sent = hers.post(there, {"title": "Router blinkt rot", "summary": "", "body": "1. Kabel ziehen.", "seen": "1", "base": "1"})  # fmt: skip
    assert sent.status_code == 303
    assert newest(text.article).state == "in_review"
    with pytest.raises(NotAllowed, match="no_rank"):
        actions.tell_question(question, by=beat, at=at)


@pytest.mark.flow
def test_whose_answer_it_was_is_named_and_thanked_at_the_first_publication_only(question, reto, mira, aylin, at):  # fmt: skip
    text = actions.tell_question(question, by=reto, at=at)
    article = knowledge.publish(text, by=mira, at=at)
    assert [each.name for each in articles.credited(article)] == ["Aylin"]
    assert list(articles.written_by(aylin)) == [article]
    assert published(article, aylin) == ["Aylin"]
    assert published(article, aylin) == ["Aylin"]
    knowledge.write_again(
        article, title="Neu", body="Besser.", by=mira, at=at + timedelta(days=1)
    )
    assert published(article, aylin) == ["Aylin"]
    assert f"/authors/{aylin.pk}/" in Client(headers=HOST).get(article.path, follow=True).content.decode()  # fmt: skip
    assert KnowledgeData().export(aylin)["article_credits"]
    KnowledgeData().forget(aylin, at=at)
    assert articles.credited(article) == []


@pytest.mark.flow
def test_a_case_that_the_community_solved_is_told_by_its_public_question(
    question, reto, at
):
    case = Case.objects.get(pk=question.case_id)
    assert case.state == "solved"
    text = actions.tell_case(case, by=reto, at=at)
    assert question.path in text.body
    assert actions.tell_question(question, by=reto, at=at) == text


def test_what_is_not_solved_was_solved_by_an_article_or_is_in_work_makes_none(case, reto, aylin, mira, vreni, at):  # fmt: skip
    with pytest.raises(Refused, match="not_solved"):
        actions.tell_case(case, by=reto, at=at)
    article = knowledge.write(title="Router", body="Kabel.", language="de", by=mira, at=at)
    knowledge.helped(case, article, by=vreni, at=at)
    with pytest.raises(Refused, match="article_there"):
        actions.tell_case(case, by=reto, at=at)


@pytest.mark.flow
def test_the_api_makes_the_same_and_a_draft_in_work_is_left_to_who_writes_it(question, aylin, reto, mira, at):  # fmt: skip
    actions.tell_question(question, by=mira, at=at)
    path = f"/api/v1/questions/{question.pk}/article"
    told = client(reto).post(path, content_type="application/json")
    assert (told.status_code, told.json()["state"], told.json()["number"]) == (
        201,
        "draft",
        1,
    )
    again = client(reto).post(f"/api/v1/cases/{question.case_id}/article", content_type="application/json")  # fmt: skip
    assert again.json() == told.json()
    other = client(aylin).post(path, content_type="application/json")
    assert (other.status_code, other.json()["reason"]) == (409, "made_by_another")
    assert client(aylin).post(f"/api/v1/cases/{question.case_id}/article", content_type="application/json").status_code == 404  # fmt: skip


@pytest.mark.flow
def test_the_laws_hold_against_raw_rows(solved, question, seeland, reto, at):
    text = actions.tell_question(question, by=reto, at=at)

    def made_and_checked(make):
        make()
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def breaks(law, make):
        with pytest.raises(IntegrityError, match=law), transaction.atomic():
            made_and_checked(make)

    credit = ArticleCredit.objects.get()
    breaks("credited_once", lambda: ArticleCredit.objects.create(article=text.article, person=credit.person, at=at))  # fmt: skip
    other = knowledge.write(title="x", body="y", language="de", by=None, at=at)
    breaks("kundenkreis_lesson_question_id_key", lambda: Lesson.objects.create(article=other, question=question, at=at))  # fmt: skip
    breaks("kundenkreis_lesson_article_id_key", lambda: Lesson.objects.create(article=text.article, at=at))  # fmt: skip
    row = Lesson.objects.get()
    breaks("lesson_thanked_after", lambda: Lesson.objects.filter(pk=row.pk).update(thanked_at="2000-01-01T00:00Z"))  # fmt: skip
    with scope.inside(seeland.pk):
        breaks("lesson_of_same_brand", lambda: Lesson.objects.create(article=other, at=at))
        breaks("credit_of_same_brand", lambda: ArticleCredit.objects.create(article=other, person=credit.person, at=at))  # fmt: skip
