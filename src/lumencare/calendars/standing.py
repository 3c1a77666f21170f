"""Every year of the work calendar and every holiday notice, for those who may see them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.calendars.models import HolidayNotice, NoticeState
from lumencare.calendars.queries import calendar_in_force, marks_in_force, years_in_force
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import CalendarYear

STATE_NAMES = {
    NoticeState.DRAFT: Text("草稿", "Draft"),
    NoticeState.IN_FORCE: Text("生效中", "In force"),
    NoticeState.WITHDRAWN: Text("已撤回", "Withdrawn"),
}
REPLACED = Text("已被取代", "Replaced")
# Notices have come out between late October and the middle of December: from the first month on
# next year's is looked for, from the second on it is missed.
LOOKED_FOR_FROM, MISSED_FROM = 11, 12
PEOPLE = ("staged_by", "approved_by", "withdrawn_by")


@dataclass(frozen=True, slots=True)
class Listed:
    """A notice of a list, and whether it decides for its year."""

    row: HolidayNotice
    decides: bool

    @property
    def name(self) -> Text:
        """Where it stands, in words."""
        if self.row.state == NoticeState.IN_FORCE and not self.decides:
            return REPLACED
        return STATE_NAMES[NoticeState(self.row.state)]


def known_years(user: User) -> list[int]:
    """Return the years of which anything is known, announced or expected or drafted."""
    require_right(user, Right.SEE_CALENDARS)
    drafted = HolidayNotice.objects.values_list("year", flat=True)
    return sorted({*drafted, *(each.year for each in years_in_force())})


def year_in_force(user: User, year: int) -> CalendarYear | None:
    """Return what decides for a year, or is expected of it; None where nothing is known."""
    require_right(user, Right.SEE_CALENDARS)
    found = [each for each in years_in_force() if each.year == year]
    return next(iter(sorted(found, key=lambda each: not each.official)), None)


def list_notices(user: User, year: int | None = None) -> list[Listed]:
    """Return the notices of a year, or all, the latest first."""
    rows = _rows(user).defer("text").order_by("-year", "-pk")
    if year is not None:
        rows = rows.filter(year=year)
    deciding = set(marks_in_force())
    last: set[int] = set()
    found = []
    for row in sorted(rows, key=_latest_first):
        decides = row.state == NoticeState.IN_FORCE and row.year not in last
        decides = decides and (row.year, row.sha256) in deciding
        if decides:
            last.add(row.year)
        found.append(Listed(row, decides))
    return found


def drafts_of_others(user: User) -> list[HolidayNotice]:
    """Return the drafts that wait for this person to approve them: those of somebody else."""
    rows = _rows(user).filter(state=NoticeState.DRAFT).exclude(staged_by=user)
    return list(rows.defer("text").order_by("year", "pk"))


def missing_year(user: User, today: date, since: int) -> int | None:
    """Return next year if from a month on nothing is announced for it (D-8); else None."""
    require_right(user, Right.SEE_CALENDARS)
    coming = today.year + 1
    is_known = today.month < since or coming in calendar_in_force().official_years
    return None if is_known else coming


def year_to_write(user: User, today: date) -> int | None:
    """Return next year if its notice is missed and nobody has written it down yet; else None."""
    year = missing_year(user, today, MISSED_FROM)
    if year is None:
        return None
    drafted = HolidayNotice.objects.filter(year=year, state=NoticeState.DRAFT)
    return None if drafted.exists() else year


def find_notice(user: User, pk: int) -> HolidayNotice:
    """Return a notice; Http404 where there is none."""
    row = _rows(user).filter(pk=pk).first()
    if row is None:
        raise Http404(f"holiday notice {pk}")
    return row


def _rows(user: User) -> QuerySet[HolidayNotice]:
    require_right(user, Right.SEE_CALENDARS)
    return HolidayNotice.objects.select_related(*PEOPLE)


def _latest_first(row: HolidayNotice) -> tuple[int, float, int]:
    decided = row.approved_at.timestamp() if row.approved_at else 0.0
    return (-row.year, -decided, -row.pk)
