"""Pages of this room."""

from django.urls import path

from kundenkreis.helpers.contests import views as contests
from kundenkreis.helpers.imports import views as imports
from kundenkreis.helpers.views import calendars, hours, profile, ranking, rates

AVAILABILITY = "helper/availability/"
CALENDARS = "helper/calendars/"

urlpatterns = [
    path(AVAILABILITY, hours.availability, name="helper-availability"),
    path(f"{AVAILABILITY}pause/", hours.pause, name="helper-pause"),
    path(f"{AVAILABILITY}today/", hours.today, name="helper-today"),
    path(f"{AVAILABILITY}<str:key>/hours/", hours.exact_hours, name="helper-hours"),
    path(f"{AVAILABILITY}<str:key>/", hours.day, name="helper-availability-day"),
    path(CALENDARS, calendars.calendars, name="helper-calendars"),
    path(f"{CALENDARS}feed/", calendars.feed, name="helper-feed"),
    path(
        f"{CALENDARS}<uuid:pk>/reading/", calendars.reading, name="helper-calendar-reading"
    ),
    path(
        f"{CALENDARS}<uuid:pk>/removal/", calendars.removal, name="helper-calendar-removal"
    ),
    path("helper/profile/", profile.profile, name="helper-profile"),
    path("helper/rate/", rates.rate, name="helper-rate"),
    path("own-rates/", rates.own_rates, name="own-rates"),
    path("helper/skills/", profile.skills, name="helper-skills"),
    path("helper/services/", profile.services, name="helper-services"),
    path(
        "helper/services/<slug:slug>/end/", profile.service_end, name="helper-service-end"
    ),
    path("helper/rankings/", ranking.my_places, name="helper-rankings"),
    path("helper/standing/", contests.standing, name="helper-standing"),
    path("helper/standing/<int:pk>/", contests.line, name="helper-standing-line"),
    path("standing-contests/", contests.contests, name="standing-contests"),
    path("standing-contests/<int:pk>/", contests.answer, name="standing-contest"),
    path("helper-imports/", imports.imports, name="helper-imports"),
    path("helper-imports/sample.csv", imports.sample, name="helper-imports-sample"),
    path("ranking/", ranking.ranking, name="ranking"),
    path("ranking/weights/", ranking.weights, name="ranking-weights"),
]
