"""The Django application `claims`."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Name the application."""

    name = "lumencare.claims"
    label = "claims"
