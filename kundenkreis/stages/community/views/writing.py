"""Doors for askers and members: publish, answer, accept, thank, follow, edit."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.cases.doors import case_at_door
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import NotAllowed, NotFound, Refused
from kundenkreis.drafts.doors import begun, hold
from kundenkreis.people.doors import case_key, signed_in
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.stages.community import actions, queries, rules
from kundenkreis.stages.community.doors import answer_at_door, question_at_door
from kundenkreis.stages.community.forms import AnswerForm, QuestionForm, TextForm
from kundenkreis.stages.community.models import Answer, Question
from kundenkreis.stages.community.views.reading import question_page
from kundenkreis.ui.going import see


def somebody(person: Person | None) -> Person:
    """Whoever acts must be somebody.

    :raises NotAllowed: nobody is signed in and no key is at hand.
    """
    if person is None:
        raise NotAllowed("no_account", "")
    return person


def to_sign_in(path: str) -> HttpResponse:
    return see("/sign-in/?" + urlencode({"then": path}))


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: Request, pk: UUID) -> HttpResponse:
    """Look at what others will read, change it, agree, publish."""
    case, person = case_at_door(request, pk)
    if known := queries.question_of(case):
        return see(known.path)
    title, body = queries.draft(case)
    form = QuestionForm(
        request.POST or None,
        case=case,
        initial={"title": title, "body": begun(request, f"case:{case.pk}", person) or body},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return see(
                actions.publish(case, **form.cleaned_data, by=person, at=request.at).path
            )
        except Refused as refused:
            show(form, refused)
    held = queries.without_personal_data(case.text, case)[1]
    alike = queries.similar_to(title, language=case.language, solved=True)
    values = {"case": case, "form": form, "held": held, "alike": alike}
    return ui.render(request, "community/publication.html", values)


@case_key
@require_POST
def answers(request: Request, pk: UUID) -> HttpResponse:
    """One more answer."""
    question, person = question_at_door(request, pk)
    if person is None:
        hold(request, question.subject, request.POST.get("body", ""), path=question.path)
        return to_sign_in(question.path)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            body = form.cleaned_data["body"]
            return see(actions.answer(question, body=body, by=person, at=request.at).path)
        except Refused as refused:
            show(form, refused)
    values = {**question_page(request, question, person), "form": form}
    return ui.render(request, "community/question.html", values)


@case_key
@require_POST
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """The asker takes her question out of the public."""
    question, person = question_at_door(request, pk)
    actions.withdraw(question, by=somebody(person), at=request.at)
    return see(question.case.path if question.case else "/questions/")


@case_key
@require_POST
def attempts(request: Request, pk: UUID) -> HttpResponse:
    """Somebody else's solution was tried on one's own case: did it help?"""
    question, _person = question_at_door(request, pk)
    try:
        case, person = case_at_door(request, UUID(request.POST.get("case", "")))
    except ValueError:
        raise NotFound("not_found", "") from None
    helped = request.POST.get("helped") == "yes"
    actions.judge(question, case=case, helped=helped, by=person, at=request.at)
    return see(case.path)


@signed_in
@require_POST
def kudos(request: Request, pk: UUID) -> HttpResponse:
    """Thanks."""
    answer, person = answer_at_door(request, pk)
    actions.thank(answer, by=somebody(person), at=request.at)
    return see(answer.path)


@signed_in
@require_POST
def same_here(request: Request, pk: UUID) -> HttpResponse:
    """I have this problem too, or it is another one after all."""
    question, person = question_at_door(request, pk)
    act = actions.take_same_here_back if request.POST.get("end") else actions.say_same_here
    act(question, by=somebody(person), at=request.at)
    return see(question.path)


@signed_in
@require_POST
def followers(request: Request, pk: UUID) -> HttpResponse:
    """Tell me of answers, or no longer."""
    question, person = question_at_door(request, pk)
    act = actions.unfollow if request.POST.get("end") else actions.follow
    act(question, by=somebody(person), at=request.at)
    return see(question.path)


def _text(request: Request, kind: str, pk: UUID) -> tuple[Question | Answer, Person]:
    found = (question_at_door if kind == "questions" else answer_at_door)(request, pk)
    return found[0], somebody(found[1])


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Mend one's own words."""
    text, person = _text(request, kind, pk)
    titled = {"title": text.title} if isinstance(text, Question) else {}
    form = TextForm(
        request.POST or None, titled=bool(titled), initial={"body": text.body, **titled}
    )
    if text.author_id != person.pk and not rules.may_mend(
        text, abilities_of(person, at=request.at)
    ):
        raise NotFound("not_found", "")
    if request.method == "POST" and form.is_valid():
        try:
            return see(
                actions.edit(text, **form.cleaned_data, by=person, at=request.at).path
            )
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "community/text.html", {"text": text, "form": form})
