"""The Django application `notices`."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Name the application."""

    name = "lumencare.notices"
    label = "notices"
