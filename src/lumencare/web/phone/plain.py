"""A plain form of a visit's page as one thing that a phone sends; the key was in the form."""

from typing import IO, Any, cast

from django.http import QueryDict

from lumencare.accounts.requests import Request
from lumencare.field.phone import Sent

# What each kind's form holds besides plain text fields.
LISTS, TICKS = ("checks",), ("trained", "fixed")
OF_FORM = {"csrfmiddlewaretoken", "kind", "key", "file"}


def sent_plainly(request: Request) -> Sent:
    """Return what a form says; it happens now, by our own clock."""
    file = request.FILES.get("file")
    return Sent(
        key=request.POST.get("key", ""),
        kind=request.POST.get("kind", ""),
        device_at=request.now,
        device_now=request.now,
        payload=_payload(request.POST),
        file=cast(IO[bytes], file) if file else None,
        file_name=(file.name or "") if file else "",
    )


def _payload(posted: QueryDict) -> dict[str, Any]:
    payload: dict[str, Any] = {}
    for name in posted:
        if name in OF_FORM:
            continue
        payload[name] = posted.getlist(name) if name in LISTS else posted[name]
    for name in TICKS:
        # A box that is not ticked is not sent: its form names it.
        if f"{name}_asked" in payload:
            del payload[f"{name}_asked"]
            payload[name] = name in payload
    return payload
