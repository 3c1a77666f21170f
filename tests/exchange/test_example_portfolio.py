"""The shipped example: every row right for years, and the same as what its script makes."""

import runpy
import zipfile
from datetime import date
from pathlib import Path

import pytest

from lumencare.data.edition_files import current_edition
from lumencare.domain.codes import WarrantyClass
from lumencare.domain.money import Money
from lumencare.domain.place import Verdict
from lumencare.domain.quotation.making import make_quotation
from lumencare.domain.reach import reach_of
from lumencare.exchange.portfolio.reading import Portfolio, read_portfolio

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "portfolio.xlsx"
SCRIPT = ROOT / "scripts" / "make_example_portfolio.py"
MADE = date(2026, 11, 23)
# The script names this day: the first purchase window of a chosen plan ends with it.
HOLDS_UNTIL = date(2028, 11, 2)
EDGE = Money.of(750_000)


@pytest.fixture(scope="module")
def portfolio() -> Portfolio:
    return read_portfolio(EXAMPLE, edition=current_edition(), today=MADE)


def test_no_cell_is_wrong(portfolio: Portfolio) -> None:
    assert portfolio.problems == ()
    assert len(portfolio.rows) == 43


@pytest.mark.parametrize("on", [MADE, date(2027, 12, 31), HOLDS_UNTIL])
def test_every_choice_can_be_quoted_for_years(on: date) -> None:
    """PW-1, G-4: the windows of what is chosen are open on each of these days."""
    later = read_portfolio(EXAMPLE, edition=current_edition(), today=on)
    assert later.problems == ()
    for row in later.rows:
        reach = reach_of(current_edition(), row.place)
        made = make_quotation(current_edition(), row.request, on, number="1", reach=reach)
        assert bool(made.lines) == bool(row.request.plans), row.request.ref


def test_the_published_cases_are_there_with_their_lines(portfolio: Portfolio) -> None:
    cases = {each.request.ref: each.request for each in portfolio.rows[:3]}
    facts = {
        ref: (str(request.system.warranty_class), request.system.bom, bool(request.bom_lines))
        for ref, request in cases.items()
    }
    assert facts == {
        "Q-001": ("2Y", Money.of(1_000_000), True),
        "A-001": ("1Y", Money.of(500_000), True),
        "H-001": ("HWQS8", Money.of(300_000), True),
    }


def test_it_shows_every_class_age_size_and_reach(portfolio: Portfolio) -> None:
    """G-3, D-1, SC-2, D-19."""
    systems = [each.request.system for each in portfolio.rows]
    assert {each.warranty_class for each in systems} == set(WarrantyClass)
    ages = {MADE.year - each.order_date.year for each in systems}
    assert ages >= set(range(9))
    sizes = {each.bom for each in systems}
    assert {EDGE, EDGE - Money.of("0.01"), EDGE + Money.of("0.01")} <= sizes
    seen = {
        (option.commitment, option.available)
        for each in portfolio.rows
        for option in reach_of(current_edition(), each.place).options
    }
    assert len({commitment for commitment, verdict in seen if verdict is Verdict.YES}) == 3
    assert {verdict for _, verdict in seen} == set(Verdict)


def test_some_amounts_are_the_sum_of_their_lines(portfolio: Portfolio) -> None:
    fen = [each for each in portfolio.rows if each.request.system.bom.fen % 100_000]
    assert any(each.request.bom_lines for each in fen)
    assert any(not each.request.plans for each in portfolio.rows)


def test_the_script_makes_the_same_workbook(tmp_path: Path) -> None:
    made = tmp_path / "portfolio.xlsx"
    runpy.run_path(str(SCRIPT))["main"](made)
    assert parts_of(made) == parts_of(EXAMPLE)


def parts_of(path: Path) -> dict[str, bytes]:
    """Return the unpacked parts: how tightly they are packed is the zlib's own affair."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
