"""Doors without an account: report illegal content, see what became of it, our yearly figures."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.moderation import actions, queries
from kundenkreis.moderation.forms import AppealForm, NoticeForm
from kundenkreis.people.doors import public
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show


@public
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request) -> HttpResponse:
    """The form of DSA art. 16: where, why, who, in good faith."""
    initial = {"address": request.GET.get("address", "")[:500]}
    form = NoticeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            language = request.LANGUAGE_CODE or "de"
            given = {**form.cleaned_data, "language": language}
            row = actions.report_content(**given, by=request.person, at=request.at)
            return see(row.path)
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "moderation/report.html", {"form": form})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: Request, pk: UUID) -> HttpResponse:
    """The receipt; later the decision, and how to object to it."""
    row = queries.notice_for(pk)
    statement = queries.answer_to(row)
    form = AppealForm(request.POST or None)
    if request.method == "POST":
        if not statement:
            raise NotFound("not_found", "")
        if form.is_valid():
            try:
                text = form.cleaned_data["text"]
                actions.object_to(statement, text=text, notice=row, by=None, at=request.at)
                return see(row.path)
            except Refused as refused:
                show(form, refused)
    appeal = statement and statement.appeals.filter(notice=row).first()
    values = {"notice": row, "statement": statement, "appeal": appeal, "form": form}
    return ui.render(request, "moderation/notice.html", values)


@public
@require_safe
def transparency(request: Request) -> HttpResponse:
    """What was decided here, year by year (DSA art. 15 and 24), counted from the decisions themselves."""
    years = queries.years(at=request.at)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(each) for each in years} else years[0]
    values = {"year": year, "years": years, "report": queries.yearly(year)}
    return ui.render(request, "moderation/transparency.html", values)
