"""The Django application `api`."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Name the application."""

    name = "lumencare.api"
    label = "api"
