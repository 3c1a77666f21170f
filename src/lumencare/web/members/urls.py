"""The addresses of the people outside who act for an organization."""

from django.urls import path

from lumencare.web.members import members

urlpatterns = [
    path("organizations/<int:pk>/people/invite", members.let_in, name="sites-member-new"),
    path(
        "organizations/<int:pk>/people/<int:member>/remove",
        members.see_out,
        name="sites-member-remove",
    ),
]
