"""The addresses of remote service."""

from django.urls import path

from lumencare.web.remote import agreement, gate, listing, session
from lumencare.web.remote.steps import AGREEMENT_STEPS, SESSION_STEPS, view_of

ONE, IT = "remote/agreements/<str:number>", "remote/sessions/<str:number>"

urlpatterns = [
    path("remote/", listing.show, name="remote"),
    path("remote/export", listing.export, name="remote-export"),
    path("remote/find", gate.find, name="remote-find"),
    path("remote/sessions/", listing.show_sessions, name="remote-sessions"),
    path("cases/<str:number>/remote", gate.show_case, name="remote-case"),
    path("cases/<str:number>/remote/line", gate.panel, name="remote-line"),
    path("cases/<str:number>/remote/ask", gate.ask_case, name="remote-ask"),
    path("cases/<str:number>/remote/start", gate.start, name="remote-start"),
    path("systems/<int:pk>/remote", gate.show_system, name="remote-system"),
    path("systems/<int:pk>/remote/ask", gate.ask_system, name="remote-ask-system"),
    path(f"{ONE}/", agreement.show, name="remote-agreement"),
    path(f"{ONE}/paper", agreement.paper, name="remote-paper"),
    path(f"{ONE}/send", agreement.send, name="remote-send"),
    path(f"{ONE}/renew", agreement.renew, name="remote-renew"),
    path(f"{ONE}/code", agreement.read_code, name="remote-read-code"),
    *(path(f"{ONE}/{s.slug}", view_of(s), name=f"remote-{s.slug}") for s in AGREEMENT_STEPS),
    path(f"{IT}/", session.show, name="remote-session"),
    path(f"{IT}/live", session.live, name="remote-session-live"),
    path(f"{IT}/resume", session.go_on, name="remote-session-resume"),
    *(path(f"{IT}/{s.slug}", view_of(s), name=f"remote-session-{s.slug}") for s in SESSION_STEPS),
]
