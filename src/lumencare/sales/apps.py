"""The Django application `sales`."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    """Name the application."""

    name = "lumencare.sales"
    label = "sales"
