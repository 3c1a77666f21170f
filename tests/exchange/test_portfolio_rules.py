"""What rules refuse in a row is named beside its wrong cells, with the words that stand there."""

from pathlib import Path
from typing import Any

import pytest

from lumencare.data.edition_files import current_edition
from lumencare.domain.problems import Problem
from lumencare.exchange.portfolio.order import in_sheet_order
from lumencare.exchange.portfolio.quotations import quote_rows
from tests.exchange.portfolio_files import TODAY, line, read, system, write_portfolio

TOGETHER = "cannot be held together"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "portfolio.xlsx"


def problems(path: Path, *systems: dict[str, Any], **more: Any) -> list[Problem]:
    """Return what is wrong with the cells of a portfolio and what its rules refuse, in order."""
    portfolio = read(write_portfolio(path, *systems, **more))
    _, refused = quote_rows(current_edition(), portfolio.rows, TODAY)
    return in_sheet_order([*portfolio.problems, *refused])


def said(path: Path, *systems: dict[str, Any], **more: Any) -> list[tuple[str, str, str]]:
    """Return the place, what was given and the English of each problem."""
    return [(each.where, each.given, each.allowed.en) for each in problems(path, *systems, **more)]


@pytest.mark.parametrize(
    ("wrong", "choices", "cell", "given", "why"),
    [
        ({"city": "Nowhere"}, {"plans": "part-care-basic; part-care-plus"},
         "K2", "part-care-basic; part-care-plus", TOGETHER),
        ({"city": "Nowhere"},
         {"plans": "服务保障计划；综合保障计划", "order date": "2023-12-01"},
         "K2", "服务保障计划；综合保障计划", TOGETHER),
        ({"order date": "3/4/2025"}, {"plans": "service-care; technology-support"},
         "K2", "service-care; technology-support", TOGETHER),
        ({"class": "9Y"}, {"plans": "part-care-plus; part-care-plus-annual", "options": ""},
         "K2", "part-care-plus; part-care-plus-annual", TOGETHER),
        ({"BOM amount": "?"}, {"class": "HWQS8", "plans": "part-care-basic", "options": ""},
         "K2", "part-care-basic", "not offered"),
        ({"BOM amount": "?"}, {"plans": "technology-support:1", "options": ""},
         "K2", "technology-support:1", "none for 1"),
        ({"BOM amount": "?"}, {"order date": "2020-03-01"},
         "K2", "part-care-plus", "2022"),
        ({"BOM amount": "?"}, {"plans": "service-care", "options": "24h; 48h"},
         "L2", "24h; 48h", "Only one response option"),
        ({"plans": "gold"}, {"options": "24h；４８h"},
         "L2", "24h；４８h", "Only one response option"),
        ({"class": ""}, {"plans": "", "options": "weekend X 2"},
         "L2", "weekend X 2", "only for those who hold"),
        ({"order date": ""}, {"city": "拉萨", "plans": "service-care", "options": "24 小时响应"},
         "L2", "24 小时响应", "Lhasa"),
        ({"order date": ""}, {"plans": "service-care:3", "options": ""},
         "K2", "service-care:3", "leave the years away"),
    ],
)  # fmt: skip
def test_a_wrong_cell_hides_no_rule_that_does_not_depend_on_it(
    path: Path, wrong: dict[str, Any], choices: dict[str, Any], cell: str, given: str, why: str
) -> None:
    """D-22, D-21, PC-1, PW-1, TS-1, RO-1, RO-2, D-6."""
    found = said(path, {**system(), **choices, **wrong})
    hidden = [(where, text) for where, text, en in found if why in en]
    assert hidden == [(f"systems!{cell}", given)]
    assert set(columns_of(wrong)) <= {where for where, _, _ in found}


def columns_of(cells: dict[str, Any]) -> list[str]:
    """Return the places of these columns in the first row of systems."""
    return [f"systems!{'ABCDEFGHIJKL'[list(system()).index(each)]}2" for each in cells]


@pytest.mark.parametrize(
    ("wrong", "choices"),
    [
        ({"order date": "?"}, {"plans": "part-care-basic"}),
        ({"order date": "?"}, {"plans": "technology-support:3; service-care"}),
        ({"order date": "?"}, {"plans": "technology-support:2-8"}),
        ({"class": "?"}, {"plans": "part-care-basic"}),
        ({"plans": "gold"}, {"options": "weekend x2"}),
    ],
)
def test_what_may_be_right_is_not_refused_before_all_is_known(
    path: Path, wrong: dict[str, Any], choices: dict[str, Any]
) -> None:
    """PW-1, PC-1, RO-1, D-5: the cell that was not read decides."""
    assert len(said(path, {**system(options=""), **choices, **wrong})) == 1


def test_a_row_that_is_right_by_itself_is_judged_although_its_lines_are_wrong(path: Path) -> None:
    """D-22, and a reference that stands twice."""
    clash = system(plans="part-care-basic; part-care-plus", options="")
    found = said(path, clash, system(), lines=[line(quantity="?")])
    assert [where for where, _, _ in found] == ["systems!K2", "systems!A3", "bom!D2"]


def test_years_are_shown_as_they_were_typed_and_told_once(path: Path) -> None:
    """D-5, TS-1: years that are over, and years without a price, one message each."""
    row = system(plans="系统保障计划； 综合保障计划：3-9 ", options="", order_date="2019-12-01")
    found = said(path, row)
    assert [(where, given) for where, given, _ in found] == [
        ("systems!K2", "综合保障计划：3-9")
    ] * 2
    assert "Project years 3, 4, 5, 6 are over, the last ended on 1 December 2025" in found[0][2]
    assert found[1][2].endswith("none for 9.")


def test_problems_stand_in_the_order_of_the_sheets(path: Path) -> None:
    rows = [
        system(ref="S-1", plans="part-care-basic; part-care-plus", options=""),
        system(ref="S-2", city="?", options="24h; 48h"),
        system(ref="S-3", **{"order date": "2020-01-01"}, options=""),
    ]
    found = said(path, *rows, lines=[line(quantity="?", **{"part number": ""})])
    places = [where for where, _, _ in found]
    assert places == [
        "systems!K2", "systems!D3", "systems!L3", "systems!K4", "bom!B2", "bom!D2",
    ]  # fmt: skip


def test_columns_beyond_z_and_rows_beyond_nine_stand_where_sheets_have_them() -> None:
    places = ["x.xlsx", "bom!B2", "systems!AA9", "systems!B10", "系统!C9", "systems!B9"]
    ordered = in_sheet_order(
        [Problem(each, "", current_edition().plans[0].name) for each in places]
    )
    assert [each.where for each in ordered] == [
        "systems!B9", "系统!C9", "systems!AA9", "systems!B10", "bom!B2", "x.xlsx",
    ]  # fmt: skip


def test_the_same_choice_twice_is_told_once(path: Path) -> None:
    """D-22."""
    found = said(path, system(plans="service-care；服务保障计划", options=""))
    assert [given for _, given, _ in found][:1] == ["service-care；服务保障计划"]
    assert len(found) == len(set(found))


def test_the_guide_shows_the_messages_that_really_come(path: Path) -> None:
    guide = Path(__file__).parents[2] / "docs" / "quoting.md"
    rows = [
        system(),
        system(
            ref="S-2", city="苏洲", order_date="3/4/2025", plans="service-care", options="24h; 48h"
        ),
        system(),
    ]
    told = [each.sentence("zh") for each in problems(path, *rows)]
    assert "\n".join(told) in guide.read_text(encoding="utf-8")
