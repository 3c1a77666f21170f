"""The Django application `upgrades`."""

from django.apps import AppConfig


class UpgradesConfig(AppConfig):
    """Name the application."""

    name = "lumencare.upgrades"
    label = "upgrades"
