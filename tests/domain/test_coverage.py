"""What is covered today: the best of what is in force, with every candidate's reason (D-11)."""

from dataclasses import fields
from datetime import date

import pytest

from lumencare.domain.codes import Cause
from lumencare.domain.coverage import CoverageDecision, CoverageFacts, decide
from lumencare.domain.money import Money
from tests.builders import coverage_facts, edition, holding

BASIC = holding("part-care-basic", date(2025, 5, 1))
PLUS = holding("part-care-plus", date(2025, 5, 1))
# Days in the project years of an order of 2025-03-01.
IN_YEAR = {year: date(2024 + year, 6, 1) for year in range(1, 10)}


def cited(decision: CoverageDecision) -> list[tuple[str, bool]]:
    """Return the rule ids of a decision with whether they hold."""
    return [(each.rule, each.applies) for each in decision.because]


@pytest.mark.parametrize(
    ("warranty_class", "plan", "percents"),
    [
        ("1Y", None, [100, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("2Y", None, [100, 100, 0, 0, 0, 0, 0, 0, 0]),
        ("HWQS8", None, [100, 100, 50, 50, 50, 25, 25, 25, 0]),  # D-4
        ("1Y", BASIC, [100, 100, 50, 50, 50, 25, 25, 25, 0]),  # PC-2
        ("2Y", BASIC, [100, 100, 50, 50, 50, 25, 25, 25, 0]),
        ("1Y", PLUS, [100, 100, 100, 100, 100, 100, 100, 100, 0]),  # PP-2
        ("2Y", PLUS, [100, 100, 100, 100, 100, 100, 100, 100, 0]),
        ("HWQS8", PLUS, [100, 100, 100, 100, 100, 100, 100, 100, 0]),
    ],
)
def test_parts_follow_the_coverage_steps_of_each_year(
    warranty_class: str, plan: object, percents: list[int]
) -> None:
    """PC-2, PP-2, D-4, G-4."""
    holdings = (plan,) if plan else ()
    for year, percent in enumerate(percents, start=1):
        facts = coverage_facts(*holdings, on=IN_YEAR[year], warranty_class=warranty_class)  # type: ignore[arg-type]
        assert decide(edition(), facts).parts_percent == percent, year


@pytest.mark.parametrize(
    ("on", "percent"),
    [
        (date(2027, 3, 1), 100),  # last day of year 2
        (date(2027, 3, 2), 50),
        (date(2030, 3, 1), 50),  # last day of year 5
        (date(2030, 3, 2), 25),
        (date(2033, 3, 1), 25),  # last day of year 8
        (date(2033, 3, 2), 0),
    ],
)
def test_the_step_changes_the_day_after_an_anniversary(on: date, percent: int) -> None:
    """PC-2, D-1, G-4: claims on a boundary day."""
    assert decide(edition(), coverage_facts(BASIC, on=on)).parts_percent == percent


def test_what_the_customer_pays_is_what_is_left_rounded_once() -> None:
    """X-7, D-2: a reduction of the part's price."""
    facts = coverage_facts(BASIC, on=IN_YEAR[3], part_price=Money.of("333.33"))
    assert str(decide(edition(), facts).customer_pays) == "166.67"
    quarter = coverage_facts(BASIC, on=IN_YEAR[6], part_price=Money.of("0.01"))
    assert str(decide(edition(), quarter).customer_pays) == "0.01"


def test_without_a_part_price_no_amount_is_made_up() -> None:
    """A missing price is not free."""
    decision = decide(edition(), coverage_facts(BASIC, on=IN_YEAR[3]))
    assert (decision.part_price, decision.customer_pays) == (None, None)


def test_a_manufacturer_start_up_carries_diagnostic_labour_for_two_years() -> None:
    """PC-3, PP-3, D-4: `2Y` systems only."""
    covered = decide(edition(), coverage_facts(on=IN_YEAR[2], start_up="manufacturer"))
    assert covered.labour_covered
    assert str(covered.visit_charge) == "0.00"
    assert ("PC-3", True) in cited(covered)
    for facts in (
        coverage_facts(on=IN_YEAR[2], start_up="partner"),
        coverage_facts(on=IN_YEAR[3], start_up="manufacturer"),
        coverage_facts(on=IN_YEAR[1], start_up="manufacturer", warranty_class="1Y"),
    ):
        assert not decide(edition(), facts).labour_covered


def test_service_care_covers_labour_and_promises_a_response_but_no_parts() -> None:
    """SC-4, SC-8: hardware is bought separately."""
    care = holding("service-care", date(2028, 1, 1))
    decision = decide(edition(), coverage_facts(care, on=IN_YEAR[4]))
    assert decision.parts_percent == 0
    assert decision.labour_covered
    assert decision.response == "standard"


def test_service_care_ends_after_twelve_months() -> None:
    """D-6."""
    care = holding("service-care", date(2028, 1, 1))
    assert decide(edition(), coverage_facts(care, on=date(2028, 12, 31))).labour_covered
    ended = decide(edition(), coverage_facts(care, on=date(2029, 1, 1)))
    assert not ended.labour_covered
    assert ended.response == "none"
    assert ("D-6", False) in cited(ended)


def test_service_care_never_runs_into_year_9() -> None:
    """G-4: bought late in year 8 it ends with it."""
    care = holding("service-care", date(2032, 12, 1))
    assert decide(edition(), coverage_facts(care, on=date(2033, 3, 1))).labour_covered
    over = decide(edition(), coverage_facts(care, on=date(2033, 3, 2)))
    assert not over.labour_covered
    assert cited(over)[0] == ("G-4", False)


def test_support_covers_the_years_that_were_bought_and_no_other() -> None:
    """TS-3, TS-4, D-5."""
    support = holding("technology-support", date(2027, 6, 1), 3, 5)
    bought = decide(edition(), coverage_facts(support, on=IN_YEAR[3]))
    assert (bought.parts_percent, bought.labour_covered, bought.response) == (
        100,
        True,
        "standard",
    )
    between = decide(edition(), coverage_facts(support, on=IN_YEAR[4]))
    assert (between.parts_percent, between.response) == (0, "none")
    assert ("D-5", False) in cited(between)


def test_support_of_a_2_year_system_begins_with_year_3() -> None:
    """D-5: in year 2 the initial warranty covers, and no response is promised yet."""
    support = holding("technology-support", date(2026, 6, 1), 2, 3)
    decision = decide(edition(), coverage_facts(support, on=IN_YEAR[2]))
    assert (decision.parts_percent, decision.response) == (100, "none")
    assert ("D-4", True) in cited(decision)


def test_a_response_option_counts_only_beside_a_plan() -> None:
    """RO-1."""
    support = holding("technology-support", date(2027, 6, 1), 3)
    held = decide(edition(), coverage_facts(support, on=IN_YEAR[3], response="24h"))
    assert (held.response, ("RO-1", True) in cited(held)) == ("24h", True)
    alone = decide(edition(), coverage_facts(PLUS, on=IN_YEAR[3], response="24h"))
    assert (alone.response, ("RO-1", False) in cited(alone)) == ("none", True)


def test_another_cause_is_charged_whatever_is_held() -> None:
    """SC-10, D-12."""
    support = holding("technology-support", date(2027, 6, 1), 3)
    facts = coverage_facts(support, on=IN_YEAR[3], cause=Cause.OTHER, part_price=Money.of("1000"))
    decision = decide(edition(), facts)
    assert (decision.parts_percent, str(decision.customer_pays)) == (0, "1000.00")
    assert not decision.labour_covered
    assert str(decision.visit_charge) == "4800.00"
    assert cited(decision)[:2] == [("SC-10", False), ("D-12", True)]


def test_a_plan_helps_from_the_day_it_was_bought() -> None:
    """D-16."""
    late = holding("part-care-basic", date(2025, 12, 1))
    before = decide(edition(), coverage_facts(late, on=date(2025, 11, 30), warranty_class="1Y"))
    assert ("D-16", False) in cited(before)


def test_a_cover_in_force_is_set_aside_for_another_cause() -> None:
    """D-11, SC-10: no candidate says that it gives something which it does not give."""
    facts = coverage_facts(on=IN_YEAR[2], start_up="manufacturer", cause=Cause.OTHER)
    assert ("D-4", False) in cited(decide(edition(), facts))
    assert ("D-4", True) not in cited(decide(edition(), facts))


def test_the_best_of_several_counts_and_all_are_listed() -> None:
    """D-11: Basic and Support together, in year 4."""
    support = holding("technology-support", date(2028, 6, 1), 4)
    decision = decide(edition(), coverage_facts(BASIC, support, on=IN_YEAR[4]))
    assert decision.parts_percent == 100
    assert decision.because[0].rule == "TS-3"
    assert {("PC-2", True), ("D-4", False), ("D-11", True)} <= set(cited(decision))


def test_parts_paid_for_twice_are_pointed_out() -> None:
    """D-22: Plus and Support in one year stand only when staff confirm."""
    support = holding("technology-support", date(2028, 6, 1), 4)
    decision = decide(edition(), coverage_facts(PLUS, support, on=IN_YEAR[4]))
    assert ("D-22", True) in cited(decision)


def test_an_annual_plan_covers_the_years_paid() -> None:
    """PA-2, PA-3."""
    annual = holding("part-care-plus-annual", date(2026, 6, 1), 2, 3)
    assert decide(edition(), coverage_facts(annual, on=IN_YEAR[3])).parts_percent == 100
    lapsed = decide(edition(), coverage_facts(annual, on=IN_YEAR[4]))
    assert lapsed.parts_percent == 0
    assert ("PA-3", False) in cited(lapsed)


def test_every_reason_speaks_both_languages() -> None:
    """G-2."""
    decision = decide(edition(), coverage_facts(PLUS, on=IN_YEAR[9], response="48h"))
    assert all(each.text.zh and each.text.en for each in decision.because)


def test_a_free_year_of_the_annual_plan_needs_no_purchase() -> None:
    """D-15: enrolled in year 1 of a 2-year system, year 2 is paid at 0.00."""
    annual = holding("part-care-plus-annual", date(2025, 6, 1))
    decision = decide(edition(), coverage_facts(annual, on=IN_YEAR[2]))
    assert ("PA-3", False) not in cited(decision)
    assert ("PA-3", False) in cited(decide(edition(), coverage_facts(annual, on=IN_YEAR[3])))


def test_labour_that_hangs_on_the_start_up_is_pointed_out() -> None:
    """PC-3: whoever did not say who started the system up is told that it matters."""
    partner = decide(edition(), coverage_facts(on=IN_YEAR[1]))
    assert ("PC-3", False) in cited(partner)


def test_cover_does_not_ask_who_owns_the_system() -> None:
    """D-18: contracts stay with the system, so an owner is no fact of the decision."""
    assert {each.name for each in fields(CoverageFacts)} == {
        "warranty_class",
        "order_date",
        "on",
        "start_up",
        "holdings",
        "cause",
        "part_price",
        "response",
        "replaced",
    }
