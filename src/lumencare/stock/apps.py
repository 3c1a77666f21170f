"""The Django application `stock`."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    """Name the application."""

    name = "lumencare.stock"
    label = "stock"
