"""The addresses of the worklist of purchase windows."""

from django.urls import path

from lumencare.web.windows import views

urlpatterns = [
    path("windows/", views.show, name="windows"),
    path("windows/export", views.export, name="windows-export"),
]
