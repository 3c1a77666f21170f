"""The Django application `calendars`."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """Name the application."""

    name = "lumencare.calendars"
    label = "calendars"
