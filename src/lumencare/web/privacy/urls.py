"""The addresses of the pages about personal data."""

from django.urls import path

from lumencare.web.privacy import steps, views

urlpatterns = [
    path("", views.show, name="privacy"),
    path("consents/", views.consents, name="privacy-consents"),
    path("periods/", views.periods, name="privacy-periods"),
    path("register/", views.register, name="privacy-register"),
    path("requests/<int:pk>/", views.show_one, name="privacy-request"),
    path("requests/<int:pk>/check", steps.check, name="privacy-check"),
    path("requests/<int:pk>/correct", steps.correct, name="privacy-correct"),
    path("requests/<int:pk>/refuse", steps.refuse, name="privacy-refuse"),
    path("requests/<int:pk>/carry-out", steps.carry_out, name="privacy-carry-out"),
]
