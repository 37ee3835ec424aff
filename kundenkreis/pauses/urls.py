"""Pages of this room."""

from django.urls import path

from kundenkreis.pauses import views

urlpatterns = [path("my-pause/", views.pause, name="my-pause")]
