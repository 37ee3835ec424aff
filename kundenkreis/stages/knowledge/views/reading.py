"""Doors to self-service: reading, finding, saying whether it helped."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote, unquote
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from kundenkreis import ui
from kundenkreis.brands.models import Topic
from kundenkreis.cases.doors import case_at_door, customers_case_at_door
from kundenkreis.cases.rules import may_decide
from kundenkreis.core import ids
from kundenkreis.media.figures import Show, figures
from kundenkreis.people.doors import case_key, public, role
from kundenkreis.people.models import Role
from kundenkreis.people.queries import is_staff
from kundenkreis.people.request import Request
from kundenkreis.search import actions as search
from kundenkreis.search.queries import gaps
from kundenkreis.stages.knowledge import actions, queries, variants
from kundenkreis.stages.knowledge.forms import WhyForm
from kundenkreis.stages.knowledge.models import Article
from kundenkreis.ui.going import see

# The products a reader has, on her device.
PRODUCTS, MOST_PRODUCTS = "products", 5


def language_of(request: Request) -> str:
    """The reader's language."""
    return (request.LANGUAGE_CODE or "de")[:2]


@public
@require_safe
def articles(request: Request) -> HttpResponse:
    """All articles by topic, in numbered pages; or what answers the words asked for."""
    words, language = request.GET.get("q", "").strip()[:500], language_of(request)
    topic = Topic.objects.filter(slug=request.GET.get("topic", "")).first()
    values: dict[str, Any] = {
        "words": words,
        "topic": topic,
        "topics": queries.topics_with_articles(language=language),
    }
    if words:
        values["hits"] = queries.find_help(words, language=language)
        values["search"] = search.remember(
            text=words, language=language, hits=len(values["hits"]), by=None, at=request.at
        )
    else:
        values["page"] = queries.articles_page(
            language=language, topic=topic, number=request.GET.get("page")
        )
    return ui.render(request, "knowledge/articles.html", values)


@public
@require_safe
def article(request: Request, pk: UUID, slug: str = "") -> HttpResponse:
    """One article to read; its proper address is the one with its title."""
    article = queries.article_or_successor(pk)
    if "search" in request.GET:
        search.opened(request.GET["search"], by=request.person, at=request.at)
    if slug != article.slug or pk != article.pk:
        return HttpResponseRedirect(article.path)
    values = {
        "article": article,
        "translations": queries.translations(article),
        "vote": queries.vote_of(article, person=request.person, reader=_reader(request)),
        "form": WhyForm(),
        "authors": queries.credited(article),
        "figure": shown_by(request, article),
        **product(request, article),
    }
    return _remembering(request, ui.render(request, "knowledge/article.html", values))


def shown_by(request: Request, article: Article) -> Show:
    """Draws the pictures and films of what people read."""
    shown = article.published_revision
    return figures(request, shown.body if shown else "")


def product(request: Request, article: Article) -> dict[str, Any]:
    """Products the text speaks of, and the one this reader has: as she says now, or said before."""
    body = article.published_revision.body if article.published_revision else ""
    said = request.GET.get("for")
    wishes = [said] if said is not None else _remembered(request)
    return {"products": variants.choices(body), "chosen": variants.chosen(body, wishes)}


def _remembered(request: Request) -> list[str]:
    return [unquote(each) for each in request.COOKIES.get(PRODUCTS, "").split(".") if each]


def _remembering(request: Request, response: HttpResponse) -> HttpResponse:
    """The last few products stay on this device for a year; nobody else learns of them."""
    said = request.GET.get("for", "")[:60]
    if said:
        kept = [said, *(each for each in _remembered(request) if each != said)][
            :MOST_PRODUCTS
        ]
        value = ".".join(quote(each, safe="").replace(".", "%2E") for each in kept)
        response.set_cookie(PRODUCTS, value, max_age=31_536_000, samesite="Lax", httponly=True, secure=request.is_secure())  # fmt: skip
    return response


@public
@require_POST
def votes(request: Request, pk: UUID) -> HttpResponse:
    """It helped, or not. One voice each; the last word counts."""
    article = queries.article_for_reader(pk)
    if not request.person and not request.session.session_key:
        request.session.create()
    actions.vote(
        article,
        helpful=request.POST.get("helpful") == "yes",
        why=request.POST.get("why", "")[:2000],
        reader=_reader(request),
        by=request.person,
        at=request.at,
    )
    return see(f"{article.path}#vote")


def _reader(request: Request) -> str:
    """Fingerprint of an anonymous reader's session; empty without one."""
    key = request.session.session_key
    return ids.fingerprint(key) if key else ""


@role(*Role.STAFF)
@require_safe
def content_gaps(request: Request) -> HttpResponse:
    """What people looked for in the last 90 days and did not find."""
    found = gaps(since=request.at - timedelta(days=90))
    return ui.render(request, "knowledge/content_gaps.html", {"gaps": found})


@public
@require_safe
def suggestions(request: Request) -> HttpResponse:
    """What answers the words so far: a list of links while typing, a page without JavaScript."""
    words = request.GET.get("q", "").strip()
    hits = queries.suggestions(words, language=language_of(request)) if words else []
    block = "hits" if request.headers.get("HX-Request") else None
    values = {"words": words[:500], "hits": hits}
    return ui.render(request, "knowledge/suggestions.html", values, block=block)


@case_key
@require_safe
def case_suggestions(request: Request, pk: UUID) -> HttpResponse:
    """Does this help you? The three best answers, before anybody else is asked."""
    case, _person = case_at_door(request, pk)
    hits = queries.suggestions_for(case) if case.is_open else []
    if not hits:
        return see(case.path)
    found = queries.articles_by_id([hit.id for hit in hits if hit.kind == "article"])
    values = {"case": case, "hits": hits, "articles": found}
    return ui.render(request, "knowledge/case_suggestions.html", values)


@case_key
@require_safe
def case_article(request: Request, pk: UUID, article: UUID) -> HttpResponse:
    """The article inside a case, with the two answers to "did it help?"."""
    case, person = case_at_door(request, pk)
    found = queries.article_for_reader(article)
    staff = is_staff(person, at=request.at)
    values = {
        "case": case,
        "article": found,
        "attempt": queries.attempt_of(case, found),
        "mine": may_decide(person, case, staff=staff),
        "form": WhyForm(),
        "figure": shown_by(request, found),
        **product(request, found),
    }
    return ui.render(request, "knowledge/case_article.html", values)


@case_key
@require_POST
def case_article_solution(request: Request, pk: UUID, article: UUID) -> HttpResponse:
    """This helped: the case is solved."""
    case, person = customers_case_at_door(request, pk)
    found = queries.article_for_reader(article)
    return see(actions.helped(case, found, by=person, at=request.at).path)


@case_key
@require_POST
def case_article_failure(request: Request, pk: UUID, article: UUID) -> HttpResponse:
    """This did not help: on to what else there is."""
    case, person = customers_case_at_door(request, pk)
    found: Article = queries.article_for_reader(article)
    why = request.POST.get("why", "")[:2000]
    actions.did_not_help(case, found, why=why, by=person, at=request.at)
    return see(f"{case.path}suggestions/")
