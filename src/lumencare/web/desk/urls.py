"""The addresses of the service desk."""

from django.urls import path

from lumencare.web.desk import (
    case,
    charging,
    intake,
    mails,
    promises,
    queue,
    reports,
    sending,
    talking,
)
from lumencare.web.desk.steps import view_of
from lumencare.web.desk.table import STEPS

ONE = "cases/<str:number>"

urlpatterns = [
    path("desk/", queue.show, name="desk"),
    path("desk/live", queue.live, name="desk-live"),
    path("desk/new", intake.show, name="desk-new"),
    path("desk/report", reports.show, name="desk-figures"),
    path("desk/report/export", reports.export, name="desk-figures-export"),
    path("desk/promises", promises.show, name="desk-promises"),
    path("desk/promises/export", promises.export, name="desk-promises-export"),
    path("desk/mails", mails.show, name="desk-mails"),
    path("desk/mails/<int:pk>/file", mails.download, name="desk-mail-file"),
    path("desk/mails/<int:pk>/case", mails.make_case, name="desk-mail-case"),
    path("desk/mails/<int:pk>/drop", mails.drop, name="desk-mail-drop"),
    path(f"{ONE}/", case.show, name="case"),
    path(f"{ONE}/panel", queue.panel, name="desk-panel"),
    path(f"{ONE}/assign", case.assign, name="desk-assign"),
    path(f"{ONE}/candidates", sending.show, name="desk-candidates"),
    path(f"{ONE}/send", sending.send, name="desk-send"),
    path(f"{ONE}/unsend", sending.take_back, name="desk-unsend"),
    path(f"{ONE}/note", talking.note, name="desk-note"),
    path(f"{ONE}/write", talking.write, name="desk-write"),
    path(f"{ONE}/files", talking.attach, name="desk-attach"),
    path(f"{ONE}/watch", talking.watch, name="desk-watch"),
    path(f"{ONE}/flag", talking.lower_flag, name="desk-flag"),
    path(f"{ONE}/messages/<int:message>/split", talking.split, name="desk-split"),
    path("cases/files/<int:pk>", talking.download, name="desk-file"),
    *(
        path(f"{ONE}/charges/<int:pk>/{slug}", view, name=f"desk-charge-{slug}")
        for slug, view in charging.CHARGE_VIEWS.items()
    ),
    path(f"{ONE}/goodwill/<int:pk>", charging.decide, name="desk-goodwill"),
    path(f"{ONE}/called", case.called, name="desk-called"),
    path(f"{ONE}/events/<int:event>/undo", case.undo, name="desk-undo"),
    path(f"{ONE}/parts/<int:part>/drop", case.drop_part, name="desk-drop-part"),
    *(path(f"{ONE}/{each.slug}", view_of(each), name=f"desk-{each.slug}") for each in STEPS),
]
