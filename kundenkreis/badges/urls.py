"""Pages of this room."""

from django.urls import path

from kundenkreis.badges import views

urlpatterns = [
    path("my-badges/", views.badges, name="my-badges"),
    path("my-badges/<int:pk>/display/", views.display),
]
