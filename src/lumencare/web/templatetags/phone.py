"""Template words of the engineer's phone."""

from datetime import datetime
from uuid import uuid4

from django import template

from lumencare.domain.shanghai import in_shanghai

register = template.Library()


@register.filter
def clock(value: datetime | None) -> str:
    """Return the time of an instant as `09:30` in Shanghai."""
    return f"{in_shanghai(value):%H:%M}" if value else ""


@register.simple_tag
def fresh_key() -> str:
    """Return a key of its own for a form, so that a double click is one thing that was sent."""
    return f"web-{uuid4().hex}"
