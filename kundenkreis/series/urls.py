"""Pages of this room."""

from django.urls import path

from kundenkreis.series import views

SERIES = "series/<uuid:pk>/"

urlpatterns = [
    path("bookings/<uuid:pk>/series/", views.rhythm, name="series-rhythm"),
    path("bookings/<uuid:pk>/series/check/", views.check, name="series-check"),
    path("series/", views.mine, name="series-list"),
    path(SERIES, views.series, name="series"),
    path(f"{SERIES}acceptance/", views.acceptance, name="series-acceptance"),
    path(f"{SERIES}refusal/", views.refusal, name="series-refusal"),
    path(f"{SERIES}ending/", views.ending, name="series-ending"),
    path(f"{SERIES}price/", views.price, name="series-price"),
    path("series-days/<uuid:pk>/", views.day, name="series-day"),
]
