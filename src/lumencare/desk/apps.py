"""The Django application `desk`."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Name the application."""

    name = "lumencare.desk"
    label = "desk"
