"""Pages of this room."""

from django.urls import path

from kundenkreis.stages.knowledge import views

CASE_ARTICLE = "cases/<uuid:pk>/articles/<uuid:article>/"

urlpatterns = [
    path("articles/", views.articles, name="articles"),
    path("articles/<uuid:pk>/", views.article),
    path("articles/<uuid:pk>/votes/", views.votes),
    path("articles/<uuid:pk>/<slug:slug>/", views.article),
    path("content-gaps/", views.content_gaps),
    path("suggestions/", views.suggestions),
    path("cases/<uuid:pk>/suggestions/", views.case_suggestions),
    path(CASE_ARTICLE, views.case_article),
    path(CASE_ARTICLE + "solution/", views.case_article_solution),
    path(CASE_ARTICLE + "failure/", views.case_article_failure),
]
