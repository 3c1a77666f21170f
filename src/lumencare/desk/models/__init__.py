"""Rows of the service desk."""

from lumencare.desk.models.cases import Case, CaseNumber, Channel, ClockState, FaultCause
from lumencare.desk.models.charges import Charge, Goodwill
from lumencare.desk.models.clock import ClockEvent, ClockEventKind
from lumencare.desk.models.decisions import Decision, PartLine
from lumencare.desk.models.talk import Attachment, Mention, Message, Watcher

__all__ = [
    "Attachment",
    "Case",
    "CaseNumber",
    "Channel",
    "Charge",
    "ClockEvent",
    "ClockEventKind",
    "ClockState",
    "Decision",
    "FaultCause",
    "Goodwill",
    "Mention",
    "Message",
    "PartLine",
    "Watcher",
]
