"""The Django application `web`."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Name the application."""

    name = "lumencare.web"
    label = "web"
