"""The Django application `pricebook`."""

from django.apps import AppConfig


class PricebookConfig(AppConfig):
    """Name the application."""

    name = "lumencare.pricebook"
    label = "pricebook"
