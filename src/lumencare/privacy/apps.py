"""The Django application `privacy`."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Name the application."""

    name = "lumencare.privacy"
    label = "privacy"
