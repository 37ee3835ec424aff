"""Pages of this room."""

from django.urls import path

from kundenkreis.brands import views

urlpatterns = [
    path("brand.css", views.brand_css, name="brand-css"),
    path("imprint/", views.imprint, name="imprint"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
