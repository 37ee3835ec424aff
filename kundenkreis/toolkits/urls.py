"""Addresses of toolkits and designs."""

from django.urls import path

from kundenkreis.toolkits.views import designing, setting_up

TOOLKIT = "toolkits/<slug:slug>/"
DESIGN = "designs/<uuid:pk>/"

urlpatterns = [
    path("toolkits/", designing.toolkits),
    path("toolkits/new/", setting_up.new),
    path(TOOLKIT, designing.toolkit),
    path(TOOLKIT + "fit/", designing.fit),
    path(TOOLKIT + "designs/", designing.designs),
    path(TOOLKIT + "setup/", setting_up.setup),
    path(TOOLKIT + "setup/terms/", setting_up.terms),
    path(TOOLKIT + "setup/new-field/", setting_up.field),
    path(TOOLKIT + "setup/new-rule/", setting_up.rule),
    path(TOOLKIT + "setup/rules/<int:pk>/removal/", setting_up.rule_removal),
    path(TOOLKIT + "setup/fields/<slug:name>/", setting_up.field),
    path(TOOLKIT + "setup/fields/<slug:name>/removal/", setting_up.field_removal),
    path("designs/", designing.my_designs),
    path(DESIGN, designing.design),
    path(DESIGN + "submission/", designing.submission),
    path(DESIGN + "ratings/", designing.ratings),
    path(DESIGN + "withdrawal/", designing.withdrawal),
]
