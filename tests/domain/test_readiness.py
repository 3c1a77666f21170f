"""The readiness check: records of a system, what waits for them, what collecting them costs."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lumencare.data.record_rules import record_rules
from lumencare.domain.money import Money
from lumencare.domain.readiness.facts import (
    FromProcessor,
    HasDatabase,
    Held,
    Paper,
    ReadinessFacts,
)
from lumencare.domain.readiness.judging import Light, PaperState, Readiness, check_readiness

TODAY = date(2026, 11, 27)
FRESH = Held(dated_on=date(2026, 10, 1))
ALL = dict.fromkeys(Paper, FRESH)


def check(**more: Any) -> Readiness:
    facts: dict[str, Any] = {
        "on": TODAY,
        "bom": Money.of(1_000_000),
        "man_day": Money.of(4800),
        "category": "commercial",
        "database": HasDatabase.YES,
        "from_processor": FromProcessor.NO,
        "held": ALL,
        **more,
    }
    return check_readiness(record_rules(), ReadinessFacts(**facts))


def without(*papers: Paper) -> dict[Paper, Held]:
    return {each: held for each, held in ALL.items() if each not in papers}


def test_with_all_records_at_hand_nothing_waits() -> None:
    """SC-9."""
    found = check()
    assert (found.light, found.waits, found.collection) == (Light.GREEN, (), None)
    assert {each.state for each in found.papers} == {PaperState.CURRENT}


@pytest.mark.parametrize(
    ("held", "state"),
    [
        (Held(dated_on=date(2026, 11, 27)), PaperState.CURRENT),
        (Held(dated_on=date(2025, 11, 28)), PaperState.CURRENT),
        (Held(dated_on=date(2025, 11, 27)), PaperState.AGED),
        (Held(not_applicable_why="独立场景控制器"), PaperState.NOT_APPLICABLE),
        (None, PaperState.MISSING),
    ],
)
def test_a_database_is_current_for_twelve_months(held: Held | None, state: PaperState) -> None:
    """SC-9: the limit is assumed, and the answer says so."""
    records = without(Paper.DATABASE) | ({} if held is None else {Paper.DATABASE: held})
    answer = check(held=records).papers[-1]
    assert answer.state is state
    if state is PaperState.AGED:
        assert answer.because[0].facts["assumed"]
        assert "假定" in answer.because[0].text.zh


def test_a_record_older_than_the_last_change_of_hardware_is_amber() -> None:
    """SC-9, D-13: it shows what is no longer there."""
    found = check(changed_on=date(2026, 10, 2))
    assert found.light is Light.AMBER
    assert {each.because[0].rule for each in found.papers} == {"D-13"}
    assert check(changed_on=date(2026, 10, 1)).light is Light.GREEN


@pytest.mark.parametrize(
    ("missing", "waiting"),
    [
        ((Paper.LAYOUT,), ["service-contract", "upgrade-proposal"]),
        (
            (Paper.DATABASE,),
            ["service-contract", "upgrade-proposal", "remote-session", "programming-visit"],
        ),
    ],
)
def test_what_is_missing_lets_what_needs_it_wait(
    missing: tuple[Paper, ...], waiting: list[str]
) -> None:
    """SC-9, SY-4, RS-1, AV-1."""
    found = check(held=without(*missing))
    assert found.light is Light.RED
    assert [each.need.code for each in found.waits] == waiting
    assert found.missing == missing
    assert found.because[0].applies is False


@pytest.mark.parametrize(
    ("category", "bom", "missing", "man_days"),
    [
        # 0.5 and 0.5 for the drawings, 0.5 for the database: whole man-days are sold.
        ("commercial", 299_999, tuple(Paper), 2),
        ("commercial", 300_000, tuple(Paper), 2),
        ("commercial", 750_000, tuple(Paper), 3),
        ("commercial", 2_000_000, tuple(Paper), 6),
        ("commercial", 2_000_000, (Paper.DATABASE,), 2),
        ("residential", 300_000, (Paper.LAYOUT,), 1),
        ("hospitality", 750_000, tuple(Paper), 4),
        ("", 100_000, tuple(Paper), 2),
        ("component", 100_000, (Paper.DATABASE,), 1),
    ],
)
def test_collecting_is_priced_by_scale_and_kind_of_system(
    category: str, bom: int, missing: tuple[Paper, ...], man_days: int
) -> None:
    """SC-9, SY-4, X-10."""
    found = check(category=category, bom=Money.of(bom), held=without(*missing)).collection
    assert found is not None
    assert (found.man_days, found.net) == (man_days, Money.of(4800 * man_days))
    assert found.effort.assumed
    assert found.because[0].rule == "X-10"


@pytest.mark.parametrize(("ground", "assumed"), [("", True), ("试读成功，工单 C-12", False)])
def test_nothing_is_collected_for_a_database_that_the_processor_gives(
    ground: str, assumed: bool
) -> None:
    """X-10: waived, and whether that is assumed or was found out."""
    found = check(
        held=without(Paper.DATABASE), from_processor=FromProcessor.YES, set_by_staff=ground
    )
    assert (found.light, found.waits, found.collection) == (Light.AMBER, (), None)
    reason = found.because[0]
    assert (reason.rule, reason.facts["assumed"]) == ("X-10", assumed)
    assert ground in reason.text.zh


@pytest.mark.parametrize("database", [HasDatabase.NO, HasDatabase.HOST])
def test_a_system_without_a_database_of_its_own_needs_none(database: HasDatabase) -> None:
    """SC-9: the database where the system has one."""
    found = check(held=without(Paper.DATABASE), database=database)
    assert found.light is Light.GREEN
    assert found.papers[-1].state is PaperState.NOT_NEEDED


@pytest.mark.parametrize("database", [HasDatabase.PARTLY, HasDatabase.UNKNOWN])
def test_where_nobody_knows_of_a_database_somebody_is_asked(database: HasDatabase) -> None:
    """SC-9: it is never guessed away."""
    found = check(held=without(Paper.DATABASE), database=database)
    assert found.light is Light.RED
    assert "核实" in found.because[0].text.zh


def test_half_man_days_are_added_before_they_are_rounded_up() -> None:
    """SC-9: two halves are one man-day."""
    found = check(bom=Money.of(100_000), held=without(Paper.LAYOUT, Paper.SINGLE_LINE)).collection
    assert found is not None
    assert found.man_days == 1
    assert found.effort.drawing == Decimal("0.5")
