"""The engineer's phone: what it carries away, and how what it sends back is taken in."""

from lumencare.field.phone.finding import carried, find_named, find_to_do
from lumencare.field.phone.settling import Unsettled, settle, unsettled
from lumencare.field.phone.snapshot import DaySnapshot, VisitSnapshot, day_of, is_genuine
from lumencare.field.phone.taking import Sent, Taken, take_in

__all__ = [
    "DaySnapshot",
    "Sent",
    "Taken",
    "Unsettled",
    "VisitSnapshot",
    "carried",
    "day_of",
    "find_named",
    "find_to_do",
    "is_genuine",
    "settle",
    "take_in",
    "unsettled",
]
