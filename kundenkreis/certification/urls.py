"""Pages of this room."""

from django.urls import path

from kundenkreis.certification.views import applying, mine, team

APPLICATION = "helper-application/"
CERTIFICATES = "helper/certificates/"
PATH = "certifications/<uuid:pk>/"

urlpatterns = [
    path(APPLICATION, applying.about, name="helper-application"),
    path(f"{APPLICATION}age/", applying.age, name="application-age"),
    path(f"{APPLICATION}services/", applying.services, name="application-services"),
    path(f"{APPLICATION}area/", applying.area, name="application-area"),
    path(f"{APPLICATION}agreement/", applying.agreement, name="application-agreement"),
    path(CERTIFICATES, mine.certificates, name="helper-certificates"),
    path(f"{CERTIFICATES}applications/", mine.application, name="helper-application-more"),
    path(f"{CERTIFICATES}<uuid:pk>/", mine.certificate, name="helper-certificate"),
    path(f"{CERTIFICATES}<uuid:pk>/end/", mine.end, name="helper-certificate-end"),
    path(f"{CERTIFICATES}decisions/<int:pk>/", mine.decision, name="helper-decision"),
    path("helper/supervision/", mine.supervision, name="helper-supervision"),
    path("supervised-visits/<int:pk>/", mine.visit, name="supervised-visit"),
    path("applicants/", team.applicants, name="applicants"),
    path("certifications/", team.services, name="certifications"),
    path(
        "certifications/services/<int:pk>/", team.requirement, name="certification-service"
    ),
    path(PATH, team.path, name="certification"),
    path(f"{PATH}admission/", team.admission, name="certification-admission"),
    *(
        path(f"{PATH}{noun}/", team.decision, {"noun": noun}, name=f"certification-{noun}")
        for noun in team.NOUNS
    ),
    path("contested-decisions/", team.contests, name="contested-decisions"),
    path("contested-decisions/<int:pk>/", team.contest, name="contested-decision"),
]
