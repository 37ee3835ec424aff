"""Pages of this room."""

from django.urls import path

from kundenkreis.notifications import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/reading/", views.reading, name="notices-reading"),
]
