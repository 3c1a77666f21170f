"""The Django application `jobs`."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Name the application."""

    name = "lumencare.jobs"
    label = "jobs"
