"""What all that one answer says of cases shares, read once: moment, calendar, editions."""

from dataclasses import dataclass
from datetime import datetime

from lumencare.calendars.queries import calendar_in_force
from lumencare.domain.codes import EditionUse
from lumencare.domain.edition import Edition
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.workcalendar import WorkCalendar
from lumencare.pricebook.queries import Known, edition_by_code, known_editions


@dataclass(frozen=True, slots=True)
class Frame:
    """The moment of an answer, the calendar, and the editions that there are."""

    now: datetime
    calendar: WorkCalendar
    known: Known

    def edition(self, code: str) -> Edition:
        """Return an edition by its code."""
        return edition_by_code(code, self.known)

    def edition_in_force(self) -> Edition:
        """Return the edition that holds for new sales on the day of the answer."""
        return self.known.holding_on(in_shanghai(self.now).date(), EditionUse.NEW_SALES)


def frame_at(now: datetime) -> Frame:
    """Return the frame of an answer; it holds for one request, as what it says may change."""
    return Frame(now, calendar_in_force(), known_editions())
