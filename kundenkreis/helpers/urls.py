"""Pages of this room."""

from django.urls import path

from kundenkreis.helpers import views

urlpatterns = [
    path("helper/availability/", views.availability, name="helper-availability"),
    path("helper/availability/pause/", views.pause, name="helper-pause"),
    path("helper/availability/<str:key>/", views.day, name="helper-availability-day"),
    path("helper/rankings/", views.my_places, name="helper-rankings"),
    path("ranking/", views.ranking, name="ranking"),
    path("ranking/weights/", views.weights, name="ranking-weights"),
]
