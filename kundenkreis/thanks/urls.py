"""Pages of this room."""

from django.urls import path

from kundenkreis.thanks import views

urlpatterns = [
    path("thanks/", views.thanks, name="thanks"),
    path("thanks/texts/<int:pk>/withdrawal/", views.withdrawal),
    path("members/<uuid:pk>/thanks/", views.member),
]
