"""The addresses of people, invitations and the whole audit trail."""

from django.urls import path

from lumencare.web.people import audit, invitations, one, people

urlpatterns = [
    path("people/", people.show, name="people"),
    path("people/rights", people.rights, name="people-rights"),
    path("people/invite", invitations.invite_somebody, name="people-invite"),
    path("people/invitations/<int:pk>/revoke", invitations.revoke, name="people-revoke"),
    path("people/<int:pk>/", one.show, name="people-one"),
    path("people/<int:pk>/deactivate", one.keep_out, name="people-deactivate"),
    path("people/<int:pk>/reactivate", one.let_in, name="people-reactivate"),
    path("invitation/<str:secret>/", invitations.accept, name="invitation"),
    path("audit/", audit.show, name="audit"),
]
