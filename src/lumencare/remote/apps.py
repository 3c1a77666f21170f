"""The Django application `remote`."""

from django.apps import AppConfig


class RemoteConfig(AppConfig):
    """Name the application."""

    name = "lumencare.remote"
    label = "remote"
