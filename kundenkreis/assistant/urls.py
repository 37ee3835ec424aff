"""Pages of this room."""

from django.urls import path

from kundenkreis.assistant import views

urlpatterns = [
    path("assistant/", views.assistant, name="assistant"),
    path("assistant/cases/", views.handed_over),
]
