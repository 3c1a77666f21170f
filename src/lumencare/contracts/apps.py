"""The Django application `contracts`."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """Name the application."""

    name = "lumencare.contracts"
    label = "contracts"
