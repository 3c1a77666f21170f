"""The addresses of the pages for staff."""

from django.urls import path

from lumencare.web import workbench
from lumencare.web.search import views as search

urlpatterns = [
    path("", workbench.show, name="workbench"),
    path("search", search.show, name="search"),
]
