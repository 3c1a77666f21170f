"""The addresses that customers open without an account: their links."""

from django.urls import path

from lumencare.portal import views

urlpatterns = [
    path("<str:token>/", views.show, name="offer"),
    path("<str:token>/pdf", views.download, name="offer-pdf"),
    path("<str:token>/page/<int:page>.png", views.picture, name="offer-picture"),
    path("<str:token>/accept", views.agree, name="offer-accept"),
    path("<str:token>/ask", views.write, name="offer-ask"),
]
