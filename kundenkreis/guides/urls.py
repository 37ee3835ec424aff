"""Pages of this room."""

from django.urls import path

from kundenkreis.guides.views import editing, walking

EDITOR = "guide-editor/<uuid:pk>/"
STEP = EDITOR + "steps/<int:step>/"

urlpatterns = [
    path("guides/", walking.guides, name="guides"),
    path("guides/<uuid:pk>/", walking.guide),
    path("guides/<uuid:pk>/walks/", walking.walks),
    path("guides/<uuid:pk>/<slug:slug>/", walking.guide),
    path("cases/<uuid:pk>/guides/<uuid:guide>/", walking.case_guide),
    path("cases/<uuid:pk>/guides/<uuid:guide>/walks/", walking.case_walks),
    path("walks/<uuid:pk>/", walking.walk),
    path("walks/<uuid:pk>/<int:number>/", walking.place),
    path("walks/<uuid:pk>/<int:number>/answers/", walking.answers),
    path("walks/<uuid:pk>/solution/", walking.solution),
    path("walks/<uuid:pk>/case/", walking.case),
    path("guide-editor/", editing.guides, name="guide-editor"),
    path("guide-editor/new/", editing.new),
    path(EDITOR, editing.guide),
    path(EDITOR + "description/", editing.description),
    path(EDITOR + "draft/", editing.draft),
    path(EDITOR + "publication/", editing.publication),
    path(EDITOR + "withdrawal/", editing.withdrawal),
    path(EDITOR + "translations/", editing.translations),
    path(EDITOR + "measures/", editing.measures),
    path(EDITOR + "steps/", editing.steps),
    path(STEP, editing.step),
    path(STEP + "position/", editing.position),
    path(STEP + "removal/", editing.removal),
]
