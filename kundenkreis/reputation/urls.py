"""Pages of this room."""

from django.urls import path

from kundenkreis.reputation import views

urlpatterns = [
    path("my-abilities/", views.mine, name="my-abilities"),
    path("my-abilities/<uuid:pk>/objection/", views.objection),
    path("abilities/", views.abilities, name="abilities"),
    path("abilities/objections/<uuid:pk>/", views.contested),
    path("abilities/<slug:slug>/", views.ability),
    path("members/<uuid:pk>/abilities/", views.member),
    path("members/<uuid:pk>/abilities/<slug:slug>/withdrawal/", views.withdrawal),
]
