"""Warned before, told of a breach after: once, in service hours, to whom it concerns."""

from datetime import timedelta

import pytest
from django.core import mail

from lumencare.desk.actions import agree_windows, alert_desk, assign, pause, resume, start_work
from lumencare.desk.models import Case, Watcher
from lumencare.notices.models import Event, Notice
from lumencare.notices.reminders import send_reminders
from tests.apart import KILLED, run_apart
from tests.desk.cases import moment, opened, served, support
from tests.office import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office() -> None:
    person("coordinator", name="协调")
    person("manager", name="经理")


def told(now: str) -> list[tuple[str, str]]:
    """Let the desk be told at a moment; return what was put down by then, kind and name."""
    alert_desk(moment(now))
    rows = Notice.objects.filter(cancelled_at=None).order_by("pk")
    return [(each.key.split(":")[2], each.name) for each in rows]


def events() -> list[str]:
    found = Event.objects.filter(kind__in=["case.due-soon", "case.overdue"])
    return list(found.order_by("occurred_at").values_list("kind", flat=True))


def test_whoever_works_on_a_case_and_watches_it_is_warned_once() -> None:
    """Two hours or a quarter before: 24 hours from Thursday at 10 are soon on Friday at 4:00."""
    case = opened(served("24h"))
    assign(case, support(), by=support(), now=moment("2026-01-15 10:05"))
    watcher = person("sales", name="销售")
    Watcher.objects.create(case=case, person=watcher, since=moment("2026-01-15 10:05"))
    assert told("2026-01-15 17:59") == []
    assert told("2026-01-16 08:00") == [("soon", "热线"), ("soon", "销售")]
    assert told("2026-01-16 08:01") == [("soon", "热线"), ("soon", "销售")]
    assert events() == ["case.due-soon"]
    assert send_reminders(moment("2026-01-16 08:02")) == 2
    assert mail.outbox[0].subject.startswith(f"即将到时：{case.number}")


def test_a_case_of_nobody_is_told_to_the_coordinators() -> None:
    opened(served("24h"))
    assert told("2026-01-16 08:00") == [("soon", "协调")]


def test_a_breach_goes_to_whoever_answers_for_it() -> None:
    """D-7: 10:00 is still in time."""
    case = opened(served("24h"))
    assign(case, support(), by=support(), now=moment("2026-01-15 10:05"))
    assert told("2026-01-16 10:00") == [("soon", "热线")]
    assert told("2026-01-16 10:01")[1:] == [
        ("overdue", "热线"), ("overdue", "协调"), ("overdue", "经理"),
    ]  # fmt: skip
    assert events() == ["case.due-soon", "case.overdue"]


def test_nobody_is_told_at_night() -> None:
    """Due at 8:00 of Monday: warned on Friday before 18:00, told of the breach after 8:00."""
    opened(served("24h"), at="2026-01-16 14:00")
    for now in ("2026-01-16 15:59", "2026-01-16 18:00", "2026-01-17 10:00", "2026-01-19 06:30"):
        Case.objects.update(warned_at=None)
        assert told(now) == [], now
    assert told("2026-01-16 16:01") == [("soon", "协调")]
    assert told("2026-01-19 07:59") == [("soon", "协调")]
    assert [kind for kind, _ in told("2026-01-19 08:01")] == ["soon", "overdue", "overdue"]


def test_hours_that_were_bought_are_hours_in_which_the_desk_is_told() -> None:
    """NB-1: a 24-hour case with weekend service is told of on Saturday, and the mail leaves."""
    case = opened(served("24h"), at="2026-01-16 14:00")
    agree_windows(
        case, ["weekend"], evidence="李经理邮件", by=support(), now=moment("2026-01-16 14:05")
    )
    assert case.due_at == moment("2026-01-17 14:00")
    assert told("2026-01-17 09:00") == [("soon", "协调")]
    assert send_reminders(moment("2026-01-17 09:01")) == 1
    assert told("2026-01-17 20:00") == [("soon", "协调")]


def test_a_mail_that_an_outage_delayed_waits_for_the_next_hours_that_were_bought() -> None:
    """NB-1: weekend service is from 8:00 to 18:00; the night between the days is nobody's."""
    case = opened(served("24h"), at="2026-01-16 14:00")
    agree_windows(
        case, ["weekend"], evidence="李经理邮件", by=support(), now=moment("2026-01-16 14:05")
    )
    assert told("2026-01-17 09:00") == [("soon", "协调")]
    for night in ("2026-01-17 18:00", "2026-01-18 03:00", "2026-01-18 07:59"):
        assert send_reminders(moment(night)) == 0, night
    assert send_reminders(moment("2026-01-18 08:00")) == 1


def test_a_standard_case_is_told_of_in_business_hours_only() -> None:
    """D-7: hours that were bought do not change ten business days."""
    case = opened(served(), at="2026-01-05 10:00")
    agree_windows(
        case, ["weekend"], evidence="李经理邮件", by=support(), now=moment("2026-01-05 10:05")
    )
    assert case.due_at == moment("2026-01-19 18:00")
    assert told("2026-01-18 10:00") == []
    assert told("2026-01-19 08:30") == [("soon", "协调")]


def test_a_pause_stops_the_telling_and_a_moved_due_time_is_told_of_anew() -> None:
    case = opened(served("24h"))
    assert told("2026-01-16 08:00") == [("soon", "协调")]
    case.refresh_from_db()
    at = moment("2026-01-16 08:30")
    pause(case, at=at, reason="等门禁", evidence="来电", by=support(), now=at)
    # What had not left is taken back; while the clock stands nobody is told of anything.
    assert told("2026-01-16 12:00") == []
    at = moment("2026-01-19 09:00")
    resume(case, at=at, by=support(), now=at)
    assert case.due_at == moment("2026-01-19 10:30")
    assert told("2026-01-19 09:01") == [("soon", "协调")]
    assert told("2026-01-19 09:02") == [("soon", "协调")]


def test_a_pause_that_moves_nothing_warns_nobody_twice() -> None:
    """A pause of the report's own day takes nothing away from ten business days (0012)."""
    case = opened(served(), at="2026-01-05 10:00")
    assert told("2026-01-16 10:00") == [("soon", "协调")]
    send_reminders(moment("2026-01-16 10:01"))
    case.refresh_from_db()
    for step, hour in ((pause, "2026-01-17 10:00"), (resume, "2026-01-18 10:00")):
        words = {"reason": "等门禁", "evidence": "来电"} if step is pause else {}
        step(case, at=moment(hour), by=support(), now=moment(hour), **words)
    assert case.due_at == moment("2026-01-19 18:00")
    assert told("2026-01-19 08:00") == [("soon", "协调")]


def test_a_met_clock_is_told_of_no_more() -> None:
    case = opened(served("24h"))
    assert told("2026-01-16 08:00") == [("soon", "协调")]
    case.refresh_from_db()
    at = moment("2026-01-16 08:01")
    start_work(case, at=at, how="remote", by=support(), now=at, session="SE-2601-001")
    assert told("2026-01-16 11:00") == []


def test_a_case_that_is_long_overdue_is_told_of_once_when_the_job_comes_back() -> None:
    """Nothing ran for days: one breach, no warning that comes too late."""
    opened(served("24h"), at="2026-01-05 10:00")
    found = told("2026-01-15 10:00")
    assert {kind for kind, _ in found} == {"overdue"}
    assert alert_desk(moment("2026-01-15 10:00") + timedelta(days=1)) == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", ["1", "2", "3", "4"])
def test_a_worker_that_dies_tells_nobody_twice(point: str) -> None:
    """Claimed, written down, put down and announced as one: all of it, or none."""
    opened(served("24h"))
    assert run_apart("tests.desk.killed", point) == KILLED
    assert (Notice.objects.count(), events()) in [(0, []), (1, ["case.due-soon"])]
    assert told("2026-01-16 08:02") == [("soon", "协调")]
    assert events() == ["case.due-soon"]
