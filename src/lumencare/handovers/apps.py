"""The Django application `handovers`."""

from django.apps import AppConfig


class HandoversConfig(AppConfig):
    """Name the application."""

    name = "lumencare.handovers"
    label = "handovers"
