"""The Django application `lifecycle`."""

from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    """Name the application."""

    name = "lumencare.lifecycle"
    label = "lifecycle"
