"""The Django application `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Name the application."""

    name = "lumencare.accounts"
    label = "accounts"
