"""The doors to a helper's own profile, what she knows and what she does."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.helpers import actions, knowing, pages
from kundenkreis.helpers.doors import me
from kundenkreis.helpers.forms import ProfileForm, SkillsForm
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request) -> HttpResponse:
    """Where, how far, in which languages, how many visits a day."""
    helper, person = me(request)
    form = ProfileForm(request.POST or None, initial=pages.profile_values(helper))
    form.fields["languages"].choices = pages.language_choices()  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_profile(helper, **form.cleaned_data, by=person, at=request.at)
            return see("/helper/availability/")
        except Invalid as invalid:
            for field, sentence in invalid.fields.items():
                form.add_error(field, sentence)
    return ui.render(request, "helpers/profile.html", {"form": form, "helper": helper, "map": pages.area_map(helper)})  # fmt: skip


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def skills(request: Request) -> HttpResponse:
    """How well she knows what the brand's services need."""
    helper, person = me(request)
    form = SkillsForm(
        request.POST or None,
        questions=knowing.questions(helper),
        levels=knowing.level_choices(),
    )
    if request.method == "POST" and form.is_valid():
        gone = knowing.lost(helper, form.cleaned_data)
        if gone and "known" not in request.POST:
            values = {"levels": form.cleaned_data, "lost": gone, "agreed": knowing.agreed(helper, gone, at=request.at)}  # fmt: skip
            return ui.render(request, "helpers/skills_lost.html", values)
        actions.say_skills(helper, form.cleaned_data, by=person, at=request.at)
        return see("/helper/availability/")
    return ui.render(request, "helpers/skills.html", {"form": form}, status=422 if form.errors else 200)  # fmt: skip


@role("helper")
@require_safe
def services(request: Request) -> HttpResponse:
    """What she does, and what each service needs."""
    helper, _person = me(request)
    return ui.render(request, "helpers/services.html", {"services": knowing.services(helper)})  # fmt: skip


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def service_end(request: Request, slug: str) -> HttpResponse:
    """She does it no longer; what is agreed is said before."""
    helper, person = me(request)
    found = [row["package"] for row in knowing.services(helper) if row["package"].slug == slug]  # fmt: skip
    if not found:
        raise NotFound("not_found", "")
    if request.method == "POST":
        actions.drop_package(helper, found[0], by=person, at=request.at)
        return see("/helper/services/")
    values = {"package": found[0], "agreed": knowing.agreed(helper, found, at=request.at)}
    return ui.render(request, "helpers/service_end.html", values)
