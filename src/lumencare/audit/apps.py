"""The Django application `audit`."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Name the application."""

    name = "lumencare.audit"
    label = "audit"
