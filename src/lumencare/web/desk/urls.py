"""The addresses of the service desk."""

from django.urls import path

from lumencare.web.desk import case, intake, queue
from lumencare.web.desk.steps import view_of
from lumencare.web.desk.table import STEPS

ONE = "cases/<str:number>"

urlpatterns = [
    path("desk/", queue.show, name="desk"),
    path("desk/live", queue.live, name="desk-live"),
    path("desk/new", intake.show, name="desk-new"),
    path(f"{ONE}/", case.show, name="case"),
    path(f"{ONE}/panel", queue.panel, name="desk-panel"),
    path(f"{ONE}/assign", case.assign, name="desk-assign"),
    path(f"{ONE}/called", case.called, name="desk-called"),
    path(f"{ONE}/events/<int:event>/undo", case.undo, name="desk-undo"),
    path(f"{ONE}/parts/<int:part>/drop", case.drop_part, name="desk-drop-part"),
    *(path(f"{ONE}/{each.slug}", view_of(each), name=f"desk-{each.slug}") for each in STEPS),
]
