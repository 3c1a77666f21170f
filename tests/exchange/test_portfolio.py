"""A portfolio workbook gives requests for quotations, and names every wrong cell at once."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lumencare.domain.codes import PlanCode, StartUp, WarrantyClass
from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems
from lumencare.domain.request import BomLine, OptionChoice, PlanChoice, QuotationRequest
from lumencare.domain.system import System
from tests.exchange.portfolio_files import (
    line,
    read,
    system,
    table,
    told,
    write_portfolio,
    write_workbook,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "portfolio.xlsx"


def test_a_row_becomes_a_request(path: Path) -> None:
    """D-14: one row is one system, one order; X-6: both amounts are kept."""
    portfolio = read(write_portfolio(path, system(), lines=[line()]))
    assert portfolio.problems == ()
    (row,) = portfolio.rows
    assert row.request == QuotationRequest(
        ref="S-1",
        project="滨江办公楼",
        customer="示例置业有限公司",
        city="苏州",
        system_type="Quantum",
        system=System(
            WarrantyClass.TWO_YEAR,
            date(2025, 12, 1),
            Money.of(1_000_000),
            StartUp.MANUFACTURER,
        ),
        list_amount=Money.of(1_300_000),
        plans=(PlanChoice(PlanCode.PLUS), PlanChoice(PlanCode.SERVICE_CARE)),
        options=(OptionChoice("24h"), OptionChoice("weekend", 2)),
        bom_lines=(
            BomLine(
                "QSN-4A5-S",
                "Energi Savr Node",
                Decimal(4),
                Money.of(250_000),
                Money.of(325_000),
            ),
        ),
    )
    assert row.place.name.zh == "苏州市"
    assert [row.where(each) for each in ("plans", "options", "bom")] == [
        "systems!K2",
        "systems!L2",
        "systems!I2",
    ]


@pytest.mark.parametrize(
    "headers",
    [
        "编号 项目名称 客户 城市 系统类型 原质保类别 调试方 下单日期 硬件清单金额 列表价金额 "
        "计划 选项",
        "ＲＥＦ* Project-Name CUSTOMER City System_Type Class Start-up Order_date bom list_amount "
        "PLANS Options",
        "编号/ref 项目名称|project 客户/customer 城市/city 系统类型/type 原质保/class "
        "调试方/start-up "
        "下单日期/order_date 硬件清单金额/BOM 列表价金额/list_amount 计划/plans 选项/options",
        "项目编号 项目 最终用户 项目地点 系统类型 质保类别 调试 订单之日 清单金额（元） "
        "列表价金额(RMB) 所选计划 所选选项",
    ],
)
def test_headers_may_be_chinese_or_english_in_any_writing(path: Path, headers: str) -> None:
    rows = [headers.split(), list(system().values())]
    portfolio = read(write_workbook(path, {"系统": rows}))
    assert portfolio.problems == ()
    assert portfolio.rows[0].request.list_amount == Money.of(1_300_000)


def test_columns_may_stand_in_any_order_with_others_between(path: Path) -> None:
    row = {"remark": "x", **dict(reversed(system().items())), "sales": "y"}
    assert len(read(write_portfolio(path, row)).rows) == 1


def test_a_title_and_empty_rows_and_columns_may_stand_before(path: Path) -> None:
    rows = [["", *each] for each in table([system()])]
    sheet = [[""], ["2026 年项目清单"], [""], *rows, ["", ""], ["", *system(ref="S-2").values()]]
    portfolio = read(write_workbook(path, {"项目清单": sheet}))
    assert portfolio.problems == ()
    assert [each.request.ref for each in portfolio.rows] == ["S-1", "S-2"]
    assert portfolio.rows[1].where("ref") == "项目清单!B7"


def test_what_is_optional_may_be_left_out_as_a_column(path: Path) -> None:
    row = system()
    for header in ("start-up", "list-price amount", "plans", "options"):
        del row[header]
    (read_row,) = read(write_portfolio(path, row)).rows
    assert read_row.request.plans == ()
    assert read_row.request.system.start_up is StartUp.PARTNER
    assert read_row.where("plans") == "systems!A2"


def test_every_wrong_cell_is_named_at_once_with_what_is_allowed(path: Path) -> None:
    wrong = {
        "ref": "S-2",
        "project": "",
        "customer": "客户\x07",
        "city": "Nowhere",
        "system_type": "x" * 201,
        "class": "3Y",
        "start-up": "somebody",
        "order_date": "2026-11-24",
        "BOM amount": -5,
        "list-price amount": "cheap",
        "plans": "part-care-plus; gold; technology-support:4-2",
        "options": "12h; weekend x0",
    }
    portfolio = read(write_portfolio(path, system(), system(**wrong)))
    assert [each.request.ref for each in portfolio.rows] == ["S-1"]
    said = told(portfolio)
    assert list(said) == [f"systems!{column}3" for column in "BCDEFGHIJKL"]
    assert "'project' is needed" in said["systems!B3"]
    assert "\\u0007" in said["systems!C3"]
    assert "at most 200 characters" in said["systems!E3"]
    assert "Allowed: 1Y (1-Year Limited Warranty)" in said["systems!F3"]
    assert "manufacturer" in said["systems!G3"]
    assert "between 1990-01-01 and 2026-11-23" in said["systems!H3"]
    assert "above 0" in said["systems!I3"]
    given = [(each.where[-2:], each.given) for each in portfolio.problems]
    assert given[-4:] == [
        ("K3", "gold"),
        ("K3", "technology-support:4-2"),
        ("L3", "12h"),
        ("L3", "weekend x0"),
    ]
    assert all(each.allowed.zh and each.allowed.en for each in portfolio.problems)


@pytest.mark.parametrize(
    ("order_date", "why"),
    [
        ("1989-12-31", "1990-01-01"),
        ("2025-02-29", "A date that exists"),
        ("25/3/1", "like 2025-03-04"),
        ("3/4/2025", "Write it as year-month-day"),
        (45_717, "serial number of a date"),
        ("45717", "format the cell as a date"),
    ],
)
def test_an_order_date_that_cannot_be_is_refused(path: Path, order_date: Any, why: str) -> None:
    said = told(read(write_portfolio(path, system(order_date=order_date))))
    assert why in said["systems!H2"]


def test_a_place_outside_the_mainland_is_refused(path: Path) -> None:
    """G-1."""
    said = told(read(write_portfolio(path, system(city="香港"))))
    assert "China Mainland" in said["systems!D2"]


@pytest.mark.parametrize("amount", [0, "10,000,000,000.01", 1e30, 100.005, "１００.００５", True])
def test_an_amount_that_cannot_be_is_refused(path: Path, amount: Any) -> None:
    said = told(read(write_portfolio(path, system(**{"BOM amount": amount}))))
    assert "at most two decimals" in said["systems!I2"]


def test_the_same_reference_twice_is_refused_and_neither_row_is_used(path: Path) -> None:
    systems = (system(ref="S-1"), system(ref="S-2"), system(ref=" ｓ-1 "))
    portfolio = read(write_portfolio(path, *systems))
    assert [each.request.ref for each in portfolio.rows] == ["S-2"]
    assert told(portfolio)["systems!A4"].startswith(" ｓ-1  | The reference already stands in")
    assert "systems!A2" in told(portfolio)["systems!A4"]


def test_a_full_width_reference_is_made_plain_but_shown_as_typed(path: Path) -> None:
    """It becomes a number and a file name; D-26: the same reference gives the same number."""
    (row,) = read(write_portfolio(path, system(ref=" Ｇ００１"), lines=[line(ref="g００1")])).rows
    assert (row.request.ref, len(row.request.bom_lines)) == ("G001", 1)
    said = told(read(write_portfolio(path, system(), lines=[line(), line(ref="Ｇ９")])))
    assert said["bom!A3"].startswith("Ｇ９ | ")


def test_without_systems_the_part_lines_are_not_called_astray(path: Path) -> None:
    bom = table([line(), line(quantity="?")])
    portfolio = read(write_workbook(path, {"bom": bom}))
    assert [each.where for each in portfolio.problems] == ["bom!D3", "portfolio.xlsx"]


def test_a_number_may_be_a_reference(path: Path) -> None:
    rows = read(write_portfolio(path, system(ref=1001), lines=[line(ref="1001")])).rows
    assert (rows[0].request.ref, len(rows[0].request.bom_lines)) == ("1001", 1)


@pytest.mark.parametrize(
    ("sheets", "where", "says"),
    [
        ({"Sheet1": []}, "portfolio.xlsx", "'systems' or '系统' is expected"),
        ({"systems": []}, "systems!A1", "A header is expected"),
        ({"systems": [["ref", "project"]]}, "systems!A1", "A header is expected"),
        ({"systems": table([system()])[:1]}, "systems!A2", "At least one system"),
        ({"systems": [], "系统": []}, "portfolio.xlsx", "Only one of"),
        ({"systems": [[*system(), "编号"]]}, "systems!M1", "only once"),
        ({"systems": [[*list(system())[:-4], "清单金额（万元）"]]}, "systems!I1", "yuan"),
    ],
)
def test_a_sheet_that_is_no_list_of_systems_is_refused(
    path: Path, sheets: Any, where: str, says: str
) -> None:
    portfolio = read(write_workbook(path, sheets))
    assert portfolio.rows == ()
    assert says in told(portfolio)[where]


def test_every_missing_column_is_named(path: Path) -> None:
    row = {key: value for key, value in system().items() if key not in ("class", "city")}
    portfolio = read(write_portfolio(path, row))
    assert [each.given for each in portfolio.problems] == ["城市 / city", "原质保类别 / class"]
    assert {each.where for each in portfolio.problems} == {"systems!A1"}


def test_what_is_no_workbook_at_all_is_refused(path: Path) -> None:
    path.write_text("编号,项目\n", encoding="gb18030")
    with pytest.raises(InputProblems, match="not XLSX"):
        read(path)
