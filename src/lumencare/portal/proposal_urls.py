"""The addresses of upgrade proposals that customers open without an account: their links."""

from django.urls import path

from lumencare.portal import proposals

urlpatterns = [
    path("<str:token>/", proposals.show, name="proposal-offer"),
    path("<str:token>/pdf", proposals.download, name="proposal-offer-pdf"),
    path("<str:token>/page/<int:page>.png", proposals.picture, name="proposal-offer-picture"),
    path("<str:token>/accept", proposals.agree, name="proposal-offer-accept"),
]
