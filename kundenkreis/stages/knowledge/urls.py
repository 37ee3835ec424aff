"""Pages of this room."""

from django.urls import path

from kundenkreis.stages.knowledge.views import (
    editing,
    members,
    overseeing,
    reading,
    reviewing,
)

CASE_ARTICLE = "cases/<uuid:pk>/articles/<uuid:article>/"

TEXT = "editing/<uuid:pk>/revisions/<int:number>/"

urlpatterns = [
    path("articles/", reading.articles, name="articles"),
    path("articles/<uuid:pk>/", reading.article),
    path("articles/<uuid:pk>/votes/", reading.votes),
    path("articles/<uuid:pk>/<slug:slug>/", reading.article),
    path("article-proposals/", members.proposals, name="article-proposals"),
    path("article-proposals/new/", members.new_proposal),
    path("article-proposals/reviews/", reviewing.reviews),
    path("article-proposals/reviews/<uuid:article>/<int:number>/", reviewing.review),
    path("article-proposals/<uuid:article>/", members.change),
    path("article-proposals/<uuid:article>/<int:number>/", members.proposal),
    path("authors/<uuid:pk>/", members.author),
    path("blog/", members.blog, name="blog"),
    path("editing/", editing.editing, name="editing"),
    path("editing/new/", editing.new_article),
    path("editing/checks/", overseeing.checks),
    path("editing/rules/", overseeing.article_rules),
    path("editing/<uuid:pk>/", editing.article),
    path("editing/<uuid:pk>/text/", editing.text),
    path("editing/<uuid:pk>/translations/<slug:language>/", editing.translation),
    path("editing/<uuid:pk>/check/", editing.check),
    path("editing/<uuid:pk>/topic/", editing.topic),
    path("editing/<uuid:pk>/withdrawal/", editing.withdrawal),
    path("editing/<uuid:pk>/restoration/", editing.restoration),
    path(TEXT, editing.revision),
    path(TEXT + "return/", editing.return_),
    path(TEXT + "<slug:noun>/", editing.step),
    path("content-gaps/", reading.content_gaps),
    path("suggestions/", reading.suggestions),
    path("cases/<uuid:pk>/suggestions/", reading.case_suggestions),
    path(CASE_ARTICLE, reading.case_article),
    path(CASE_ARTICLE + "solution/", reading.case_article_solution),
    path(CASE_ARTICLE + "failure/", reading.case_article_failure),
]
