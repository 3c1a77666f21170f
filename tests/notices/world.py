"""Endpoints and events to start a test from, and a clock that is set by hand."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from lumencare.notices.actions import add_endpoint, announce
from lumencare.notices.endpoints import Typed
from lumencare.notices.models import Delivery, Endpoint, Event
from lumencare.notices.sending import deliver, spread
from tests.office import NOW, person


def endpoint(
    url: str, *kinds: str, form: str = "standard", secret: str = ""
) -> tuple[Endpoint, str]:
    """Return an endpoint and the secret that was shown."""
    typed = Typed(description="ERP", kinds=kinds, address=url, secret=secret)
    return add_endpoint(
        form, typed, by=person("administrator", name=f"admin{Endpoint.objects.count()}"), now=NOW
    )


def event(kind: str = "contract.activated", **data: Any) -> Event:
    """Return an event about a contract."""
    with transaction.atomic():
        return announce(kind, subject_kind="contract", subject_key=7, data=data, now=NOW)


def at(moment: datetime = NOW, **later: float) -> Callable[[], datetime]:
    """Return a clock that stands still."""
    return lambda: moment + timedelta(**later)


def tell(moment: datetime = NOW, **later: float) -> int:
    """Spread and deliver as the job does, at a moment."""
    clock = at(moment, **later)
    spread(clock())
    return deliver(clock)


def only() -> Delivery:
    """Return the one delivery there is, read anew."""
    return Delivery.objects.select_related("event", "endpoint").get()
