"""Pages of this room: choices of language and appearance, and the components at a glance."""

from django.urls import path

from kundenkreis.ui import views

urlpatterns = [
    path("language/", views.language),
    path("theme/", views.theme),
    path("style/", views.style),
]
