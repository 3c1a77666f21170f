"""The addresses of dispatch."""

from django.urls import path

from lumencare.web.dispatch import board, engineers, papers, preventive, sending, visits

ONE = "visits/<str:number>"

urlpatterns = [
    path("dispatch/", board.show, name="dispatch"),
    path("dispatch/fit", board.fit, name="dispatch-fit"),
    path("dispatch/send", sending.send_somebody, name="dispatch-send"),
    path("dispatch/undo", sending.take_back, name="dispatch-undo"),
    path("dispatch/preventive", preventive.show, name="dispatch-preventive"),
    path("dispatch/new", visits.add, name="dispatch-new"),
    path("dispatch/engineers/", engineers.show, name="dispatch-engineers"),
    path("dispatch/engineers/new", engineers.add, name="dispatch-engineer-new"),
    path("dispatch/engineers/<int:pk>", engineers.change, name="dispatch-engineer"),
    path("dispatch/engineers/<int:pk>/away", engineers.add_away, name="dispatch-away"),
    path("dispatch/away/<int:pk>/end", engineers.end_away, name="dispatch-away-end"),
    path(f"{ONE}/", visits.show, name="visit"),
    path(f"{ONE}/move", sending.move_visit, name="visit-move"),
    path(f"{ONE}/report", papers.issue, name="visit-report"),
    path(f"{ONE}/report/<int:revision>", papers.download, name="visit-report-file"),
    path(f"{ONE}/signature", papers.signature, name="visit-signature"),
    path("visit-photos/<int:pk>", papers.photo, name="visit-photo"),
    path("visit-photos/<int:pk>/small", papers.small_photo, name="visit-photo-small"),
    path(f"{ONE}/<slug:step>", visits.take, name="visit-step"),
]
