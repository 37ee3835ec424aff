"""Doors: following a short link; the managers' table and its codes."""

from io import BytesIO

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.guides.models import Guide
from kundenkreis.guides.queries import guides_for_readers
from kundenkreis.people.doors import public, role
from kundenkreis.people.request import Request
from kundenkreis.signposts import actions, queries
from kundenkreis.signposts.forms import SignpostForm
from kundenkreis.stages.knowledge.models import Article
from kundenkreis.ui.context import NAMES
from kundenkreis.ui.going import see


def language_of(request: Request) -> str:
    """The language of the link, else the reader's."""
    wanted = request.GET.get("language", "")
    return wanted if wanted in request.brand.languages else (request.LANGUAGE_CODE or "de")[:2]  # fmt: skip


@public
@require_safe
def follow(request: Request, product: str, topic: str = "", version: str = "") -> HttpResponse:  # fmt: skip
    """On to what helps; where nobody foresaw the link, a page that helps."""
    language = language_of(request)
    place = {"product": product, "topic": topic, "version": version}
    target = queries.follow(**place, language=language)
    if target:
        actions.count(target.row, by=request.person, at=request.at)
        return HttpResponseRedirect(target.path)
    words = " ".join(part.replace("-", " ") for part in (product, topic) if part)[:200]
    values = {"words": words, "guides": guides_for_readers(language)[:6]}
    return ui.render(request, "signposts/unknown.html", values)


@role("manager")
@require_safe
def table(request: Request) -> HttpResponse:
    """All short links."""
    rows = queries.table(language_of(request))
    return ui.render(request, "signposts/table.html", {"rows": rows})


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """A new short link."""
    languages = [(code, NAMES[code]) for code in request.brand.languages]
    form = SignpostForm(request.POST or None, languages=languages, targets=_targets())
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.put_up(**form.values(), by=request.person, at=request.at)
            return see(row.path)
        except Refused as refused:
            for field, sentence in refused.fields.items():
                form.add_error(field if field in form.fields else None, sentence)
    return ui.render(request, "signposts/new.html", {"form": form})


def _targets() -> list[tuple[str, str]]:
    guides = Guide.objects.readable().order_by("published_version__title")
    articles = Article.objects.readable().order_by("published_revision__title")
    named: dict[str, str] = {}
    for kind, rows in (("guide", guides), ("article", articles)):
        for row in rows:
            named.setdefault(f"{kind}:{row.family}", row.title)
    return list(named.items())


@role("manager")
@require_safe
def one(request: Request, pk: int) -> HttpResponse:
    """One link, to print with its code."""
    row = queries.signpost(pk)
    target = queries.follow(
        product=row.product or "x", topic=row.topic or "x", version=row.version.replace("*", "0"),
        language=row.language or language_of(request),
    )  # fmt: skip
    values = {"row": row, "target": target, "url": request.build_absolute_uri(row.link)}
    return ui.render(request, "signposts/one.html", values)


@role("manager")
@require_safe
def code(request: Request, pk: int) -> HttpResponse:
    """The QR code of the link, for print."""
    row = queries.signpost(pk)
    out = BytesIO()
    url = request.build_absolute_uri(row.link)
    import segno

    segno.make(url, error="m", micro=False).save(out, kind="svg", scale=8, light="#fff")
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


@role("manager")
@require_POST
def removal(request: Request, pk: int) -> HttpResponse:
    """The link leads here no longer."""
    actions.take_away(queries.signpost(pk), by=request.person, at=request.at)
    return see("/signposts/")
