"""The work calendar: which days are business days, and the holiday notices that decide it."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.api.kept_answers import once_by_key
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import Key, shown
from lumencare.api.shapes.calendars import (
    CalendarYear,
    ListedNotice,
    MovedVisit,
    MovesShape,
    MoveVisits,
    NewNotice,
    NoticeChange,
    NoticeShape,
    VisitOnHoliday,
    WantedNotices,
    WholeNotice,
    WithdrawAsked,
)
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expect
from lumencare.api.visits import slot_answer
from lumencare.calendars.actions import correct_notice, stage_notice
from lumencare.calendars.drafts import Draft, cautions_of
from lumencare.calendars.models import HolidayNotice
from lumencare.calendars.queries import calendar_in_force
from lumencare.calendars.standing import find_notice, list_notices, year_in_force
from lumencare.domain.answers import text_answer
from lumencare.domain.period import Span
from lumencare.domain.workcalendar import days_of
from lumencare.field.queries import find_engineer
from lumencare.field.queries.on_holidays import OnHoliday
from lumencare.moves import actions
from lumencare.moves.moving import ChosenSlot, move_visits
from lumencare.moves.queries import what_moves
from lumencare.moves.visits import next_slots, visits_on_holidays

router = Router(tags=["calendars"])
Id = Annotated[Key, Path()]


@router.get("/calendars/{year}", response=CalendarYear)
def year(request: Call, year: Annotated[int, Path(ge=1990, le=2100)]) -> HttpResponse:
    """Give a year: its special days, whether it is announced, and every business day."""
    known = year_in_force(request.user, year)
    calendar = calendar_in_force()
    days = days_of(Span(date(year, 1, 1), date(year + 1, 1, 1)))
    facts = {
        "year": year,
        "certain": year in calendar.official_years,
        "source": known.source if known else "",
        "days": [
            {"day": each.day, "kind": each.kind.value, "name": each.name}
            for each in (known.days if known else ())
        ],
        "business_days": [each for each in days if calendar.is_business_day(each)],
    }
    return reply(CalendarYear.model_validate(facts).model_dump(mode="json"))


@router.get("/holiday-notices", response=list[ListedNotice])
def notices(request: Call, wanted: Query[WantedNotices]) -> HttpResponse:
    """List the holiday notices that the office keeps, the latest first."""
    found = list_notices(request.user, wanted.year)
    return reply([{**shown(NoticeShape, each.row), "decides": each.decides} for each in found])


@router.post("/holiday-notices", response={201: WholeNotice})
@once_by_key
def stage(request: Call, notice: NewNotice) -> HttpResponse:
    """Keep a draft of a notice; every line that is wrong is told as `text:LINE`."""
    row = stage_notice(_draft(notice), by=request.user, now=request.now)
    return _answer(row, 201)


@router.get("/holiday-notices/{id}", response=WholeNotice)
def notice(request: Call, id: Id) -> HttpResponse:  # noqa: A002 - the field's own name
    """Give a holiday notice."""
    return _answer(find_notice(request.user, id))


@router.patch("/holiday-notices/{id}", response=WholeNotice)
def correct(
    request: Call,
    id: Id,  # noqa: A002
    change: NoticeChange,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Put another text in place of a draft's."""
    require_right(request.user, Right.KEEP_CALENDARS)
    row = expect(find_notice(request.user, id), if_match)
    source = row.source if change.source is None else change.source
    typed = Draft(text=change.text, source=source, year=str(row.year))
    return _answer(correct_notice(row, typed, by=request.user, now=request.now))


@router.get("/holiday-notices/{id}/moves", response=MovesShape)
def moves(request: Call, id: Id) -> HttpResponse:  # noqa: A002
    """Tell what the approval of a draft moves, or the withdrawal of a notice in force."""
    found = what_moves(request.user, find_notice(request.user, id), request.now)
    kinds = [
        {
            "kind": kind.value,
            "total": each.total,
            "earlier": each.earlier,
            "overdue": each.overdue,
            "shown": each.shown,
        }
        for kind, each in found.kinds
    ]
    return reply(shown(MovesShape, {"days": found.days, "kinds": kinds}))


@router.get("/holiday-notices/{id}/visits", response=list[VisitOnHoliday])
def visits(request: Call, id: Id) -> HttpResponse:  # noqa: A002
    """List the first 40 visits on days that a notice makes free, each with its next slot."""
    require_right(request.user, Right.KEEP_VISITS)
    row = find_notice(request.user, id)
    standing = visits_on_holidays(request.user, row, request.now)
    found = next_slots(request.user, row, standing, request.now)
    return reply([shown(VisitOnHoliday, _on_holiday(each)) for each in found])


@router.post("/holiday-notices/{id}/visits", response=list[MovedVisit])
@once_by_key
def move(request: Call, id: Id, asked: MoveVisits) -> HttpResponse:  # noqa: A002
    """Move visits off the holidays of a notice in force, each on its own and once."""
    require_right(request.user, Right.KEEP_VISITS)
    row = find_notice(request.user, id)
    chosen = [
        ChosenSlot(
            each.number, find_engineer(request.user, each.engineer), each.starts_at, each.ends_at
        )
        for each in asked.visits
    ]
    outcomes = move_visits(row, chosen, by=request.user, now=request.now)
    return reply([shown(MovedVisit, each) for each in outcomes])


@router.post("/holiday-notices/{id}/approve", response=WholeNotice)
def approve(
    request: Call,
    id: Id,  # noqa: A002
    if_match: IfMatch = None,
) -> HttpResponse:
    """Put a draft into force, as another person than who wrote it; what rests on it moves."""
    require_right(request.user, Right.KEEP_CALENDARS)
    row = expect(find_notice(request.user, id), if_match)
    return _answer(actions.approve(row, by=request.user, now=request.now))


@router.post("/holiday-notices/{id}/withdraw", response=WholeNotice)
def withdraw(
    request: Call,
    id: Id,  # noqa: A002
    asked: WithdrawAsked,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Give a draft up, or take a notice out of force; what rests on it moves back."""
    require_right(request.user, Right.KEEP_CALENDARS)
    row = expect(find_notice(request.user, id), if_match)
    return _answer(actions.withdraw(row, by=request.user, now=request.now, why=asked.why))


def _draft(notice: NewNotice) -> Draft:
    year = "" if notice.year is None else str(notice.year)
    return Draft(text=notice.text, source=notice.source, year=year)


def _on_holiday(found: OnHoliday) -> dict[str, Any]:
    visit = found.visit
    return {
        "number": visit.number,
        "site": visit.site.name,
        "starts_at": visit.starts_at,
        "engineer": str(visit.engineer),
        "confirmed_at": visit.confirmed_at,
        "chosen": found.is_chosen,
        "slot": None if found.slot is None else slot_answer(found.slot),
        "why_not": found.why_not,
    }


def _answer(row: HolidayNotice, status: int = 200) -> HttpResponse:
    cautions = [text_answer(each) for each in cautions_of(row.year, row.days)]
    whole = {**shown(NoticeShape, row), "text": row.text, "cautions": cautions}
    return reply(whole, status, row.version)
