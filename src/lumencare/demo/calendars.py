"""A draft of the first year that is not announced, written from what is expected of it."""

from datetime import datetime

from lumencare.accounts.roles import Role
from lumencare.calendars.actions import stage_notice
from lumencare.calendars.drafts import Draft
from lumencare.data.workcalendars import shipped_years
from lumencare.demo.people import Staff
from lumencare.domain.workcalendar import CalendarYear

# It says of itself that it is none: a made-up notice must never be taken for an announced one.
SOURCE = "演示：按预计的假期编写，并非正式通知"
HEADS = "first,kind,zh,en"


def add_notice_draft(staff: Staff, now: datetime) -> None:
    """Let the coordinator have written a draft that the manager can look at and approve."""
    expected = [each for each in shipped_years() if not each.official]
    if expected:
        typed = Draft(text=_table(expected[0]), source=SOURCE)
        stage_notice(typed, by=staff[Role.COORDINATOR], now=now)


def _table(year: CalendarYear) -> str:
    rows = [f"{each.day},{each.kind},{each.name.zh},{each.name.en}" for each in year.days]
    return "\n".join([HEADS, *rows])
