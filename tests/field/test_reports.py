"""The desk's report and the promise report: what was kept, and what can still be."""

from datetime import date, timedelta
from typing import Any

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.desk.actions import (
    agree_charge,
    charge_customer,
    find_cause,
    give_goodwill,
    reopen,
    resolve,
    show_charge,
    start_work,
    undo_event,
)
from lumencare.desk.models import Case
from lumencare.field.queries.promises import promise_report
from lumencare.field.queries.reports import DeskReport, ReportFilters, desk_report, span_of_months
from lumencare.sites.models import System
from tests.desk.cases import held, moment, opened, served, support
from tests.field.visits import FRIDAY_8, HALF, done, engineer, proposed
from tests.office import organization, outsider, person, site, system

pytestmark = pytest.mark.django_db
NOW = moment("2026-01-20 09:00")
TODAY = date(2026, 1, 20)
END = FRIDAY_8 + HALF


def report(user: Any = None, **more: Any) -> DeskReport:
    filters = ReportFilters(first=date(2026, 1, 1), last=date(2026, 1, 1), **more)
    return desk_report(user or person("manager", name="经理"), filters, NOW)


def fixed(of: System, visits: int) -> Case:
    """Return a case that was solved after some visits."""
    case = opened(of, at="2026-01-15 10:00")
    for _ in range(visits):
        done(engineer(f"工程师{_}{case.number}"), proposed(of.site, case=case, system=of))
    case.refresh_from_db()
    return resolve(case, resolution="更换驱动", how="on-site", by=support(), now=END)


def test_a_case_that_was_opened_again_counts_with_each_of_its_clocks() -> None:
    """Decision 0029: the first promise is missed; the second, overdue at first, is kept."""
    case, by = opened(served("24h"), at="2026-01-05 10:00"), support()
    began = start_work(case, at=moment("2026-01-05 11:00"), how="on-site", by=by, now=NOW)
    undo_event(began, why="误登记", by=by, now=NOW)
    case.refresh_from_db()
    start_work(case, at=moment("2026-01-08 12:00"), how="on-site", by=by, now=NOW)
    resolve(case, resolution="重启", how="phone", by=by, now=moment("2026-01-08 13:00"))
    reopen(case, why="又出现", by=by, now=moment("2026-01-09 09:00"))
    boss = person("manager")
    (month, _) = report(boss).on_time
    assert (month.in_time, month.total) == (0, 2)
    start_work(case, at=moment("2026-01-09 10:00"), how="on-site", by=by, now=NOW)
    (month, _) = report(boss).on_time
    assert (month.in_time, month.total) == (1, 2)


def test_promises_are_kept_missed_or_open() -> None:
    """D-7: met in time, met late, overdue; one that runs is nothing yet."""
    of = served("24h")
    for at, started in (("2026-01-05 10:00", "05 12:00"), ("2026-01-06 10:00", "08 12:00")):
        case, when = opened(of, at=at), moment(f"2026-01-{started}")
        start_work(case, at=when, how="remote", by=support(), now=when, session="SE-2601-001")
    opened(of, at="2026-01-12 10:00")
    opened(of, at="2026-01-20 08:30")
    told = report()
    found = {(each.commitment, each.month): each for each in told.on_time}
    assert (found["24h", None].in_time, found["24h", None].total) == (1, 3)
    assert found["24h", date(2026, 1, 1)].percent is None
    assert told.cases == 4


def test_a_fault_is_fixed_at_the_first_visit_or_by_repeats() -> None:
    of = served("24h")
    fixed(of, 1)
    fixed(of, 2)
    found = report()
    assert (found.visited, found.first_time, found.repeats) == (2, 1, 1)
    (effort,) = found.efforts
    assert (effort.contract, effort.cases, effort.tenths > 0) == ("C-2601-001", 2, True)


def test_charges_and_goodwill_stand_by_contract_for_who_sees_money() -> None:
    now, by = moment("2026-01-15 14:00"), support()
    case = opened(served("24h"))
    find_cause(case, "other", why="浪涌", by=by, now=now)
    charge = show_charge(case, {"code": "visit", "shown_to": "李"}, by=by, now=now)
    give_goodwill(charge, {"why": "让", "amount": "800"}, by=by, now=now)
    agree_charge(charge, {"agreed_by": "李", "agreed_how": "电话"}, by=by, now=now)
    charge_customer(charge, by=by, now=now)
    found = report()
    assert [str(each) for each in (found.charged, found.waived)] == ["4000.00", "800.00"]
    assert report(by).charged is None
    assert report(contract="C-9999-999", user=person("finance")).cases == 0


def test_nobody_outside_reads_a_report() -> None:
    with pytest.raises(NotAllowed):
        report(outsider(organization()))
    with pytest.raises(NotAllowed):
        promise_report(outsider(organization("丙")), TODAY)


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        ("", "", (date(2025, 1, 1), date(2026, 1, 1))),
        ("2026-03", "2025-12", (date(2025, 12, 1), date(2026, 3, 1))),
        ("x", "9999-99", (date(2025, 1, 1), date(2026, 1, 1))),
    ],
)
def test_months_are_read_from_an_address(first: str, last: str, span: tuple[date, date]) -> None:
    assert span_of_months(first, last, TODAY) == span


def option(city: str, code: str, name: str, known: bool = True) -> System:
    where = site(organization(f"业主{name}"), name=name, city=city, city_known=known)
    of = system(at=where, ref=name)
    held(of, code, date(2025, 6, 1), date(2026, 6, 1))
    return of


def test_promises_are_held_against_reach_and_roster() -> None:
    """RO-5, D-19: out of reach first, then to be confirmed, then what can be kept."""
    option("苏州市", "24h", "甲")
    option("乌鲁木齐市", "24h", "乙")
    option("云上镇", "72h", "丙", known=False)
    leader = person("manager", name="经理")
    found = [(each.site_name, each.keeping.value) for each in promise_report(leader, TODAY)]
    assert found == [("乙", "lost"), ("丙", "open"), ("甲", "kept")]
    gone = promise_report(leader, TODAY + timedelta(days=400))
    assert gone == ()


def test_a_promise_without_an_engineer_for_it_cannot_be_kept() -> None:
    """RO-5: somebody is on the roster, but nobody for these systems."""
    option("苏州市", "24h", "甲")
    leader = person("manager", name="经理")
    engineer(skills="teaching")
    (row,) = promise_report(leader, TODAY)
    assert (row.keeping.value, row.engineers) == ("nobody", 0)
    engineer("赵工")
    assert promise_report(leader, TODAY)[0].engineers == 1


def test_a_promise_whose_nearest_engineer_is_too_far_is_told_with_the_way() -> None:
    """RO-5, D-19: the data says that the site can have it, the roster that nobody gets there."""
    option("苏州市", "24h", "甲")
    option("苏州市", "72h", "乙")
    leader = person("manager", name="经理")
    engineer("远", city="喀什市")
    rows = {each.site_name: each for each in promise_report(leader, TODAY)}
    assert rows["甲"].keeping.value == "far"
    assert rows["甲"].way is not None
    assert "远：从喀什市出发" in rows["甲"].way.zh
    assert rows["乙"].keeping.value != "far"
    engineer("近", city="上海市")
    (near, _) = sorted(promise_report(leader, TODAY), key=lambda each: each.commitment)
    assert (near.keeping.value, near.engineers) == ("kept", 2)
    assert near.way is not None
    assert near.way.en.startswith("The nearest is 近: from Shanghai")
