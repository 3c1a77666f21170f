"""The request as views see it: a person, the moment, and whether a fragment is wanted."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest

from lumencare.accounts.models import User

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """A request of somebody signed in; `now` was read once and holds for all it does."""

    user: User
    now: datetime
    today: date
    htmx: "HtmxDetails"
