"""Rows of engineers and visits."""

from lumencare.field.models.engineers import Absence, Engineer
from lumencare.field.models.visits import Visit, VisitMove, VisitNumber

__all__ = ["Absence", "Engineer", "Visit", "VisitMove", "VisitNumber"]
