"""The Django application `sites`."""

from django.apps import AppConfig


class SitesConfig(AppConfig):
    """Name the application."""

    name = "lumencare.sites"
    label = "sites"
