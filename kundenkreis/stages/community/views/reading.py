"""Doors for everyone: the list of questions, one question, what a member is good at."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kundenkreis import ui
from kundenkreis.badges.queries import shown_of as badges_of
from kundenkreis.badges.words import sentence as badge_words
from kundenkreis.brands.models import Topic
from kundenkreis.cases.doors import case_at_door
from kundenkreis.cases.models import Case
from kundenkreis.core.refusal import NotFound
from kundenkreis.drafts.doors import begun
from kundenkreis.notifications import live
from kundenkreis.people.doors import public
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import is_staff
from kundenkreis.people.request import Request
from kundenkreis.reputation import table
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.stages.community import queries, rules
from kundenkreis.stages.community.doors import question_at_door
from kundenkreis.stages.community.forms import AnswerForm
from kundenkreis.stages.community.models import Claim, Question, public_name


@public
@require_safe
def questions(request: Request) -> HttpResponse:
    """All questions, newest first; open or solved, of one topic, or found by words."""
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()[:200]
    topics = list(Topic.objects.all())
    topic = next((each for each in topics if each.slug == request.GET.get("topic")), None)
    found = (
        queries.find(words, language=request.LANGUAGE_CODE or "de", limit=40)
        if words
        else None
    )
    product = request.GET.get("product", "").strip()[:80]
    after = request.GET.get("after", "")
    rows, older = queries.questions_page(
        state=state, topic=topic, product=product, only=found, after=after
    )
    values = {
        "questions": rows,
        "older": older,
        "after": after,
        "state": state,
        "words": words,
        "topics": topics,
        "topic": topic,
        "product": product,
        "mentor": rules.may_mentor(abilities_of(request.person, at=request.at)),
    }
    return ui.render(request, "community/questions.html", values)


@public
@require_safe
def question(request: Request, pk: UUID, slug: str = "") -> HttpResponse:
    """The question with its answers; its proper address is the one with its title."""
    question, person = question_at_door(request, pk)
    if question.merged_into_id:
        return _to(f"/questions/{question.merged_into_id}/", request)
    if slug != question.slug:
        return _to(question.path, request)
    values = question_page(request, question, person)
    block = "moving" if request.GET.get("part") == "moving" else None
    return ui.render(request, "community/question.html", values, block=block)


def _to(path: str, request: Request) -> HttpResponse:
    """With what was asked for there: which page, which answer."""
    asked = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{path}?{asked}" if asked else path)


def question_page(
    request: Request, question: Question, person: Person | None
) -> dict[str, Any]:
    """Everything the question's page shows to this reader."""
    moderator = bool(person) and rules.may_moderate(request.roles)
    readable = question.answers.readable_by(person, moderator=moderator)
    answers, pages = queries.answers_page(
        readable.judged_for(person), page=request.GET.get("page"), answer=request.GET.get("answer", "")
    )  # fmt: skip
    staff = bool(person) and is_staff(person, at=request.at)
    abilities = abilities_of(person, at=request.at)
    return {
        "question": question,
        "answers": answers,
        "pages": pages,
        "reader": person,
        "moderator": moderator,
        "mine": person is not None and rules.may_accept(person, question, staff=staff),
        "member": person is not None and rules.may_take_part(person),
        "may_answer": person is not None and rules.may_answer(person, question),
        "ties": queries.ties(question, person),
        "ranked": table.ACCEPT in abilities,
        "sorts": rules.may_sort(abilities),
        "silent_since": request.at - rules.ASKER_FIRST,
        "claim": _claim(request, question, person),
        "held": person is not None and _held(request, question, person),
        "joined": list(question.merged.all()) if rules.may_merge(abilities) else None,
        "mentor": rules.may_mentor(abilities),
        "form": AnswerForm(initial={"body": begun(request, question.subject, person)}),
        "similar": queries.similar_questions(question),
        "own_case": _own_case(request, question),
        "live": live.token([f"question:{question.pk}"]),
    }


def _claim(request: Request, question: Question, person: Person | None) -> Claim | None:
    """Who is writing; None: nobody, or the reader is the asker, who need not wait."""
    claim = getattr(question, "claim", None)
    live = claim is not None and claim.until > request.at
    return claim if live and not (person and person.pk == question.author_id) else None


def _held(request: Request, question: Question, person: Person) -> bool:
    if question.author_id == person.pk or not request.roles & set(Role.STAFF):
        return False
    hours = queries.rules_here().hold_hours
    return rules.is_held(question, request.roles, hold_hours=hours, at=request.at)


def _own_case(request: Request, question: Question) -> Case | None:
    """The open case from whose page a customer came to look at somebody else's solution."""
    try:
        case, _person = case_at_door(request, UUID(request.GET.get("case", "")))
    except (ValueError, NotFound):
        return None
    return case if case.is_open and case.pk != question.case_id else None


@public
@require_safe
def member(request: Request, pk: UUID) -> HttpResponse:
    """A member's public side: nickname, portrait, what she is good at. Never name or address."""
    person = queries.member_for(pk)
    values = {
        "member": person,
        "name": public_name(person),
        "portrait": person.portrait,
        "since": person.joined_at,
        "strengths": [_strength(each) for each in queries.strengths_of(person)],
        "solved": queries.solved_by(person),
        "manager": Role.Kind.MANAGER in request.roles,
        "badges": badges_of(person),
        "badge_words": badge_words,
    }
    return ui.render(request, "community/member.html", values)


def _strength(strength: queries.Strength) -> tuple[str, int, str]:
    """Label, length of the bar, and the sentence beside it."""
    shown = _("{solved} of {answers} answers solved it").format(
        solved=strength.solved, answers=strength.answers
    )
    return str(strength.topic or _("Other things")), strength.solved, shown
