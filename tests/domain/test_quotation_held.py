"""Quotations of systems that hold plans: renewals, upgrades, options in mid-term."""

from dataclasses import replace
from datetime import date

import pytest

from lumencare.domain.holding import HeldResponse
from lumencare.domain.money import Money
from lumencare.domain.period import Span
from lumencare.domain.quotation.line import QuotationLine
from lumencare.domain.request import OptionChoice, PlanChoice
from tests.builders import holding
from tests.domain.quotation_requests import ON, option, plan, quote, refusals, request

ENROLLED = holding("part-care-plus-annual", date(2025, 3, 10))
SERVICE = holding("service-care", date(2025, 9, 1))
ANNUAL = "part-care-plus-annual"


def lines(
    *choices: PlanChoice | OptionChoice, on: date = ON, **held: object
) -> list[QuotationLine]:
    """Return the lines of a quotation."""
    return list(quote(request(*choices, **held), on).lines)


@pytest.mark.parametrize(
    ("on", "held", "years"),
    [
        (date(2026, 1, 15), (ENROLLED,), [3]),
        (date(2027, 2, 1), (ENROLLED,), [3]),
        (date(2027, 3, 1), (ENROLLED,), [3]),
        (date(2028, 2, 1), (ENROLLED, holding(ANNUAL, date(2027, 2, 1), 3)), [4]),
    ],
)
def test_the_next_year_of_an_annual_plan_is_renewed_after_its_window(
    on: date, held: tuple[object, ...], years: list[int]
) -> None:
    """D-15: the window is for enrolment only; no year needs to be named."""
    found = lines(plan(ANNUAL), on=on, held=held)
    assert [each.project_year for each in found] == years


@pytest.mark.parametrize(
    ("on", "rule"),
    [(date(2027, 3, 2), "PA-3"), (date(2030, 1, 1), "PA-3")],
)
def test_a_year_that_was_missed_is_never_taken_up_again(on: date, rule: str) -> None:
    """PA-3, PW-2: year 3 was to be renewed by 2027-03-01."""
    (refused,) = refusals(request(plan(ANNUAL), held=(ENROLLED,)), on)
    assert [each.rule for each in refused.because] == [rule, "PW-2"]


def test_years_between_are_not_left_out() -> None:
    """PA-3: year 3 is due, so year 4 alone cannot be bought."""
    (refused,) = refusals(
        request(plan(ANNUAL, 4), held=(ENROLLED, holding(ANNUAL, date(2026, 1, 1), 5)))
    )
    assert refused.reason.rule == "PA-3"


def test_what_is_held_is_not_sold_twice() -> None:
    """D-22."""
    held = (holding("technology-support", date(2025, 12, 1), 3),)
    (refused,) = refusals(request(plan("technology-support", 3), held=held))
    assert refused.reason.rule == "D-22"
    assert lines(plan("technology-support", 4), held=held)[0].project_year == 4


def test_plans_that_may_not_stand_together_are_refused_beside_what_is_held() -> None:
    """D-22: Plus beside Plus by years."""
    (refused,) = refusals(request(plan("part-care-plus"), held=(ENROLLED,)))
    assert refused.reason.rule == "D-22"


def test_basic_becomes_plus_at_the_difference() -> None:
    """D-22: 80,000 less 30,000."""
    (line,) = lines(plan("part-care-plus"), held=(holding("part-care-basic", date(2025, 4, 1)),))
    assert (line.net, line.formula) == (Money.of(50_000), "80,000.00 − 30,000.00")
    assert line.because[0].rule == "D-22"


def test_service_care_goes_on_where_the_running_year_ends() -> None:
    """D-6: 12 months from its own start, without a gap and without a day paid twice."""
    (line,) = lines(plan("service-care"), held=(SERVICE,))
    assert line.span == Span(date(2026, 9, 1), date(2027, 9, 1))


def test_service_care_that_is_cancelled_from_a_day_on_is_followed_from_that_day() -> None:
    """D-6, D-17: not only where the year would have ended."""
    held = replace(SERVICE, ended=date(2026, 3, 1))
    (line,) = lines(plan("service-care"), held=(held,))
    assert line.span == Span(date(2026, 3, 1), date(2027, 3, 1))


def test_options_join_a_cancelled_plan_until_its_last_day() -> None:
    """RO-1, D-17."""
    ends = date(2026, 2, 20)
    (line,) = lines(option("72h"), held=(replace(SERVICE, ended=ends),))
    assert line.span == Span(ON, ends)
    support = holding("technology-support", date(2025, 12, 1), 2, 3)
    on, ends = date(2027, 6, 1), date(2027, 8, 1)
    (line,) = lines(option("72h"), held=(replace(support, ended=ends),), on=on)
    assert line.span == Span(on, ends)


@pytest.mark.parametrize(
    ("code", "chosen", "on"),
    [
        ("part-care-basic", "part-care-plus", ON),
        (ANNUAL, ANNUAL, date(2027, 2, 1)),
    ],
)
def test_what_is_cancelled_is_neither_upgraded_nor_renewed(
    code: str, chosen: str, on: date
) -> None:
    """D-17: its price may have been given back."""
    held = holding(code, date(2025, 4, 1))
    asked = request(plan(chosen), held=(held,))
    assert quote(asked, on).lines
    assert refusals(replace(asked, held=(replace(held, ended=date(2027, 2, 9)),)), on)


def test_service_care_that_ended_begins_today() -> None:
    (line,) = lines(plan("service-care"), held=(holding("service-care", date(2024, 1, 1)),))
    assert line.span is not None
    assert line.span.start == ON


def test_options_join_a_plan_that_is_held() -> None:
    """RO-1, D-21: for what is left of the contract year, at the price of a year."""
    (line,) = lines(option("72h"), held=(SERVICE,))
    assert (line.net, line.span) == (Money.of(6_000), Span(ON, date(2026, 9, 1)))


def test_options_do_not_join_a_plan_that_has_ended() -> None:
    (refused,) = refusals(request(option("72h"), held=(holding("service-care", date(2024, 1, 1)),)))
    assert refused.reason.rule == "RO-1"


def test_a_faster_response_costs_the_difference() -> None:
    """D-21: 10,000 less 6,000."""
    slow = (HeldResponse("72h", Span(date(2025, 9, 1), date(2026, 9, 1))),)
    (line,) = lines(option("24h"), held=(SERVICE,), held_responses=slow)
    assert (line.net, line.rule) == (Money.of(4_000), "D-21")


@pytest.mark.parametrize(("code", "quantity"), [("72h", 1), ("48h", 1), ("24h", 2)])
def test_a_response_is_not_bought_twice_nor_made_slower(code: str, quantity: int) -> None:
    """D-21."""
    held = (HeldResponse("48h", Span(date(2025, 9, 1), date(2026, 9, 1))),)
    asked = request(option(code, quantity), held=(SERVICE,), held_responses=held)
    assert {each.reason.rule for each in refusals(asked)} == {"D-21"}


def test_an_option_of_a_renewal_is_for_its_year() -> None:
    """D-21: the year that runs keeps its own."""
    held = (HeldResponse("48h", Span(date(2025, 9, 1), date(2026, 9, 1))),)
    found = lines(plan("service-care"), option("48h"), held=(SERVICE,), held_responses=held)
    assert [each.span for each in found] == [Span(date(2026, 9, 1), date(2027, 9, 1))] * 2


@pytest.mark.parametrize(
    ("on", "held", "valid_until"),
    [
        (date(2027, 2, 20), (ENROLLED,), date(2027, 3, 1)),
        (date(2028, 2, 20), (ENROLLED, holding(ANNUAL, date(2027, 2, 1), 3)), date(2028, 3, 1)),
        (date(2027, 9, 1), (ENROLLED, holding(ANNUAL, date(2027, 2, 1), 3)), date(2027, 10, 1)),
    ],
)
def test_a_renewal_is_valid_until_its_year_begins_and_not_until_the_window_closed(
    on: date, held: tuple[object, ...], valid_until: date
) -> None:
    """D-26, D-15."""
    assert quote(request(plan(ANNUAL), held=held), on).valid_until == valid_until


@pytest.mark.parametrize("code", ["24h", "onsite-programming"])
def test_an_option_is_not_valid_longer_than_the_plan_that_it_joins(code: str) -> None:
    """D-26, RO-1: the 12 months end on 2026-08-31."""
    asked = request(option(code), held=(SERVICE,))
    assert quote(asked, date(2026, 8, 20)).valid_until == date(2026, 8, 31)
    assert quote(asked, date(2026, 5, 20)).valid_until == date(2026, 6, 19)


def test_nothing_follows_service_that_runs_until_the_horizon() -> None:
    """G-4, D-6: 12 months bought on 2032-06-01 end with year 8, on 2033-03-01."""
    held = (holding("service-care", date(2032, 6, 1)),)
    (refused,) = refusals(request(plan("service-care"), held=held), date(2033, 1, 10))
    assert refused.reason.rule == "G-4"
