"""The doors to importing helpers, for managers."""

from pathlib import Path

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.brands.models import ServicePackage, Skill
from kundenkreis.core.refusal import Invalid
from kundenkreis.helpers.imports import table
from kundenkreis.helpers.imports.forms import TableForm
from kundenkreis.helpers.imports.taking import take
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request

SAMPLE = Path(__file__).parent / "sample.csv"
# Rows of the report on a page.
MOST_SHOWN = 200


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request) -> HttpResponse:
    """A table of helpers: checked, or taken in; the page says what became of each line."""
    form = TableForm(request.POST or None, request.FILES or None)
    report = None
    if request.method == "POST" and form.is_valid():
        what = form.cleaned_data["what"]
        try:
            report = take(
                form.cleaned_data["file"].read(table.MOST_BYTES + 1), brand=request.brand,
                only_check=what == "check", invite=what == "invite", by=request.person, at=request.at,
            )  # fmt: skip
        except Invalid as invalid:
            form.add_error("file", invalid.sentence)
    packages = ServicePackage.objects.filter(withdrawn_at__isnull=True)
    names = ", ".join(packages.values_list("slug", flat=True))
    values = {
        "form": form,
        "report": report,
        "most": MOST_SHOWN,
        "packages": names,
        "skills": ", ".join(Skill.objects.values_list("slug", flat=True)),
    }
    return ui.render(request, "helpers/imports.html", values, status=422 if form.errors else 200)  # fmt: skip


@role("manager")
@require_safe
def sample(request: Request) -> HttpResponse:
    """A table to begin with."""
    answer = HttpResponse(SAMPLE.read_bytes(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = "attachment; filename=helpers-sample.csv"
    return answer
