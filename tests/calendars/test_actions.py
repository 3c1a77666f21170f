"""Holiday notices step by step: written, corrected, approved by another, withdrawn (D-8)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.calendars.actions import (
    approve_notice,
    correct_notice,
    not_moved,
    note_moved,
    stage_notice,
    withdraw_notice,
)
from lumencare.calendars.drafts import Draft, cautions_of
from lumencare.calendars.models import HolidayNotice
from lumencare.calendars.queries import calendar_in_force, calendar_with, calendar_without
from lumencare.domain.calendar_changes import changed_days
from lumencare.domain.problems import Conflict, InputProblems
from tests.calendars.notices import SOURCE, YEAR_2027, approved, somebody, staged, typed
from tests.exchange.holiday_notices import notice
from tests.office import NOW, person

pytestmark = pytest.mark.django_db

NEW_YEAR = date(2027, 1, 1)
LATER = NOW + timedelta(days=1)
LONGER = YEAR_2027.replace("9月15日（周三）放假1天", "9月15日（周三）至17日放假，共3天")


def problems_of(draft: Draft) -> list[str]:
    with pytest.raises(InputProblems) as raised:
        stage_notice(draft, by=somebody("writer"), now=NOW)
    return [f"{each.where} {each.given}" for each in raised.value.problems]


def test_a_draft_decides_nothing_and_an_approved_notice_decides_at_once() -> None:
    row = staged()
    before = calendar_in_force()
    assert before.is_business_day(NEW_YEAR)
    assert not calendar_with(row).is_business_day(NEW_YEAR)
    approve_notice(row, by=somebody("approver"), now=NOW)
    after = calendar_in_force()
    assert not after.is_business_day(NEW_YEAR)
    assert 2027 in after.official_years
    assert after.is_business_day(date(2027, 2, 14))
    changed = changed_days(before, after)
    assert {each.day for each in changed if each.works} == {
        date(2027, 1, 31), date(2027, 2, 14), date(2027, 5, 8), date(2027, 9, 26),
        date(2027, 10, 9),
    }  # fmt: skip
    assert next(each for each in changed if each.day == NEW_YEAR).name is not None


def test_whoever_wrote_a_text_cannot_approve_it() -> None:
    row = staged(by="writer")
    with pytest.raises(NotAllowed, match="another person has to approve it"):
        approve_notice(row, by=somebody("writer"), now=NOW)
    row = correct_notice(row, typed(LONGER), by=somebody("approver"), now=NOW)
    with pytest.raises(NotAllowed, match="another person"):
        approve_notice(row, by=somebody("approver"), now=NOW)
    approve_notice(row, by=somebody("writer"), now=NOW)
    assert not calendar_in_force().is_business_day(date(2027, 9, 17))


def test_only_those_who_keep_calendars_write_approve_and_withdraw() -> None:
    row, stranger = staged(), person("sales")
    for deed in (
        lambda: stage_notice(typed(), by=stranger, now=NOW),
        lambda: correct_notice(row, typed(), by=stranger, now=NOW),
        lambda: approve_notice(row, by=stranger, now=NOW),
        lambda: withdraw_notice(row, by=stranger, now=NOW, why="x"),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_a_year_has_one_draft_and_all_that_is_wrong_is_told() -> None:
    staged()
    assert problems_of(typed()) == ["year 2027"]
    wrong = YEAR_2027.replace("共8天", "共9天").replace("5月8日（周六）", "5月8日（周日）")
    assert problems_of(typed(wrong, source=" ")) == ["source ", "text:3 9天", "text:5 周日"]
    assert problems_of(typed(year="20x7")) == ["year 20x7"]
    assert HolidayNotice.objects.count() == 1


def test_two_notices_cannot_make_opposites_of_a_day_of_december() -> None:
    reaching = YEAR_2027.replace("1月1日（周五）至3日", "2026年12月31日（周四）至2027年1月3日")
    reaching = reaching.replace("共3天", "共4天", 1).replace(
        "放假，共4天。", "放假。12月27日上班。"
    )
    day = "2026年12月26日（周六）上班。"
    approved(reaching.replace("12月27日上班。", day))
    against = notice(2026).replace("共7天。9月20日", "共7天。12月26日放假。9月20日")
    assert problems_of(typed(against)) == ["text:12 2026-12-26"]


def test_of_two_notices_of_a_year_the_one_approved_last_decides() -> None:
    first = approved()
    second = approved(LONGER, at=LATER)
    assert not calendar_in_force().is_business_day(date(2027, 9, 17))
    withdraw_notice(second, by=somebody("approver"), now=LATER, why="误读")
    assert calendar_in_force().is_business_day(date(2027, 9, 17))
    assert not calendar_in_force().is_business_day(NEW_YEAR)
    assert calendar_without(first).is_business_day(NEW_YEAR)
    withdraw_notice(first, by=somebody("writer"), now=LATER, why="误读")
    assert calendar_in_force().is_business_day(NEW_YEAR)
    assert 2027 not in calendar_in_force().official_years


def test_a_notice_of_the_office_stands_in_place_of_an_official_file() -> None:
    changed = notice(2026).replace(
        "10月1日（周四）至7日（周三）放假调休，共7天", "10月1日（周四）至8日放假调休，共8天"
    )
    approved(changed)
    assert not calendar_in_force().is_business_day(date(2026, 10, 8))
    assert cautions_of(2026, HolidayNotice.objects.get().days)


def test_each_step_is_in_the_trail_and_rests_on_what_was_read() -> None:
    row = staged()
    stale = HolidayNotice.objects.get()
    correct_notice(row, typed(LONGER), by=somebody("writer"), now=NOW)
    with pytest.raises(Conflict):
        approve_notice(stale, by=somebody("approver"), now=NOW)
    with pytest.raises(Conflict):
        correct_notice(stale, typed(), by=somebody("writer"), now=NOW)
    row = approve_notice(row, by=somebody("approver"), now=NOW)
    with pytest.raises(Conflict):
        correct_notice(row, typed(), by=somebody("writer"), now=NOW)
    with pytest.raises(Conflict):
        approve_notice(row, by=somebody("writer"), now=NOW)
    with pytest.raises(InputProblems, match="Write the reason"):
        withdraw_notice(row, by=somebody("writer"), now=NOW, why=" ")
    withdraw_notice(row, by=somebody("writer"), now=NOW, why="误读")
    entries = Entry.objects.filter(kind="calendars.holidaynotice").order_by("pk")
    assert [each.action for each in entries] == ["stage", "correct", "approve", "withdraw"]
    assert entries[0].after["source"] == SOURCE
    with pytest.raises(InputProblems, match="The draft is for 2027"):
        correct_notice(staged(), typed(notice(2026)), by=somebody("writer"), now=NOW)


def test_what_was_decided_waits_until_it_has_been_carried_out() -> None:
    assert not not_moved()
    given_up = staged()
    withdraw_notice(given_up, by=somebody("writer"), now=NOW, why="误读")
    assert not not_moved()
    row = approved()
    assert not_moved() == [row]
    assert note_moved(row, {"due-times": 3}, now=NOW)
    assert not note_moved(row, {"due-times": 3}, now=NOW)
    assert not not_moved()
    row.refresh_from_db()
    withdraw_notice(row, by=somebody("writer"), now=NOW, why="误读")
    assert not_moved() == [row]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "in-force"},
        {"state": "gone"},
        {"year": 1989},
        {"text": ""},
        {"source": ""},
        {"state": "withdrawn"},
    ],
)
def test_the_database_refuses_what_cannot_be(wrong: dict[str, object]) -> None:
    row = staged()
    with pytest.raises(IntegrityError), transaction.atomic():
        HolidayNotice.objects.filter(pk=row.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        HolidayNotice.objects.filter(pk=row.pk).update(approved_by=row.staged_by)
