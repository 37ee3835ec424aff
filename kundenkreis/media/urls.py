"""Pages of this room, and the media themselves."""

from django.urls import path

from kundenkreis.media.views import bringing, serving

ONE = "media/<uuid:pk>/"

urlpatterns = [
    path("media/", bringing.media, name="media"),
    path("media/new/", bringing.new, name="media-new"),
    path(ONE, bringing.one),
    path(ONE + "content/", serving.content),
    path(ONE + "<int:width>/", serving.content),
    path(ONE + "words/", bringing.words),
    path(ONE + "captions/", bringing.captions),
    path(ONE + "captions/<slug:language>/", serving.captions),
    path(ONE + "captions/<slug:language>/removal/", bringing.captions_removal),
    path(ONE + "poster/", bringing.poster),
    path(ONE + "removal/", bringing.removal),
]
