"""The Django application `portal`."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Name the application."""

    name = "lumencare.portal"
    label = "portal"
