"""Pages of this room."""

from django.urls import path

from kundenkreis.checks import views

urlpatterns = [
    path("helper/documents/", views.proofs, name="helper-documents"),
    path(
        "helper/documents/<uuid:pk>/removal/", views.removal, name="helper-document-removal"
    ),
    path("helper/documents/<slug:kind>/", views.handing_in, name="helper-document"),
    path("checks/", views.waiting, name="checks"),
    path("checks/<uuid:pk>/", views.document, name="check"),
    path("checks/<uuid:pk>/document/", views.paper, name="check-document"),
    path("checks/<uuid:pk>/confirmation/", views.confirmation, name="check-confirmation"),
    path("checks/<uuid:pk>/refusal/", views.refusal, name="check-refusal"),
]
