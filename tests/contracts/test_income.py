"""Deferred income of all contracts: by plan and contract, in a month and as of a day."""

from datetime import date

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.contracts.actions import cancel
from lumencare.contracts.cancelling import Cancelling
from lumencare.contracts.queries.income import income_report
from lumencare.domain.contract.credit import Treatment
from tests.contracts.contracts import active, bought, coordinator, noon
from tests.contracts.money import finance
from tests.office import person, site, system

pytestmark = pytest.mark.django_db


def test_income_is_told_by_day_for_each_plan_and_contract() -> None:
    """20,000 over 365 days from 15 January: 17 days of January are 931.51."""
    first = active("service-care", of=system())
    report = income_report(finance(), date(2026, 1, 31))
    (line,) = report.lines()
    assert (line.contract, line.code, line.name.en) == (
        first.number,
        "service-care",
        "Service Care Plan",
    )
    assert (str(line.earned), str(line.deferred)) == ("931.51", "19068.49")
    february = income_report(finance(), date(2026, 2, 28))
    assert (str(february.earned), str(february.earned_to_date)) == ("1534.24", "2465.75")


def test_sums_by_plan_are_the_sums_of_the_lines() -> None:
    place = site()
    for number in range(3):
        active("part-care-plus", "service-care", of=system(place, f"S-{number}"))
    report = income_report(finance(), date(2027, 2, 28))
    lines = list(report.lines())
    assert (report.count, len(lines)) == (6, 6)
    for plan in report.by_plan:
        mine = [each for each in lines if each.code == plan.code]
        assert sum(each.deferred.fen for each in mine) == plan.deferred.fen
        assert sum(each.earned.fen for each in mine) == plan.earned.fen
    assert sum(each.deferred.fen for each in report.by_plan) == report.deferred.fen
    assert [each.contract for each in report.lines(2, 2)] == [each.contract for each in lines[2:4]]


def test_what_waits_for_its_contract_has_no_income_yet() -> None:
    bought("service-care", of=system())
    report = income_report(finance(), date(2026, 1, 31))
    assert (report.count, str(report.earned), report.by_plan) == (0, "0.00", ())


def test_it_can_be_asked_of_one_plan_or_one_customer() -> None:
    contract = active("part-care-plus", "service-care", of=system())
    on = date(2026, 6, 30)
    assert income_report(finance(), on, plan="service-care").count == 1
    assert income_report(finance(), on, q=contract.number).count == 2
    assert income_report(finance(), on, q="滨江").count == 2
    assert income_report(finance(), on, q="云台").count == 0


def test_an_upgrade_lets_what_it_replaced_be_earned_on_by_day() -> None:
    """D-22: Basic is paid for whole; what is left of it is served by Plus."""
    one = system()
    active("part-care-basic", of=one)
    alone = income_report(finance(), date(2027, 1, 31), plan="part-care-basic")
    active("part-care-plus", of=one, now=noon(date(2026, 5, 1)))
    replaced = income_report(finance(), date(2027, 1, 31), plan="part-care-basic")
    assert replaced.deferred == alone.deferred


def test_only_who_sees_money_is_told() -> None:
    with pytest.raises(NotAllowed):
        income_report(person("support"), date(2026, 1, 31))


def test_used_days_that_stay_due_after_a_cancellation_are_earned() -> None:
    """D-17: cancelled by the day before it was paid, 137 of 365 days are owed, and no more."""
    contract = active("service-care", of=system())
    now = noon(date(2026, 6, 1))
    decided = Cancelling(on=now.date(), treatment=Treatment.BY_DAY, why="停业")
    cancel(contract, decided, by=coordinator(), now=now)
    report = income_report(finance(), date(2026, 12, 31))
    (line,) = report.lines()
    assert (str(line.earned_to_date), str(line.deferred)) == ("7506.85", "0.00")
