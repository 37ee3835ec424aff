"""Pages of the demonstration."""

from django.urls import path

from kundenkreis.channels.demo import views

urlpatterns = [
    path("demo/sessions/", views.sessions, name="demo-sessions"),
    path("demo/mail/", views.mail, name="demo-mail"),
    path("demo/mail/<int:number>/", views.letter, name="demo-letter"),
]
