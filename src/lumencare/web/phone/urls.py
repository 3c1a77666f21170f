"""The addresses of the engineer's phone; the worker watches `phone/`."""

from django.urls import path

from lumencare.web.phone import day, install, office, sending, visit

ONE = "phone/visits/<str:number>"

urlpatterns = [
    path("phone/", day.show, name="phone"),
    path("phone/day.json", day.carry, name="phone-day"),
    path("phone/worker.js", install.worker, name="phone-worker"),
    path("phone/manifest.webmanifest", install.manifest, name="phone-manifest"),
    path("phone/records/<int:pk>", visit.download, name="phone-record"),
    path("phone/reports/<str:number>", visit.report, name="phone-report"),
    path("dispatch/sent/", office.show, name="dispatch-sent"),
    path("dispatch/sent/<int:pk>/settle", office.settle_one, name="dispatch-settle"),
    path(f"{ONE}/", visit.show, name="phone-visit"),
    path(f"{ONE}/actions", sending.take, name="phone-send"),
]
