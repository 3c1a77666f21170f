"""Clocks at the edges: weekends, contracts that come and go, instants of other zones."""

from datetime import UTC, date, datetime

import pytest

from lumencare.desk.actions import (
    PastPause,
    enter_past_pause,
    find_cause,
    name_system,
    pause,
    reopen,
    resolve,
    resume,
)
from lumencare.desk.models import Case
from lumencare.desk.queries import replay_of
from lumencare.domain.problems import InputProblems
from lumencare.sites.models import HeldPlan
from tests.desk.cases import held, moment, opened, served, support
from tests.office import system

pytestmark = pytest.mark.django_db


def stand(case: Case, start: str, end: str) -> None:
    """Let the clock stand from one moment to another."""
    words = {"reason": "等门禁", "evidence": "物业来电"}
    pause(case, at=moment(start), by=support(), now=moment(start), **words)
    resume(case, at=moment(end), by=support(), now=moment(end))


def agrees(case: Case, now: str) -> bool:
    """Tell whether the replay of a case ends where its row says."""
    return replay_of(support(), case.number, moment(now)).due_at == case.due_at


def test_hours_get_a_whole_weekend_of_waiting_back() -> None:
    """D-7: elapsed hours ran on Saturday and Sunday, so a pause there gives them back."""
    case = opened(served("48h"), at="2026-01-16 14:00")
    stand(case, "2026-01-16 16:00", "2026-01-19 09:00")
    assert case.due_at == moment("2026-01-21 08:00")
    assert agrees(case, "2026-01-19 10:00")


def test_business_days_get_no_weekend_back() -> None:
    """Decision 0012: Saturday and Sunday were never counted; two hours of Friday were."""
    case = opened(served(), at="2026-01-14 10:00")
    due_at = case.due_at
    stand(case, "2026-01-16 16:00", "2026-01-19 08:00")
    assert due_at == moment("2026-01-28 18:00")
    assert case.due_at == moment("2026-01-29 10:00")
    assert agrees(case, "2026-01-19 10:00")


def test_pauses_do_not_overlap_however_they_are_written_down() -> None:
    """D-7: time that was given back once is not given back again."""
    case = opened(served("24h"))
    stand(case, "2026-01-15 12:00", "2026-01-15 14:00")
    for start, end in (("11:00", "12:30"), ("13:00", "15:00"), ("11:00", "15:00")):
        late = PastPause(moment(f"2026-01-15 {start}"), moment(f"2026-01-15 {end}"), "等", "来电")
        with pytest.raises(InputProblems):
            enter_past_pause(case, late, by=support(), now=moment("2026-01-15 16:00"))
    touching = PastPause(moment("2026-01-15 14:00"), moment("2026-01-15 15:00"), "等", "来电")
    enter_past_pause(case, touching, by=support(), now=moment("2026-01-15 16:00"))
    assert case.due_at == moment("2026-01-16 13:00")
    assert agrees(case, "2026-01-15 16:00")


def test_a_contract_that_expires_while_a_case_is_open_takes_nothing_away() -> None:
    """Decision 0029: the day of the report decides, for a later finding and a reopening too."""
    of = system()
    span = (date(2025, 1, 16), date(2026, 1, 16))
    held(of, "service-care", *span)
    held(of, "24h", *span)
    case = opened(of, at="2026-01-15 17:00")
    assert case.due_at == moment("2026-01-16 17:00")
    now = moment("2026-01-16 09:00")
    decision = find_cause(case, "product", why="检测记录", by=support(), now=now)
    assert decision is not None
    assert (decision.response, decision.labour_covered) == ("24h", True)
    resolve(case, resolution="更换模块", how="remote", by=support(), now=now)
    reopen(case, why="又出现", by=support(), now=moment("2026-01-19 09:00"))
    assert (case.commitment, case.due_at) == ("24h", moment("2026-01-20 09:00"))


def test_an_option_bought_while_a_case_is_open_helps_the_next_one() -> None:
    """Decision 0029: no retroactive use, not even where the system is named after the purchase."""
    of = served()
    unknown = opened(None, at="2026-01-15 10:00")
    case = opened(of, at="2026-01-15 10:00")
    HeldPlan.objects.create(
        system=of, code="24h", starts_on=date(2026, 1, 16), ends_on=date(2027, 1, 16),
        bought_on=date(2026, 1, 16), source="C-2601-002",
    )  # fmt: skip
    now = moment("2026-01-16 11:00")
    find_cause(case, "product", why="检测记录", by=support(), now=now)
    name_system(unknown, of, by=support(), now=now)
    assert (case.commitment, unknown.commitment) == ("standard", "standard")
    assert opened(of, at="2026-01-16 12:00").commitment == "24h"


def test_an_instant_of_another_zone_is_one_of_shanghai() -> None:
    """16:30 UTC of Thursday is Friday 00:30: that day's contracts and hours decide."""
    case = opened(
        served("24h"), at="2026-01-16 08:00", reported_at=datetime(2026, 1, 15, 16, 30, tzinfo=UTC)
    )
    assert case.decision is not None
    assert case.decision.on == date(2026, 1, 16)
    assert case.due_at == moment("2026-01-19 08:00")
    found = replay_of(support(), case.number, datetime(2026, 1, 16, 1, 0, tzinfo=UTC))
    assert found.segments[0].start.isoformat() == "2026-01-16T00:30:00+08:00"
    assert found.due_at == case.due_at
