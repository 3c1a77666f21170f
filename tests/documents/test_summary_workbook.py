"""The summary workbook: a row a project, a row a line, words that never become formulas."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from lumencare.documents.summary_workbook import LINES, PROJECTS, write_summary
from lumencare.domain.quotation.making import Quotation
from tests.documents.samples import REQUESTS, sample
from tests.domain.quotation_requests import plan, quote, request


def written(*quotations: tuple[Quotation, str]) -> bytes:
    buffer = BytesIO()
    write_summary(quotations, buffer)
    return buffer.getvalue()


def opened(*quotations: tuple[Quotation, str]) -> Workbook:
    return load_workbook(BytesIO(written(*quotations)))


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    heads, *found = list(book[sheet].iter_rows(min_row=2, values_only=True))
    return [dict(zip(heads, each, strict=True)) for each in found]


def test_each_project_has_one_row_with_what_it_may_buy_and_what_it_chose() -> None:
    book = opened(*[(sample(name), f"{name}.pdf") for name in REQUESTS])
    found = rows(book, PROJECTS)
    assert len(found) == len(REQUESTS)
    quantum = found[0]
    assert quantum["编号\nRef"] == "Q-001"
    assert quantum["原质保\nClass"] == "2Y"
    assert quantum["订单之日\nOrder date"] == datetime(2025, 3, 13)  # noqa: DTZ001 - Excel's day
    assert quantum["项目年度\nProject year"] == 2
    assert quantum["硬件清单\nList amount"] == 1_000_000
    assert quantum["所选，不含税\nChosen, net"] == 110_000
    assert quantum["起价\nFrom price"] == "是 yes"
    assert quantum["价税合计\nGross"] == 116_600
    assert "¥200,000" in quantum["结论\nFinding (zh)"]
    assert "¥200,000" in quantum["结论（英文）\nFinding (en)"]


def test_each_plan_has_its_eligibility_total_and_last_day() -> None:
    """PW-1, TS-1, SY-3."""
    sheet = opened((sample("quantum"), "q.pdf"))[PROJECTS]
    groups = {each.value: each.column for each in sheet[1] if each.value}
    row = [each.value for each in sheet[3]]
    basic = groups["硬件保障计划 Basic Part Care Plan Basic"] - 1
    assert row[basic : basic + 2] == ["是 yes", 30_000]
    assert row[basic + 2].isoformat()[:10] == "2027-03-13"
    support = groups["综合保障计划 Technology Support Plan"] - 1
    assert row[support + 1] == 228_000
    system_care = groups["系统保障计划 System Care Plan"] - 1
    assert row[system_care : system_care + 3] == ["是 yes", "按方案 by proposal", None]


def test_each_line_has_its_amounts_and_their_proof() -> None:
    found = rows(opened((sample("quantum"), "q.pdf"), (sample("past"), "p.pdf")), LINES)
    assert [each["不含税\nNet"] for each in found] == [80_000, 20_000, 10_000, "按方案 by proposal"]
    service = found[1]
    assert service["算式\nFormula"] == "1,000,000.00 × 2%"
    assert service["规则\nRule"] == "SC-2"
    assert service["税率\nVAT rate"] == 0.06
    assert service["起价\nFrom price"] == "是 yes"
    by_proposal = found[-1]
    assert by_proposal["税率\nVAT rate"] is None
    assert by_proposal["增值税\nVAT"] is None


def test_service_care_is_priced_a_year_and_a_project_without_a_price_has_no_floor() -> None:
    """SC-2, SY-3."""
    sheet = opened((sample("quantum"), "q.pdf"), (sample("past"), "p.pdf"))[PROJECTS]
    groups = {each.value: each.column for each in sheet[1] if each.value}
    service = groups["服务保障计划 Service Care Plan"]
    assert sheet.cell(2, service + 1).value == "每年\nA year, net"
    assert sheet.cell(2, groups["综合保障计划 Technology Support Plan"] + 1).value.startswith(
        "合计"
    )
    (floor,) = [each.column for each in sheet[2] if each.value == "起价\nFrom price"]
    assert [sheet.cell(row, floor).value for row in (3, 4)] == ["是 yes", None]


def test_a_line_that_costs_nothing_says_so() -> None:
    """D-15: years of 0.00 are free, not priced by a proposal."""
    found = rows(opened((quote(request(plan("part-care-plus-annual"))), "a.pdf")), LINES)
    assert [each["不含税\nNet"] for each in found] == [0, 0]


def test_the_file_name_links_to_the_pdf_beside_the_workbook() -> None:
    sheet = opened((sample("villa"), "V#1 湖畔 100%.pdf"))[PROJECTS]
    (link,) = [each.hyperlink for row in sheet.iter_rows() for each in row if each.hyperlink]
    assert link.target == "V%231%20湖畔%20100%25.pdf"


def test_a_name_that_begins_like_a_formula_stays_a_name() -> None:
    quotation = sample("villa")
    wild = replace(quotation, request=replace(quotation.request, project='=HYPERLINK("x")'))
    sheet = opened((wild, "v.pdf"))[PROJECTS]
    assert sheet["B3"].value == '=HYPERLINK("x")'
    assert sheet["B3"].data_type == "s"


def test_heads_stay_in_sight_and_can_be_filtered() -> None:
    book = opened((sample("villa"), "v.pdf"))
    for sheet in book:
        assert sheet.freeze_panes == "C3"
        assert sheet.auto_filter.ref.startswith("A2:")


def test_the_same_quotations_give_the_same_bytes(tmp_path: Path) -> None:
    file = tmp_path / "summary.xlsx"
    write_summary([(sample("villa"), "v.pdf")], file)
    assert file.read_bytes() == written((sample("villa"), "v.pdf"))


def test_a_summary_of_nothing_is_a_workbook_all_the_same() -> None:
    assert rows(opened(), PROJECTS) == []
