"""Where mail comes in."""

from django.urls import path

from kundenkreis.channels.mail import views

urlpatterns = [path("incoming-mail/", views.incoming)]
