"""Pages of this room."""

from django.urls import path

from kundenkreis.bonds import views

urlpatterns = [
    path("favourites/", views.favourites, name="favourites"),
    path("favourites/<uuid:pk>/removal/", views.removal, name="favourite-removal"),
    path("avoidances/<uuid:pk>/removal/", views.pardon, name="avoidance-removal"),
]
