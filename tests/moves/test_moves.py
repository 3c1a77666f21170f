"""What a holiday notice moves: told before, moved on approval, once, whatever dies on the way."""

from datetime import date, timedelta
from typing import Any

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.calendars.models import HolidayNotice
from lumencare.calendars.moves import Move, MoveKind
from lumencare.desk import recounting
from lumencare.desk.actions import moving as desk_moving
from lumencare.desk.actions import pause, resume, start_work
from lumencare.desk.models import Case, ClockEvent
from lumencare.moves.actions import approve, carry_out, keep_up, withdraw
from lumencare.moves.queries import WhatMoves, what_moves
from lumencare.notices.actions import put_down
from lumencare.notices.models import Event
from lumencare.sites.models import System
from tests.calendars.notices import YEAR_2027, approved, somebody, staged
from tests.desk.cases import held, moment, opened, served
from tests.field.visits import booked, engineer, proposed
from tests.notices.test_reminders import reminder
from tests.notices.world import endpoint
from tests.office import person, system

pytestmark = pytest.mark.django_db

# A Thursday; the next day is a holiday once the notice is in force.
EVE = "2026-12-31 15:00"
NOW = moment("2026-12-31 16:00")


def urgent(at: str = EVE, **more: Any) -> Case:
    """Return a case whose engineer is due 24 hours after the report."""
    return opened(more.pop("of", None) or served_into_2027(), at=at, **more)


def served_into_2027() -> System:
    """Return a system that is served, within 24 hours, until June 2027."""
    found = system()
    for code in ("service-care", "24h"):
        held(found, code, date(2026, 6, 1), date(2027, 6, 1))
    return found


def told(notice: HolidayNotice, kind: MoveKind = MoveKind.DUE_TIME) -> tuple[Move, ...]:
    found = what_moves(somebody("approver"), notice, NOW)
    return dict(found.kinds)[kind].shown


def test_a_draft_tells_what_it_would_move_and_moves_nothing() -> None:
    case, calm = urgent(), opened(at="2026-12-28 09:00")
    assert case.due_at == moment("2027-01-01 15:00")
    (move,) = told(staged())
    assert (move.label, move.before, move.after) == (
        case.number, moment("2027-01-01 15:00"), moment("2027-01-04 08:00"),
    )  # fmt: skip
    case.refresh_from_db()
    assert case.due_at == move.before
    assert calm.due_at is None


def test_approval_moves_the_due_time_and_the_promise_stays() -> None:
    case, notice = urgent(), staged()
    pinned = (case.commitment, case.hours, case.edition, case.promised_because)
    assert not case.calendar_certain
    done = approve(notice, by=somebody("approver"), now=NOW)
    assert (done.moved, done.moved_at) == ({"due-time": 1}, NOW)
    case.refresh_from_db()
    assert (case.due_at, case.calendar_certain) == (moment("2027-01-04 08:00"), True)
    assert (case.commitment, case.hours, case.edition, case.promised_because) == pinned
    event = case.clock_events.get(kind="calendar")
    assert (event.due_before, event.due_after) == (
        moment("2027-01-01 15:00"), moment("2027-01-04 08:00"),
    )  # fmt: skip
    assert event.data == {"notice": notice.pk, "year": 2027, "state": "in-force"}
    assert event.reason.startswith("2027 年放假通知（国办发明电〔2026〕9号）")
    assert event.by_name == "approver"
    entry = Entry.objects.get(kind="desk.case", action="move")
    assert (entry.label, entry.by) == (case.number, somebody("approver"))
    assert what_moves(somebody("approver"), done, NOW).total == 1


def test_withdrawing_moves_it_back_with_an_event_of_its_own() -> None:
    case, notice = urgent(), staged()
    notice = approve(notice, by=somebody("approver"), now=NOW)
    (back,) = told(notice)
    assert back.after == moment("2027-01-01 15:00")
    later = NOW + timedelta(hours=1)
    withdrawn = withdraw(notice, by=somebody("writer"), now=later, why="误读")
    assert (withdrawn.moved, withdrawn.moved_at) == ({"due-time": 1}, later)
    case.refresh_from_db()
    assert case.due_at == moment("2027-01-01 15:00")
    reasons = case.clock_events.filter(kind="calendar").order_by("pk").values_list("reason")
    assert [each.split("（")[0] for (each,) in reasons] == [
        "2027 年放假通知", "2027 年放假通知已撤回",
    ]  # fmt: skip


def test_what_is_over_or_stands_keeps_its_time() -> None:
    """A clock that was met is history; one that stands is read when it runs again."""
    of = served_into_2027()
    met, waiting = urgent(of=of), urgent(of=of)
    start_work(
        met,
        at=moment("2026-12-31 15:30"),
        how="remote",
        by=somebody("writer"),
        now=NOW,
        session="SE-2612-001",
    )
    pause(
        waiting, at=NOW, reason="等待客户进场许可", evidence="王建国来电", by=somebody("writer"),
        now=NOW,
    )  # fmt: skip
    notice = staged()
    assert told(notice) == ()
    approve(notice, by=somebody("approver"), now=NOW)
    assert not ClockEvent.objects.filter(kind="calendar").exists()
    met.refresh_from_db()
    assert met.due_at == moment("2027-01-01 15:00")
    waiting.refresh_from_db()
    resume(waiting, at=NOW, by=somebody("writer"), now=NOW)
    assert waiting.due_at == moment("2027-01-04 08:00")


def test_after_a_move_work_can_still_be_written_down_as_of_before_it() -> None:
    case, notice = urgent(), staged()
    approve(notice, by=somebody("approver"), now=NOW)
    case.refresh_from_db()
    earlier = NOW - timedelta(minutes=30)
    start_work(case, at=earlier, how="phone", by=somebody("writer"), now=NOW)
    assert case.met_in_time


def test_who_was_warned_of_the_old_moment_is_warned_of_the_new_one() -> None:
    case = urgent()
    Case.objects.update(warned_at=NOW, escalated_at=NOW)
    approve(staged(), by=somebody("approver"), now=NOW)
    case.refresh_from_db()
    assert (case.warned_at, case.escalated_at) == (None, None)


def test_a_make_up_workday_can_make_a_case_overdue_and_that_is_told_before() -> None:
    """Friday's report, due on Monday morning; on the Saturday that is worked it is due at once."""
    case = urgent(at="2027-01-29 09:00", summary="周末")
    assert case.due_at == moment("2027-02-01 08:00")
    now = moment("2027-01-31 12:00")
    found = what_moves(somebody("approver"), staged(at=NOW), now)
    moves = dict(found.kinds)[MoveKind.DUE_TIME]
    assert (moves.total, moves.earlier, moves.overdue) == (1, 1, 1)
    assert moves.shown[0].after == moment("2027-01-31 08:00")


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a part be two cases."""
    for module in (recounting, desk_moving):
        monkeypatch.setattr(module, "AT_ONCE", 2)


@pytest.mark.usefixtures("small_parts")
def test_what_one_request_leaves_the_job_moves_and_nothing_moves_twice() -> None:
    of = served_into_2027()
    cases = [urgent(of=of) for _ in range(9)]
    notice = staged()
    assert len(told(notice)) == 9
    notice = approve(notice, by=somebody("approver"), now=NOW)
    assert notice.moved_at is None
    assert Case.objects.filter(due_at=moment("2027-01-04 08:00")).count() == 6
    later = NOW + timedelta(minutes=1)
    assert carry_out(later) == 3
    notice.refresh_from_db()
    assert (notice.moved_at, notice.moved) == (later, {"due-time": 9})
    assert carry_out(later) == 0
    assert ClockEvent.objects.filter(kind="calendar").count() == len(cases)


@pytest.mark.usefixtures("small_parts")
def test_a_run_that_dies_after_a_part_is_taken_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    of = served_into_2027()
    for _ in range(5):
        urgent(of=of)
    real, calls = desk_moving.record_many, []

    def dies(*args: Any, **more: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(*args, **more)

    monkeypatch.setattr(desk_moving, "record_many", dies)
    with pytest.raises(KeyboardInterrupt):
        approve(staged(), by=somebody("approver"), now=NOW)
    assert ClockEvent.objects.filter(kind="calendar").count() == 2
    carry_out(NOW)
    assert ClockEvent.objects.filter(kind="calendar").count() == 5
    assert HolidayNotice.objects.get().moved == {"due-time": 5}


def test_a_due_time_of_another_calendar_is_caught_up_with_in_the_night() -> None:
    """As after an upgrade that brought a file, or a case opened in the very moment."""
    case = urgent()
    approved()
    HolidayNotice.objects.update(moved_at=NOW)
    assert keep_up(NOW) == 1
    case.refresh_from_db()
    assert case.due_at == moment("2027-01-04 08:00")
    assert keep_up(NOW) == 0


def test_others_are_told_that_the_calendar_changed_and_which_cases_moved() -> None:
    endpoint("https://erp.example.com/hook", "case.due-moved", "calendar.changed")
    case = urgent()
    approve(staged(), by=somebody("approver"), now=NOW)
    kinds = ("calendar.changed", "case.due-moved")
    found = {each.kind: each for each in Event.objects.filter(kind__in=kinds)}
    assert found["calendar.changed"].subject_key == "2027"
    assert found["case.due-moved"].subject_key == case.number
    assert found["case.due-moved"].data["due_at"] == "2027-01-04T08:00:00+08:00"


def test_visits_on_days_that_change_are_told_and_stay_where_they_are() -> None:
    """A customer agreed to the day: a person decides."""
    of = engineer(weekends="on")
    new_year = booked(of, start=moment("2027-01-01 08:00"))
    booked(of, proposed(at=new_year.site), start=moment("2027-01-04 08:00"))
    notice = staged()
    (move,) = told(notice, MoveKind.VISIT)
    assert (move.label, move.before, move.after) == (
        new_year.number, moment("2027-01-01 08:00"), None,
    )  # fmt: skip
    assert move.note is not None
    assert move.note.en == "on a day that is no business day any more"
    approve(notice, by=somebody("approver"), now=NOW)
    new_year.refresh_from_db()
    assert new_year.starts_at == moment("2027-01-01 08:00")


def test_reminders_that_wait_are_told_with_when_they_leave() -> None:
    put_down([reminder(due_at=moment("2027-01-01 09:00"))], NOW)
    (move,) = told(staged(), MoveKind.REMINDER)
    assert (move.before, move.after) == (moment("2027-01-01 09:00"), moment("2027-01-04 08:00"))


def test_reminders_of_the_ladders_are_counted_by_the_day_they_leave() -> None:
    """D-25: 90 and 60 days before the end of a window on 1 April 2027.

    The first is on New Year's Day and has to wait; the second is on a Sunday that is worked.
    """
    served(window_ends_on=date(2027, 4, 1))
    found = told(staged(), MoveKind.REMINDER)
    assert [(each.count, each.before, each.after) for each in found] == [
        (1, moment("2027-01-01 08:05"), moment("2027-01-04 08:00")),
        (1, moment("2027-02-01 08:00"), moment("2027-01-31 08:05")),
    ]


def test_people_outside_are_told_nothing() -> None:
    with pytest.raises(NotAllowed):
        what_moves(person("customer"), staged(), NOW)


def test_the_same_year_again_moves_nothing() -> None:
    urgent()
    approve(staged(), by=somebody("approver"), now=NOW)
    again = staged(YEAR_2027 + "\n")
    found: WhatMoves = what_moves(somebody("approver"), again, NOW)
    assert (found.days, found.total) == ((), 0)
