"""Pages of this room."""

from django.urls import path

from kundenkreis.lessons import views

urlpatterns = [
    path("lessons/cases/<uuid:pk>/", views.case_article),
    path("lessons/questions/<uuid:pk>/", views.question_article),
]
