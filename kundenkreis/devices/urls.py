"""Pages of this room."""

from django.urls import path

from kundenkreis.devices.views import screen, team

SCREEN = "screens/<slug:size>/"

urlpatterns = [
    path("devices/", team.devices, name="devices"),
    path("devices/keys/new/", team.new),
    path("devices/keys/<uuid:pk>/", team.batch),
    path("devices/keys/<uuid:pk>/secrets/", team.secrets),
    path("devices/keys/<uuid:pk>/revocation/", team.revocation),
    path("devices/<uuid:pk>/revocation/", team.device_revocation),
    path("devices/screen/", team.screen),
    path(SCREEN, screen.home),
    path(SCREEN + "articles/<uuid:pk>/", screen.article),
    path(SCREEN + "guides/<uuid:pk>/walks/", screen.walks),
    path(SCREEN + "walks/<uuid:pk>/<int:number>/", screen.place),
    path(SCREEN + "walks/<uuid:pk>/<int:number>/answers/", screen.answers),
    path(SCREEN + "walks/<uuid:pk>/solution/", screen.solution),
    path(SCREEN + "walks/<uuid:pk>/case/", screen.case),
]
