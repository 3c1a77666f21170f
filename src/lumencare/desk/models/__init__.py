"""Rows of the service desk."""

from lumencare.desk.models.bills import CaseBill, CaseBillNumber
from lumencare.desk.models.cases import Case, CaseNumber, Channel, FaultCause
from lumencare.desk.models.charges import Charge, Goodwill
from lumencare.desk.models.clock import ClockEvent
from lumencare.desk.models.decisions import Decision, PartLine
from lumencare.desk.models.mails import IncomingMail
from lumencare.desk.models.passports import PassportNumber, PassportPaper
from lumencare.desk.models.ratings import Rating
from lumencare.desk.models.talk import Attachment, Mention, Message, Watcher

__all__ = [
    "Attachment",
    "Case",
    "CaseBill",
    "CaseBillNumber",
    "CaseNumber",
    "Channel",
    "Charge",
    "ClockEvent",
    "Decision",
    "FaultCause",
    "Goodwill",
    "IncomingMail",
    "Mention",
    "Message",
    "PartLine",
    "PassportNumber",
    "PassportPaper",
    "Rating",
    "Watcher",
]
