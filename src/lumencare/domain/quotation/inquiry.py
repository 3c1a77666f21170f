"""What a quotation is asked for: the edition, the request, the day and the reach of the site."""

from dataclasses import dataclass
from datetime import date

from lumencare.domain.edition import Edition, ManDay
from lumencare.domain.reach import Reach
from lumencare.domain.request import QuotationRequest
from lumencare.domain.system import System


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The question that a quotation answers; `reach` None: nothing is known of the site (D-19)."""

    edition: Edition
    request: QuotationRequest
    on: date
    reach: Reach | None

    @property
    def system(self) -> System:
        """The system that is asked about."""
        return self.request.system


def man_days(edition: Edition) -> dict[str, ManDay]:
    """Return what is sold by the man-day, by its code (AV-1, NB-1, SC-9)."""
    return {each.code: each for each in (*edition.hours, *edition.services)}
