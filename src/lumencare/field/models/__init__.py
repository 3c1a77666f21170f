"""Rows of engineers and visits."""

from lumencare.field.models.engineers import Absence, Engineer
from lumencare.field.models.papers import VisitPaper
from lumencare.field.models.reports import PhoneAction, VisitPart, VisitPhoto, VisitReport
from lumencare.field.models.visits import Visit, VisitMove, VisitNumber

__all__ = [
    "Absence",
    "Engineer",
    "PhoneAction",
    "Visit",
    "VisitMove",
    "VisitNumber",
    "VisitPaper",
    "VisitPart",
    "VisitPhoto",
    "VisitReport",
]
