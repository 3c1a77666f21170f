"""Work that relies on records: what is missing stands against it, what is old asks for a word."""

from datetime import date
from typing import Any

import pytest

from lumencare.data.record_rules import record_rules
from lumencare.domain.problems import Refused
from lumencare.domain.readiness.facts import FromProcessor, HasDatabase, Held, Paper
from lumencare.domain.readiness.relying import (
    Ground,
    Relying,
    Work,
    rely_on,
    require_ground,
    worst_of,
)
from tests.domain.test_readiness import ALL, check, without

OLD = Held(dated_on=date(2020, 1, 1))
BARE = without(Paper.DATABASE)


def relying(work: Work = Work.REMOTE_SESSION, **more: Any) -> Relying:
    return rely_on(check(**more), work, record_rules())


@pytest.mark.parametrize("work", list(Work))
@pytest.mark.parametrize(
    ("facts", "ground", "rules", "missing"),
    [
        ({}, Ground.THERE, [], False),
        ({"held": without(Paper.LAYOUT)}, Ground.THERE, [], False),
        ({"held": ALL | {Paper.DATABASE: OLD}}, Ground.STATED, ["SC-9"], False),
        ({"held": BARE, "from_processor": FromProcessor.YES}, Ground.PROCESSOR, [], False),
        ({"held": BARE, "database": HasDatabase.NO}, Ground.THERE, [], False),
        ({"held": ALL | {Paper.DATABASE: Held(not_applicable_why="无")}}, Ground.THERE, [], False),
    ],
)  # fmt: skip
def test_the_database_carries_work_or_not(
    work: Work, facts: dict[str, Any], ground: Ground, rules: list[str], missing: bool
) -> None:
    """SC-9, X-10: drawings do not matter to programming; a waived database carries it."""
    found = relying(work, **facts)
    assert (found.ground, [each.rule for each in found.against], found.missing) == (
        ground, rules, missing,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("work", "rule"), [(Work.REMOTE_SESSION, "RS-1"), (Work.PROGRAMMING_VISIT, "AV-1")]
)
def test_a_missing_database_stands_against_it_with_the_price_of_collecting(
    work: Work, rule: str
) -> None:
    """SC-9, SY-4, X-10: refused, or turned into a collection at a price."""
    found = relying(work, held=BARE)
    assert found.missing
    assert [each.rule for each in found.against] == [rule, "X-10"]
    assert "4,800" in found.against[1].text.zh


def test_who_may_states_why_work_goes_on_without_a_record() -> None:
    """SC-9."""
    found = relying(held=BARE)
    for why in ("", "客户催办"):
        with pytest.raises(Refused) as told:
            require_ground(found, why, may_overrule=False)
        assert "may_be_stated" not in told.value.reason.facts
    with pytest.raises(Refused) as told:
        require_ground(found, "", may_overrule=True)
    assert told.value.reason.facts["may_be_stated"]
    assert require_ground(found, "现场现读", may_overrule=True) is Ground.STATED


def test_an_old_record_asks_for_a_word_of_whoever_does_the_work() -> None:
    """SC-9: the age is assumed, so that it stands against nobody who has looked."""
    found = relying(held=ALL | {Paper.DATABASE: OLD})
    with pytest.raises(Refused):
        require_ground(found, "", may_overrule=False)
    assert require_ground(found, "已核对", may_overrule=False) is Ground.STATED


def test_of_several_systems_the_worst_counts() -> None:
    there, old = relying(), relying(held=ALL | {Paper.DATABASE: OLD})
    missing = relying(held=BARE)
    assert worst_of([there, old, missing]) is missing
    assert worst_of([there, old]) is old
    assert worst_of([there]) is there
    assert worst_of([]).ground is Ground.THERE
