"""Pages of this room."""

from django.urls import path

from kundenkreis.helpers import views

urlpatterns = [
    path("helper/availability/", views.availability, name="helper-availability"),
    path("helper/availability/pause/", views.pause, name="helper-pause"),
    path("helper/availability/<str:key>/", views.day, name="helper-availability-day"),
    path("ranking/", views.ranking, name="ranking"),
]
