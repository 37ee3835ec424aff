"""Pages of this room."""

from django.urls import path

from kundenkreis.waiting import views

urlpatterns = [
    path("cases/<uuid:pk>/waiting/", views.joining, name="waiting-joining"),
    path("waiting/<uuid:pk>/", views.entry, name="waiting"),
    path("waiting/<uuid:pk>/removal/", views.removal, name="waiting-removal"),
    path("kept-times/<uuid:pk>/acceptance/", views.acceptance, name="kept-acceptance"),
    path("kept-times/<uuid:pk>/refusal/", views.refusal, name="kept-refusal"),
]
