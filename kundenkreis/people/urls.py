"""Pages of this room."""

from django.urls import path

from kundenkreis.people import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/code/", views.code, name="sign-in-code"),
    path("sign-in/link/<str:token>/", views.link, name="sign-in-link"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("account/", views.account, name="account"),
    path("account/export.json", views.export, name="account-export"),
    path("account/erasure/", views.erasure, name="account-erasure"),
]
