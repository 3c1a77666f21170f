"""The Django application `field`."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """Name the application."""

    name = "lumencare.field"
    label = "field"
