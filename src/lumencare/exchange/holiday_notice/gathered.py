"""What is read off a holiday notice, line by line, with everything that is wrong in it."""

from dataclasses import dataclass, field
from datetime import date

from lumencare.domain.calendar_checks import DayFault, ListedDays
from lumencare.domain.text import Text

NO_SUCH_DAY = Text("没有这一天。", "There is no such day.")


@dataclass(slots=True)
class Gathered:
    """The lines that were understood, the faults found, and the year where the text names it."""

    listed: list[ListedDays] = field(default_factory=list)
    faults: list[DayFault] = field(default_factory=list)

    def fault(self, line: int, given: str, allowed: Text) -> None:
        """Note one thing that is wrong."""
        self.faults.append(DayFault(line, given, allowed))

    def day(self, line: int, given: str, year: int, month: int, day: int) -> date | None:
        """Return a day; one that does not exist is noted."""
        try:
            return date(year, month, day)
        except ValueError:
            self.fault(line, given, NO_SUCH_DAY)
            return None
