"""Visits on a new holiday: proposed the next slot, moved once where chosen, else left as work."""

from datetime import datetime, timedelta

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.calendars.models import HolidayNotice
from lumencare.domain.dispatch.mandays import Agreed
from lumencare.domain.money import Money
from lumencare.domain.problems import Refused
from lumencare.field.actions import Placement, add_absence, confirm, move
from lumencare.field.models import Engineer, Visit, VisitMove
from lumencare.field.queries.on_holidays import OnHoliday
from lumencare.moves.actions import approve
from lumencare.moves.moving import ChosenSlot, Outcome, move_visits
from lumencare.moves.visits import next_slots, visits_left, visits_on_holidays
from lumencare.notices.models import Event
from tests.calendars.notices import somebody, staged
from tests.desk.cases import moment
from tests.field.visits import HALF, booked, coordinator, engineer, proposed
from tests.moves.test_moves import NOW, urgent
from tests.office import person

pytestmark = pytest.mark.django_db

NEW_YEAR = moment("2027-01-01 08:00")
MONDAY = moment("2027-01-04 08:00")


def offered(notice: HolidayNotice) -> tuple[OnHoliday, ...]:
    by = somebody("approver")
    return next_slots(by, notice, visits_on_holidays(by, notice, NOW), NOW)


def chosen(found: OnHoliday, of: Engineer) -> ChosenSlot:
    assert found.slot is not None
    return ChosenSlot(found.visit.number, of, found.slot.start, found.slot.end)


def carried_out(notice: HolidayNotice, *slots: ChosenSlot) -> tuple[Outcome, ...]:
    return move_visits(notice, slots, by=somebody("approver"), now=NOW)


def starts(visit: Visit) -> datetime | None:
    visit.refresh_from_db()
    return visit.starts_at


def test_each_visit_is_offered_the_next_slot_and_no_two_the_same() -> None:
    """D-8: two days of Spring Festival; the Sunday and the Monday after it are worked."""
    of = engineer()
    days = [moment("2027-02-10 08:00"), moment("2027-02-11 08:00")]
    one = booked(of, start=days[0])
    other = booked(of, proposed(one.site), start=days[1])
    found = offered(staged())
    assert [(each.visit, each.slot and each.slot.start) for each in found] == [
        (one, moment("2027-02-14 08:00")), (other, moment("2027-02-15 08:00")),
    ]  # fmt: skip
    assert all(each.is_chosen for each in found)
    assert [starts(one), starts(other)] == days


def test_what_a_customer_agreed_to_is_offered_and_not_chosen() -> None:
    visit = confirm(booked(engineer(), start=NEW_YEAR), by=coordinator(), now=NOW)
    (found,) = offered(staged())
    assert (found.visit, found.is_chosen) == (visit, False)
    assert found.slot is not None


def test_a_visit_stays_with_its_engineer_while_they_can_come_in_time() -> None:
    away = engineer()
    other = engineer("王磊")
    visit = booked(away, start=NEW_YEAR)
    day = {"kind": "leave", "starts_at": MONDAY.isoformat(), "note": ""}
    day["ends_at"] = (MONDAY + timedelta(hours=10)).isoformat()
    add_absence(away, day, by=coordinator(), now=NOW)
    (found,) = offered(staged())
    assert found.slot is not None
    assert (found.slot.engineer, found.slot.start) == (away.pk, MONDAY + timedelta(days=1))
    Visit.objects.filter(pk=visit.pk).update(wanted_by=MONDAY.date())
    (found,) = offered(HolidayNotice.objects.get())
    assert found.slot is not None
    assert (found.slot.engineer, found.slot.start) == (other.pk, MONDAY)


def test_the_promise_of_a_case_is_read_under_the_calendar_of_the_notice() -> None:
    """D-7: due on New Year's Day at 15:00 as weekdays go, on Monday at 08:00 by the notice."""
    case = urgent()
    assert case.site is not None
    visit = booked(engineer(), proposed(case.site, case=case), start=NEW_YEAR)
    (found,) = offered(staged())
    assert (found.visit, found.slot and found.slot.early) == (visit, 0)


def test_moving_is_a_move_as_any_with_its_trail_its_event_and_why() -> None:
    of = engineer()
    visit, notice = booked(of, start=NEW_YEAR), staged()
    (found,) = offered(notice)
    notice = approve(notice, by=somebody("approver"), now=NOW)
    (told,) = carried_out(notice, chosen(found, of))
    assert (told.moved, told.left) == (True, False)
    assert starts(visit) == MONDAY
    kept = VisitMove.objects.latest("pk")
    assert kept.why.startswith("2027 年放假通知（国办发明电〔2026〕9号）")
    assert kept.by_name == "approver"
    assert Entry.objects.filter(kind="field.visit", action="move").count() == 1
    assert Event.objects.get(kind="visit.moved").subject_key == visit.number
    assert visits_left(somebody("approver"), NOW) == []


def test_a_page_that_is_sent_twice_moves_nothing_twice() -> None:
    of = engineer()
    booked(of, start=NEW_YEAR)
    notice = staged()
    (found,) = offered(notice)
    notice = approve(notice, by=somebody("approver"), now=NOW)
    slot = chosen(found, of)
    carried_out(notice, slot)
    (again,) = carried_out(notice, slot)
    assert (again.moved, again.left) == (False, False)
    assert VisitMove.objects.filter(step="move").count() == 1


def test_a_slot_that_is_gone_is_told_and_the_visit_stays_as_work() -> None:
    of = engineer()
    visit, notice = booked(of, start=NEW_YEAR), staged()
    (found,) = offered(notice)
    notice = approve(notice, by=somebody("approver"), now=NOW)
    booked(of, proposed(visit.site), start=MONDAY)
    (told,) = carried_out(notice, chosen(found, of))
    assert told.left
    assert "空档已被占用" in told.said.zh
    assert starts(visit) == NEW_YEAR
    assert visits_left(somebody("approver"), NOW) == [(notice, visit)]


def test_nobody_in_time_is_said_with_the_reason() -> None:
    visit = booked(engineer(), start=NEW_YEAR)
    notice = staged()
    Visit.objects.filter(pk=visit.pk).update(wanted_by=NOW.date() - timedelta(days=20))
    (late,) = offered(notice)
    assert (late.slot, late.is_chosen) == (None, False)
    assert late.why_not is not None
    assert "14 before" in late.why_not.en
    Visit.objects.filter(pk=visit.pk).update(kind="training")
    Engineer.objects.update(skills=[])
    (lacking,) = offered(notice)
    assert lacking.why_not is not None
    assert "skills" in lacking.why_not.en


def test_a_visit_booked_onto_the_holiday_knowingly_is_no_work() -> None:
    of = engineer()
    visit = booked(of, start=NEW_YEAR)
    approve(staged(), by=somebody("approver"), now=NOW)
    later = NOW + timedelta(minutes=5)
    assert len(visits_left(somebody("approver"), later)) == 1
    end = NEW_YEAR + HALF
    stays = Placement(
        engineer=of,
        starts_at=NEW_YEAR,
        ends_at=end,
        why="客户坚持元旦",
        agreed=Agreed(Money.of(5000), "按报价单"),
    )
    move(visit, stays, by=coordinator(), now=later)
    assert visits_left(somebody("approver"), later) == []


def test_a_saturday_off_the_list_of_workdays_frees_its_visits_too() -> None:
    """As in 2020, when 1 February was to be worked and was then free."""
    notice = approve(staged(), by=somebody("approver"), now=NOW)
    visit = booked(engineer(), start=moment("2027-01-31 08:00"))
    other = staged(notice.text.replace("1月31日（周日）、", ""))
    assert [each.visit for each in offered(other)] == [visit]
    assert visits_on_holidays(somebody("approver"), notice, NOW) == []
    other = approve(other, by=somebody("approver"), now=NOW + timedelta(hours=1))
    assert visits_left(somebody("approver"), NOW) == [(other, visit)]


def test_nothing_is_moved_for_a_draft_or_by_who_keeps_no_visits() -> None:
    notice = staged()
    with pytest.raises(Refused):
        carried_out(notice)
    with pytest.raises(NotAllowed):
        move_visits(notice, (), by=person("administrator"), now=NOW)
